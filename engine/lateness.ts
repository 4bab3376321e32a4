import type { Exchange } from '../spec/run/exchange.ts';
import type { Announced, Api, Awaited, RecordId } from '../target/api.ts';
import type { Clock } from '../target/clock.ts';
import { keyOf } from '../target/inventory.ts';

/** Seconds between the looks for what was acknowledged and is not shown: five in all. */
const PAUSES = [0.1, 0.4, 1, 1.5, 2] as const;

/** How many of them are enough where something was waited for in vain and nothing was ever late. */
const FEW = 3;

/** After so many of them in vain what is not shown is lost, and nobody waits any more. */
const MOST_IN_VAIN = 2;

/** Seconds that a read waits at least behind a change, where changes were seen to be late: one copy may be later than another. */
const REST = 3;

/** Seconds after which a change is no longer late. */
const LATEST = 10;

/** What a change lets answers show, and when it was acknowledged in milliseconds since the epoch. */
interface Pending {
  readonly awaited: Awaited;
  readonly since: number;
}

/**
 * How late a target shows what it acknowledged (reading 31). Nobody waits until a change is not shown at once; what
 * comes when it is looked for again was late, and from then on every read waits until a change has had twice that time.
 */
export class Lateness {
  readonly #clock: Clock;
  readonly #api: Pick<Api<object>, 'awaitedFrom' | 'records'>;
  /** What no answer has shown yet, by what it is about. */
  readonly #pending = new Map<string, Pending>();
  #seconds = 0;
  #changedAt = -Infinity;
  #inVain = 0;

  constructor(clock: Clock, api: Pick<Api<object>, 'awaitedFrom' | 'records'>) {
    this.#clock = clock;
    this.#api = api;
  }

  /** The longest that was waited until something was shown, in seconds; 0 where all is shown at once. */
  get seconds(): number {
    return this.#seconds;
  }

  /** A request is about to be sent: what it may change or take along is awaited no longer. */
  announce(request: Announced): void {
    const { changed, deleted } = this.#api.records.touchedIn(request);
    for (const one of [...changed, ...deleted]) this.#pending.delete(keyOf(one));
    const gone = new Set(deleted.map(keyOf));
    for (const [key, { awaited }] of this.#pending) {
      if (awaited.hangsOn && gone.has(keyOf(awaited.hangsOn))) this.#pending.delete(key);
    }
  }

  /** The target has acknowledged a change. */
  changed(exchange: Exchange): void {
    const since = this.#clock.now();
    this.#changedAt = since;
    for (const awaited of this.#api.awaitedFrom(exchange)) {
      this.#pending.set(keyOfAbout(awaited.about), { awaited, since });
    }
  }

  /**
   * Reads, once more for a while where something that was acknowledged should be shown and is not.
   * @returns what was read last
   */
  async read(request: Announced, read: () => Promise<Exchange>): Promise<Exchange> {
    await this.#passed();
    const before = [...this.#pending.values()];
    let last = await read();
    let missed = this.#missedIn(request, last, before);
    let waited = 0;
    if (missed.length === 0) return last;
    for (const seconds of this.#patience()) {
      waited += seconds;
      await this.#clock.sleep(seconds);
      last = await read();
      const answer = last;
      const isShown = missed.some(({ awaited }) => awaited.isMissedIn(request, answer) === false);
      missed = this.#missedIn(request, last, missed);
      if (missed.length > 0) continue;
      // What was changed once more meanwhile was never shown.
      if (isShown) this.#seconds = Math.max(this.#seconds, waited);
      return last;
    }
    this.#inVain += 1;
    for (const { awaited } of missed) this.#pending.delete(keyOfAbout(awaited.about));
    return last;
  }

  /** Of what is still awaited what an answer should show and does not; what it shows is awaited no longer. */
  #missedIn(request: Announced, exchange: Exchange, before: readonly Pending[]): readonly Pending[] {
    if (exchange.transportFailure !== undefined) return [];
    const earliest = this.#clock.now() - LATEST * 1000;
    return before.filter((one) => {
      const key = keyOfAbout(one.awaited.about);
      if (this.#pending.get(key) !== one) return false;
      const isMissed = one.awaited.isMissedIn(request, exchange);
      if (isMissed === false || one.since < earliest) this.#pending.delete(key);
      return isMissed === true && one.since >= earliest;
    });
  }

  #patience(): readonly number[] {
    if (this.#inVain >= MOST_IN_VAIN) return [];
    return this.#inVain > 0 && this.#seconds === 0 ? PAUSES.slice(0, FEW) : PAUSES;
  }

  /** Waits until a read shows what was changed before it; not at all where changes show at once. */
  async #passed(): Promise<void> {
    if (this.#seconds === 0) return;
    const left = this.#changedAt / 1000 + Math.max(REST, 2 * this.#seconds) - this.#clock.now() / 1000;
    if (left > 0) await this.#clock.sleep(left);
  }
}

/** What can only be replaced as a whole stands alone. */
function keyOfAbout(about: RecordId | null): string {
  return about === null ? '' : keyOf(about);
}
