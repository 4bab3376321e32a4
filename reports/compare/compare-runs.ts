import type { RequirementResult, Results } from '../../spec/run/results.ts';
import type { Evidence } from '../../spec/requirement.ts';
import { type Changes, changesBetween, type Finding, findingOf, saysOf } from './changes.ts';
import { oneLine } from '../../spec/run/plain.ts';
import { coverage } from '../labels.ts';

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

/** What a reader has to know of runs before believing a difference between them, one sentence each. */
export function remarksOn(runs: readonly LabelledRun[]): readonly string[] {
  const distinct = (of: (results: Results) => unknown) =>
    new Set(runs.map(({ results }) => of(results))).size;
  const otherProfiles = distinct(({ profile }) => profile) > 1;
  return [
    ...(distinct(({ suite }) => suite.digest) > 1
      ? ['These runs were judged by different suites: a difference may come from the suite.']
      : []),
    ...runs.flatMap(({ label, results }) => [
      ...(results.complete ? [] : [`${label} is a filtered run over ${coverage(results)}${leftOut}`]),
      ...(otherProfiles && results.profile === 'explore'
        ? [`${label} only explored: no claim was judged.`]
        : []),
      ...(otherProfiles && results.profile === 'read-only'
        ? [`${label} ran with the read-only profile: what needs a change in the account was not tried.`]
        : []),
      ...(results.obstacle === undefined
        ? []
        : [`${label} did not get through: ${oneLine(results.obstacle, 200)}`]),
    ]),
    ...aboutTwo(runs),
  ];
}

const leftOut = ': what it left out is not judged, which is no difference.';

function aboutTwo([before, after, ...further]: readonly LabelledRun[]): readonly string[] {
  if (!before || !after || further.length > 0 || !isSameTarget(before.results, after.results)) return [];
  return [
    ...(hasChangedFile(before.results, after.results)
      ? ['The target file changed between the two runs: a difference may come from it.']
      : []),
    ...(Date.parse(after.results.startedAt) < Date.parse(before.results.startedAt)
      ? [
          'The second run is older than the first; what changed is told in the order in which they were named.',
        ]
      : []),
  ];
}

/** Whether two runs of one target were made with different target files, as far as they tell. */
export function hasChangedFile({ target: before }: Results, { target: after }: Results): boolean {
  return before.digest !== undefined && after.digest !== undefined && before.digest !== after.digest;
}

/** What of a run names it. */
export type Named = Pick<Results, 'target' | 'startedAt'>;

/** A run, and the short name under which it is shown. */
export interface LabelledRun {
  readonly label: string;
  readonly results: Results;
}

/** `2026-11-24 06:18`, UTC. */
export function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

/**
 * Names each run by its target, on one line and without control characters. Runs whose targets are named alike
 * are told apart by address, then by date, then by number.
 */
export function labelsOf(runs: readonly Named[]): readonly string[] {
  const tellings: readonly ((run: Named, at: number) => string)[] = [
    ({ target }) => `(${oneLine(target.baseUrl, 60)})`,
    ({ startedAt }) => minuteOf(startedAt),
    (_, at) => `#${String(at + 1)}`,
  ];
  const names = runs.map(({ target }) => oneLine(target.name, 40) || 'unnamed target');
  return tellings.reduce<readonly string[]>((labels, telling) => {
    const told = runs.map(telling);
    const apart = (label: string) => new Set(told.filter((_, at) => labels[at] === label)).size > 1;
    return labels.map((label, at) => (apart(label) ? `${label} ${told[at] ?? ''}` : label));
  }, names);
}

/**
 * Whether two runs were about one target: the same name at the same address. The target file may have changed
 * meanwhile, which its digest tells.
 */
function isSameTarget(one: Named, other: Named): boolean {
  return identityOf(one) === identityOf(other);
}

/** The same for all runs of one target. */
export function identityOf({ target: { name, baseUrl } }: Named): string {
  return JSON.stringify([name, baseUrl]);
}
