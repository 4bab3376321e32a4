import type { State } from './state.ts';

/** A request as the core sees it: nothing decoded, nothing dropped. */
export interface CoreRequest {
  readonly method: string;
  /** Path of the URL as sent, without the query. */
  readonly path: string;
  /** Query as sent, without the question mark. */
  readonly query: string;
  /** By lower-case name; a repeated header is joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Body as text; empty when there was none or none that could be read. */
  readonly body: string;
  /** The server's clock, whole Unix seconds. */
  readonly now: number;
  /** Tells the connection that it came by from others. */
  readonly connection?: number;
}

export interface CoreResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value; a string with a `text/…` content type travels as it is; absent for an empty body. */
  readonly body?: unknown;
}

export interface Reply {
  readonly state: State;
  readonly response: CoreResponse;
}

/** The whole server as a pure function: no clock, no socket, no randomness of its own. */
export type Handler = (state: State, request: CoreRequest) => Reply;

/** The text of a response's body as it goes over the wire, or undefined for none. */
export function wireBody({ body, headers }: CoreResponse): string | undefined {
  if (body === undefined) return undefined;
  const plain = (headers['content-type'] ?? '').startsWith('text/');
  return plain && typeof body === 'string' ? body : JSON.stringify(body);
}
