import type { Evidence } from '../../spec/requirement.ts';
import { type Outcome, outcomes, type RequirementResult, type Results } from '../../spec/run/results.ts';
import { outcomeWords, unsettled } from '../labels.ts';

/** What one run found of a requirement. A run that left it out says nothing of it. */
export interface Finding {
  readonly outcome: Outcome | 'notJudged';
  readonly reason?: string;
  /** For a waived one: what would have come of it without its waiver. */
  readonly waived?: NonNullable<RequirementResult['waived']>;
}

/**
 * What a change means to those who have to act on it.
 * - `worse`: it counts as a failure now and did not before.
 * - `unsettled`: it was settled before and could not be settled now.
 * - `waived`: it is excused now and needed no excuse before, or another one.
 * - `better`: it passes now and did not before.
 * - `other`: it moved between kinds of unsettled, or the target file declares it not applicable now.
 */
export type ChangeKind = 'worse' | 'unsettled' | 'waived' | 'better' | 'other';

/** In the order in which a reader cares. */
export const changeKinds = [
  'worse',
  'unsettled',
  'waived',
  'better',
  'other',
] as const satisfies readonly ChangeKind[];

/** A requirement that two runs of one target found differently. */
export interface Change {
  readonly id: string;
  readonly says: string;
  readonly evidence: Evidence;
  readonly from: Finding;
  readonly to: Finding;
}

/** What became of all requirements from one run of a target to a later one. */
export interface Changes {
  readonly byKind: Readonly<Record<ChangeKind, readonly Change[]>>;
  readonly unchanged: number;
  /** Requirements that only one of the two judged. */
  readonly incomparable: number;
}

/** Says what a run found of a requirement, or that it was not judged. */
export function findingOf(result: RequirementResult | undefined): Finding {
  if (result === undefined) return { outcome: 'notJudged' };
  const { outcome, reason, waived } = result;
  return {
    outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(outcome !== 'waived' || waived === undefined ? {} : { waived }),
  };
}

/** Two findings are alike when they say the same; two waivers, when they excuse the same. */
export function saysOf({ outcome, waived }: Finding): string {
  return waived === undefined ? outcome : `${outcome} ${waived.outcome}`;
}

/** What changed from what was known of each requirement to what a later run found. */
export function changesBetween(
  before: ReadonlyMap<string, RequirementResult>,
  after: ReadonlyMap<string, RequirementResult>,
): Changes {
  const pairs = [...after.values()].flatMap((later) => {
    const earlier = before.get(later.id);
    return earlier === undefined ? [] : [{ later, from: findingOf(earlier), to: findingOf(later) }];
  });
  const changed = pairs
    .filter(({ from, to }) => saysOf(from) !== saysOf(to))
    .map(({ later: { id, says, evidence }, from, to }) => ({ id, says, evidence, from, to }));
  const of = (kind: ChangeKind) => changed.filter(({ from, to }) => kindOf(from, to) === kind);
  return {
    byKind: {
      worse: of('worse'),
      unsettled: of('unsettled'),
      waived: of('waived'),
      better: of('better'),
      other: of('other'),
    },
    unchanged: pairs.length - changed.length,
    incomparable: before.size + after.size - 2 * pairs.length,
  };
}

const open: ReadonlySet<Finding['outcome']> = new Set(unsettled);

function kindOf(from: Finding, to: Finding): ChangeKind {
  if (to.outcome === 'failed') return 'worse';
  if (to.outcome === 'waived') return 'waived';
  if (to.outcome === 'passed') return 'better';
  return open.has(to.outcome) && !open.has(from.outcome) ? 'unsettled' : 'other';
}

/** What got worse and decides a verdict: an inferred requirement only warns. */
export function regressionsIn({ byKind }: Changes): readonly Change[] {
  return byKind.worse.filter(({ evidence }) => evidence !== 'inferred');
}

/** How a change is headed, and what it means. */
export const changeWords = {
  worse: { heading: 'Got worse', means: 'It counts as a failure now and did not before.' },
  unsettled: { heading: 'Newly unsettled', means: 'It was settled before and could not be settled now.' },
  waived: { heading: 'Newly waived', means: 'A waiver excuses it now.' },
  better: { heading: 'Got better', means: 'It passes now and did not before.' },
  other: {
    heading: 'Changed otherwise',
    means: 'It was not settled before and is not now, or does not apply.',
  },
} as const satisfies Record<ChangeKind, { heading: string; means: string }>;

/** How a finding is named and marked. */
export const findingWords: Readonly<
  Record<Finding['outcome'], { readonly label: string; readonly mark: string }>
> = { ...outcomeWords, notJudged: { label: 'not judged', mark: '·' } };

/** Every finding, in the order in which a reader cares. */
export const findingOutcomes = [...outcomes, 'notJudged'] as const satisfies readonly Finding['outcome'][];

/** How many requirements could not be settled. */
export function unsettledIn(counts: Results['counts']): number {
  return unsettled.reduce((sum, outcome) => sum + counts[outcome], 0);
}
