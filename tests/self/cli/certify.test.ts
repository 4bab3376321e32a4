import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { CoreResponse } from '../../../reference/core/handler.ts';
import { certified, command } from './command.ts';
import { answering, reference } from './examined.ts';

test('a filtered run says so and is judged over what was selected', async (t) => {
  const { targetFile } = await reference(t);

  const { status, results, output } = await certified(targetFile, ['--only', 'customers.delete']);

  assert.deepEqual([status, results.complete], [0, false]);
  assert.ok(results.requirements.every(({ id }) => id.startsWith('customers.delete')));
  assert.match(output, /Filtered run/);
});

const usages = [
  [['--config', 'no-such-file.yaml'], 2, /no-such-file\.yaml/],
  [['--only', 'custmers'], 2, /The nearest are "customers"/],
  [['--sed', '1'], 2, /--sed/],
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

describe('a target that cannot be judged ends in one plain sentence, inconclusive', () => {
  const body = '<!doctype html><title>Sign in</title><form></form>';
  const page = { status: 200, headers: { 'content-type': 'text/html' }, body };
  const paths: readonly (readonly [string, CoreResponse | null, RegExp])[] = [
    ['that is unreachable', null, /Can't reach http:\/\/127\.0\.0\.1:9/],
    [
      'that refuses the credentials',
      { status: 401, headers: {} },
      /refused the credentials of the administrator/,
    ],
    ['that shows a login page', page, /login page/],
  ];
  for (const [title, answer, told] of paths) {
    it(title, async (t) => {
      const { targetFile } = await reference(t, { core: answering(() => answer) });
      const nowhere = answer === null && { baseUrl: 'http://127.0.0.1:9' };

      const { status, results, output } = await certified({ ...targetFile, ...nowhere });

      assert.deepEqual([status, results.verdict, results.counts.failed], [3, 'inconclusive', 0]);
      assert.match(output, told);
    });
  }
});

test('a command that gives no token ends with 2: nothing could be sent', async (t) => {
  const { targetFile } = await reference(t);
  const auth = { administrator: { tokenCommand: 'exit 4' } };

  const { status, results, output } = await certified({ ...targetFile, auth });

  assert.deepEqual([status, results.verdict, results.requests], [2, 'inconclusive', 0]);
  assert.match(output, /auth\.administrator\.tokenCommand ended with exit status 4/);
});
