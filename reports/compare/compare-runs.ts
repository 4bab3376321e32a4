import type { RequirementResult, Results } from '../../spec/run/results.ts';
import type { Evidence } from '../../spec/requirement.ts';
import { changesBetween, findingOf, saysOf, type Changes, type Finding } from './changes.ts';
import { isSameTarget, type LabelledRun } from './run-names.ts';
import { remarksOn } from './remarks.ts';

/** What a comparison tells of a run itself. */
export type ComparedRun = { readonly label: string } & Pick<
  Results,
  | 'verdict'
  | 'complete'
  | 'selection'
  | 'profile'
  | 'seed'
  | 'startedAt'
  | 'durationMs'
  | 'suite'
  | 'target'
  | 'counts'
  | 'requests'
>;

/** One requirement, and what each run found of it, in the order of the runs. */
export interface ComparedRequirement {
  readonly id: string;
  readonly says: string;
  readonly evidence: Evidence;
  readonly findings: readonly Finding[];
  /** Whether two runs that judged it disagree. */
  readonly differs: boolean;
}

/** One contradiction of the source, and the side that each target was seen to take; null where none was seen. */
export interface ComparedReading {
  readonly id: string;
  readonly sides: readonly (string | null)[];
  readonly differs: boolean;
}

/** `comparison.json`: several runs side by side. */
export interface Comparison {
  readonly schemaVersion: '1';
  readonly runs: readonly ComparedRun[];
  /** What a reader has to know to read it rightly, one sentence each. */
  readonly remarks: readonly string[];
  /** Only for two runs of one target: what changed from the first to the second. */
  readonly changes?: Changes;
  /** In the order of the catalogue. */
  readonly requirements: readonly ComparedRequirement[];
  readonly readings: readonly ComparedReading[];
}

/** Compares runs, in the order given: of two runs of one target the first is the earlier state. Pure. */
export function compareRuns(runs: readonly LabelledRun[]): Comparison {
  const byId = runs.map(({ results }) => resultsById(results));
  const [before, after, ...further] = runs;
  const [known, found] = byId;
  const ofOneTarget =
    before !== undefined &&
    after !== undefined &&
    further.length === 0 &&
    isSameTarget(before.results, after.results);
  return {
    schemaVersion: '1',
    runs: runs.map(comparedRun),
    remarks: remarksOn(runs),
    ...(ofOneTarget && known && found ? { changes: changesBetween(known, found) } : {}),
    requirements: requirementsOf(byId),
    readings: readingsOf(runs),
  };
}

/** The results of a run by requirement. */
export function resultsById({ requirements }: Results): ReadonlyMap<string, RequirementResult> {
  return new Map(requirements.map((result) => [result.id, result]));
}

function comparedRun({ label, results }: LabelledRun): ComparedRun {
  const { verdict, complete, selection, profile, seed, startedAt, durationMs, suite, target } = results;
  const { counts, requests } = results;
  return {
    label,
    verdict,
    complete,
    selection,
    profile,
    seed,
    startedAt,
    durationMs,
    suite,
    target,
    counts,
    requests,
  };
}

/** The longest run gives the order: a filtered one lacks most of the catalogue. */
function requirementsOf(
  byId: readonly ReadonlyMap<string, RequirementResult>[],
): readonly ComparedRequirement[] {
  const all = new Map<string, RequirementResult>();
  for (const result of [...byId]
    .sort((one, other) => other.size - one.size)
    .flatMap((run) => [...run.values()])) {
    if (!all.has(result.id)) all.set(result.id, result);
  }
  return [...all.values()].map(({ id, says, evidence }) => {
    const findings = byId.map((results) => findingOf(results.get(id)));
    const judged = findings.filter(({ outcome }) => outcome !== 'notJudged');
    return { id, says, evidence, findings, differs: new Set(judged.map(saysOf)).size > 1 };
  });
}

function readingsOf(runs: readonly LabelledRun[]): readonly ComparedReading[] {
  const taken = runs.map(({ results }) => new Map(Object.entries(results.readings)));
  const ids = new Set(taken.flatMap((sides) => [...sides.keys()]));
  return [...ids].sort().map((id) => {
    const sides = taken.map((one) => one.get(id) ?? null);
    return { id, sides, differs: new Set(sides.filter((side) => side !== null)).size > 1 };
  });
}
