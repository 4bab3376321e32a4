import type { RequirementResult, Results } from '../../spec/run/results.ts';
import { grouped } from '../labels.ts';
import { type Changes, changesBetween } from './changes.ts';
import { hasChangedFile, identityOf, resultsById } from './compare-runs.ts';

/** One run in the history of its target. */
export interface PastRun {
  readonly results: Results;
  /**
   * What changed since each requirement was last judged, so a filtered run in between hides nothing; absent for
   * the first run.
   */
  readonly changes?: Changes;
  /** What else than the target may explain a change, one sentence each. */
  readonly remarks: readonly string[];
}

/** The runs of one target, the oldest first. */
export interface TargetHistory {
  readonly name: string;
  readonly baseUrl: string;
  readonly runs: readonly PastRun[];
}

/** Groups runs by target and tells of each what changed. Pure. */
export function historyOf(runs: readonly Results[]): readonly TargetHistory[] {
  const inOrder = runs.toSorted((one, other) => beganAt(one) - beganAt(other));
  return [...grouped(inOrder, identityOf).values()]
    .flatMap((ofTarget) => {
      const [first] = ofTarget;
      if (first === undefined) return [];
      const { name, baseUrl } = first.target;
      return [{ name, baseUrl, runs: pastRuns(ofTarget) }];
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** Milliseconds since the epoch; a date that no calendar has counts as the oldest. */
function beganAt({ startedAt }: Results): number {
  const at = Date.parse(startedAt);
  return Number.isNaN(at) ? 0 : at;
}

function pastRuns(runs: readonly Results[]): readonly PastRun[] {
  const known = new Map<string, RequirementResult>();
  return runs.map((results, at) => {
    const before = runs[at - 1];
    const found = resultsById(results);
    const changes = before === undefined ? undefined : changesBetween(known, found);
    for (const [id, result] of found) known.set(id, result);
    return {
      results,
      remarks: before === undefined ? [] : remarksOn(before, results),
      ...(changes === undefined ? {} : { changes }),
    };
  });
}

function remarksOn(before: Results, after: Results): readonly string[] {
  return [
    ...(before.suite.digest === after.suite.digest
      ? []
      : ['The suite changed: differences may come from it.']),
    ...(hasChangedFile(before, after) ? ['The target file changed: differences may come from it.'] : []),
    ...(before.profile === after.profile
      ? []
      : [`The profile changed from ${before.profile} to ${after.profile}.`]),
  ];
}
