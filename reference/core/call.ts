import type { CoreRequest, Reply } from './handler.ts';
import type { Policy } from './policy.ts';
import type { State, User } from './state.ts';
import type { JsonObject } from './values.ts';

/** A request on its way to its operation: the caller is known, the query read. */
export interface Call {
  readonly state: State;
  readonly request: CoreRequest;
  /** The path without a trailing slash. */
  readonly path: string;
  readonly query: JsonObject;
  readonly caller: User;
  readonly policy: Policy;
}

/** Answers a call. @throws Refusal */
export type Operation = (call: Call) => Reply;
