import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startReference } from '../../../reference/server.ts';
import { requirementIds } from '../../catalogue.ts';
import { certified, command } from './command.ts';

/** The records that an account shows: the reference keeps deleted ones, as ids are never given twice. */
function living<T extends { readonly is_deleted: boolean }>(records: ReadonlyMap<number, T>): readonly T[] {
  return [...records.values()].filter(({ is_deleted }) => !is_deleted);
}

test('the reference is conformant, and its account afterwards is as it was', async () => {
  const reference = await startReference();
  const before = reference.snapshot();

  const { status, results } = await certified(reference.targetFile);
  const after = reference.snapshot();
  await reference.close();

  assert.equal(status, 0);
  assert.equal(results.verdict, 'conformant');
  assert.equal(results.complete, true);
  assert.equal(results.requirements.length, requirementIds.length);
  assert.deepEqual(
    results.requirements.filter(({ outcome, evidence }) => outcome !== 'passed' && evidence !== 'inferred'),
    [],
  );
  assert.deepEqual(results.leftBehind, []);
  assert.ok(results.requests <= 300, `${String(results.requests)} requests`);
  assert.deepEqual(living(after.customers), living(before.customers));
  assert.deepEqual(living(after.transactions), living(before.transactions));
  assert.deepEqual(after.periods, before.periods);
});

test('no credential stands in any file of the report, nor on the terminal', async () => {
  const reference = await startReference();
  const { auth } = reference.targetFile;

  const { output, report } = await certified(reference.targetFile, ['--only', 'protocol', 'periods.rights']);
  await reference.close();

  const secrets = [auth.administrator.bearer, auth.member.cookie.replace(/^.*=/, '')];
  const told = [output, ...report.values()].join('\n');
  for (const secret of secrets) {
    assert.ok(!told.includes(secret));
    assert.ok(!told.includes(Buffer.from(secret).toString('base64')));
  }
});

test('a filtered run says so and is judged over what was selected', async () => {
  const reference = await startReference();

  const { status, results, output } = await certified(reference.targetFile, ['--only', 'customers.delete']);
  await reference.close();

  assert.equal(status, 0);
  assert.equal(results.complete, false);
  assert.ok(results.requirements.every(({ id }) => id.startsWith('customers.delete')));
  assert.match(output, /Filtered run/);
});

test('the read-only profile sends nothing but GET requests', async () => {
  const reference = await startReference();
  const before = reference.snapshot();

  const { status, results, report } = await certified(reference.targetFile, ['--profile', 'read-only']);
  const after = reference.snapshot();
  await reference.close();

  assert.equal(status, 3);
  assert.equal(results.verdict, 'inconclusive');
  assert.ok(results.counts.passed > 0);
  assert.doesNotMatch(report.get('run.har') ?? '', /"method": ?"POST"/);
  assert.equal(after, before, 'the very same state');
});

test('an unreachable target ends in one plain sentence, inconclusive', async () => {
  const targetFile = {
    name: 'Nobody',
    baseUrl: 'http://127.0.0.1:9',
    auth: { administrator: { bearer: 'a-token-for-nobody' } },
  };

  const { status, results, output } = await certified(targetFile);

  assert.equal(status, 3);
  assert.equal(results.verdict, 'inconclusive');
  assert.ok(results.requirements.every(({ outcome }) => outcome === 'error'));
  assert.match(output, /Can't reach http:\/\/127\.0\.0\.1:9/);
});

test('refused credentials end in one plain sentence, inconclusive', async () => {
  const reference = await startReference();
  const targetFile = {
    ...reference.targetFile,
    auth: { administrator: { bearer: 'a-wrong-token-of-somebody' } },
  };

  const { status, results, output } = await certified(targetFile);
  await reference.close();

  assert.equal(status, 3);
  assert.equal(results.counts.failed, 0);
  assert.match(output, /refused the credentials of the administrator/);
});

test('a login page instead of the API ends in one plain sentence, inconclusive', async () => {
  const server = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Sign in</title><form></form>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const targetFile = {
    name: 'A web page',
    baseUrl: `http://127.0.0.1:${port}`,
    auth: { administrator: { bearer: 'a-token-for-a-page' } },
  };

  const { status, results, output } = await certified(targetFile);
  server.closeAllConnections();
  server.close();

  assert.equal(status, 3);
  assert.equal(results.counts.failed, 0);
  assert.match(output, /log ?in|sign/i);
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
