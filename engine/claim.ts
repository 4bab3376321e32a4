import type { Sender } from '../spec/run/exchange.ts';
import type { Requirement } from '../spec/requirement.ts';
import type { Target } from '../target/target.ts';
import type { Caller } from '../target/caller.ts';
import type { Scenario } from './scenario.ts';

/** What has to have happened before a claim can be looked at: scenarios, by the names under which it sees them. */
export type Given<F extends object> = Readonly<Record<string, Scenario<unknown, F>>>;

/** The records of those scenarios. */
export type Records<F extends object, G extends Given<F>> = {
  readonly [Name in keyof G]: G[Name] extends Scenario<infer T, F> ? T : never;
};

/** What a claim can do beside looking at records. */
export interface Tools extends Readonly<Record<Sender, Caller>> {
  /** Notes which side of a reading the target was seen to take. */
  readonly observe: (reading: string, side: string) => void;
  /** The target file, without its secrets. */
  readonly target: Target;
}

/**
 * One promise: what is demanded and where it stands, what is given, and what must hold.
 * `F` is what the API's descriptor furnishes scenarios with.
 */
export interface Claim<Id extends string, F extends object> extends Requirement {
  readonly id: Id;
  readonly given: Given<F>;
  /** Throws `ClaimFailure` where it does not hold, `CannotJudge` where that can't be told. */
  readonly holds: (given: never, tools: Tools) => void | Promise<void>;
}

/** All of a claim but its id, its sentence and how firmly the source stands behind it. */
export type ClaimParts<F extends object, G extends Given<F>, Operation, Row, Reading> = {
  /** The operation that it is about; null where it is about paths or methods outside the contract. */
  readonly operation: Operation | null;
  /** The rows of the source that say it. */
  readonly source: Row | readonly Row[];
  /** Contradictions or silences of the source that it touches. */
  readonly readings?: readonly Reading[];
  readonly given?: G;
  readonly holds: (given: Records<F, G>, tools: Tools) => void | Promise<void>;
};

/** Claims by their ids. */
export function byId<C extends { readonly id: string }>(claims: readonly C[]): Record<C['id'], C> {
  // Every id of the type is the id of a claim.
  return Object.fromEntries(claims.map((claim) => [claim.id, claim])) as Record<C['id'], C>;
}
