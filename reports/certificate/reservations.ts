import type { Results } from '../../spec/run/results.ts';
import { waiversThatAre } from '../waivers.ts';
import { verdictReason } from '../labels.ts';
import { several } from '../../spec/run/plain.ts';

/** Why a run can't become a certificate at all: one plain sentence; null where it can. */
export function refusalOf(results: Results): string | null {
  const { verdict, complete, selection, obstacle } = results;
  if (!complete || selection.filters.length > 0) {
    return 'No certificate: the run was filtered. Run it again without --only and --grep.';
  }
  if (verdict !== 'conformant') return `No certificate: the run is ${verdict}. ${verdictReason(results)}`;
  if (obstacle !== undefined) return `No certificate: something kept the run from its end. ${obstacle}`;
  const stale = waiversThatAre('stale', results).length;
  return stale === 0
    ? null
    : `No certificate: ${several(stale, 'waiver')} ${stale === 1 ? 'is' : 'are'} stale. Take out of the waivers file what no longer happens, and run again.`;
}

/** What a certificate of the run has to say with its result, so that it claims no more than was seen. */
export function reservationsOf(results: Results): readonly string[] {
  const { waived, failed } = results.counts;
  const unstable = results.requirements.filter((one) => one.unstable === true).length;
  const expired = waiversThatAre('expired', results).length;
  return [
    ...(results.profile === 'read-only'
      ? ['The read-only profile was tried: nothing that changes the account.']
      : []),
    ...(unstable > 0
      ? [
          `${several(unstable, 'requirement')} ${was(unstable)} settled only after requests had been sent again.`,
        ]
      : []),
    ...(waived > 0 ? [`${several(waived, 'requirement')} did not pass and ${are(waived)} waived.`] : []),
    ...(failed > 0 ? [`${several(failed, 'inferred requirement')} failed, which only warns.`] : []),
    ...(expired > 0 ? [`${several(expired, 'waiver')} ${expired === 1 ? 'has' : 'have'} expired.`] : []),
  ];
}

function was(count: number): string {
  return count === 1 ? 'was' : 'were';
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}
