import type { Violation } from '../contract/violation.ts';
import type { OperationId } from '../operations.ts';

/** Who sent a request: the configured roles, somebody without credentials, or somebody with wrong ones. */
export type Sender = 'administrator' | 'member' | 'nobody' | 'stranger';

/** A header list by lower-case name; a repeated header is joined with `, `. */
export type Headers = Readonly<Record<string, string>>;

export interface SentRequest {
  readonly method: string;
  /** Absolute URL, as sent. */
  readonly url: string;
  /** Credentials are redacted: `$NAME` stands in their place. */
  readonly headers: Headers;
  /** The body as sent, absent when none was. */
  readonly body?: string;
}

export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The decoded body as text; empty when there was none. */
  readonly body: string;
}

/**
 * Why no (whole) response came; never the target's fault in the sense of the verdict.
 * `says` is a plain sentence with what to do.
 */
export interface TransportFailure {
  readonly kind:
    | 'unreachable'
    | 'timeout'
    | 'reset'
    | 'truncated'
    | 'too-large'
    | 'tls'
    | 'redirect'
    | 'not-http'
    | 'refused-credentials'
    | 'login-page'
    | 'rate-limited'
    | 'unavailable'
    | 'invalid-request';
  readonly says: string;
}

/** One request and what came of it, as recorded: a line of `exchanges.ndjson`. */
export interface Exchange {
  /** Counts from 1 in the order in which requests were sent in the run. */
  readonly id: number;
  /** The operation of the contract, null for an unknown path or an unsupported method. */
  readonly operation: OperationId | null;
  readonly as: Sender;
  /** What it was sent for: a scenario or a test. */
  readonly purpose: string;
  readonly request: SentRequest;
  /** What stands in the place of credentials in the request, `$NAME` each; absent where it had none. */
  readonly masks?: readonly string[];
  /** Absent when the exchange broke down before a status line came. */
  readonly response?: ReceivedResponse;
  readonly transportFailure?: TransportFailure;
  /** Where the target's logs tell of it, by the target file. */
  readonly log?: string;
  /** When it was sent, milliseconds since the epoch. */
  readonly sentAt: number;
  readonly durationMs: number;
  /** How often it was sent again (429, or a read that broke down). */
  readonly retries: number;
  /** What the contract holds against the response. */
  readonly violations: readonly Violation[];
  /** Ids of the schema-owned requirements that this response gave evidence on. */
  readonly observed: readonly string[];
}
