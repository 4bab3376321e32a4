/** Opens requests, straight to the target or by way of a proxy. */
import http from 'node:http';
import https from 'node:https';
import type { HttpLimits, WireRequest } from './http.ts';
import { proxyHeaders, requestTo } from './proxies.ts';
import type { Proxy } from './proxies.ts';
import { Tunnel } from './tunnel.ts';
import type { Way } from './way.ts';

const readMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request may be sent again although its effect is unknown. */
export function isRead(method: string): boolean {
  return readMethods.has(method.toUpperCase());
}

export interface Agents {
  /** For servers that speak HTTP, or the proxy before them. */
  readonly http: http.Agent;
  /** For servers that speak HTTPS. */
  readonly https: https.Agent;
}

export function agentsFor(
  options: http.AgentOptions,
  { proxy, secureContext }: Way,
  limits: HttpLimits,
): Agents {
  const secure = { ...options, ...(secureContext !== undefined && { secureContext }) };
  return {
    http: proxy?.url.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options),
    https: proxy === undefined ? new https.Agent(secure) : new Tunnel(secure, { ...limits, proxy }),
  };
}

export function destroy(agents: Agents): void {
  agents.http.destroy();
  agents.https.destroy();
}

/** What a request is sent with. */
export interface Conditions {
  readonly agents: Agents;
  readonly limits: HttpLimits;
  readonly proxy: Proxy | undefined;
}

export function isSecure({ origin }: WireRequest): boolean {
  return origin.protocol === 'https:';
}

/** A request on its way. No header of its answer is dropped: their bytes are bounded, not their number. */
export function open(request: WireRequest, conditions: Conditions): http.ClientRequest {
  const outgoing = opened(request, conditions);
  outgoing.maxHeadersCount = 0;
  return outgoing;
}

function opened(request: WireRequest, { agents, limits, proxy }: Conditions): http.ClientRequest {
  const { method, origin, path, headers, body } = request;
  const length =
    body === undefined && isRead(method) ? {} : { 'Content-Length': Buffer.byteLength(body ?? '') };
  const options = { method, path, headers: { ...headers, ...length }, maxHeaderSize: limits.maxHeaderBytes };
  const place = {
    protocol: origin.protocol,
    hostname: origin.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: origin.port,
  };
  if (isSecure(request)) return https.request({ ...options, ...place, agent: agents.https });
  if (proxy === undefined) return http.request({ ...options, ...place, agent: agents.http });
  return requestTo(proxy, {
    ...options,
    path: `${origin.origin}${path}`,
    headers: { Host: origin.host, ...proxyHeaders(proxy), ...options.headers },
    agent: agents.http,
  });
}
