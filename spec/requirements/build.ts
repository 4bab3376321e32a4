import type { OperationId } from '../operations.ts';
import type { SourceRowId } from '../source-rows.ts';
import type { Evidence, Requirement } from './requirement.ts';

type Rest = Pick<Requirement, 'readings'>;

function maker(evidence: Evidence) {
  return (
    operation: OperationId | null,
    says: string,
    source: SourceRowId | readonly SourceRowId[],
    rest: Rest = {},
  ): Requirement => ({
    says,
    source: typeof source === 'string' ? [source] : source,
    evidence,
    operation,
    proof: 'test',
    ...rest,
  });
}

/** A behaviour that a sentence or a table row states; a test judges it. */
export const stated = maker('stated');
/** A behaviour that only an example shows; a test judges it. */
export const shown = maker('shown');
/** A behaviour without which the rest makes no sense; a test judges it, and it only warns. */
export const inferred = maker('inferred');
