import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeFileSync } from 'node:fs';
import { faultNamed } from '../../../reference/faults/index.ts';
import { assembled } from '../../../reference/assembly.ts';
import { startReference } from '../../../reference/server.ts';
import { command } from './command.ts';
import { folderOf } from './examined.ts';
import type { TestContext } from 'node:test';

/** A served reference with a fault, and a folder with its target file. */
async function faulty(t: TestContext, ...names: readonly string[]) {
  const faults = names.flatMap((name) => faultNamed(name) ?? []);
  assert.equal(faults.length, names.length);
  const server = await startReference(assembled([], faults));
  t.after(() => server.close());
  const folder = folderOf(t);
  const config = join(folder, 'target.yaml');
  writeFileSync(config, stringify(server.targetFile));
  const run = (...args: readonly string[]) =>
    command(['--config', config, '--output', join(folder, 'report'), ...args], { AMOCRM_STATE_DIR: folder });
  return { run, folder, config };
}

describe('a red run', () => {
  it('tells a failure as it comes, with its request and difference, and ends at the first with -x', async (t) => {
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

  it('is one line with --quiet, and lines of JSON alone for a machine', async (t) => {
    const { run } = await faulty(t, 'limit-ignored');
    const only = ['--only', 'customers.list.limit_rows.one'];

    const quiet = await run('--quiet', ...only);
    const json = await run('--reporter', 'json', ...only);

    assert.match(quiet.output, /^Nonconformant: .*\. 1 stated or shown requirement failed\.\n$/);
    const events = json.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; id?: string; outcome?: string; verdict?: string });
    assert.equal(events[0]?.event, 'run.started');
    assert.ok(events.filter(({ event }) => event === 'exchange').length > 5);
    assert.deepEqual(
      events.filter(({ event }) => event === 'requirement.judged').map(({ id, outcome }) => [id, outcome]),
      [['customers.list.limit_rows.one', 'failed']],
    );
    assert.equal(events.at(-1)?.verdict, 'nonconformant');
  });
});

describe('a read-only run', () => {
  it('says what it can settle, and ends with 0 where that is taken for enough', async (t) => {
    const { run } = await faulty(t);

    const usual = await run('--profile', 'read-only');
    const accepted = await run('--profile', 'read-only', '--accept-read-only');

    assert.deepEqual([usual.status, accepted.status], [3, 0]);
    assert.match(usual.output, /^Read-only passed, inconclusive as a whole: /m);
    assert.match(
      usual.output,
      /^All \d+ stated or shown requirements that could be judged without writing passed\./m,
    );
    assert.match(usual.output, /^With --accept-read-only /m);
    const [, judged, passed, untestable, unobserved] =
      /^(\d+) of \d+ requirements judged: (\d+) passed\. Not judged: (\d+) untestable · (\d+) unobserved\.$/m.exec(
        usual.output,
      ) ?? assert.fail(usual.output);
    assert.equal(judged, passed);
    assert.ok(Number(untestable) > 100 && Number(unobserved) >= 0);
  });

  it('that found something wrong is not accepted', async (t) => {
    const { run } = await faulty(t, 'limit-ignored');

    assert.equal((await run('--profile', 'read-only', '--accept-read-only')).status, 1);
  });
});

describe('a target that is not there', () => {
  it('is told of in seconds, and nothing counts as done', async (t) => {
    const { run } = await faulty(t);
    const config = join(folderOf(t), 'dead.yaml');
    writeFileSync(
      config,
      'name: gone\nbaseUrl: http://127.0.0.1:1\nauth: { administrator: { bearer: x } }\n',
    );

    const { status, output } = await run('--config', config);

    assert.equal(status, 3);
    assert.doesNotMatch(output, /tests done/);
    assert.match(output, /^0 of \d+ requirements judged: nothing\. Not judged: \d+ error\.$/m);
    const [, spent = ''] = /· ([\d.]+ m?s)$/m.exec(output) ?? [];
    assert.match(spent, /^\d+ ms$|^1\.\d s$/);
  });
});

it('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };

  assert.deepEqual(await command(['--version']), { status: 0, output: `${version}\n` });
});
