/** Keeps credentials out of everything that is recorded or told. */
import type { Violation } from '../spec/contract/violation.ts';
import type { Exchange, Headers, ReceivedResponse, SentRequest } from '../spec/run/exchange.ts';
import { cookiesLeft, withCookieValue } from './cookies.ts';
import { literally, lookFor, type Mask, maskOver, remembering, soughtFor } from './masking.ts';
import { decodedToo, maskOf, named, secretsOf } from './secrets.ts';
import type { Secret } from './secrets.ts';
import type { Role, Target } from './target.ts';

/** Shorter secrets are masked only where credentials stand: every text holds some short word. */
const shortestInText = 4;

/** From this length on no honest text holds a secret by chance, so that masking it can't change a judgement. */
const unmistakableLength = 16;

/** A word such as `customers` may be somebody's password, and stands in sentences of our own all the same. */
const word = /^\p{L}+$/u;

/** Where a sentence of ours repeats what somebody else said: between quotation marks, or in the query of a URL. */
const repeated = /"[^"]*"|(?<!\p{L})'[^']*'(?!\p{L})|\?[^\s"']+/gu;

/** Headers that carry credentials, besides those that the target file names. */
const credentialHeaders = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];

const unknownCookie = '$COOKIE';

export class Redaction {
  readonly #secrets: Secret[];
  readonly #headerNames: ReadonlySet<string>;
  readonly #variables: Target['variables'];
  /** Every `$NAME` that may stand in the place of a secret. */
  #names: readonly string[] = [];
  #maskAll: Mask = maskOver([]);
  #maskData: Mask = maskOver([]);
  #maskProse: Mask = maskOver([]);
  #maskWords: Mask = maskOver([]);
  #maskUnmistakable: Mask = maskOver([]);

  /**
   * @param more secrets besides the credentials: of keys and proxies
   * @param variables of the environment, by whose names secrets are told
   */
  constructor(auth: Target['auth'], more: readonly Secret[] = [], variables: Target['variables'] = {}) {
    this.#variables = variables;
    this.#secrets = [...secretsOf(auth, variables), ...more].filter(({ value }) => value !== '');
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

  /**
   * Sentences of ours, which may repeat what the target said: errors, reports, log lines. A secret that is a common
   * word is masked only in what they repeat.
   */
  text(text: string): string {
    return this.#maskProse(text).replace(repeated, this.#maskWords);
  }

  /** What was sent or came, and nothing of our own. */
  #data(text: string): string {
    return this.#maskData(text);
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
        this.#data(name),
        this.#headerNames.has(name.toLowerCase()) ? this.#maskAll(value) : this.#data(value),
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
    const request = this.#request(exchange.request);
    const masks = this.#namesIn(request);
    return {
      ...exchange,
      purpose: this.text(exchange.purpose),
      request,
      ...(masks.length > 0 && { masks }),
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
    return { ...violation, pointer: this.#data(violation.pointer), actual: this.#data(violation.actual) };
  }

  #request({ method, url, headers, body }: SentRequest): SentRequest {
    return {
      method,
      url: this.text(url),
      headers: this.headers(headers),
      ...(body === undefined ? {} : { body: this.#data(body) }),
    };
  }

  #response({ status, headers, body }: ReceivedResponse): ReceivedResponse {
    return { status, headers: this.headers(headers), body: this.#data(body) };
  }

  #namesIn({ url, headers, body = '' }: SentRequest): readonly string[] {
    const texts = [url, ...Object.values(headers), body].filter((text) => text.includes('$'));
    return texts.length === 0 ? [] : this.#names.filter((name) => texts.some((text) => text.includes(name)));
  }

  #learn(values: readonly string[], mask: string): void {
    const known = new Set(this.#secrets.map(({ value }) => value));
    const fresh = values.filter((value) => value !== '' && !known.has(value));
    if (fresh.length === 0) return;
    this.#secrets.push(...fresh.map((value) => ({ value, mask })));
    this.#compile();
  }

  #compile(): void {
    const sought = this.#secrets
      .map((secret) => ({ ...soughtFor(secret.value), ...secret, told: named(secret, this.#variables).mask }))
      .sort((a, b) => b.value.length - a.value.length);
    const inText = sought.filter(({ value }) => value.length >= shortestInText);
    this.#names = [...new Set(sought.flatMap(({ told }) => told.match(/\$\w+/g) ?? []))];
    const mayHold = lookFor(sought.flatMap(({ encoded, spelled }) => [...encoded, spelled]));
    const quick = (mask: Mask): Mask => {
      const remembered = remembering(mask);
      return (text) => (mayHold(text) ? remembered(text) : text);
    };
    const whole = (all: typeof sought): Mask =>
      maskOver(
        all.flatMap(({ encoded, spelled, told }) => [...encoded, spelled].map((way) => ({ ...way, told }))),
      );
    this.#maskAll = quick(whole(sought));
    this.#maskData = quick(whole(inText));
    this.#maskProse = quick(
      maskOver(
        inText.flatMap(({ encoded, spelled, value, told }) =>
          (isWord(value) ? encoded : [...encoded, spelled]).map((way) => ({ ...way, told })),
        ),
      ),
    );
    // What an earlier pass put there is left as it is.
    this.#maskWords = maskOver([
      ...this.#names.map((name) => ({ ...literally(name), told: name })),
      ...inText.flatMap(({ spelled, value, told }) => (isWord(value) ? [{ ...spelled, told }] : [])),
    ]);
    // Under names of our own: whatever the target file calls them, a test has to know a credential for one.
    this.#maskUnmistakable = quick(
      maskOver(
        sought.flatMap(({ encoded, spelled, value, mask }) =>
          isUnmistakable(value) ? [...encoded, spelled].map((way) => ({ ...way, told: mask })) : [],
        ),
      ),
    );
  }
}

function isUnmistakable(value: string): boolean {
  return value.length >= unmistakableLength;
}

function isWord(value: string): boolean {
  return !isUnmistakable(value) && word.test(value);
}

function headerNamesOf({ administrator, member }: Target['auth']): readonly string[] {
  return [administrator, member]
    .flatMap((credentials) => (credentials?.kind === 'headers' ? Object.keys(credentials.headers) : []))
    .map((name) => name.toLowerCase());
}
