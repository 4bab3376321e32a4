import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startReference } from '../../../reference/server.ts';
import { proxyTo } from '../target/proxy-server.ts';
import { certify } from '../../../cli/library.ts';
import { certified } from './command.ts';

const reference = await startReference();
after(() => reference.close());

test('nothing is changed in an account that the target file does not name', async () => {
  const before = reference.snapshot();
  const { targetFile } = reference;

  const another = { ...targetFile, account: { ...targetFile.account, id: 1 } };
  const { results } = await certify({ target: another, only: ['customers.add'] });

  assert.equal(results.verdict, 'inconclusive');
  assert.match(results.obstacle ?? '', /The account at .* is \d+, and the target file names 1\./);
  assert.equal(reference.snapshot(), before);
});

test('a run has no more in the account at once than its quota', async () => {
  const before = reference.snapshot().customers.size;

  const target = { ...reference.targetFile, quota: { liveObjects: 3 } };
  const { results } = await certify({ target, only: ['customers.add', 'customers.list.filter'] });

  assert.equal(results.verdict, 'inconclusive');
  assert.deepEqual(results.leftBehind, []);
  assert.ok(results.requirements.some(({ reason = '' }) => /raise it/.test(reason)));
  assert.deepEqual([results.counts.failed, results.counts.error], [0, 0]);
  assert.ok(reference.snapshot().customers.size - before <= 3, 'no more were created at all');
});

/** The reference under the name of another machine, to which only a proxy leads. */
const atElsewhere = {
  ...reference.targetFile,
  baseUrl: 'http://staging.example.test',
  pace: { requestsPerSecond: 1000 },
};

test('nothing is changed on another machine that is not named under allowWrites', async (t) => {
  const before = reference.snapshot();

  const proxy = await proxyTo(t, new URL(reference.baseUrl));
  const { results, output } = await certified(atElsewhere, ['--only', 'customers.add.name'], {
    HTTP_PROXY: proxy.origin.origin,
  });

  assert.deepEqual([results.verdict, results.profile], ['inconclusive', 'read-only']);
  assert.match(results.profileReason ?? '', /add the line "allowWrites: staging\.example\.test"/);
  assert.match(output, /Read-only: .*allowWrites: staging\.example\.test/);
  assert.ok(proxy.asked.length > 0 && proxy.asked.every(({ line }) => line.startsWith('GET ')));
  assert.equal(reference.snapshot(), before);
});

test('another machine that is named under allowWrites is certified in full', async (t) => {
  const proxy = await proxyTo(t, new URL(reference.baseUrl));
  const target = { ...atElsewhere, allowWrites: 'staging.example.test' };
  const usual = process.env['HTTP_PROXY'];
  process.env['HTTP_PROXY'] = proxy.origin.origin;
  t.after(() => {
    if (usual === undefined) Reflect.deleteProperty(process.env, 'HTTP_PROXY');
    else process.env['HTTP_PROXY'] = usual;
  });

  const { results } = await certify({ target, only: ['customers.add.name'] });

  assert.deepEqual([results.verdict, results.profile], ['conformant', 'full']);
  assert.ok(proxy.asked.some(({ line }) => line.startsWith('POST ')));
});
