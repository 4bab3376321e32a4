import type { RequirementResult, Results } from '../../spec/run/results.ts';
import { totalsOf } from '../../engine/totals.ts';
import { withWaivers } from '../waivers.ts';
import { escapeSegment, isObject } from '../../spec/contract/json.ts';
import { oneLine } from '../../spec/run/plain.ts';

/**
 * Where the results of a whole run contradict themselves: each a part of a sentence. The verdict, every total
 * and what the waivers came to are derived again from the outcomes of the requirements, and what passed was seen.
 */
export function contradictionsIn(results: Results): readonly string[] {
  const { requirements, obstacle, verdict, counts, countsByEvidence } = results;
  const totals = totalsOf(requirements, obstacle);
  return [
    ...differencesInWords(totals, { verdict, counts, countsByEvidence }),
    ...wrongSelection(results),
    ...requirements
      .filter(({ outcome, exchanges = [] }) => outcome === 'passed' && exchanges.length === 0)
      .map(({ id }) => `${id} passed, but no exchange shows it`),
    ...wrongWaivers(results),
  ];
}

function wrongSelection({ requirements, selection, profile }: Results): readonly string[] {
  const { judged, of } = selection;
  const ids = new Set(requirements.map(({ id }) => id));
  return [
    ...(ids.size === requirements.length ? [] : ['it tells one requirement twice']),
    ...(judged === requirements.length
      ? []
      : [`/selection/judged is ${judged}, but it tells ${requirements.length} requirements`]),
    ...(profile === 'read-only' || judged === of
      ? []
      : [`a whole run of the full profile judged ${judged} of ${of} requirements`]),
  ];
}

/** The waivers are applied again to what would have come of the run without them. */
function wrongWaivers(results: Results): readonly string[] {
  const { requirements, waivers: report, startedAt } = results;
  if (report === undefined) {
    return requirements
      .filter(({ outcome, waived }) => outcome === 'waived' || waived !== undefined)
      .map(({ id }) => `${id} is waived, but the run had no waivers`);
  }
  const entries = report.waivers.map(({ state: _, ...entry }) => entry);
  const bare = { ...results, requirements: requirements.map(withoutWaiver) };
  const day = { today: startedAt.slice(0, 10), digest: report.digest };
  const again = withWaivers(bare, entries, day);
  return [
    ...requirements
      .filter(({ outcome, waived }) => outcome === 'waived' && waived === undefined)
      .map(({ id }) => `${id} is waived, but what was waived is not told`),
    ...differencesInWords(
      { waivers: again.waivers, requirements: again.requirements },
      { waivers: report, requirements },
    ),
  ];
}

function withoutWaiver({ waived, ...result }: RequirementResult): RequirementResult {
  return waived === undefined ? result : { ...result, outcome: waived.outcome };
}

/** One place where two JSON values differ; a side that lacks it is undefined. */
interface Difference {
  readonly pointer: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Where a value differs from what is expected: `/predicate/result is "PASSED", not "WARNED"`. */
export function differencesInWords(expected: unknown, actual: unknown): readonly string[] {
  return [...differences(expected, actual)].map(
    ({ pointer, expected: right, actual: told }) => `${pointer} is ${spelled(told)}, not ${spelled(right)}`,
  );
}

function* differences(expected: unknown, actual: unknown, pointer = ''): Generator<Difference> {
  const [left, right] = [membersOf(expected), membersOf(actual)];
  if (left === null || right === null || Array.isArray(expected) !== Array.isArray(actual)) {
    if (!Object.is(expected, actual)) yield { pointer, expected, actual };
    return;
  }
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    yield* differences(left.get(name), right.get(name), `${pointer}/${escapeSegment(name)}`);
  }
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | null {
  return isObject(value) || Array.isArray(value) ? new Map<string, unknown>(Object.entries(value)) : null;
}

function spelled(value: unknown): string {
  return value === undefined ? 'missing' : oneLine(JSON.stringify(value), 80);
}
