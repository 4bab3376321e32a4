import type * as engine from '../../engine/claim.ts';
import type { OperationId } from '../../spec/operations.ts';
import type { ReadingId } from '../../spec/readings.ts';
import type { Evidence } from '../../spec/requirement.ts';
import type { SourceRowId } from '../../spec/source-rows.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import type { Furniture } from '../../target/amocrm/api.ts';

export type Claim<Id extends string = string> = engine.Claim<Id, Furniture>;

type Given = engine.Given<Furniture>;

type Parts<G extends Given> = engine.ClaimParts<Furniture, G, OperationId, SourceRowId, ReadingId>;

function claiming(evidence: Evidence) {
  return <const Id extends string, G extends Given = Given>(
    id: Id,
    says: string,
    { source, given, ...parts }: Parts<G>,
  ): Claim<Id> => ({
    id,
    says,
    evidence,
    proof: 'test',
    source: typeof source === 'string' ? [source] : source,
    given: given ?? {},
    ...parts,
  });
}

/** A promise that a sentence or a table row states. */
export const stated = claiming('stated');
/** A promise that only an example shows. */
export const shown = claiming('shown');
/** A promise without which the rest makes no sense; it only warns. */
export const inferred = claiming('inferred');

/** How firmly it is promised that something is kept or refused, and which silences of the source it settles. */
export interface KeptOrRefused {
  /** An inferred one by default. */
  readonly promise?: typeof inferred;
  readonly readings?: readonly 'textLength'[];
}

/** A record, and whether the target refused to take it in so many words. */
interface Refusable {
  readonly isRefused: boolean;
}

interface Refusables<G extends Given, R extends Refusable>
  extends Omit<Parts<G>, 'holds' | 'readings'>, KeptOrRefused {
  readonly of: (given: engine.Records<Furniture, G>) => Readonly<Record<string, R>> | readonly R[];
  /** Asserts that one is kept as it was sent, or refused. */
  readonly demands: (one: R, label: string) => void;
}

/** What a target may refuse, for the document is silent on it; but it may not store something else. */
export function keptOrRefused<const Id extends string, G extends Given, R extends Refusable>(
  id: Id,
  says: string,
  { promise = inferred, readings = [], of, demands, ...parts }: Refusables<G, R>,
): Claim<Id> {
  return promise<Id, G>(id, says, {
    ...parts,
    readings,
    holds(given, { observe }) {
      const all = Object.entries<R>(of(given));
      for (const [label, one] of all) demands(one, label);
      const side = all.some(([, { isRefused }]) => isRefused) ? 'refused' : 'whole';
      for (const reading of readings) observe(reading, side);
    },
  });
}

/**
 * Ends a claim as `dependency` unless what other requirements promise is so: it can't be told then.
 * @throws CannotJudge
 */
export function restsOn(
  requirements: string | readonly string[],
  isSo: boolean,
  otherwise: string,
): asserts isSo {
  if (!isSo) throw prerequisiteFailed(requirements, otherwise);
}
