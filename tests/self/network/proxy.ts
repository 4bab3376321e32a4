/** Stands between the suite and a reference, and spoils what goes through. */
import { Agent } from 'node:http';
import net, { type Socket } from 'node:net';
import tls, { type TlsOptions } from 'node:tls';
import type { Trouble } from './troubles.ts';
import { type Asked, bytesOf, carriedOut, nothing, onRequests } from './wire.ts';

export interface ProxyOptions {
  /** Of the server that stands behind. */
  readonly baseUrl: string;
  readonly trouble: Trouble;
  /** Speaks TLS with this certificate; plain HTTP without. */
  readonly tls?: TlsOptions;
}

export interface Proxy {
  readonly baseUrl: string;
  /** Requests that came so far. */
  readonly requests: () => number;
  /** From now on requests count as those of a run that cleans up. */
  ending(): void;
  /** The trouble is over: everything goes through untouched. */
  heal(): Promise<void>;
  /** Nothing listens any more. */
  close(): Promise<void>;
}

/** Starts the proxy on a free port of this machine. */
export async function startProxy({ baseUrl, trouble, tls: secure }: ProxyOptions): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  const counts = { requests: 0, writes: 0, ending: null as number | null };
  let healed = false;
  const stop = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };

  const connected = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    onRequests(socket, (request) => {
      counts.requests += 1;
      if (request.method !== 'GET') counts.writes += 1;
      if (counts.ending !== null) counts.ending += 1;
      const asked: Asked = {
        ...request,
        number: counts.requests,
        write: request.method === 'GET' ? 0 : counts.writes,
        ending: counts.ending ?? 0,
      };
      void pass(asked, socket);
    });
  };
  const pass = async (asked: Asked, socket: Socket): Promise<void> => {
    const harm = healed ? null : trouble.strike(asked);
    try {
      const answer = harm?.before === true ? nothing : await carriedOut(asked, baseUrl, agent);
      if (socket.destroyed) return;
      if (harm === null) socket.write(bytesOf(answer));
      else harm.play({ socket, answer, asked, stop });
    } catch {
      socket.destroy();
    }
  };

  const server: net.Server = secure ? tls.createServer(secure, connected) : net.createServer(connected);
  server.on('tlsClientError', () => undefined);
  const port = await listening(server, 0);
  return {
    baseUrl: `${secure ? 'https' : 'http'}://127.0.0.1:${String(port)}`,
    requests: () => counts.requests,
    ending: () => {
      counts.ending ??= 0;
    },
    heal: async () => {
      healed = true;
      if (!server.listening) await listening(server, port);
    },
    close: async () => {
      stop();
      agent.destroy();
      await Promise.resolve();
    },
  };
}

function listening(server: net.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });
}
