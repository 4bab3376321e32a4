import type { Results } from '../spec/run/results.ts';
import { verdictOf } from '../spec/run/verdict.ts';
import { verdictWords } from './labels.ts';
import { several } from '../spec/run/plain.ts';

/**
 * What keeps a verdict from being taken without a word of explanation, a sentence or two each; none for a whole run
 * of the full profile in which everything went through at once.
 */
export function qualificationsOf(results: Results): readonly string[] {
  const { requirements, profile, profileReason, resumedAt = [], retries = 0 } = results;
  const waived = requirements.filter(({ outcome }) => outcome === 'waived').length;
  const unstable = requirements.filter((one) => one.unstable === true).length;
  return [
    ...(profile === 'read-only'
      ? [
          `Read-only: nothing but GET requests were sent, so nothing that changes the account was tried. ${profileReason ?? ''}`.trim(),
        ]
      : []),
    ...(unstable > 0
      ? [
          `Unstable: ${several(unstable, 'requirement')} ${unstable === 1 ? 'was' : 'were'} settled only after ${several(retries, 'retry')}.`,
        ]
      : []),
    ...(resumedAt.length > 0
      ? [
          `Interrupted and gone on with ${resumedAt.length === 1 ? 'once' : `${String(resumedAt.length)} times`}.`,
        ]
      : []),
    ...(waived > 0 ? [`${several(waived, 'requirement')} waived. ${withoutWaivers(results)}`] : []),
  ];
}

/** `Without the waivers the verdict would be nonconformant.` */
function withoutWaivers({ requirements }: Results): string {
  const bare = requirements.map((one) => ({
    evidence: one.evidence,
    outcome: one.outcome === 'waived' ? (one.waived?.outcome ?? 'failed') : one.outcome,
  }));
  return `Without waivers the verdict would be ${verdictWords[verdictOf(bare)].toLowerCase()}.`;
}
