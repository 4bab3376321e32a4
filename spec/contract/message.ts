import type { OperationId } from '../operations.ts';
import type { Headers } from '../run/exchange.ts';
import type { Violation } from './violation.ts';

interface AnyMessage {
  readonly operation: OperationId;
  /** By lower-case name. */
  readonly headers: Headers;
  /** The raw text; empty when there is none. */
  readonly body: string;
}

export interface RequestMessage extends AnyMessage {
  readonly side: 'request';
  /** The raw query string, with or without its question mark. */
  readonly query?: string | undefined;
}

export interface ResponseMessage extends AnyMessage {
  readonly side: 'response';
  readonly status: number;
  /** The raw body of the request that it answers; where it is not known, all that some request allows is allowed. */
  readonly asked?: string | undefined;
}

/** What the contract judges. */
export type Message = RequestMessage | ResponseMessage;

/** What the contract makes of a message. */
export interface Judgement {
  /** At most five for each requirement. */
  readonly violations: readonly Violation[];
  /** Ids of the requirements on which this message gave evidence, for or against. */
  readonly observed: readonly string[];
  /** The parsed body; undefined when there is none or it can't be parsed. */
  readonly value: unknown;
}
