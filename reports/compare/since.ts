/** What is new since the last run of the same kind. */
import { isObject } from '../../spec/contract/json.ts';
import type { Outcome, RequirementResult, Results } from '../../spec/run/results.ts';
import type { Defect } from '../defects.ts';
import { unsettled } from '../labels.ts';
import { kindOf } from './alike.ts';

/** What is kept of a run, for the next one of its kind to be compared with. */
export interface KeptRun {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly kind: string;
  readonly target: Results['target'];
  /** The digest of the suite. */
  readonly suite: string;
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly defects: readonly KeptDefect[];
}

export interface KeptDefect {
  readonly headline: string;
  /** The ids of what fails by it. */
  readonly requirements: readonly string[];
}

/** From one run to the next of its kind. */
export interface Since {
  /** When the earlier one began: ISO 8601, UTC. */
  readonly startedAt: string;
  readonly kind: string;
  /** What else than the target may explain a difference, one sentence each. */
  readonly remarks: readonly string[];
  /** Defects of which nothing showed then. */
  readonly appeared: readonly Defect[];
  /** Defects that showed then, by which more fails now. */
  readonly wider: readonly { readonly defect: Defect; readonly by: readonly RequirementResult[] }[];
  /** Defects of then by which nothing fails any more: all that could be settled of them. */
  readonly mended: readonly KeptDefect[];
  /** What fails now and did not then, and what passes now and failed then. */
  readonly failing: readonly RequirementResult[];
  readonly passing: readonly RequirementResult[];
  /** Whether the run got through; where it did not, what it left open is no change. */
  readonly isThrough: boolean;
  /** What was settled then and could not be settled now. */
  readonly open: readonly RequirementResult[];
}

export function keptOf(results: Results, defects: readonly Defect[]): KeptRun {
  const { startedAt, target, suite, requirements } = results;
  return {
    startedAt,
    kind: kindOf(results),
    target,
    suite: suite.digest,
    outcomes: Object.fromEntries(requirements.map(({ id, outcome }) => [id, outcome])),
    defects: defects.map(({ headline, requirements: of }) => ({
      headline,
      requirements: of.map(({ id }) => id),
    })),
  };
}

/** Whether a file holds what is kept of a run. */
export function isKept(value: unknown): value is KeptRun {
  return (
    isObject(value) &&
    [value['startedAt'], value['kind'], value['suite']].every((one) => typeof one === 'string') &&
    isObject(value['target']) &&
    isObject(value['outcomes']) &&
    Array.isArray(value['defects']) &&
    value['defects'].every(
      (one) => isObject(one) && typeof one['headline'] === 'string' && Array.isArray(one['requirements']),
    )
  );
}

/** What became of everything that both runs judged. Pure. */
export function sinceOf(last: KeptRun, results: Results, defects: readonly Defect[]): Since {
  const then = new Map(Object.entries(last.outcomes));
  const now = new Map(results.requirements.map((one) => [one.id, one.outcome]));
  const both = results.requirements.filter(({ id }) => then.has(id));
  const isNew = ({ id }: RequirementResult) => then.has(id) && then.get(id) !== 'failed';
  const isUnsettled = (outcome: Outcome = 'unobserved') => unsettled.includes(outcome);
  return {
    startedAt: last.startedAt,
    kind: last.kind,
    remarks: remarksOn(last, results),
    appeared: defects.filter(({ requirements }) => requirements.every(isNew)),
    wider: defects.flatMap((defect) => {
      const by = defect.requirements.filter(isNew);
      return by.length > 0 && by.length < defect.requirements.length ? [{ defect, by }] : [];
    }),
    mended: last.defects.filter(({ requirements }) => {
      const outcomes = requirements.map((id) => now.get(id));
      return outcomes.includes('passed') && !outcomes.some((one) => one === 'failed' || isUnsettled(one));
    }),
    failing: both.filter((one) => one.outcome === 'failed' && isNew(one)),
    passing: both.filter(({ id, outcome }) => outcome === 'passed' && then.get(id) === 'failed'),
    isThrough: results.obstacle === undefined,
    open:
      results.obstacle === undefined
        ? both.filter(({ id, outcome }) => isUnsettled(outcome) && !isUnsettled(then.get(id)))
        : [],
  };
}

function remarksOn({ suite, target }: KeptRun, results: Results): readonly string[] {
  const isOther = target.digest !== undefined && target.digest !== results.target.digest;
  return [
    ...(suite === results.suite.digest ? [] : ['The suite changed since: a difference may come from it.']),
    ...(isOther ? ['The target file changed since: a difference may come from it.'] : []),
  ];
}

/** `1 new defect, 2 mended; 7 newly failing, 3 passing again`, or that nothing changed. */
export function changesInWords(since: Since): string {
  const { appeared, wider, mended, failing, passing, open, isThrough } = since;
  const parts = [
    counted([
      [appeared.length, appeared.length === 1 ? 'new defect' : 'new defects'],
      [wider.length, wider.length === 1 ? 'defect wider' : 'defects wider'],
      [mended.length, mended.length === 1 ? 'defect mended' : 'defects mended'],
    ]),
    counted([
      [failing.length, 'newly failing'],
      [passing.length, 'passing again'],
      [open.length, 'no longer settled'],
    ]),
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join('; ');
  return isThrough ? 'nothing changed' : 'nothing changed in what was judged';
}

function counted(all: readonly (readonly [count: number, what: string])[]): string {
  return all.flatMap(([count, what]) => (count > 0 ? [`${String(count)} ${what}`] : [])).join(', ');
}
