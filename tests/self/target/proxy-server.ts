import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import net from 'node:net';
import type { TestContext } from 'node:test';
import { listening } from './wire.ts';

/** A proxy at work. */
export interface ProxyServer {
  readonly origin: URL;
  /** The first line and the headers of every request that it got, CONNECT among them. */
  readonly asked: { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
}

/**
 * Starts a proxy that takes everybody to one server of this machine, whichever they ask for.
 * @param refuses the status with which it turns all of them away
 */
export async function proxyTo(
  t: TestContext,
  destination: URL,
  { refuses }: { readonly refuses?: number } = {},
): Promise<ProxyServer> {
  const asked: ProxyServer['asked'] = [];
  const note = ({ method = '', url = '', headers }: IncomingMessage): void => {
    asked.push({ line: `${method} ${url}`, headers });
  };
  const server = http.createServer((incoming, outgoing) => {
    note(incoming);
    if (refuses !== undefined) {
      outgoing.writeHead(refuses).end('refused by the proxy');
      return;
    }
    const { method, url = '', headers } = incoming;
    // As it came, not as an URL: what a proxy does to a path is not looked at here.
    const path = url.replace(/^[a-z]+:\/\/[^/]+/, '');
    const place = { hostname: destination.hostname, port: destination.port };
    const onward = http.request({ ...place, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.on('connect', (incoming: IncomingMessage, socket: net.Socket) => {
    note(incoming);
    if (refuses !== undefined) {
      socket.end(`HTTP/1.1 ${String(refuses)} Refused\r\nContent-Length: 7\r\n\r\nrefused`);
      return;
    }
    const onward = net.connect(Number(destination.port), destination.hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return { origin: await listening(t, server), asked };
}

/** Sets variables of the environment while the test lasts; all others that name proxies are unset. */
export function withProxies(t: TestContext, given: Readonly<Record<string, string>>): void {
  const names = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];
  const before = { ...process.env };
  for (const name of names.flatMap((each) => [each, each.toUpperCase()])) {
    Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, given);
  t.after(() => {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });
}
