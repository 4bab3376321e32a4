import assert from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import { startReference } from '../../../reference/server.ts';
import { proxyTo } from '../target/proxy-server.ts';
import { certified } from './command.ts';

const reference = await startReference();
after(() => reference.close());

test('nothing is changed in an account that the target file does not name', async () => {
  const before = reference.snapshot();
  const { targetFile } = reference;

  const another = { ...targetFile, account: { ...targetFile.account, id: 1 } };
  const { status, results } = await certified(another, ['--only', 'customers.add']);

  assert.equal(status, 3);
  assert.match(results.obstacle ?? '', /The account at .* is \d+, and the target file names 1\./);
  assert.equal(reference.snapshot(), before);
});

test('a run has no more in the account at once than its quota', async () => {
  const before = reference.snapshot().customers.size;

  const only = ['--only', 'customers.add', 'customers.list.filter'];
  const { status, results } = await certified({ ...reference.targetFile, quota: { liveObjects: 3 } }, only);

  assert.equal(status, 3);
  assert.deepEqual(results.leftBehind, []);
  assert.ok(results.requirements.some(({ reason = '' }) => /raise it/.test(reason)));
  assert.deepEqual([results.counts.failed, results.counts.error], [0, 0]);
  assert.ok(reference.snapshot().customers.size - before <= 3, 'no more were created at all');
});

/** Certifies the reference under the name of another machine, to which a proxy leads. */
async function elsewhere(t: TestContext, file: object) {
  const proxy = await proxyTo(t, new URL(reference.baseUrl));
  const target = { ...reference.targetFile, baseUrl: 'http://staging.example.test', ...file };
  const pace = { requestsPerSecond: 1000 };
  const env = { HTTP_PROXY: proxy.origin.origin };
  const ended = await certified({ ...target, pace }, ['--only', 'customers.add.name'], env);
  return { ...ended, methods: new Set(proxy.asked.map(({ line }) => line.split(' ')[0])) };
}

test('nothing is changed on another machine that is not named under allowWrites', async (t) => {
  const before = reference.snapshot();

  const { results, output, methods } = await elsewhere(t, {});

  assert.deepEqual([results.verdict, results.profile], ['inconclusive', 'read-only']);
  assert.match(results.profileReason ?? '', /add the line "allowWrites: staging\.example\.test"/);
  assert.match(output, /Read-only: .*allowWrites: staging\.example\.test/);
  assert.deepEqual([...methods], ['GET']);
  assert.equal(reference.snapshot(), before);
});

test('another machine that is named under allowWrites is certified in full', async (t) => {
  const { results, methods } = await elsewhere(t, { allowWrites: 'staging.example.test' });

  assert.deepEqual([results.verdict, results.profile], ['conformant', 'full']);
  assert.ok(methods.has('POST'));
});
