import type { RequirementResult } from '../../spec/run/results.ts';

/** Requirements under the reason that they share, in the order in which each reason first comes. */
export function byReason(
  results: readonly RequirementResult[],
): ReadonlyMap<string, readonly RequirementResult[]> {
  const groups = new Map<string, RequirementResult[]>();
  for (const result of results) {
    const reason = result.reason ?? 'no reason given';
    groups.set(reason, [...(groups.get(reason) ?? []), result]);
  }
  return groups;
}
