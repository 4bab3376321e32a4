/** Credentials that are nobody's, though they resemble those of somebody. */
import type { Headers } from '../spec/run/exchange.ts';
import { cookieHeader, cookiesOf } from './cookies.ts';
import type { Credentials } from './target.ts';

/**
 * `otherCase`: capitals for small letters; `cutShort`: without the last character; `drawnOut`: with two more;
 * `otherKind`: a cookie for a token; `otherScheme`: a name and a password for a token; `empty`: nothing for it;
 * `inherited`: a name under which an object of JavaScript has something whatever was put into it.
 */
export type Forgery = (typeof forgeries)[number];
export const forgeries = [
  'otherCase',
  'cutShort',
  'drawnOut',
  'otherKind',
  'otherScheme',
  'empty',
  'inherited',
] as const;

/** What strangers send in the place of a secret. */
export const wrongToken = 'not-the-token-of-anybody';

/** Forged headers, and what in them has to be kept as secret as what it resembles. */
export interface Forged {
  readonly headers: Headers;
  readonly secrets: readonly string[];
}

/** Below this length a part of a secret is not sent around. */
const shortest = 8;

/**
 * @param own the headers of somebody who is known
 * @returns null where some part would stay as it is: it may be the one that counts
 */
export function forged(forgery: Forgery, kind: Credentials['kind'], own: Headers): Forged | null {
  if (forgery === 'otherKind') return { headers: ofOtherKind(kind), secrets: [] };
  if (forgery === 'otherScheme') return { headers: ofOtherScheme, secrets: [] };
  if (forgery === 'empty') return { headers: withSecret('', own), secrets: [] };
  if (forgery === 'inherited') return { headers: withSecret('constructor', own), secrets: [] };
  const change = changes[forgery];
  const parts: (readonly [secret: string, altered: string])[] = [];
  const altered = (secret: string): string => {
    const other = secret.length < shortest ? secret : change(secret);
    parts.push([secret, other]);
    return other;
  };
  const headers = Object.fromEntries(
    Object.entries(own).map(([name, value]) => [
      name,
      name.toLowerCase() === 'cookie'
        ? cookieHeader(cookiesOf(value).map((cookie) => ({ ...cookie, value: altered(cookie.value) })))
        : value.replace(
            /^([A-Za-z-]+ +)?(.*)$/s,
            (_, scheme: string | undefined, secret: string) => `${scheme ?? ''}${altered(secret)}`,
          ),
    ]),
  );
  return parts.some(([secret, other]) => secret === other)
    ? null
    : { headers, secrets: parts.map(([, other]) => other) };
}

const changes: Readonly<
  Record<Extract<Forgery, 'otherCase' | 'cutShort' | 'drawnOut'>, (secret: string) => string>
> = {
  // Numbers to the base of 16 are the same in capitals.
  otherCase: (secret) => (/^[\da-f-]*$/i.test(secret) ? secret : inOtherCase(secret)),
  // What pads a number to the base of 64 at its end says nothing, and is not what is cut off.
  cutShort: (secret) => secret.replace(/.(?:=|%3D)*$/is, ''),
  // Of a number to the base of 64 one more character may be less than a byte.
  drawnOut: (secret) => secret.replace(/.(?=(?:=|%3D)*$)/is, '$&00'),
};

function inOtherCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

/** A name and a password that are nobody's. */
const ofOtherScheme: Headers = {
  Authorization: `Basic ${Buffer.from(`nobody:${wrongToken}`).toString('base64')}`,
};

/** A name to log in by, as somebody gives it who has no hash to it: somebody's own, or where none is known a made-up one. */
export function bareLoginOf(credentials: Credentials): string {
  const own = credentials.kind === 'login' ? credentials.user : '';
  return own.length < shortest ? 'administrator' : own;
}

/** The same headers and cookies, with another text in the place of every secret. */
function withSecret(text: string, own: Headers): Headers {
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => [
      name,
      name.toLowerCase() === 'cookie'
        ? cookieHeader(cookiesOf(value).map((cookie) => ({ ...cookie, value: text })))
        : `${/^[A-Za-z-]+ +/.exec(value)?.[0] ?? ''}${text}`,
    ]),
  );
}

function ofOtherKind(kind: Credentials['kind']): Headers {
  return kind === 'cookie' || kind === 'login'
    ? { Authorization: `Bearer ${wrongToken}` }
    : { Cookie: `session_id=${wrongToken}` };
}
