import type { Clock } from './clock.ts';
import type { Target } from './target.ts';

/**
 * Lets requests out in the order in which they asked, what is sent again before the others, at most `concurrency` at once and `requestsPerSecond`
 * a second. The token bucket holds one token: requests are spaced evenly and unused time is not saved up,
 * so that no window of a second sees more of them.
 */
export class Pace {
  readonly #concurrency: number;
  readonly #spacing: number;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #active = 0;
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

  /**
   * Runs the work when its turn comes; what it returns or throws is passed on.
   * @param isNext whether its turn comes before that of those who wait
   */
  async run<T>(work: () => Promise<T>, isNext = false): Promise<T> {
    await new Promise<void>((resolve) => {
      if (isNext) this.#waiting.unshift(resolve);
      else this.#waiting.push(resolve);
      void this.#letOut();
    });
    try {
      return await work();
    } finally {
      this.#active -= 1;
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
    while (this.#waiting.length > 0 && this.#active < this.#concurrency) {
      const now = this.#clock.now();
      if (now < this.#nextStart) {
        await this.#clock.sleep((this.#nextStart - now) / 1000, this.#waking.signal);
        continue;
      }
      this.#active += 1;
      this.#nextStart = now + this.#spacing;
      this.#waiting.shift()?.();
    }
    this.#letting = false;
  }
}
