import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certified, command } from './command.ts';
import { reference } from './examined.ts';

test('a filtered run says so and is judged over what was selected', async (t) => {
  const { targetFile } = await reference(t);

  const { status, results, output } = await certified(targetFile, ['--only', 'customers.delete']);

  assert.deepEqual([status, results.complete], [0, false]);
  assert.ok(results.requirements.every(({ id }) => id.startsWith('customers.delete')));
  assert.match(output, /Filtered run/);
});

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
for (const [args, wanted, told] of usages) {
  test(`${args.join(' ')} ends with ${wanted} and says ${told}`, async () => {
    const { status, output } = await command(args);

    assert.equal(status, wanted);
    assert.match(output, told);
  });
}

test('a target that is unreachable ends in one plain sentence and in seconds, and nothing counts as done', async (t) => {
  const { targetFile } = await reference(t);

  const { status, results, output } = await certified({ ...targetFile, baseUrl: 'http://127.0.0.1:9' });

  assert.deepEqual([status, results.verdict, results.counts.failed], [3, 'inconclusive', 0]);
  assert.match(output, /Can't reach http:\/\/127\.0\.0\.1:9/);
  assert.doesNotMatch(output, /tests done/);
  assert.match(output, /^0 of \d+ requirements judged: nothing\. Not judged: \d+ error\.$/m);
  const [, spent = ''] = /· ([\d.]+ m?s)$/m.exec(output) ?? [];
  assert.match(spent, /^\d+ ms$|^1\.\d s$/);
});

test('a command that gives no token ends with 2: nothing could be sent', async (t) => {
  const { targetFile } = await reference(t);
  const auth = { administrator: { tokenCommand: 'exit 4' } };

  const { status, results, output } = await certified({ ...targetFile, auth });

  assert.deepEqual([status, results.verdict, results.requests], [2, 'inconclusive', 0]);
  assert.match(output, /auth\.administrator\.tokenCommand ended with exit status 4/);
});
