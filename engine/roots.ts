import type { RequirementResult } from '../spec/run/results.ts';
import type { ClaimRecord } from './record.ts';

/** How the reason begins where nothing that a dependency rests on went wrong. */
export const BASELESS = 'The suite could not judge it, which is a defect of the suite';

/**
 * What could not be judged because of others has to rest, at its root, on one that went wrong in this very run. Where
 * all that it rests on passed, or it rests on itself, something else is amiss: what failed elsewhere may have spoilt
 * what it needed. Where nothing failed, nothing would be held against the target although something is amiss: that is
 * an error of the suite, and is told as one. What was not judged at all can't be told.
 * @param excuse why nothing that failed is held against the target; null, as a rule
 */
export function grounded(
  results: readonly RequirementResult[],
  records: readonly ClaimRecord[],
  excuse: string | null,
): readonly RequirementResult[] {
  const outcomes = new Map(results.map(({ id, outcome }) => [id, outcome]));
  const restsOn = new Map(records.map((record) => [record.requirement, record.restsOn ?? []]));
  const isRooted = (id: string, above: readonly string[]): boolean => {
    const outcome = outcomes.get(id);
    if (outcome !== 'dependency') return outcome !== 'passed';
    return (restsOn.get(id) ?? []).some((next) => !above.includes(next) && isRooted(next, [...above, id]));
  };
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const culprit = failed.find(({ evidence }) => evidence !== 'inferred') ?? failed[0];
  return results.map((result) => {
    if (result.outcome !== 'dependency' || isRooted(result.id, [])) return result;
    const { reason = '' } = result;
    if (excuse !== null) return { ...result, outcome: 'error', reason: `${excuse} ${reason}`.trim() };
    const roots = (restsOn.get(result.id) ?? []).join(', ') || 'nothing';
    if (culprit !== undefined) {
      const elsewhere = `What it rests on (${roots}) did not fail, but ${culprit.id} did, and may be why.`;
      return { ...result, reason: `${reason} ${elsewhere}`.trim() };
    }
    return {
      ...result,
      outcome: 'error',
      reason: `${BASELESS}: it rests on ${roots}, where nothing went wrong. ${reason}`.trim(),
    };
  });
}
