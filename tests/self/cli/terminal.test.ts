import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.ts';
import { faulty } from './faulty.ts';

it('a red run tells a failure as it comes, with its request and difference, and ends at the first with -x', async (t) => {
  const { run, folder } = await faulty(t, 'limit-ignored');

  const { status, output } = await run('-x', '--only', 'customers.list.limit_rows', '--seed', '7');

  assert.equal(status, 1);
  const [, live = ''] = /\n(✗ customers\.list\.limit_rows\.(?:.*\n)+?)\n/.exec(output) ?? [];
  assert.match(live, /^ {2}GET \/api\/v2\/customers\?limit_rows=\d$/m);
  assert.match(live, /^ {2}→ 200: .*\d+.* \(expected (?:1 of them|7)\)$/m);
  assert.match(live, /^ {2}rerun: .*--only customers\.list\.limit_rows\.\w+ --seed 7$/m);
  assert.match(live, /^ {2}why: {3}file:\/\/\S+\/report\/index\.html#customers\.list\.limit_rows\.\w+$/m);
  const page = readFileSync(join(folder, 'report', 'index.html'), 'utf8');
  const [, anchor = '-'] = /#(\S+)/.exec(live) ?? [];
  assert.ok(page.includes(`id="${anchor}"`));
  assert.match(output, /^The run ended at the first failure, as --fail-fast asks\.$/m);
});

it('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };

  assert.deepEqual(await command(['--version']), { status: 0, output: `${version}\n` });
});
