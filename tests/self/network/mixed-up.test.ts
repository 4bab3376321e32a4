import assert from 'node:assert/strict';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { suite } from '../../../cli/suite.ts';
import { certify } from '../../../engine/certification.ts';
import { startReference } from '../../../reference/server.ts';
import { hurriedClock } from '../../../target/clock.ts';
import { parseTarget } from '../../../target/target-file.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A server that answers the second read on each connection with what the first was answered. */
function mixingUp(baseUrl: string): Server {
  const first = new WeakMap<Socket, Answer>();
  return createServer((incoming, outgoing) => {
    void answered(baseUrl, incoming).then((own) => {
      const { status, headers, body } = (incoming.method === 'GET' && first.get(incoming.socket)) || own;
      if (incoming.method === 'GET') first.set(incoming.socket, own);
      outgoing.writeHead(status, headers).end(body);
    });
  });
}

async function answered(baseUrl: string, incoming: IncomingMessage): Promise<Answer> {
  const { method, url, headers } = incoming;
  const sent: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) sent.push(chunk);
  return new Promise((resolve, reject) => {
    const passed = httpRequest(`${baseUrl}${url}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    passed.on('error', reject).end(Buffer.concat(sent));
  });
}

test('a server that mixes up the answers on a connection is nonconformant', async () => {
  const clock = hurriedClock();
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000) });
  const server = mixingUp(reference.baseUrl);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const file = { ...reference.targetFile, baseUrl: `http://127.0.0.1:${port}` };
  try {
    const { results } = await certify({
      ...suite,
      target: parseTarget(stringify(file), 'a server that mixes up answers', {}),
      clock,
      seed: 7,
      suite: { name: 'amocrm-conformance', version: '0', digest: '' },
    });

    assert.equal(results.verdict, 'nonconformant');
    assert.deepEqual(results.leftBehind, []);
  } finally {
    server.close();
    server.closeAllConnections();
    await reference.close();
  }
});
