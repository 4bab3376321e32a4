import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { certify } from '../../../cli/certify.ts';
import { command, resultsIn } from './command.ts';
import { folderOf, reference } from './examined.ts';

const usages = [
  [['--only', 'custmers'], 2, /The nearest are "customers"/],
  [['--sed', '1'], 2, /--sed/],
  [['dev'], 2, /needs a target/],
  [
    ['--list', '--only', 'customers.delete'],
    0,
    /^(?![^]*customers\.add\.single)[^]*customers\.delete\.one: /,
  ],
] as const;
for (const [args, wanted, says] of usages) {
  test(`${args.join(' ')} ends with ${wanted} and says ${says}`, async () => {
    const { status, output } = await command(args);

    assert.equal(status, wanted);
    assert.match(output, says);
  });
}

test('a command that gives no token ends with 2: nothing could be sent', async (t) => {
  const { targetFile } = await reference(t);
  const auth = { administrator: { tokenCommand: 'exit 4' } };

  const folder = folderOf(t);
  const config = join(folder, 'target.yaml');
  writeFileSync(config, stringify({ ...targetFile, auth }));
  const output = join(folder, 'report');

  const status = await certify({ config, output, profile: 'full', only: [], quiet: true });

  const results = resultsIn(output);
  assert.deepEqual([status, results.verdict, results.requests], [2, 'inconclusive', 0]);
  assert.match(results.obstacle ?? '', /auth\.administrator\.tokenCommand ended with exit status 4/);
});
