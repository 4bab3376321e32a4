import { STATUS_CODES } from 'node:http';
import type { Violation } from '../../spec/contract/violation.ts';
import type { Exchange, Headers, Sender, TransportFailure } from '../../spec/run/exchange.ts';
import type { Results } from '../../spec/run/results.ts';
import { citedBy } from '../exchanges.ts';

/** A run's exchanges as HTTP Archive 1.2, which browsers and proxies open. */

export interface HarNamed {
  readonly name: string;
  readonly value: string;
}

export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarNamed[];
  readonly headers: readonly HarNamed[];
  readonly queryString: readonly HarNamed[];
  readonly postData?: { readonly mimeType: string; readonly text: string };
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarResponse {
  /** 0 when no answer came. */
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarNamed[];
  readonly headers: readonly HarNamed[];
  readonly content: { readonly size: number; readonly mimeType: string; readonly text?: string };
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
}

/** The fields that begin with an underscore are ours. */
export interface HarEntry {
  readonly startedDateTime: string;
  /** Milliseconds. */
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: Record<string, never>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  /** The id under which results name this exchange. */
  readonly _exchange: number;
  readonly _operation: string | null;
  readonly _as: Sender;
  /** The scenario or the test that it was sent for; a test has the id of its requirement. */
  readonly _purpose: string;
  /** Ids of the requirements whose results cite it, and of those that it breaks. */
  readonly _requirements: readonly string[];
  readonly _violations: readonly Violation[];
  readonly _retries: number;
  /** Where the target's logs tell of it. */
  readonly _log?: string;
  readonly _transportFailure?: TransportFailure;
}

export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}

const unknownSize = -1;
const httpVersion = 'HTTP/1.1';

/** `run.har`: the archive, its entries in the order in which the exchanges were sent. */
export function toHar({ suite, requirements }: Results, exchanges: readonly Exchange[]): Har {
  const { name, version } = suite;
  const requirementsOf = citedBy(requirements);
  const entries = exchanges.map((exchange) => entryOf(exchange, requirementsOf(exchange)));
  return { log: { version: '1.2', creator: { name, version }, entries } };
}

function entryOf(exchange: Exchange, requirements: readonly string[]): HarEntry {
  const { id, operation, as, purpose, transportFailure, sentAt, durationMs, retries, violations, log } =
    exchange;
  return {
    startedDateTime: new Date(sentAt).toISOString(),
    time: durationMs,
    request: requestOf(exchange.request),
    response: exchange.response === undefined ? noResponse : responseOf(exchange.response),
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    _exchange: id,
    _operation: operation,
    _as: as,
    _purpose: purpose,
    _requirements: requirements,
    _violations: violations,
    _retries: retries,
    ...(log === undefined ? {} : { _log: log }),
    ...(transportFailure === undefined ? {} : { _transportFailure: transportFailure }),
  };
}

function requestOf({ method, url, headers, body }: Exchange['request']): HarRequest {
  return {
    method,
    url,
    httpVersion,
    cookies: cookiesOf(headers['cookie'] ?? ''),
    headers: named(headers),
    queryString: queryOf(url),
    ...(body === undefined ? {} : { postData: { mimeType: headers['content-type'] ?? '', text: body } }),
    headersSize: unknownSize,
    bodySize: byteLength(body ?? ''),
  };
}

/** The text is unpacked; how many bytes came over the wire is not known. */
function responseOf({ status, headers, body }: NonNullable<Exchange['response']>): HarResponse {
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion,
    cookies: [],
    headers: named(headers),
    content: { size: byteLength(body), mimeType: headers['content-type'] ?? 'x-unknown', text: body },
    redirectURL: headers['location'] ?? '',
    headersSize: unknownSize,
    bodySize: unknownSize,
  };
}

const noResponse: HarResponse = {
  status: 0,
  statusText: '',
  httpVersion: '',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: 'x-unknown' },
  redirectURL: '',
  headersSize: unknownSize,
  bodySize: unknownSize,
};

function named(headers: Headers): readonly HarNamed[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function queryOf(url: string): readonly HarNamed[] {
  const [bare = ''] = url.split('#');
  const query = bare.split('?').slice(1).join('?');
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}

function cookiesOf(header: string): readonly HarNamed[] {
  return header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...value] = part.split('=');
      return { name, value: value.join('=') };
    });
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
