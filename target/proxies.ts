/**
 * Proxies, as the environment names them: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, in lower case first.
 */
import http from 'node:http';
import https from 'node:https';
import { getProxyForUrl } from 'proxy-from-env';
import type { Environment } from './environment.ts';
import { TargetError } from './errors.ts';
import type { Secret } from './secrets.ts';

export interface Proxy {
  /** The environment variable that names it. */
  readonly variable: string;
  /** `http:` or `https:`; may hold credentials. */
  readonly url: URL;
}

const variables = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

/**
 * The proxy on the way to an origin that is not on this machine, by the environment of this process; null when
 * there is none.
 * @throws TargetError when the environment names one that can't be used
 */
export function proxyFor(origin: URL): Proxy | null {
  // It guesses a missing scheme in its own way: whether there is a proxy is all that it is asked.
  if (getProxyForUrl(origin.href) === '') return null;
  const own = origin.protocol === 'https:' ? /^(https|all)_/i : /^(http|all)_/i;
  const variable = variables.find((name) => own.test(name) && valueOf(name, process.env) !== '');
  if (variable === undefined) return null;
  const url = urlOf(valueOf(variable, process.env));
  if (url !== null && /^https?:$/.test(url.protocol)) return { variable, url };
  throw new TargetError(
    'unreachable',
    `${variable} names a proxy in a way that the suite doesn't know. Write it as http://HOST:PORT or https://HOST:PORT, or name the target's host in NO_PROXY.`,
  );
}

/** Opens a request to the proxy itself. */
export function requestTo({ url }: Proxy, options: https.RequestOptions): http.ClientRequest {
  const { protocol, hostname, port } = url;
  const place = { protocol, hostname: hostname.replace(/^\[(.*)\]$/, '$1'), port };
  return (protocol === 'https:' ? https : http).request({ ...options, ...place });
}

/** The header by which a proxy knows who asks; nothing when its URL holds no credentials. */
export function proxyHeaders({ url }: Proxy): Readonly<Record<string, string>> {
  if (!hasCredentials(url)) return {};
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pairOf(url)).toString('base64')}` };
}

/** The credentials of every proxy that the environment names. */
export function proxySecrets(env: Environment): readonly Secret[] {
  return variables.flatMap((variable) => {
    const url = urlOf(valueOf(variable, env));
    if (url === null || !hasCredentials(url)) return [];
    // Before a password stands a name; alone it is a token.
    const [secret, kind] = url.password === '' ? [url.username, 'USER'] : [url.password, 'PASSWORD'];
    const mask = `$${variable.toUpperCase()}_${kind}`;
    return [...new Set([pairOf(url), secret, decoded(secret)])].map((value) => ({ value, mask }));
  });
}

function hasCredentials({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

function pairOf({ username, password }: URL): string {
  return `${decoded(username)}:${decoded(password)}`;
}

function valueOf(variable: string, env: Environment): string {
  return env[variable] ?? '';
}

/** A proxy without a scheme speaks HTTP. */
function urlOf(value: string): URL | null {
  const whole = value.includes('://') ? value : `http://${value}`;
  return value !== '' && URL.canParse(whole) ? new URL(whole) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
