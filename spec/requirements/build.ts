import type { OperationId } from '../operations.ts';
import type { SourceRowId } from '../source-rows.ts';
import type { Evidence, Proof, Requirement } from './requirement.ts';

type Rest = Pick<Requirement, 'readings'>;

function maker(evidence: Evidence, proof: Proof) {
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
    proof,
    ...rest,
  });
}

/** A behaviour that a sentence or a table row states; a test judges it. */
export const stated = maker('stated', 'test');
/** A behaviour that only an example shows; a test judges it. */
export const shown = maker('shown', 'test');
/** A behaviour without which the rest makes no sense; a test judges it, and it only warns. */
export const inferred = maker('inferred', 'test');

/** A part of a message, owned by a node of `openapi.yaml`: what it says, where, and how firmly if not stated. */
export type Part = readonly [
  says: string,
  source: SourceRowId | readonly SourceRowId[],
  evidence?: Evidence,
  rest?: Rest,
];

/**
 * The requirements that the schema of one operation's responses owns.
 * @param parts by the part's path: `items.tags.id`
 */
export function responseOf<O extends OperationId, K extends string>(
  operation: O,
  parts: Readonly<Record<K, Part>>,
): Record<`${O}.response.${K}`, Requirement> {
  const entries = Object.entries<Part>(parts).map(([path, [says, source, evidence = 'stated', rest]]) => [
    `${operation}.response.${path}`,
    maker(evidence, 'schema')(operation, says, source, rest),
  ]);
  return Object.fromEntries(entries) as Record<`${O}.response.${K}`, Requirement>;
}
