import assert from 'node:assert/strict';
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { createCore } from '../../../reference/core/core.ts';
import { onResponse } from '../../../reference/modifiers.ts';
import { type Reference, type ReferenceOptions, startReference } from '../../../reference/server.ts';
import { administrator, customers, periods } from './in-process.ts';

interface Answer {
  readonly status: number;
  readonly message: IncomingMessage;
  readonly bytes: Buffer;
}

function send(
  to: Reference,
  path: string,
  options: Omit<RequestOptions, 'headers'> & { readonly headers?: Readonly<Record<string, string>> } = {},
  body?: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      to.baseUrl + path,
      { ...options, headers: { ...administrator, ...options.headers } },
      (message) => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk: Buffer) => chunks.push(chunk));
        message.on('error', reject);
        message.on('end', () => {
          resolve({ status: message.statusCode ?? 0, message, bytes: Buffer.concat(chunks) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function served<T>(options: ReferenceOptions, use: (reference: Reference) => Promise<T>): Promise<T> {
  const reference = await startReference(options);
  try {
    return await use(reference);
  } finally {
    await reference.close();
  }
}

let reference: Reference;
before(async () => {
  reference = await startReference({ clock: () => 1_700_000_000 });
});
after(() => reference.close());

test('it answers over HTTP, tells the time and keeps what it is told', async () => {
  const body = JSON.stringify({ add: [{ name: 'Šárka 🚲', next_date: 1 }] });
  const added = await send(reference, `${customers}/`, { method: 'POST' }, body);
  assert.equal(added.status, 200);
  const id = reference.snapshot().next.customer - 1;
  assert.equal(reference.snapshot().customers.get(id)?.name, 'Šárka 🚲');

  const read = await send(reference, `${customers}?id[]=${id}`);
  assert.equal(read.message.headers['content-type'], 'application/hal+json');
  assert.equal(read.message.headers['runtime-timestamp'], '1700000000');
  assert.equal(read.message.headers['content-length'], String(read.bytes.length));
  assert.match(read.bytes.toString(), /Šárka 🚲/);
});

test('its target file has credentials that open it, as administrator and as member', async () => {
  const { auth, account, baseUrl } = reference.targetFile;
  assert.equal(baseUrl, reference.baseUrl);
  assert.ok(account.contacts.length >= 3 && account.companies.length === 2);
  const bearer = { authorization: `Bearer ${auth.administrator.bearer}` };
  assert.equal((await send(reference, periods, { headers: bearer })).status, 200);
  const asMember = (path: string) =>
    new Promise((resolve, reject) => {
      request(reference.baseUrl + path, { headers: { cookie: auth.member.cookie } }, (message) => {
        message.resume();
        resolve(message.statusCode);
      })
        .on('error', reject)
        .end();
    });
  assert.equal(await asMember(customers), 200);
  assert.equal(await asMember(periods), 403);
});

test('HEAD and 204 have no body', async () => {
  const head = await send(reference, customers, { method: 'HEAD' });
  assert.deepEqual([head.status, head.bytes.length], [200, 0]);
  const empty = await send(reference, `${customers}?id=7`);
  assert.deepEqual(
    [empty.status, empty.bytes.length, empty.message.headers['content-length']],
    [204, 0, undefined],
  );
});

test('bodies that are too large or no text are refused, and the server lives on', async () => {
  const state = reference.snapshot();
  const large = `{"add":[{"name":"${'x'.repeat(9 * 1024 * 1024)}","next_date":1}]}`;
  assert.equal((await send(reference, customers, { method: 'POST' }, large)).status, 400);
  const notUtf8 = Buffer.from('{"add":[{"name":"\xff","next_date":1}]}', 'latin1');
  assert.equal((await send(reference, customers, { method: 'POST' }, notUtf8)).status, 400);
  assert.equal(reference.snapshot(), state);
  assert.equal((await send(reference, customers)).status, 200);
});

test('the wire of variants: capitals, chunks, gzip', async () => {
  await served({ wire: { headerNames: 'upper', chunked: true } }, async (upper) => {
    const { message, bytes } = await send(upper, customers);
    assert.ok(message.rawHeaders.includes('CONTENT-TYPE'));
    assert.equal(message.headers['transfer-encoding'], 'chunked');
    assert.ok(JSON.parse(bytes.toString()));
  });
  await served({ wire: { gzip: true, headerNames: 'lower', delayMs: 5 } }, async (packed) => {
    const { message, bytes } = await send(packed, customers, { headers: { 'accept-encoding': 'gzip, br' } });
    assert.equal(message.headers['content-encoding'], 'gzip');
    assert.ok(JSON.parse(gunzipSync(bytes).toString()));
    const plain = await send(packed, customers);
    assert.ok(JSON.parse(plain.bytes.toString()));
  });
});

test('a core that throws is a 500, and plain text stays plain', async () => {
  const broken = onResponse(() => {
    throw new Error('planted');
  })(createCore());
  await served({ core: broken }, async (failing) => {
    const { status, bytes } = await send(failing, customers);
    assert.deepEqual([status, bytes.toString()], [500, 'planted']);
  });
  await served({ core: createCore({ errorBody: 'text' }) }, async (plain) => {
    const { bytes } = await send(plain, `${customers}?limit_rows=x`);
    assert.equal(bytes.toString(), 'limit_rows has to be a whole number');
  });
});

test('a port that is taken is an error', async () => {
  await assert.rejects(startReference({ port: Number(new URL(reference.baseUrl).port) }), /EADDRINUSE/);
});
