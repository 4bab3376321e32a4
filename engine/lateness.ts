import type { Clock } from '../target/clock.ts';

/** Seconds between the looks for what was acknowledged and is not shown: five in all. */
const PAUSES = [0.1, 0.4, 1, 1.5, 2] as const;

/** After so many of them in vain what is not shown is lost, and nobody waits any more. */
const MOST_IN_VAIN = 2;

/** Seconds that a read waits at least behind a change, where changes were seen to be late. */
const REST = 1;

/**
 * How late a target shows what it acknowledged (reading 31). Nobody waits until something new is not shown at once; what
 * comes when it is looked for again was late, and from then on every read
 * waits until a change has had twice that time.
 */
export class Lateness {
  readonly #clock: Clock;
  #seconds = 0;
  #changedAt = -Infinity;
  #inVain = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The longest that was waited until something was shown, in seconds; 0 where all is shown at once. */
  get seconds(): number {
    return this.#seconds;
  }

  /** The target has just acknowledged a change. */
  changed(): void {
    this.#changedAt = this.#clock.now();
  }

  /** Waits until a read shows what was changed before it; not at all where changes show at once. */
  async passed(): Promise<void> {
    if (this.#seconds === 0) return;
    const left = this.#changedAt / 1000 + Math.max(REST, 2 * this.#seconds) - this.#clock.now() / 1000;
    if (left > 0) await this.#clock.sleep(left);
  }

  /**
   * Looks again for a while where something that was acknowledged is not shown.
   * @returns what was seen last
   */
  async shown<T>(first: T, isShown: (seen: T) => boolean, lookAgain: () => Promise<T>): Promise<T> {
    if (isShown(first) || this.#inVain >= MOST_IN_VAIN) return first;
    let [seen, waited] = [first, 0];
    for (const seconds of PAUSES) {
      await this.#clock.sleep(seconds);
      waited += seconds;
      seen = await lookAgain();
      if (!isShown(seen)) continue;
      this.#seconds = Math.max(this.#seconds, waited);
      return seen;
    }
    this.#inVain += 1;
    return seen;
  }
}
