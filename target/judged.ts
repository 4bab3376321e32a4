/** Puts the contract's judgement on what goes out and what comes back. */
import type { Contract } from '../spec/contract/contract.ts';
import type { TransportFailure, Exchange, Headers, ReceivedResponse } from '../spec/run/exchange.ts';
import { TargetError } from './errors.ts';
import { lowerCase, merged } from './headers.ts';
import type { WireResponse } from './http.ts';
import { headersOf } from './outgoing.ts';
import type { Draft } from './outgoing.ts';
import type { Redaction } from './redaction.ts';
import type { Delivery } from './transport.ts';

export type Judge = Pick<Contract, 'judge'>;

/** Why a request must not be sent; null when it may. */
export function unsendable(draft: Draft, judge: Judge): TransportFailure | null {
  const { method, path, operation, body = '', query, invalid = false } = draft;
  if (!path.startsWith('/')) return suiteFault(`the path ${path} doesn't start with a slash`);
  if (operation === null || invalid) return null;
  const headers = lowerCase(headersOf(draft));
  const [first] = judge.judge({ operation, side: 'request', headers, body, query }).violations;
  if (first === undefined) return null;
  const { pointer, expected, actual } = first;
  return suiteFault(
    `${method} ${path} breaks the contract at ${pointer}: expected ${expected}, but got ${actual}`,
  );
}

/** A request that can't be sent is a fault of the suite, never of the target. */
function suiteFault(what: string): TransportFailure {
  return {
    kind: 'invalid-request',
    says: `The suite was about to send a wrong request and didn't: ${what}. Please report this as a fault of the suite.`,
  };
}

/** Node refuses to put some requests on the wire at all (a space in the path, say): the suite's fault too. */
export function transportFailureOf(error: unknown): TransportFailure {
  if (error instanceof TargetError) return error.transportFailure;
  if (error instanceof TypeError && 'code' in error) return suiteFault(error.message);
  throw error;
}

/** The exchange that a delivery makes, judged, with its secrets still in it. */
export function judgedExchange(
  draft: Draft,
  headers: Headers,
  delivery: Delivery,
  { judge, redaction }: { judge: Judge; redaction: Redaction },
): Exchange {
  const { operation, as, method, url, body, purpose, number } = draft;
  // None where it was never sent.
  const sent = merged(draft.traced(), headers);
  const { response, sentAt, durationMs, retries } = delivery;
  const received = response === undefined ? undefined : receivedOf(response, redaction);
  const transportFailure = delivery.transportFailure ?? (received && notTheApi(received, draft));
  const { violations, observed } =
    received !== undefined && !transportFailure && operation !== null
      ? judge.judge({ operation, side: 'response', ...received, asked: body ?? '' })
      : { violations: [], observed: [] };
  return {
    id: number(),
    operation,
    as,
    purpose,
    request: { method, url, headers: lowerCase(sent), ...(body === undefined ? {} : { body }) },
    ...(received === undefined ? {} : { response: received }),
    ...(transportFailure ? { transportFailure } : {}),
    sentAt,
    durationMs,
    retries,
    violations,
    observed,
  };
}

/** The contract sees the body as tests do, lest a violation quotes half a secret. */
function receivedOf(
  { status, headers, setCookies, body }: WireResponse,
  redaction: Redaction,
): ReceivedResponse {
  const cookies: Headers = setCookies.length === 0 ? {} : { 'set-cookie': redaction.setCookies(setCookies) };
  return { status, headers: { ...headers, ...cookies }, body: redaction.unmistakable(body) };
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Why an answer is not the API's own; null when it is. Only for somebody with valid credentials: sending others
 * to a login page is the target's own answer, to be judged. A page is suspect where the contract promises JSON.
 */
function notTheApi(
  response: ReceivedResponse,
  { as, operation, url }: Pick<Draft, 'as' | 'operation' | 'url'>,
): TransportFailure | null {
  if (as === 'nobody' || as === 'stranger') return null;
  return redirected(response, url) ?? (operation === null ? null : loginPage(response, url));
}

function redirected({ status, headers }: ReceivedResponse, url: string): TransportFailure | null {
  if (!redirects.has(status)) return null;
  const location = headers['location'] ?? 'nowhere';
  return {
    kind: 'redirect',
    says: `${url} redirects to ${shortened(location)} (${status}), which the suite doesn't follow. If the API has moved there, correct baseUrl in the target file; if that is a login page, correct the credentials.`,
  };
}

const htmlStart = /^[\s\ufeff]*<(!doctype\b|!--|html\b|head\b|body\b|title\b|meta\b|form\b|script\b)/i;

function loginPage({ status, body }: ReceivedResponse, url: string): TransportFailure | null {
  if (status !== 200 || !htmlStart.test(body)) return null;
  return {
    kind: 'login-page',
    says: `${url} answered 200 with an HTML page in the place of JSON, probably a login page. Correct the credentials or baseUrl in the target file.`,
  };
}

function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
