import { type Catalogue, isJudged, missingFeature } from '../../engine/selection.ts';
import { root } from '../../spec/root.ts';
import type { Standing } from '../../spec/run/proof.ts';
import type { Profile, RequirementResult, Results } from '../../spec/run/results.ts';
import { contractDigest, suiteDigest } from '../digest.ts';
import { standingOf } from '../proof-record.ts';

type RequirementSetFacts = NonNullable<Results['suite']['requirements']>;

/** The suite at hand, against which the claims of a certificate about its suite are held. */
export interface OwnSuite extends Standing {
  readonly digest: string;
  readonly contract: string;
  readonly catalogue: Catalogue;
  /** The same as a requirement set has it; null where it has no set of that name and digest, or can't judge by it. */
  readonly bySet: (set: RequirementSetFacts) => Catalogue | null;
  /** What a target file can declare missing. */
  readonly features: readonly string[];
}

/** This clone of the suite, with what it knows of its API. */
export function ownSuite(known: Pick<OwnSuite, 'catalogue' | 'bySet' | 'features'>): OwnSuite {
  return {
    digest: suiteDigest(root),
    contract: contractDigest(root),
    ...standingOf(root),
    ...known,
  };
}

/**
 * Where results of a whole run that name this very suite say something else than it does: each a part of a sentence.
 * A requirement that is left out, reworded, weighed less or without need not applicable is told here.
 */
export function strayFrom(own: OwnSuite, results: Results): readonly string[] {
  const { suite, profile, requirements } = results;
  const { contract, features } = own;
  const catalogue = suite.requirements === undefined ? own.catalogue : own.bySet(suite.requirements);
  if (catalogue === null) return ['it names a requirement set that the suite does not have'];
  const told = new Set(requirements.map(({ id }) => id));
  const judged = judgedBy(profile, catalogue);
  return [
    ...(suite.contract === undefined || suite.contract === contract ? [] : ['it names another contract']),
    ...[...judged].filter((id) => !told.has(id)).map((id) => `it leaves out ${id}`),
    ...requirements.flatMap(({ id, says, evidence, provisional, operation }) => {
      const entry = Object.hasOwn(catalogue, id) ? catalogue[id] : undefined;
      if (entry === undefined) return [`the suite has no requirement ${id}`];
      if (!judged.has(id)) return [`the ${profile} profile does not judge ${id}`];
      const weighs = entry.evidence === evidence && entry.provisional === provisional;
      const same = entry.says === says && weighs && entry.operation === operation;
      return same ? [] : [`the suite says something else of ${id}`];
    }),
    ...misapplied(requirements, features, catalogue),
  ];
}

/**
 * The same for results of another version of the suite, as far as a requirement set holds them: sentences may have been
 * reworded since, but each requirement of the set was judged, as firmly as the set has it.
 * @returns null where the results name no set, or none that the suite at hand has
 */
export function strayFromSet(
  own: OwnSuite,
  { suite, profile, requirements }: Results,
): readonly string[] | null {
  const catalogue = suite.requirements === undefined ? null : own.bySet(suite.requirements);
  if (catalogue === null) return null;
  const firm = Object.entries(catalogue).filter(([, { provisional }]) => provisional !== true);
  const judged = judgedBy(profile, Object.fromEntries(firm));
  const told = new Map(requirements.map((one) => [one.id, one]));
  return [
    ...[...judged].filter((id) => !told.has(id)).map((id) => `it leaves out ${id}`),
    ...firm.flatMap(([id, { evidence }]) => {
      const one = told.get(id);
      const same = one === undefined || (one.evidence === evidence && one.provisional !== true);
      return same ? [] : [`the set has ${id} as ${evidence}`];
    }),
    ...misapplied(requirements, own.features, catalogue),
  ];
}

/** The ids that a whole run of a profile judges. */
function judgedBy(profile: Profile, catalogue: Catalogue): ReadonlySet<string> {
  const all = new Set(Object.keys(catalogue));
  const facts = { filters: [], profile };
  return new Set(
    Object.entries(catalogue).flatMap(([id, entry]) => (isJudged(id, entry, facts, all) ? [id] : [])),
  );
}

/**
 * Nothing but a feature can be declared missing, and what is of its operations is not applicable then without
 * exception. Beside that a requirement may name the feature without being of it: `protocol.method.FEATURE.change`. What
 * may be left out of a message needs no declaration.
 */
function misapplied(
  requirements: readonly RequirementResult[],
  features: readonly string[],
  catalogue: Catalogue,
): readonly string[] {
  const none = Object.fromEntries(features.map((feature) => [feature, false]));
  const ownerOf = ({ id, operation }: RequirementResult) => missingFeature(operation ?? id, none);
  const featureOf = (result: RequirementResult) =>
    ownerOf(result) ?? result.id.split('.').find((word) => features.includes(word)) ?? null;
  const gone = requirements.filter(({ outcome }) => outcome === 'notApplicable');
  const missing = new Set(gone.filter(({ id }) => catalogue[id]?.optional !== true).map(featureOf));
  const partly = requirements.filter(
    (one) => !gone.includes(one) && ownerOf(one) !== null && missing.has(ownerOf(one)),
  );
  return [
    ...gone
      .filter((one) => featureOf(one) === null && catalogue[one.id]?.optional !== true)
      .map(({ id }) => `${id} is not applicable, and no target file can say so`),
    ...partly.map((one) => `${one.id} was judged, and others of ${ownerOf(one)} do not apply`),
  ];
}
