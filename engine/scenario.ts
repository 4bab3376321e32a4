import type { Sender } from '../spec/run/exchange.ts';
import type { Profile } from '../spec/run/results.ts';
import type { Caller } from '../target/caller.ts';
import type { Target } from '../target/target.ts';

/** What every scenario finds when it is played; the API's descriptor furnishes the rest. */
export interface CommonSetting<F extends object> {
  readonly profile: Profile;
  readonly target: Target;
  /** Stands at the beginning of every text by which this run knows its records again. */
  readonly marker: string;
  readonly seed: number;
  /** The target's clock in whole Unix seconds, as its answers show it. */
  readonly now: () => number;
  /** Resolves after so many seconds. */
  readonly sleep: (seconds: number) => Promise<void>;
  /** How long changes were seen to take until they are shown, in seconds; 0 where that is at once. */
  readonly lateness: () => number;
  /** An id that no record has, a different one for each index. */
  readonly unknownId: (index: number) => number;
  readonly caller: (as: Sender) => Caller;
  /** The record of another scenario, whose exchanges bear on this one's too. */
  readonly play: <T>(scenario: Scenario<T, F>) => Promise<T>;
  /** Waits until other scenarios have been played, whatever comes of them. */
  readonly after: (scenarios: readonly Scenario<unknown, F>[]) => Promise<void>;
  /** Waits until nobody else is at work on what the account has only once. */
  readonly exclusively: <T>(play: () => Promise<T>) => Promise<T>;
  /**
   * Something that could not be put back at once, for a last try when the run ends. Of several debts under one
   * name the first counts: it knows how things were before the run.
   * @param putBack returns what is still not as it was, a sentence each
   */
  readonly owe: (name: string, putBack: () => Promise<readonly string[]>) => void;
  /**
   * Something to look at once more when the run is over and the account is put back.
   * @param requirement which what is found then is a failure of, where its claim has passed
   * @param look returns what does not hold, a sentence each
   */
  readonly watch: (requirement: string, look: () => Promise<readonly string[]>) => void;
}

export type Setting<F extends object> = CommonSetting<F> & F;

/**
 * A sequence of requests whose record many claims judge. It is played once in a run. It asserts nothing:
 * it records what was sent and what came back.
 */
export interface Scenario<T, F extends object> {
  readonly name: string;
  /** Whether its claims are begun first: it waits for the target's clock, or looks at what the run has not changed yet. */
  readonly early?: boolean;
  /** Whether its claims are judged before any other is begun: nothing else is under way meanwhile. */
  readonly first?: boolean;
  /** Whether its answers are held on to, so that too many of them end the run; they are by default. */
  readonly keeps?: boolean;
  play(setting: Setting<F>): Promise<T>;
  /**
   * The same record from what the account holds already, for the read-only profile: by GET requests alone.
   * A scenario without it is played as usual there, which ends at the first request that would change something.
   */
  fromExisting?(setting: Setting<F>): Promise<T>;
}

/** A scenario's record with the ids of its exchanges. */
export interface Played<T> {
  readonly value: T;
  readonly exchanges: readonly number[];
}
