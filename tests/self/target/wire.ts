import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import net from 'node:net';
import type { Server, Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { inspect } from 'node:util';
import { TargetError } from '../../../target/errors.ts';
import { Http, type HttpLimits, type WireRequest } from '../../../target/http.ts';
import type { Way } from '../../../target/way.ts';

export const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

export async function listening(t: TestContext, server: Server, scheme = 'http'): Promise<URL> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return new URL(`${scheme}://127.0.0.1:${address.port}`);
}

/** A server that answers the n-th request of all with what `answer` writes to the socket. */
export function wire(
  t: TestContext,
  answer: (socket: Socket, request: string, count: number) => void,
): Promise<URL> {
  let count = 0;
  const server = net.createServer((socket) => {
    socket.on('data', (data) => {
      answer(socket, data.toString('latin1'), (count += 1));
    });
  });
  return listening(t, server);
}

export function served(t: TestContext, listener: RequestListener): Promise<URL> {
  return listening(t, createServer(listener));
}

export function client(t: TestContext, limits: Partial<HttpLimits> = {}, way: Way = {}): Http {
  const http = new Http({ timeoutSeconds: 5, ...limits }, way);
  t.after(() => {
    http.close();
  });
  return http;
}

export function get(origin: URL, more: Partial<WireRequest> = {}): WireRequest {
  return { method: 'GET', origin, path: '/', headers: {}, ...more };
}

/** A place of this machine where nothing listens. */
export async function closedPort(t: TestContext): Promise<URL> {
  const server = net.createServer();
  const origin = await listening(t, server);
  await new Promise((resolve) => server.close(resolve));
  return origin;
}

/** The kind and sentence of a transport failure; fails when there is none. */
export async function transportFailureOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    (came) => assert.fail(inspect(came)),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TargetError, String(error));
  assert.equal(error.message, error.transportFailure.says);
  return `${error.transportFailure.kind}: ${error.transportFailure.says}`;
}
