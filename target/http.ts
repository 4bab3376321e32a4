/**
 * A thin HTTP client that sends exactly what it is told: raw path, any method, no cookies, no redirects.
 * It bounds time and size, and tells in a plain sentence why an exchange broke down.
 */
import http from 'node:http';
import https from 'node:https';
import type { Headers } from '../spec/run/exchange.ts';
import { TargetError } from './errors.ts';
import { unpacked } from './http-body.ts';
import { failure, timedOut, tooLarge } from './http-failures.ts';
import type { Stage } from './http-failures.ts';

export interface WireRequest {
  readonly method: string;
  /** Scheme, host and port; nothing else of it is used. */
  readonly origin: URL;
  /** From the first slash on, with the query, as it goes over the wire. */
  readonly path: string;
  readonly headers: Headers;
  readonly body?: string;
}

export interface WireResponse {
  readonly status: number;
  /** By lower-case name, repeated ones joined with `, `. */
  readonly headers: Headers;
  /** Each Set-Cookie header, which joining would spoil. */
  readonly setCookies: readonly string[];
  /** Unpacked; bytes that are no UTF-8 became U+FFFD. */
  readonly body: string;
}

export interface HttpLimits {
  /** For a whole exchange, from connecting to the last byte. */
  readonly timeoutSeconds: number;
  /** For the body as it comes, and again for the unpacked body. */
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
}

const defaultLimits: HttpLimits = {
  timeoutSeconds: 30,
  maxBodyBytes: 32 * 1024 * 1024,
  maxHeaderBytes: 64 * 1024,
};

/** Servers close idle connections after a few seconds; a write must not meet one that is just being closed. */
const idleConnectionMs = 1500;

const readMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request may be sent again although its effect is unknown. */
export function isRead(method: string): boolean {
  return readMethods.has(method.toUpperCase());
}

/** A connection from the pool was closed by the server before a byte of the answer came. */
class StaleConnection extends TargetError {}

export class Http {
  readonly #limits: HttpLimits;
  readonly #pool = agentsFor({ keepAlive: true, timeout: idleConnectionMs });
  readonly #fresh = agentsFor({ keepAlive: false });

  constructor(limits: Partial<HttpLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  /**
   * Sends a request and reads the whole answer.
   * @throws TargetError when no whole answer came; TypeError when the request can't be put on the wire at all
   */
  async send(request: WireRequest): Promise<WireResponse> {
    try {
      return await this.#exchange(request, this.#pool);
    } catch (error) {
      if (error instanceof StaleConnection && isRead(request.method)) {
        return await this.#exchange(request, this.#fresh);
      }
      throw error;
    }
  }

  /** Closes the connections that wait for further requests. */
  close(): void {
    for (const agents of [this.#pool, this.#fresh]) {
      agents.http.destroy();
      agents.https.destroy();
    }
  }

  async #exchange(request: WireRequest, agents: Agents): Promise<WireResponse> {
    const { maxBodyBytes } = this.#limits;
    const origin = request.origin.origin;
    const { response, body } = await receive(request, agents, this.#limits);
    const headers = Object.fromEntries(
      Object.entries(response.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
    );
    const content = await unpacked(body, headers['content-encoding'] ?? '', { maxBodyBytes, origin });
    return {
      status: response.statusCode ?? 0,
      headers,
      setCookies: response.headersDistinct['set-cookie'] ?? [],
      body: content.toString('utf8'),
    };
  }
}

interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

function agentsFor(options: http.AgentOptions): Agents {
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

function open(request: WireRequest, agents: Agents, { maxHeaderBytes }: HttpLimits): http.ClientRequest {
  const { method, origin, path, headers, body } = request;
  const secure = origin.protocol === 'https:';
  const length =
    body === undefined && isRead(method) ? {} : { 'Content-Length': Buffer.byteLength(body ?? '') };
  return (secure ? https : http).request({
    protocol: origin.protocol,
    hostname: origin.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: origin.port,
    method,
    path,
    headers: { ...headers, ...length },
    agent: secure ? agents.https : agents.http,
    maxHeaderSize: maxHeaderBytes,
  });
}

interface Received {
  readonly response: http.IncomingMessage;
  readonly body: Buffer;
}

function receive(request: WireRequest, agents: Agents, limits: HttpLimits): Promise<Received> {
  return new Promise((resolve, reject) => {
    const origin = request.origin.origin;
    let stage: Stage = 'connecting';
    const outgoing = open(request, agents, limits);
    const fail = (error: TargetError): void => {
      clearTimeout(timer);
      reject(error);
      outgoing.destroy();
    };
    const timer = setTimeout(() => {
      fail(timedOut(limits.timeoutSeconds, { origin, stage }));
    }, limits.timeoutSeconds * 1000);

    outgoing.on('socket', (socket) => {
      if (socket.connecting) socket.once(connectedEvent(request.origin), () => (stage = 'waiting'));
      else stage = 'waiting';
    });
    outgoing.on('error', (error) => {
      const told = failure(error, { origin, stage });
      const stale = outgoing.reusedSocket && stage === 'waiting' && told.breakdown.kind === 'reset';
      fail(stale ? new StaleConnection('reset', told.message, error) : told);
    });
    outgoing.on('response', (response) => {
      stage = 'receiving';
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limits.maxBodyBytes) fail(tooLarge(limits.maxBodyBytes, origin));
        else chunks.push(chunk);
      });
      response.on('error', (error) => {
        fail(failure(error, { origin, stage }));
      });
      response.on('end', () => {
        clearTimeout(timer);
        resolve({ response, body: Buffer.concat(chunks) });
      });
    });
    outgoing.end(request.body);
  });
}

function connectedEvent(origin: URL): string {
  return origin.protocol === 'https:' ? 'secureConnect' : 'connect';
}
