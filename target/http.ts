/**
 * A thin HTTP client that sends exactly what it is told: raw path, any method, no cookies, no redirects.
 * It bounds time and size, and tells in a plain sentence why an exchange broke down.
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { parsedJson } from '../spec/contract/json.ts';
import type { Headers } from '../spec/run/exchange.ts';
import { agentsFor, destroy, isRead, isSecure, open } from './connections.ts';
import type { Agents, Conditions } from './connections.ts';
import { TargetError } from './errors.ts';
import { unpacked } from './http-body.ts';
import { failure, proxyRefused, timedOut, tooLarge, tooLong } from './http-failures.ts';
import type { Phase } from './http-failures.ts';
import { Line } from './line.ts';
import type { Way } from './way.ts';

export { isRead } from './connections.ts';

export interface WireRequest {
  readonly method: string;
  /** Scheme, host and port; nothing else of it is used. */
  readonly origin: URL;
  /** From the first slash on, with the query, as it goes over the wire. */
  readonly path: string;
  readonly headers: Headers;
  readonly body?: string;
  /** Whether it goes over a connection of its own, as what decides about writing does. */
  readonly alone?: boolean;
  /**
   * Names the connection that a request shares with those of the same name only, one after the other. A change that
   * names one does no more when it is carried out twice.
   */
  readonly connection?: string;
  /** Less than the usual time-out, for a request that only looks whether somebody is there. */
  readonly timeoutSeconds?: number;
}

export interface WireResponse {
  readonly status: number;
  /** By lower-case name, repeated ones joined with `, `. */
  readonly headers: Headers;
  /** Each Set-Cookie header, which joining would spoil. */
  readonly setCookies: readonly string[];
  /** Unpacked. Bytes that are no UTF-8 became U+FFFD. */
  readonly body: string;
  /** Whether it is JSON with such bytes, which JSON never has. */
  readonly isGarbled?: boolean;
  /** The connection that it came by. */
  readonly line?: Line;
  /** Whether it is to the byte the answer that came over the same connection before it, to another request. */
  readonly isEcho?: boolean;
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
  maxBodyBytes: 8 * 1024 * 1024,
  maxHeaderBytes: 64 * 1024,
};

/** Milliseconds in which bytes that come behind an answer arrive. */
const EXCESS_MS = 200;

/** Milliseconds after which a connection over which nothing more is sent is ended. */
const CLOSING_MS = 2000;

/** Whoever is there at all takes a connection sooner. */
const longestConnectSeconds = 10;

/**
 * Puts requests on the wire. Reads use connections again where the target leaves them open; a change gets one of its
 * own unless it names one, since on one that closes just then nobody would know what came of it. What met such a
 * closing is sent once more over a connection of its own. Once a connection was seen to repeat answers, none is used
 * again.
 */
export class Http {
  readonly #limits: HttpLimits;
  readonly #way: Way;
  readonly #kept: Agents;
  readonly #open = new Set<Agents>();
  readonly #named = new Map<string, Agents>();
  /** Connections that nothing more is sent over, and that are still listened to. */
  readonly #aside = new Set<Line>();
  #repeats = false;

  constructor(limits: Partial<HttpLimits> = {}, way: Way = {}) {
    this.#limits = { ...defaultLimits, ...limits };
    this.#way = way;
    this.#kept = this.#agents();
  }

  /**
   * Sends a request and reads the whole answer.
   * @throws TargetError when no whole answer came; TypeError when the request can't be put on the wire at all
   */
  async send(request: WireRequest): Promise<WireResponse> {
    if (this.#way.obstacle !== undefined) throw this.#way.obstacle;
    if (this.#mayShare(request)) {
      const shared = await this.#exchange(request, this.#shared(request)).catch(unlessAtRest);
      if (shared !== undefined) return shared;
    }
    const agents = this.#agents();
    try {
      return await this.#exchange(request, agents);
    } finally {
      this.#open.delete(agents);
      destroy(agents);
    }
  }

  /** Ends every connection. */
  close(): void {
    for (const agents of this.#open) destroy(agents);
    for (const line of this.#aside) line.end();
  }

  #mayShare({ method, alone, connection }: WireRequest): boolean {
    if (this.#way.isInProcess === true) return true;
    return (isRead(method) || connection !== undefined) && alone !== true && !this.#repeats;
  }

  #shared({ connection }: WireRequest): Agents {
    if (connection === undefined) return this.#kept;
    const agents = this.#named.get(connection) ?? this.#agents(1);
    this.#named.set(connection, agents);
    return agents;
  }

  /** For connections that are left open by the server's will, so that what comes behind the answer is seen. */
  #agents(atMost = Infinity): Agents {
    const agents = agentsFor({ keepAlive: true, maxSockets: atMost }, this.#way, this.#limits);
    this.#open.add(agents);
    return agents;
  }

  /** A server that is about to close a connection has a while for it, in which what comes is still noticed. */
  #leave(line: Line): void {
    this.#aside.add(line);
    setTimeout(() => {
      this.#aside.delete(line);
      line.end();
    }, CLOSING_MS).unref();
  }

  async #exchange(request: WireRequest, agents: Agents): Promise<WireResponse> {
    const { maxBodyBytes } = this.#limits;
    const origin = request.origin.origin;
    const proxy = this.#way.proxy;
    const { response, body, line, isEcho } = await receive(request, {
      agents,
      limits: this.#limits,
      proxy,
      onRepetition: () => (this.#repeats = true),
      isInProcess: this.#way.isInProcess === true,
    });
    if (line?.isAside === true) this.#leave(line);
    if (response.statusCode === 407 && proxy !== undefined && !isSecure(request)) {
      throw proxyRefused(407, { proxy, origin });
    }
    const headers = Object.fromEntries(
      Object.entries(response.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
    );
    const content = await unpacked(body, headers['content-encoding'] ?? '', { maxBodyBytes, origin });
    const text = content.toString('utf8');
    const isJson = /\bjson\b/i.test(headers['content-type'] ?? '');
    if (isJson && !isWhole(text) && (await line?.hasExcess(EXCESS_MS)) === true) throw tooLong(origin);
    return {
      status: response.statusCode ?? 0,
      headers,
      setCookies: response.headersDistinct['set-cookie'] ?? [],
      body: text,
      ...(isJson && !isUtf8(content) && { isGarbled: true }),
      ...(line && { line, isEcho }),
    };
  }
}

/** Over a connection that lay at rest, and that the other end closed just then: it may not have read the request. */
class ClosedAtRest extends TargetError {}

function unlessAtRest(error: unknown): undefined {
  if (!(error instanceof ClosedAtRest)) throw error;
}

/** Whether JSON is whole, or there is none. */
function isWhole(body: string): boolean {
  return body === '' || parsedJson(body) !== undefined;
}

interface Received {
  readonly response: IncomingMessage;
  readonly body: Buffer;
  /** The connection that it came by. */
  readonly line: Line | undefined;
  readonly isEcho: boolean;
}

function receive(
  request: WireRequest,
  conditions: Conditions & {
    readonly onRepetition: () => void;
    /** Whether nothing stands between that could repeat an answer. */
    readonly isInProcess: boolean;
  },
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { limits, proxy } = conditions;
    const origin = request.origin.origin;
    const secure = isSecure(request);
    // Through a tunnel the other end of the connection is the target.
    const peer = secure ? undefined : proxy;
    const opened = (peer?.url ?? request.origin).protocol === 'https:' ? 'secureConnect' : 'connect';
    let phase: Phase = 'connecting';
    const outgoing = open(request, conditions);
    const fail = (error: TargetError): void => {
      clearTimeout(timer);
      clearTimeout(connectTimer);
      reject(error);
      outgoing.destroy();
    };
    const seconds = Math.min(limits.timeoutSeconds, request.timeoutSeconds ?? Infinity);
    const giveUp = (after: number): void => {
      fail(timedOut(after, { origin, phase, proxy }));
    };
    const connectSeconds = Math.min(seconds, longestConnectSeconds);
    const timer = setTimeout(giveUp, seconds * 1000, seconds);
    const connectTimer = setTimeout(giveUp, connectSeconds * 1000, connectSeconds);
    const connected = (): void => {
      clearTimeout(connectTimer);
      phase = 'waiting';
    };

    let line: Line | undefined;
    outgoing.on('socket', (socket) => {
      line = Line.on(socket, conditions.onRepetition);
      line.begin();
      const inTunnel = secure && proxy !== undefined && !outgoing.reusedSocket;
      if (socket.connecting || inTunnel) socket.once(opened, connected);
      else connected();
    });
    outgoing.on('error', (error) => {
      const { transportFailure } = failure(error, { origin, phase, proxy: peer });
      const Failure = outgoing.reusedSocket && transportFailure.kind === 'reset' ? ClosedAtRest : TargetError;
      fail(new Failure(transportFailure.kind, transportFailure.says, error));
    });
    outgoing.on('response', (response) => {
      phase = 'receiving';
      // Even where the server is about to close it, what comes before that is to be seen.
      const isClosing = !outgoing.shouldKeepAlive;
      outgoing.shouldKeepAlive = true;
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limits.maxBodyBytes) fail(tooLarge(limits.maxBodyBytes, origin));
        else chunks.push(chunk);
      });
      response.on('error', (error) => {
        fail(failure(error, { origin, phase, proxy: peer }));
      });
      response.on('end', () => {
        clearTimeout(timer);
        const body = Buffer.concat(chunks);
        const head = `${String(response.statusCode)} ${response.rawHeaders.join(' ')}`;
        const echoes = line?.rest({ asked: `${request.method} ${request.path}`, head, body }) ?? false;
        const isEcho = echoes && !conditions.isInProcess;
        // At once: a moment later another request may have the connection.
        if (isEcho || isClosing) line?.setAside();
        resolve({ response, body, line, isEcho });
      });
    });
    outgoing.end(request.body);
  });
}
