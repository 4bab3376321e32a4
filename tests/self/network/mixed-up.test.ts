import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { certifiedServer } from './certified-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A server that answers the second read on each connection with what the first was answered. */
function mixingUp(baseUrl: string): RequestListener {
  const first = new WeakMap<Socket, Answer>();
  return (incoming, outgoing) => {
    void answered(baseUrl, incoming).then((own) => {
      const { status, headers, body } = (incoming.method === 'GET' && first.get(incoming.socket)) || own;
      if (incoming.method === 'GET') first.set(incoming.socket, own);
      outgoing.writeHead(status, headers).end(body);
    });
  };
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
  const { results } = await certifiedServer(mixingUp);

  assert.equal(results.verdict, 'nonconformant');
  assert.deepEqual(results.leftBehind, []);
});
