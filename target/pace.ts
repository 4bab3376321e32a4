import { setImmediate as afterOthers } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import type { Target } from './target.ts';

/** When the turn of a request comes: what is sent again goes before what is new, and a login goes alone. */
export type Turn = 'login' | 'again' | 'new';

/**
 * Lets requests out by their turn, those of one turn in the order in which they asked, at most `concurrency` at once
 * and `requestsPerSecond` a second. The token bucket holds one token: requests are spaced evenly and unused time is
 * not saved up, so that no window of a second sees more of them.
 */
export class Pace {
  readonly #concurrency: number;
  readonly #spacing: number;
  readonly #clock: Clock;
  readonly #waiting: Readonly<Record<Turn, (() => void)[]>> = { login: [], again: [], new: [] };
  readonly #active: Record<Turn, number> = { login: 0, again: 0, new: 0 };
  #nextStart = 0;
  #letting = false;
  #waking = new AbortController();

  constructor(
    { requestsPerSecond, concurrency }: Pick<Target['pace'], 'requestsPerSecond' | 'concurrency'>,
    clock: Clock,
  ) {
    this.#concurrency = concurrency;
    this.#spacing = requestsPerSecond === null ? 0 : 1000 / requestsPerSecond;
    this.#clock = clock;
  }

  /** Runs the work when its turn comes; what it returns or throws is passed on. */
  async run<T>(work: () => Promise<T>, turn: Turn = 'new'): Promise<T> {
    await new Promise<void>((resolve) => {
      this.#waiting[turn].push(resolve);
      void this.#letOut();
    });
    try {
      return await work();
    } finally {
      this.#active[turn] -= 1;
      void this.#letOut();
    }
  }

  /** Lets nothing out for so many seconds from now. */
  pause(seconds: number): void {
    this.#nextStart = Math.max(this.#nextStart, this.#clock.now() + seconds * 1000);
  }

  /** Ends a pause that goes on: what waits is let out at the usual pace. */
  goOn(): void {
    this.#nextStart = Math.min(this.#nextStart, this.#clock.now() + this.#spacing);
    this.#waking.abort();
    this.#waking = new AbortController();
  }

  async #letOut(): Promise<void> {
    if (this.#letting) return;
    this.#letting = true;
    // What follows from an answer, as a login from a refusal, takes its place before anything else is let out.
    await afterOthers();
    for (let turn = this.#next; turn !== undefined; turn = this.#next) {
      const now = this.#clock.now();
      if (now < this.#nextStart) {
        await this.#clock.sleep((this.#nextStart - now) / 1000, this.#waking.signal);
        continue;
      }
      this.#active[turn] += 1;
      this.#nextStart = now + this.#spacing;
      this.#waiting[turn].shift()?.();
    }
    this.#letting = false;
  }

  /** Whose turn it is; undefined where nobody may go. */
  get #next(): Turn | undefined {
    const { login, again, new: fresh } = this.#active;
    if (login + again + fresh >= this.#concurrency) return undefined;
    const turns: readonly Turn[] = login > 0 ? ['login'] : ['login', 'again', 'new'];
    return turns.find((turn) => this.#waiting[turn].length > 0);
  }
}
