import type { Exchange } from '../spec/run/exchange.ts';
import type { Announced, Records } from '../target/api.ts';
import type { Clock } from '../target/clock.ts';
import type { Ledger } from '../target/ledger.ts';

/** Seconds between the looks for what was acknowledged and is not shown: five in all. */
const PAUSES = [0.1, 0.4, 1, 1.5, 2] as const;

/** After so many of them in vain what is not shown is lost, and nobody waits any more. */
const MOST_IN_VAIN = 2;

/** Seconds that a read waits at least behind a change, where changes were seen to be late. */
const REST = 1;

/**
 * How late a target shows what it acknowledged (reading 31). Nobody waits until something new is not shown at once; what
 * comes when it is looked for again was late, and from then on every read waits until a change has had twice that time.
 */
export class Lateness {
  readonly #clock: Clock;
  readonly #records: Pick<Records, 'namedIn' | 'shownIn'>;
  readonly #ledger: Pick<Ledger, 'isUnseen'>;
  #seconds = 0;
  #changedAt = -Infinity;
  #inVain = 0;

  constructor(clock: Clock, records: Pick<Records, 'namedIn' | 'shownIn'>, ledger: Pick<Ledger, 'isUnseen'>) {
    this.#clock = clock;
    this.#records = records;
    this.#ledger = ledger;
  }

  /** The longest that was waited until something was shown, in seconds; 0 where all is shown at once. */
  get seconds(): number {
    return this.#seconds;
  }

  /** The target has just acknowledged a change. */
  changed(): void {
    this.#changedAt = this.#clock.now();
  }

  /**
   * Reads, once more for a while where of what was acknowledged nothing is shown that is asked for.
   * @returns what was read last
   */
  async read(request: Announced, read: () => Promise<Exchange>): Promise<Exchange> {
    await this.#passed();
    const unseen = this.#records.namedIn(request).filter((one) => this.#ledger.isUnseen(one));
    const first = await read();
    const isShown = (exchange: Exchange): boolean =>
      exchange.transportFailure !== undefined ||
      this.#records
        .shownIn(exchange)
        .some((one) => unseen.some(({ kind, id }) => kind === one.kind && id === one.id));
    if (unseen.length === 0 || isShown(first) || this.#inVain >= MOST_IN_VAIN) return first;
    let [last, waited] = [first, 0];
    for (const seconds of PAUSES) {
      await this.#clock.sleep(seconds);
      waited += seconds;
      last = await read();
      if (!isShown(last)) continue;
      this.#seconds = Math.max(this.#seconds, waited);
      return last;
    }
    this.#inVain += 1;
    return last;
  }

  /** Waits until a read shows what was changed before it; not at all where changes show at once. */
  async #passed(): Promise<void> {
    if (this.#seconds === 0) return;
    const left = this.#changedAt / 1000 + Math.max(REST, 2 * this.#seconds) - this.#clock.now() / 1000;
    if (left > 0) await this.#clock.sleep(left);
  }
}
