import { isDeepStrictEqual } from 'node:util';

/** A claim that does not hold: the only thing that is held against a target. */
export class ClaimFailure extends Error {
  override readonly name = 'ClaimFailure';
  /** What was looked at, or the whole sentence where that says it all. */
  readonly says: string;
  /** Both sides in words, on several lines where they are long; absent where the sentence says it all. */
  readonly comparison: { readonly expected: string; readonly received: string } | undefined;

  constructor(says: string, comparison?: { readonly expected: string; readonly received: string }) {
    super(inOneSentence(says, comparison));
    this.says = says;
    this.comparison = comparison;
  }
}

/** What a matcher found. */
export interface Match {
  readonly pass: boolean;
  /** One sentence on what is wrong; asked for only where something is. */
  readonly message: () => string;
}

/** Says of something that was received whether it is as it has to be. */
export type Matcher = (received: never, ...expected: never[]) => Match;

/** The matchers of one area, by name. */
export type MatcherSet = Readonly<Record<string, Matcher>>;

type ReceivedBy<M extends Matcher> = Parameters<M>[0];
type ArgumentsOf<M extends Matcher> = Parameters<M> extends [unknown, ...infer Rest] ? Rest : never;

/** Those matchers of a set that can take what was received. */
type For<Received, Set extends MatcherSet> = {
  readonly [Name in keyof Set as [Received] extends [ReceivedBy<Set[Name]>] ? Name : never]: (
    ...expected: ArgumentsOf<Set[Name]>
  ) => void;
};

type Negated = Readonly<
  Record<'toBe' | 'toContain' | 'toEqual', (expected: unknown) => void> & Record<'toBeNull', () => void>
>;

interface Basic {
  /** Equal, whatever is within. */
  toEqual(expected: unknown): void;
  toBe(expected: unknown): void;
  toBeNull(): void;
  toBeUndefined(): void;
  toHaveLength(expected: number): void;
  toContain(expected: unknown): void;
  toContainEqual(expected: unknown): void;
  /** Each of these is among them. */
  toContainAll(expected: readonly unknown[]): void;
  /** Every member of the expected one is there, and equal; of lists each element, and no more of them. */
  toMatchObject(expected: unknown): void;
  toBeGreaterThan(expected: number): void;
  toBeLessThanOrEqual(expected: number): void;
  readonly not: Negated;
}

/** Begins a claim about something. @param says what it is, where the value alone does not tell */
export type Expect<Set extends MatcherSet> = (<Received>(
  received: Received,
  says?: string,
) => Basic & For<Received, Set>) & {
  /** The same with further matchers. */
  extend<More extends MatcherSet>(more: More): Expect<Set & More>;
};

/** @returns what begins claims, with these matchers beside the basic ones */
export function expectWith<Set extends MatcherSet>(matchers: Set): Expect<Set> {
  const begin = (received: unknown, says = '') => ({
    ...basic(received, says),
    ...Object.fromEntries(
      Object.entries(matchers).map(([name, matcher]) => [
        name,
        (...expected: unknown[]) => {
          const { pass, message } = (matcher as (...all: unknown[]) => Match)(received, ...expected);
          if (!pass) throw new ClaimFailure(says === '' ? message() : `${says}: ${message()}`);
        },
      ]),
    ),
  });
  // What a set offers for a value is known to the types alone.
  return Object.assign(begin, {
    extend: (more: MatcherSet) => expectWith({ ...matchers, ...more }),
  }) as unknown as Expect<Set>;
}

function basic(received: unknown, says: string): Basic {
  // What was expected is put into words where it did not come: it may be a list of hundreds.
  const demand = (holds: boolean, expected: () => string, came = () => inWords(received)): void => {
    if (!holds) throw new ClaimFailure(says, { expected: expected(), received: came() });
  };
  const list = Array.isArray(received) ? (received as readonly unknown[]) : [];
  return {
    toEqual: (expected) => demand(isDeepStrictEqual(received, expected), () => inWords(expected)),
    toBe: (expected) => demand(Object.is(received, expected), () => inWords(expected)),
    toBeNull: () => demand(received === null, () => 'null'),
    toBeUndefined: () => demand(received === undefined, () => 'nothing'),
    toHaveLength: (expected) =>
      demand(
        Array.isArray(received) && list.length === expected,
        () => `${expected} of them`,
        () => (Array.isArray(received) ? `${list.length} of them: ` : '') + inWords(received),
      ),
    toContain: (expected) => demand(list.includes(expected), () => `${inWords(expected)} among them`),
    toContainEqual: (expected) =>
      demand(
        list.some((one) => isDeepStrictEqual(one, expected)),
        () => `${inWords(expected)} among them`,
      ),
    toContainAll: (expected) =>
      demand(
        expected.every((one) => list.some((other) => isDeepStrictEqual(one, other))),
        () => `all of ${inWords(expected)} among them`,
      ),
    toMatchObject: (expected) => demand(matches(received, expected), () => inWords(expected)),
    toBeGreaterThan: (expected) =>
      demand(typeof received === 'number' && received > expected, () => `more than ${expected}`),
    toBeLessThanOrEqual: (expected) =>
      demand(typeof received === 'number' && received <= expected, () => `${expected} or less`),
    not: {
      toBe: (expected) => demand(!Object.is(received, expected), () => `anything but ${inWords(expected)}`),
      toContain: (expected) => demand(!list.includes(expected), () => `no ${inWords(expected)} among them`),
      toEqual: (expected) =>
        demand(!isDeepStrictEqual(received, expected), () => `anything but ${inWords(expected)}`),
      toBeNull: () => demand(received !== null, () => 'anything but null'),
    },
  };
}

function matches(received: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(received) &&
      received.length === expected.length &&
      expected.every((one, at) => matches(received[at], one))
    );
  }
  if (typeof expected !== 'object' || expected === null) return isDeepStrictEqual(received, expected);
  return (
    typeof received === 'object' &&
    received !== null &&
    Object.entries(expected).every(([name, value]) => matches(Reflect.get(received, name), value))
  );
}

/** A value as JSON: short ones on one line, others indented. */
export function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  try {
    const line = JSON.stringify(value);
    return line.length <= 100 ? line : JSON.stringify(value, null, 2);
  } catch {
    // Deeper than can be written down.
    return `a value of the type ${typeof value}`;
  }
}

function inOneSentence(says: string, comparison: ClaimFailure['comparison']): string {
  if (!comparison) return says;
  const compared = `expected ${comparison.expected}, received ${comparison.received}`;
  return says === '' ? compared : `${says}: ${compared}`;
}
