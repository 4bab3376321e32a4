import type { Arbitrary } from 'fast-check';
import type { Step } from '../../spec/run/exploration.ts';
import type { Setting } from '../scenario.ts';

/** A requirement that a step saw broken, and how. */
export interface Discrepancy {
  readonly requirement: string;
  /** One sentence or two. */
  readonly says: string;
}

/** What can be explored: the API's steps, and what each has to lead to. */
export interface Terrain<F extends object> {
  /** Draws steps, a weight each. */
  arbitraries(setting: Setting<F>): readonly Weighted[];
  /** Draws the steps with which a sequence begins, so that there is something for the others; none by default. */
  openings?(setting: Setting<F>): readonly Arbitrary<Step>[];
  /**
   * Short sequences that are tried between those that are drawn: one group after the other, each in an order of the
   * seed.
   */
  cases(setting: Setting<F>): readonly (readonly (readonly Step[])[])[];
  /** Begins a sequence, with nothing in the account that it knows of. */
  begin(setting: Setting<F>): Promise<Journey>;
  /**
   * The same sequence with its requests one after the other, where its last step sends some at once: what it ends in
   * may have nothing to do with that. Null where none overlap; by default none do.
   */
  oneByOne?(steps: readonly Step[]): readonly Step[] | null;
  /** Sides of readings that the target was seen to take so far; none by default. */
  readings?(): Readonly<Record<string, string>>;
}

export interface Weighted {
  readonly weight: number;
  readonly arbitrary: Arbitrary<Step>;
}

/** A sequence under way. */
export interface Journey {
  /** Whether a step makes sense here. */
  allows(step: Step): boolean;
  /**
   * Takes a step, and looks whether the target is as it has to be then.
   * @returns `over` where nobody knows any more how it has to be
   * @throws CannotJudge where the exchange broke down
   */
  take(step: Step): Promise<Discrepancy | 'over' | null>;
  /** Takes out of the account what the sequence put there. */
  end(): Promise<void>;
}
