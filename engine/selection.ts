import { operations } from '../spec/operations.ts';
import type { Requirement } from '../spec/requirement.ts';
import type { RunFacts } from '../spec/run/results.ts';

/** The part of a requirement that a run is folded by; its rows of the source come in words. */
export type CatalogueEntry = Pick<Requirement, 'says' | 'evidence' | 'operation' | 'proof'> & {
  readonly source: readonly string[];
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

/**
 * Tells which requirements a run judges.
 * - A behavioural one is judged when the runner selected its test and it matches an `only` prefix where
 *   there is one: a run may try more, to gather evidence for the fields that the prefix names. Where the
 *   runner never came to select (the set-up broke), a filter on tags selects nothing.
 * - One without a test is judged when the run has no filter or an `only` prefix matches its id. A run
 *   filtered by tags alone (`grep …`) doesn't judge it.
 * - Exploration judges none of the catalogue.
 * - The read-only profile judges, of those without a test, what a GET can show.
 * @param facts filters are strings like `only PREFIX` and `grep @TAG`
 * @param selected ids whose tests the runner selected; undefined when it selected none because it broke
 */
export function isJudged(
  id: string,
  entry: CatalogueEntry,
  facts: Pick<RunFacts, 'filters' | 'profile'>,
  selected: ReadonlySet<string> | undefined,
): boolean {
  const { filters, profile } = facts;
  if (profile === 'explore') return false;
  const inProfile = profile === 'full' || isReadOnly(entry);
  const prefixes = prefixesOf(filters);
  const named = prefixes.some((prefix) => id.startsWith(prefix));
  const byFilter = filters.length === 0 || named;
  if (entry.proof !== 'test') return inProfile && byFilter;
  if (selected?.has(id) === true) return prefixes.length === 0 || named;
  // A whole run is expected to try everything: what it left out is reported as not run.
  const whole = filters.length === 0 && profile === 'full';
  return whole || (selected === undefined && inProfile && byFilter);
}

function isReadOnly({ operation }: CatalogueEntry): boolean {
  return operation === null || operations[operation].method === 'GET';
}

function prefixesOf(filters: readonly string[]): readonly string[] {
  return filters.flatMap((filter) =>
    filter.startsWith('only ') ? [filter.slice('only '.length).trim()] : [],
  );
}
