import https from 'node:https';
import type { Duplex } from 'node:stream';
import { proxyRefused, proxyUnreachable } from './http-failures.ts';
import { proxyHeaders, requestTo } from './proxies.ts';
import type { Proxy } from './proxies.ts';

export interface TunnelOptions {
  readonly proxy: Proxy;
  readonly maxHeaderBytes: number;
}

/**
 * TLS connections through a proxy, which is asked for them with CONNECT and sees nothing of what goes through.
 * Trouble with the proxy comes as a TargetError that names it.
 */
export class Tunnel extends https.Agent {
  readonly #options: TunnelOptions;
  readonly #closing = new AbortController();

  constructor(options: https.AgentOptions, tunnel: TunnelOptions) {
    super(options);
    this.#options = tunnel;
  }

  override createConnection(
    options: https.RequestOptions,
    callback: (error: Error | null, stream?: Duplex) => void,
  ): undefined {
    const { proxy, maxHeaderBytes } = this.#options;
    const host = options.host ?? '';
    const authority = `${host.includes(':') ? `[${host}]` : host}:${String(options.port ?? 443)}`;
    const asking = requestTo(proxy, {
      method: 'CONNECT',
      path: authority,
      headers: { Host: authority, ...proxyHeaders(proxy) },
      agent: false,
      maxHeaderSize: maxHeaderBytes,
      signal: this.#closing.signal,
    });
    asking.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300) {
        const through: https.RequestOptions & { socket: Duplex } = { ...options, socket };
        callback(null, super.createConnection(through) ?? undefined);
      } else {
        socket.destroy();
        callback(proxyRefused(statusCode, { proxy, origin: `https://${authority}` }));
      }
    });
    asking.on('error', (error) => {
      callback(proxyUnreachable(error, proxy));
    });
    asking.end();
    return undefined;
  }

  /** Ends what is still being asked for, too. */
  override destroy(): void {
    this.#closing.abort();
    super.destroy();
  }
}
