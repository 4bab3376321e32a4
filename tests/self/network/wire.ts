/** HTTP as bytes on a socket: what the proxy reads, and the honest form of what it writes. */
import { request as httpRequest, type Agent } from 'node:http';
import type { Socket } from 'node:net';

/** A request as it came. */
export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Counts from 1, over all connections. */
  readonly number: number;
  /** Counts the requests that are no GET from 1; 0 for a GET. */
  readonly write: number;
  /** Counts the requests from 1 since the run began to clean up after itself; 0 before that. */
  readonly ending: number;
}

/** An answer before it becomes bytes. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export const json = { 'content-type': 'application/json' };

/** What stands for the answer to a request that is not carried out. */
export const nothing: Answer = {
  status: 200,
  headers: json,
  body: Buffer.from('{"_embedded":{"items":[]}}'),
};

export function answered(status: number, headers: Answer['headers'] = {}, body = ''): Answer {
  return { status, headers, body: Buffer.from(body) };
}

/** The status line and the headers, with the empty line behind them. */
export function headOf({ status, headers, body }: Answer, more: Answer['headers'] = {}): string {
  const framed = { 'content-length': String(body.length), ...headers, ...more };
  const lines = Object.entries(framed)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${String(status)} Answer\r\n${lines.join('')}\r\n`;
}

export function bytesOf(answer: Answer): Buffer {
  return Buffer.concat([Buffer.from(headOf(answer), 'latin1'), answer.body]);
}

/** Calls back with every whole request that comes over a connection; lengths alone frame bodies. */
export function onRequests(
  socket: Socket,
  take: (request: Pick<Asked, 'method' | 'path' | 'headers' | 'body'>) => void,
): void {
  let pending = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    pending = Buffer.concat([pending, bytes]);
    if (!/^[A-Z]/.test(pending.toString('latin1', 0, 1))) {
      socket.end(bytesOf(answered(400)));
      return;
    }
    for (;;) {
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [first = '', ...lines] = pending.subarray(0, end).toString('latin1').split('\r\n');
      const headers = Object.fromEntries(
        lines.map((line) => {
          const colon = line.indexOf(':');
          return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
        }),
      );
      const whole = end + 4 + Number(headers['content-length'] ?? 0);
      if (pending.length < whole) return;
      const body = pending.subarray(end + 4, whole).toString('utf8');
      pending = pending.subarray(whole);
      const [method = '', path = ''] = first.split(' ');
      take({ method, path, headers, body });
    }
  });
}

/** Has a request carried out. */
export function carriedOut(asked: Asked, baseUrl: string, agent: Agent): Promise<Answer> {
  const { method, path, body } = asked;
  const { hostname, port } = new URL(baseUrl);
  const headers = Object.fromEntries(
    Object.entries(asked.headers).filter(
      ([name]) => !['host', 'connection', 'accept-encoding'].includes(name),
    ),
  );
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, agent, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers)
              .filter(
                ([name]) =>
                  !['connection', 'keep-alive', 'content-length', 'transfer-encoding'].includes(name),
              )
              .map(([name, value]) => [name, [value].flat().join(', ')]),
          ),
          body: Buffer.concat(chunks),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
