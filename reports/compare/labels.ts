import type { Outcome, Results } from '../../spec/run/results.ts';
import { outcomeWords } from '../labels.ts';
import { outcomes } from '../../spec/run/results.ts';
import type { ChangeKind, Finding } from './changes.ts';

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

const unsettled = ['error', 'dependency', 'untestable', 'unobserved'] as const satisfies readonly Outcome[];

/** How many requirements could not be settled. */
export function unsettledIn(counts: Results['counts']): number {
  return unsettled.reduce((sum, outcome) => sum + counts[outcome], 0);
}
