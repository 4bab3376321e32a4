import { isUtf8 } from 'node:buffer';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Socket } from 'node:net';
import { createCore } from './core/core.ts';
import type { CoreRequest, CoreResponse, Handler } from './core/handler.ts';
import { createState } from './core/seed.ts';
import type { State } from './core/state.ts';
import { type ReferenceTargetFile, targetFileOf } from './target-file.ts';
import { type Wire, send } from './wire.ts';

export interface ReferenceOptions {
  /** A free one by default. */
  readonly port?: number;
  readonly core?: Handler;
  readonly state?: State;
  /** The server's clock, whole Unix seconds. */
  readonly clock?: () => number;
  readonly wire?: Wire;
}

/** The reference at work. */
export interface Reference {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly baseUrl: string;
  /** What a target file says of it, ready to be written as YAML. */
  readonly targetFile: ReferenceTargetFile;
  /** The account as it is now. */
  snapshot(): State;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/** Larger bodies are refused: room for 500 customers with every field, several times over. */
const largestBody = 8 * 1024 * 1024;

/** @throws Error when the port is taken */
export async function startReference(options: ReferenceOptions = {}): Promise<Reference> {
  const core = options.core ?? createCore();
  const clock = options.clock ?? (() => Math.floor(Date.now() / 1000));
  let state = options.state ?? createState();

  const handle = (request: CoreRequest): CoreResponse => {
    const reply = core(state, request);
    state = reply.state;
    return reply.response;
  };
  const server = createServer(
    { maxHeaderSize: 64 * 1024, keepAliveTimeout: 60_000 },
    (incoming, outgoing) => {
      // What is left to fail here is the connection.
      answer(incoming, outgoing, { handle, clock, wire: options.wire ?? {} }).catch(() => outgoing.destroy());
    },
  );
  const port = await listening(server, options.port ?? 0);
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    baseUrl,
    targetFile: targetFileOf(state, baseUrl),
    snapshot: () => state,
    close: () => closed(server),
  };
}

interface Inside {
  readonly handle: (request: CoreRequest) => CoreResponse;
  readonly clock: () => number;
  readonly wire: Wire;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, inside: Inside): Promise<void> {
  const body = await bodyOf(incoming).catch(() => null);
  // The client went away in the middle of its request.
  if (body === null) return;
  const request = requestOf(incoming, body, inside.clock());
  const acceptsGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  await send(handled(request, inside), outgoing, acceptsGzip, inside.wire);
}

function handled(request: CoreRequest, { handle }: Inside): CoreResponse {
  try {
    return handle(request);
  } catch (error) {
    // A defect of ours (or of a planted fault): the server lives on.
    const says = error instanceof Error ? error.message : String(error);
    return { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: says };
  }
}

function requestOf(incoming: IncomingMessage, body: string, now: number): CoreRequest {
  const [path = '', ...query] = (incoming.url ?? '').split('?');
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    [value].flat().join(', '),
  ]);
  return {
    method: incoming.method ?? '',
    path,
    query: query.join('?'),
    headers: Object.fromEntries(headers),
    body,
    now,
    connection: connectionOf(incoming),
  };
}

const connections = new WeakMap<Socket, number>();
let opened = 0;

function connectionOf({ socket }: IncomingMessage): number {
  const connection = connections.get(socket) ?? (opened += 1);
  connections.set(socket, connection);
  return connection;
}

/** The body as text; empty, which the core refuses, for one that is too large or not UTF-8. */
function bodyOf(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // Read to the end all the same, so that the client gets to see the answer.
      if (size <= largestBody) chunks.push(chunk);
    });
    incoming.once('end', () => {
      const bytes = Buffer.concat(chunks);
      const isText = size <= largestBody && isUtf8(bytes);
      resolve(isText ? utf8.decode(bytes) : '');
    });
    incoming.once('error', reject);
    incoming.once('close', () => reject(new Error('The client went away.')));
  });
}

const utf8 = new TextDecoder();

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The reference has no port.'));
      else resolve(address.port);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeAllConnections();
  });
}
