import type { Evidence } from '../spec/requirement.ts';
import { evidences, type Outcome, type RequirementResult, type Results } from '../spec/run/results.ts';
import { verdictOf } from '../spec/run/verdict.ts';

/** What a run comes to: everything in `results.json` that follows from its requirements alone. */
export type Totals = Pick<Results, 'verdict' | 'counts' | 'countsByEvidence'>;

/**
 * Adds a run up.
 * @param obstacle what kept the run from seeing everything that it set out to see: it is never conformant then
 */
export function totalsOf(requirements: readonly RequirementResult[], obstacle: string | undefined): Totals {
  const verdict = verdictOf(requirements);
  return {
    verdict: verdict === 'conformant' && obstacle !== undefined ? 'inconclusive' : verdict,
    counts: count(requirements),
    countsByEvidence: countByEvidence(requirements),
  };
}

function count(results: readonly RequirementResult[]): Record<Outcome, number> {
  const none = {
    passed: 0,
    failed: 0,
    untestable: 0,
    unobserved: 0,
    notApplicable: 0,
    dependency: 0,
    error: 0,
    waived: 0,
  };
  return results.reduce((sum, { outcome }) => ({ ...sum, [outcome]: sum[outcome] + 1 }), none);
}

function countByEvidence(results: readonly RequirementResult[]): Record<Evidence, Record<Outcome, number>> {
  const of = (evidence: Evidence) => count(results.filter((result) => result.evidence === evidence));
  const [stated, shown, inferred] = evidences;
  return { stated: of(stated), shown: of(shown), inferred: of(inferred) };
}
