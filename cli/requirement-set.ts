import { closest } from 'fastest-levenshtein';
import type { Catalogue } from '../engine/selection.ts';
import { type NamedSet, requirementSet, requirementSetNames } from '../spec/requirement-sets.ts';
import type { OwnSuite } from '../reports/certificate/own-suite.ts';
import { several } from '../spec/run/plain.ts';
import { catalogue as current } from '../tests/catalogue.ts';
import { UsageError } from './usage-error.ts';

/** The requirements as a set has them, and which one that is; no set where none was asked for. */
export interface Chosen {
  readonly catalogue: Catalogue;
  readonly set?: { readonly name: string; readonly digest: string };
}

/**
 * The requirements of this suite as a set has them: each as firm as it was then. What has come since is provisional:
 * it is judged and told, and decides no verdict.
 * @param name undefined for the requirements as this suite has them
 * @throws UsageError where there is no such set, or this suite can't judge all of it
 */
export function catalogueBy(name: string | undefined, catalogue: Catalogue = current): Chosen {
  if (name === undefined) return { catalogue };
  const set = setNamed(name);
  const missing = missingFrom(catalogue, set);
  if (missing.length > 0) {
    throw new UsageError(
      `This version of the suite can't judge by ${name}: it does not have ${missing[0] ?? ''}${missing.length > 1 ? ` and ${String(missing.length - 1)} more` : ''}. Take a version that was released with it.`,
    );
  }
  const entries = Object.entries(catalogue).map(([id, entry]) => {
    const known = Object.hasOwn(set.requirements, id) ? set.requirements[id] : undefined;
    const as = known
      ? { evidence: known.evidence }
      : { evidence: 'inferred' as const, provisional: true as const };
    return [id, { ...entry, ...as }] as const;
  });
  return { catalogue: Object.fromEntries(entries), set: { name, digest: set.digest } };
}

/** The requirements of this suite, and by each set, for certificates to be held against. */
export const bySets: Pick<OwnSuite, 'catalogue' | 'bySet'> = {
  catalogue: current,
  bySet: ({ name, digest }) => {
    try {
      const { catalogue, set } = catalogueBy(name);
      return set?.digest === digest ? catalogue : null;
    } catch (error) {
      if (error instanceof UsageError) return null;
      throw error;
    }
  },
};

/** @throws UsageError where there is no set of that name */
export function setNamed(name: string): NamedSet {
  const set = requirementSet(name);
  if (set !== null) return set;
  const names = requirementSetNames();
  const nearest = closest(name, [...names]);
  throw new UsageError(
    `There is no requirement set "${name}": there ${names.length === 1 ? 'is' : 'are'} ${several(names.length, 'set')}, the nearest is "${nearest}".`,
  );
}

/** What a set has, this suite has not, and no later set says that it was retired. */
function missingFrom(catalogue: Catalogue, { requirements }: NamedSet): readonly string[] {
  const newest = requirementSet(requirementSetNames().at(-1) ?? '');
  return Object.keys(requirements).filter(
    (id) => !Object.hasOwn(catalogue, id) && !Object.hasOwn(newest?.retired ?? {}, id),
  );
}
