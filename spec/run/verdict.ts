import type { Evidence } from '../requirement.ts';
import type { Outcome, Verdict } from './results.ts';

/** The part of a requirement's result that the verdict rests on. */
export interface Judged {
  readonly evidence: Evidence;
  readonly outcome: Outcome;
}

const settled: ReadonlySet<Outcome> = new Set(['passed', 'notApplicable', 'waived']);

/**
 * The verdict of a run over its judged requirements. Inferred ones never decide it.
 * A run in which nothing passed tested nothing and is inconclusive.
 */
export function verdictOf(judged: readonly Judged[]): Verdict {
  const deciding = judged.filter(({ evidence }) => evidence !== 'inferred');
  if (deciding.some(({ outcome }) => outcome === 'failed')) return 'nonconformant';
  const whole = deciding.every(({ outcome }) => settled.has(outcome));
  const tried = judged.some(({ outcome }) => outcome === 'passed');
  return whole && tried ? 'conformant' : 'inconclusive';
}

/** The exit status that the command line gives for a verdict. */
export const exitStatus = { conformant: 0, nonconformant: 1, inconclusive: 3 } as const satisfies Record<
  Verdict,
  number
>;
