import { escapeSegment, isObject } from '../../spec/contract/json.ts';
import { oneLine } from '../../spec/run/plain.ts';

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
