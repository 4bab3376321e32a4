import { packageFacts } from '../spec/root.ts';
import { operationOf } from '../spec/operations.ts';
import type { OperationId } from '../spec/operations.ts';
import type { Headers, Sender } from '../spec/run/exchange.ts';
import type { Forgery } from './forgeries.ts';
import { merged } from './headers.ts';
import type { WireRequest } from './http.ts';

/** A request that a test or a scenario wants sent. */
export interface Outgoing {
  readonly as: Sender;
  /** Any method, sent as it is. */
  readonly method: string;
  /** Below `baseUrl`, from its first slash, with the query; sent as it is. */
  readonly path: string;
  readonly body?: string;
  /** In addition to, or in the place of, those that are sent anyway; an empty value leaves that header out. */
  readonly headers?: Headers;
  /** What it is sent for, as the record shows it. */
  readonly purpose: string;
  /** Whether it goes over a connection of its own. */
  readonly alone?: boolean;
  /**
   * Names a connection that it shares with those before it of the same name, as long as the target leaves it open.
   * Of changes only such may name one as do no more when they are carried out twice.
   */
  readonly connection?: string;
  /** What a stranger's credentials are like; like nobody's by default. */
  readonly forgery?: Forgery;
  /** Set on a request that breaks the contract on purpose: it isn't judged. */
  readonly invalid?: boolean;
}

/** An outgoing request with all that is known of it before it is sent. */
export interface Draft extends Outgoing {
  readonly operation: OperationId | null;
  readonly url: string;
  /** Without the question mark; empty when there is none. */
  readonly query: string;
  /** The number of its exchange, given when first asked for: when it goes out. */
  readonly number: () => number;
  /** Headers by which the target's logs tell the exchange: none before it goes out, and none where nobody asks. */
  readonly traced: () => Headers;
}

const { name, version } = packageFacts();

const usualHeaders: Headers = {
  'User-Agent': `${name}/${version}`,
  Accept: 'application/hal+json, application/json',
  'Accept-Encoding': 'gzip, deflate, br',
};

/**
 * @param next gives the next exchange's number
 * @param traceOf the headers that tell the exchange of a number
 */
export function draftOf(
  outgoing: Outgoing,
  baseUrl: string,
  next: () => number,
  traceOf: (exchange: number) => Headers = () => ({}),
): Draft {
  const { method, path } = outgoing;
  let number: number | undefined;
  return {
    ...outgoing,
    operation: operationOf(method, path),
    url: `${baseUrl}${path}`,
    query: path.split('?').slice(1).join('?'),
    number: () => (number ??= next()),
    traced: () => (number === undefined ? {} : traceOf(number)),
  };
}

/** All headers of a request; its own come before the credentials, and those before the usual ones. */
export function headersOf({ body, headers = {} }: Outgoing, credentials: Headers = {}): Headers {
  const content: Headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return merged(usualHeaders, content, credentials, headers);
}

/** Whether a request brings its own headers in the place of the credentials. */
export function replacesCredentials({ headers = {} }: Outgoing, credentials: Headers): boolean {
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return Object.keys(credentials).some((name) => own.has(name.toLowerCase()));
}

/** The request as it goes over the wire. Its headers are asked for when it does: only then its exchange has a number. */
export function wireRequestOf(
  { method, url, body, alone, connection, traced }: Draft,
  headers: () => Headers,
): WireRequest {
  const { origin } = new URL(url);
  return {
    method,
    origin: new URL(origin),
    path: url.slice(origin.length),
    get headers() {
      return merged(traced(), headers());
    },
    ...(body === undefined ? {} : { body }),
    ...(alone === true && { alone }),
    ...(connection !== undefined && { connection }),
  };
}
