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
  // Claims are begun by the thousand: what they have in common is made once for all.
  class Beginning extends Begun {}
  for (const [name, matcher] of Object.entries(matchers)) {
    Object.defineProperty(Beginning.prototype, name, {
      value(this: Begun, ...expected: unknown[]): void {
        this.hold(matcher, expected);
      },
    });
  }
  // What a set offers for a value is known to the types alone.
  return Object.assign((received: unknown, says = '') => new Beginning(received, says), {
    extend: (more: MatcherSet) => expectWith({ ...matchers, ...more }),
  }) as unknown as Expect<Set>;
}

/** A claim about something that was received, which is yet to be said. */
class Begun implements Basic {
  readonly #received: unknown;
  readonly #says: string;

  constructor(received: unknown, says: string) {
    this.#received = received;
    this.#says = says;
  }

  toEqual(expected: unknown): void {
    this.#demand(isDeepStrictEqual(this.#received, expected), () => inWords(expected));
  }

  toBe(expected: unknown): void {
    this.#demand(Object.is(this.#received, expected), () => inWords(expected));
  }

  toBeNull(): void {
    this.#demand(this.#received === null, () => 'null');
  }

  toBeUndefined(): void {
    this.#demand(this.#received === undefined, () => 'nothing');
  }

  toHaveLength(expected: number): void {
    const holds = Array.isArray(this.#received) && this.#received.length === expected;
    this.#demand(holds, () => `${expected} of them`);
  }

  toContain(expected: unknown): void {
    this.#demand(this.#list.includes(expected), () => `${inWords(expected)} among them`);
  }

  toContainEqual(expected: unknown): void {
    this.#demand(this.#has(expected), () => `${inWords(expected)} among them`);
  }

  toContainAll(expected: readonly unknown[]): void {
    this.#demand(
      expected.every((one) => this.#has(one)),
      () => `all of ${inWords(expected)} among them`,
    );
  }

  toMatchObject(expected: unknown): void {
    this.#demand(matches(this.#received, expected), () => inWords(expected));
  }

  toBeGreaterThan(expected: number): void {
    const holds = typeof this.#received === 'number' && this.#received > expected;
    this.#demand(holds, () => `more than ${expected}`);
  }

  toBeLessThanOrEqual(expected: number): void {
    const holds = typeof this.#received === 'number' && this.#received <= expected;
    this.#demand(holds, () => `${expected} or less`);
  }

  get not(): Negated {
    const received = this.#received;
    return {
      toBe: (expected) => this.#demand(!Object.is(received, expected), () => anythingBut(expected)),
      toContain: (expected) =>
        this.#demand(!this.#list.includes(expected), () => `no ${inWords(expected)} among them`),
      toEqual: (expected) =>
        this.#demand(!isDeepStrictEqual(received, expected), () => anythingBut(expected)),
      toBeNull: () => this.#demand(received !== null, () => anythingBut(null)),
    };
  }

  /** Holds what was received against a matcher of an area. */
  hold(matcher: Matcher, expected: readonly unknown[]): void {
    const { pass, message } = (matcher as (...all: unknown[]) => Match)(this.#received, ...expected);
    if (!pass) throw new ClaimFailure(this.#says === '' ? message() : `${this.#says}: ${message()}`);
  }

  get #list(): readonly unknown[] {
    return Array.isArray(this.#received) ? (this.#received as readonly unknown[]) : [];
  }

  #has(expected: unknown): boolean {
    return this.#list.some((one) => isDeepStrictEqual(one, expected));
  }

  /** @param expected what was expected, put into words only where it did not come: it may be a list of hundreds */
  #demand(holds: boolean, expected: () => string): void {
    if (!holds)
      throw new ClaimFailure(this.#says, { expected: expected(), received: inWords(this.#received) });
  }
}

function anythingBut(value: unknown): string {
  return `anything but ${inWords(value)}`;
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
