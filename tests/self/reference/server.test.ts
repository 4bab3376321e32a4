import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { test, type TestContext } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import { onResponse } from '../../../reference/modifiers.ts';
import { type ReferenceOptions, startReference } from '../../../reference/server.ts';
import { administrator, customers } from './in-process.ts';

async function served(t: TestContext, options: ReferenceOptions = {}) {
  const reference = await startReference(options);
  t.after(() => reference.close());
  const send = (
    path: string,
    more: Omit<RequestInit, 'headers'> = {},
    headers: Record<string, string> = {},
  ) => fetch(reference.baseUrl + path, { ...more, headers: { ...administrator, ...headers } });
  return { reference, send };
}

test('bodies that are too large or no text are refused, and the server lives on', async (t) => {
  const { reference, send } = await served(t);
  const state = reference.snapshot();
  const large = `{"add":[{"name":"${'x'.repeat(9 * 1024 * 1024)}","next_date":1}]}`;
  const notUtf8 = Buffer.from('{"add":[{"name":"\xff","next_date":1}]}', 'latin1');

  for (const body of [large, notUtf8])
    assert.equal((await send(customers, { method: 'POST', body })).status, 400);
  assert.equal(reference.snapshot(), state);
  assert.equal((await send(customers)).status, 200);
});

test('capitals and chunks go over the wire where they are asked for', async (t) => {
  const { reference } = await served(t, { wire: { headerNames: 'upper', chunked: true } });

  const answer = get(reference.baseUrl + customers, { headers: administrator });
  const [message] = (await once(answer, 'response')) as [IncomingMessage];

  assert.ok(message.rawHeaders.includes('CONTENT-TYPE'));
  assert.equal(message.headers['transfer-encoding'], 'chunked');
  assert.ok(JSON.parse(Buffer.concat(await message.toArray()).toString()));
});

test('bodies are packed for those who take them so', async (t) => {
  const { send } = await served(t, { wire: { gzip: true } });

  for (const encoding of ['gzip', null]) {
    const answer = await send(customers, {}, { 'accept-encoding': encoding ?? 'identity' });
    assert.equal(answer.headers.get('content-encoding'), encoding);
    assert.ok(await answer.json());
  }
});

test('a core that throws is a 500', async (t) => {
  const broken = onResponse(() => {
    throw new Error('planted');
  })(createCore());
  const failing = await (await served(t, { core: broken })).send(customers);

  assert.deepEqual([failing.status, await failing.text()], [500, 'planted']);
});

test('a port that is taken is an error', async (t) => {
  const { reference } = await served(t);
  await assert.rejects(startReference({ port: Number(new URL(reference.baseUrl).port) }), /EADDRINUSE/);
});
