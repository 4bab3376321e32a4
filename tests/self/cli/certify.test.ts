import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { Handler } from '../../../reference/core/handler.ts';
import { startReference } from '../../../reference/server.ts';
import { certified, command } from './command.ts';
import { answering, reference } from './examined.ts';

test('a filtered run says so and is judged over what was selected', async () => {
  const reference = await startReference();

  const { status, results, output } = await certified(reference.targetFile, ['--only', 'customers.delete']);
  await reference.close();

  assert.equal(status, 0);
  assert.equal(results.complete, false);
  assert.ok(results.requirements.every(({ id }) => id.startsWith('customers.delete')));
  assert.match(output, /Filtered run/);
});

test('wrong usage ends with status 2 and says what to do', async () => {
  const missing = await command(['--config', 'no-such-file.yaml']);
  const unknown = await command(['--only', 'custmers']);
  const option = await command(['--sed', '1']);

  assert.deepEqual([missing.status, unknown.status, option.status], [2, 2, 2]);
  assert.match(missing.output, /no-such-file\.yaml/);
  assert.match(unknown.output, /The nearest is "customers"/);
  assert.match(option.output, /--sed/);
});

test('--list names the tests without running them', async () => {
  const { status, output } = await command(['--list', '--only', 'customers.delete']);

  assert.equal(status, 0);
  assert.match(output, /customers\.delete\.one: /);
  assert.doesNotMatch(output, /customers\.add\.single/);
});

describe('a target that cannot be judged ends in one plain sentence, inconclusive', () => {
  const page = '<!doctype html><title>Sign in</title><form></form>';
  const paths: readonly (readonly [string, Handler | null, RegExp])[] = [
    ['that is unreachable', null, /Can't reach http:\/\/127\.0\.0\.1:9/],
    [
      'that refuses the credentials',
      answering(() => ({ status: 401, headers: {} })),
      /refused the credentials of the administrator/,
    ],
    [
      'that shows a login page',
      answering(() => ({ status: 200, headers: { 'content-type': 'text/html' }, body: page })),
      /login page/,
    ],
  ];
  for (const [title, core, told] of paths) {
    it(title, async (t) => {
      const { targetFile } = await reference(t, core === null ? {} : { core });
      const baseUrl = core === null ? 'http://127.0.0.1:9' : targetFile.baseUrl;

      const { status, results, output } = await certified({ ...targetFile, baseUrl });

      assert.deepEqual([status, results.verdict, results.counts.failed], [3, 'inconclusive', 0]);
      assert.match(output, told);
    });
  }
});
