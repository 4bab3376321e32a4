import type { Author } from '../../generators/author.ts';
import type { Calendar } from '../../generators/calendar.ts';
import type { Fixtures } from '../../generators/fixtures.ts';
import type { Sender } from '../../spec/run/exchange.ts';
import type { Target } from '../../target/target.ts';
import type { Caller } from './caller.ts';

/** What a scene finds when it is played. */
export interface Setting {
  readonly target: Target;
  readonly fixtures: Fixtures;
  /** Stands at the beginning of every name and comment of this run. */
  readonly marker: string;
  readonly author: Author;
  readonly calendar: Calendar;
  /** The target's clock in whole Unix seconds, as its answers show it. */
  now(): number;
  /** An id that no record has, a different one for each slot. */
  unknownId(slot: number): number;
  caller(as: Sender): Caller;
  /** The record of another scene. */
  play<T>(scene: Scene<T>): Promise<T>;
  /** Waits until nobody else is at work on what the account has only once. */
  exclusively<T>(play: () => Promise<T>): Promise<T>;
}

/**
 * A sequence of requests whose record many tests judge. It is played once in a run. It asserts nothing:
 * it records what was sent and what came back, as plain data.
 */
export interface Scene<T> {
  readonly name: string;
  play(setting: Setting): Promise<T>;
}

/** A scene's record with the ids of its exchanges. */
export interface Played<T> {
  readonly value: T;
  readonly exchanges: readonly number[];
}
