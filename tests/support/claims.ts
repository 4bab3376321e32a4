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
