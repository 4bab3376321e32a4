import { operations } from '../spec/operations.ts';
import type { Requirement } from '../spec/requirement.ts';
import type { RunFacts } from '../spec/run/results.ts';

/** The part of a requirement that a run is folded by; its rows of the source come in words. */
export type CatalogueEntry = Pick<Requirement, 'says' | 'evidence' | 'operation' | 'proof' | 'optional'> & {
  readonly source: readonly string[];
  /** It has come since the requirement set by which a run judges, and is inferred there for that reason. */
  readonly provisional?: true;
};

/** The requirements by id, in the order of the source. */
export type Catalogue = Readonly<Record<string, CatalogueEntry>>;

/**
 * The feature that something is about and the target declares unsupported.
 * @param about an operation or a requirement: its first part names the feature, where it is of one
 */
export function missingFeature(about: string, features: RunFacts['features']): string | null {
  const [feature = ''] = about.split('.');
  return Object.entries(features).some(([name, has]) => name === feature && !has) ? feature : null;
}

/** Whether an id is that of a prefix, or stands below it: `customers.list` is above `customers.list.id`. */
export function isUnder(prefix: string, id: string): boolean {
  return id === prefix || id.startsWith(`${prefix}.`);
}

/**
 * Tells which requirements a run judges.
 * - That of a claim is judged when the claim was tried and its id is under an `only` prefix where there is one: a
 *   run may try more, to gather evidence for the fields that the prefix names.
 * - One without a claim is judged when the run has no filter or its id is under an `only` prefix. A run filtered by
 *   tags alone (`grep …`) doesn't judge it.
 * - Exploration judges none of the catalogue.
 * - The read-only profile judges, of those without a claim, what a GET can show.
 * @param facts filters are strings like `only PREFIX` and `grep @TAG`
 * @param tried ids of the claims that the run tried
 */
export function isJudged(
  id: string,
  entry: CatalogueEntry,
  facts: Pick<RunFacts, 'filters' | 'profile'>,
  tried: ReadonlySet<string>,
): boolean {
  const { filters, profile } = facts;
  if (profile === 'explore') return false;
  const inProfile = profile === 'full' || isReadOnly(entry);
  const prefixes = prefixesOf(filters);
  const named = prefixes.some((prefix) => isUnder(prefix, id));
  if (entry.proof !== 'test') return inProfile && (filters.length === 0 || named);
  if (tried.has(id)) return prefixes.length === 0 || named;
  // A whole run is expected to try everything: what it left out is reported as not run.
  return filters.length === 0 && profile === 'full';
}

function isReadOnly({ operation }: CatalogueEntry): boolean {
  return operation === null || operations[operation].method === 'GET';
}

function prefixesOf(filters: readonly string[]): readonly string[] {
  return filters.flatMap((filter) =>
    filter.startsWith('only ') ? [filter.slice('only '.length).trim()] : [],
  );
}
