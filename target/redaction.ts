/** Keeps credentials out of everything that is recorded or told. */
import type { Violation } from '../spec/contract/violation.ts';
import type { Exchange, Headers, ReceivedResponse, SentRequest } from '../spec/run/exchange.ts';
import { cookiesLeft, withCookieValue } from './cookies.ts';
import { disguisesOf } from './disguises.ts';
import { decodedToo, maskOf, secretsOf } from './secrets.ts';
import type { Secret } from './secrets.ts';
import type { Role, Target } from './target.ts';

/** Shorter secrets are masked only where credentials stand: every text holds some short word. */
const shortestInText = 4;

/** From this length on no honest text holds a secret by chance, so that masking it can't change a judgement. */
const unmistakableLength = 16;

/** Headers that carry credentials, besides those that the target file names. */
const credentialHeaders = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];

const unknownCookie = '$COOKIE';

export class Redaction {
  readonly #secrets: Secret[];
  readonly #headerNames: ReadonlySet<string>;
  #maskAll: Mask = identity;
  #maskText: Mask = identity;
  #maskUnmistakable: Mask = identity;

  /** @param more secrets besides the credentials: of keys and proxies */
  constructor(auth: Target['auth'], more: readonly Secret[] = []) {
    this.#secrets = [...secretsOf(auth), ...more].filter(({ value }) => value !== '');
    this.#headerNames = new Set([...credentialHeaders, ...headerNamesOf(auth)]);
    this.#compile();
  }

  /** Masks the session cookies of a login from now on. */
  learnCookies(role: Role, setCookies: readonly string[]): void {
    const values = cookiesLeft(setCookies, 0).flatMap(({ value }) => decodedToo(value));
    this.#learn(values, maskOf(role, 'session'));
  }

  /** Masks a token that a command has printed from now on. */
  learnToken(role: Role, token: string): void {
    this.#learn([token], maskOf(role, 'token command'));
  }

  /** Masks what strangers send that resembles the credentials of a role from now on. */
  learnForged(role: Role, secrets: readonly string[]): void {
    this.#learn(secrets, maskOf(role, 'forged'));
  }

  /** Any text that leaves the suite: errors, reports, log lines. */
  text(text: string): string {
    return this.#maskText(text);
  }

  /**
   * A response body as tests and the contract see it: only secrets that can't occur by chance are masked, so
   * that no test compares what was sent with something masked.
   */
  unmistakable(text: string): string {
    return this.#maskUnmistakable(text);
  }

  headers(headers: Headers): Headers {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        this.text(name),
        this.#headerNames.has(name.toLowerCase()) ? this.#maskAll(value) : this.text(value),
      ]),
    );
  }

  /** Set-Cookie headers, joined: the value of each is a credential, whether known or not. */
  setCookies(setCookies: readonly string[]): string {
    return setCookies
      .map((line) => {
        const masked = this.#maskAll(line);
        return masked === line ? withCookieValue(line, unknownCookie) : masked;
      })
      .join(', ');
  }

  /** The exchange as it is written down: no secret in any byte of it. */
  recorded(exchange: Exchange): Exchange {
    const { response, transportFailure, violations } = exchange;
    return {
      ...exchange,
      purpose: this.text(exchange.purpose),
      request: this.#request(exchange.request),
      ...(response === undefined ? {} : { response: this.#response(response) }),
      ...(transportFailure === undefined
        ? {}
        : { transportFailure: { ...transportFailure, says: this.text(transportFailure.says) } }),
      violations: violations.map((violation) => this.#violation(violation)),
    };
  }

  /**
   * The exchange as tests see it: as recorded, but for the bodies, in which only unmistakable secrets are masked.
   * @param recorded what `recorded` made of the exchange
   */
  seen(exchange: Exchange, recorded: Exchange): Exchange {
    const sent = exchange.request.body;
    const received = exchange.response?.body;
    const { request, response } = recorded;
    return {
      ...recorded,
      request: sent === undefined ? request : { ...request, body: this.unmistakable(sent) },
      ...(response === undefined || received === undefined
        ? {}
        : { response: { ...response, body: this.unmistakable(received) } }),
    };
  }

  #violation(violation: Violation): Violation {
    return { ...violation, pointer: this.text(violation.pointer), actual: this.text(violation.actual) };
  }

  #request({ method, url, headers, body }: SentRequest): SentRequest {
    return {
      method,
      url: this.text(url),
      headers: this.headers(headers),
      ...(body === undefined ? {} : { body: this.text(body) }),
    };
  }

  #response({ status, headers, body }: ReceivedResponse): ReceivedResponse {
    return { status, headers: this.headers(headers), body: this.text(body) };
  }

  #learn(values: readonly string[], mask: string): void {
    const known = new Set(this.#secrets.map(({ value }) => value));
    const fresh = values.filter((value) => value !== '' && !known.has(value));
    if (fresh.length === 0) return;
    this.#secrets.push(...fresh.map((value) => ({ value, mask })));
    this.#compile();
  }

  #compile(): void {
    const longerThan = (length: number): Mask =>
      maskFor(this.#secrets.filter(({ value }) => value.length >= length));
    this.#maskAll = longerThan(1);
    this.#maskText = longerThan(shortestInText);
    this.#maskUnmistakable = longerThan(unmistakableLength);
  }
}

type Mask = (text: string) => string;

const identity: Mask = (text) => text;

/** One pass over the text, longest secret first: what was masked is never looked at again. */
function maskFor(secrets: readonly Secret[]): Mask {
  if (secrets.length === 0) return identity;
  const longestFirst = [...secrets].sort((a, b) => b.value.length - a.value.length);
  const groups = longestFirst.map(({ value }) => `(${disguisesOf(value).join('|')})`);
  const pattern = new RegExp(groups.join('|'), 'g');
  return (text) =>
    text.replace(pattern, (...found: readonly unknown[]) => {
      const at = found.slice(1, groups.length + 1).findIndex((group) => group !== undefined);
      return longestFirst[at]?.mask ?? '$SECRET';
    });
}

function headerNamesOf({ administrator, member }: Target['auth']): readonly string[] {
  return [administrator, member]
    .flatMap((credentials) => (credentials?.kind === 'headers' ? Object.keys(credentials.headers) : []))
    .map((name) => name.toLowerCase());
}
