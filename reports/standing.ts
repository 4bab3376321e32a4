/** What the suite is known to catch, in words. */
import type { Standing } from '../spec/run/proof.ts';

/** What the suite is known to catch, in one line of a terminal; as `standingInWords` where nothing is. */
export function strengthInBrief(standing: Standing): string {
  const { strength } = standing;
  if (!strength) return standingInWords(standing).replace(/^(?=.)/, 'by a suite ');
  const { faults, variants } = strength;
  return `suite: catches ${faults.caught} of ${faults.planted} planted faults, accepts ${variants.accepted} of ${variants.tried} permitted variants`;
}

/**
 * What is told of the strength, behind "a suite": `that catches 250 of 250 planted faults …`, or why no numbers are
 * earned. Empty where a report of an older version tells neither.
 */
export function standingInWords({ strength, staleProof }: Standing): string {
  if (strength) {
    const { faults, variants, exploration, mutants } = strength;
    const claimed = `that catches ${faults.caught} of ${faults.planted} planted faults and accepts ${variants.accepted} of ${variants.tried} permitted variants`;
    return [
      claimed,
      ...(mutants
        ? [
            `catches ${mutants.caught} of ${mutants.seen} defects that a machine planted (${mutants.permitted} are permitted)`,
          ]
        : []),
      ...(exploration
        ? [
            `finds ${exploration.faults.found} of ${exploration.faults.planted} faults by exploring alone, in ${exploration.requests} requests each`,
          ]
        : []),
    ].join('; ');
  }
  if (!staleProof) return '';
  const { fresh, subjects } = staleProof;
  const why =
    subjects === 0
      ? 'whose proof was never recorded'
      : `whose proof is older than its code (${fresh} of ${subjects} faults and variants are as they were proven)`;
  return `${why}: run npm run prove -- --record`;
}
