import type { RequirementResult, Results } from '../../spec/run/results.ts';
import { grouped } from '../labels.ts';
import { kindOf, WHOLE } from './alike.ts';
import { type Changes, changesBetween } from './changes.ts';
import { hasChangedFile, identityOf, resultsById } from './compare-runs.ts';

/** One run in the history of its target. */
export interface PastRun {
  readonly results: Results;
  /** What changed since each requirement was last judged in this series; absent for its first run. */
  readonly changes?: Changes;
  /** What else than the target may explain a change, one sentence each. */
  readonly remarks: readonly string[];
}

/** Runs of one target that judged the same in the same way, the oldest first. */
export interface Series {
  /** `whole run`, as `kindOf` names it. */
  readonly kind: string;
  readonly runs: readonly PastRun[];
}

/** The runs of one target, kind by kind: whole ones first. */
export interface TargetHistory {
  readonly name: string;
  readonly baseUrl: string;
  readonly series: readonly Series[];
}

/** Groups runs by target and kind, and tells of each what changed since the one before of its kind. Pure. */
export function historyOf(runs: readonly Results[]): readonly TargetHistory[] {
  const inOrder = runs.toSorted((one, other) => beganAt(one) - beganAt(other));
  return [...grouped(inOrder, identityOf).values()]
    .flatMap((ofTarget) => {
      const [first] = ofTarget;
      if (first === undefined) return [];
      const { name, baseUrl } = first.target;
      const series = [...grouped(ofTarget, kindOf)].map(([kind, alike]) => ({
        kind,
        runs: pastRuns(alike),
      }));
      return [{ name, baseUrl, series: series.sort((a, b) => rankOf(a) - rankOf(b)) }];
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** Whole runs first, then those that there are most of. */
function rankOf({ kind, runs }: Series): number {
  return kind === WHOLE ? -Infinity : -runs.length;
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
    ...(after.obstacle === undefined ? [] : ['It did not get through: what it left open is no change.']),
  ];
}
