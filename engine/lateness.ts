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
  readonly key: string;
  readonly awaited: Awaited;
  readonly since: number;
  /** Whether some answer has shown it: one of another copy may still be without it. */
  isShown: boolean;
}

/** What names a connection is about what that one remembers: it may hide what others have shown. */
type Read = Announced & { readonly connection?: string };

/** What answers have yet to show, by what it is about. */
type Waiting = Map<string, Pending>;

/**
 * How late a target shows what it acknowledged (reading 31). Nobody waits until a change is not shown at once; what
 * comes when it is looked for again was late, and from then on every read waits until a change has had twice that time.
 */
export class Lateness {
  readonly #clock: Clock;
  readonly #api: Pick<Api<object>, 'awaitedFrom' | 'records'>;
  /** A list may be late where a look-up by id is not, and the other way round. */
  readonly #waiting = { lookUps: new Map() as Waiting, lists: new Map() as Waiting };
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

  /**
   * A request is about to be sent: what it may change or take along is awaited no longer.
   * @returns to be called where it was refused: all is awaited as before
   */
  announce(request: Announced): () => void {
    const { changed, deleted } = this.#api.records.touchedIn(request);
    const gone = new Set(deleted.map(keyOf));
    const touched = new Set([...changed.map(keyOf), ...gone]);
    const dropped = Object.values(this.#waiting).flatMap((waiting) => {
      const those = withKeys(waiting, touched);
      const hanging = gone.size === 0 ? [] : [...waiting.values()].filter((one) => hangsOnOneOf(gone, one));
      for (const { key } of [...those, ...hanging]) waiting.delete(key);
      return [...those, ...hanging].map((one) => [waiting, one] as const);
    });
    return () => {
      for (const [waiting, one] of dropped) if (!waiting.has(one.key)) waiting.set(one.key, one);
    };
  }

  /** The target has acknowledged a change. */
  changed(exchange: Exchange): void {
    const since = this.#clock.now();
    this.#changedAt = since;
    for (const awaited of this.#api.awaitedFrom(exchange)) {
      const key = keyOfAbout(awaited.about);
      for (const waiting of Object.values(this.#waiting)) {
        waiting.delete(key);
        waiting.set(key, { key, awaited, since, isShown: false });
      }
    }
  }

  /**
   * Reads, once more for a while where something that was acknowledged should be shown and is not.
   * @returns what was read last
   */
  async read(request: Read, read: () => Promise<Exchange>): Promise<Exchange> {
    await this.#passed();
    const named = this.#api.records.namedIn(request);
    const waiting = named.length > 0 ? this.#waiting.lookUps : this.#waiting.lists;
    this.#dropPassed(waiting);
    const before = named.length > 0 ? withKeys(waiting, named.map(keyOf)) : [...waiting.values()];
    let last = await read();
    let [missed] = this.#sorted(before, waiting, request, last);
    let waited = 0;
    if (missed.length === 0) return last;
    for (const seconds of this.#patience()) {
      waited += seconds;
      await this.#clock.sleep(seconds);
      last = await read();
      const [still, shown] = this.#sorted(missed, waiting, request, last);
      if (shown.length > 0) this.#seconds = Math.max(this.#seconds, waited);
      if (still.length === 0) return last;
      missed = still;
    }
    this.#inVain += 1;
    for (const { key } of missed) for (const one of Object.values(this.#waiting)) one.delete(key);
    return last;
  }

  #dropPassed(waiting: Waiting): void {
    const now = this.#clock.now();
    for (const [key, { since, isShown }] of waiting)
      if (since + (isShown ? this.#rest : LATEST) * 1000 < now) waiting.delete(key);
  }

  /** Seconds after which a change is shown by every copy, as far as is known. */
  get #rest(): number {
    return Math.max(REST, 2 * this.#seconds);
  }

  #patience(): readonly number[] {
    if (this.#inVain >= MOST_IN_VAIN) return [];
    return this.#inVain > 0 && this.#seconds === 0 ? PAUSES.slice(0, FEW) : PAUSES;
  }

  /** Waits until a read shows what was changed before it; not at all where changes show at once. */
  async #passed(): Promise<void> {
    if (this.#seconds === 0) return;
    const left = this.#changedAt / 1000 + this.#rest - this.#clock.now() / 1000;
    if (left > 0) await this.#clock.sleep(left);
  }

  /** Of what was waited for what an answer misses, and what it shows. */
  #sorted(
    before: readonly Pending[],
    waiting: Waiting,
    request: Read,
    exchange: Exchange,
  ): readonly [missed: readonly Pending[], shown: readonly Pending[]] {
    const [missed, shown]: [Pending[], Pending[]] = [[], []];
    if (exchange.transportFailure !== undefined) return [missed, shown];
    const lacks = this.#lackedIn(request, exchange);
    for (const one of before) {
      // What was changed once more meanwhile will never be shown.
      if (waiting.get(one.key) !== one) continue;
      const isTold = one.isShown && request.connection !== undefined;
      const isMissed = (isTold ? undefined : one.awaited.isMissedIn(request, exchange)) ?? lacks(one.key);
      if (isMissed === true) missed.push(one);
      if (isMissed !== false) continue;
      shown.push(one);
      one.isShown = true;
    }
    return [missed, shown];
  }

  /** Whether an answer that was said to show a record lacks it; undefined where nothing was said of it. */
  #lackedIn({ shows }: Announced, exchange: Exchange): (key: string) => boolean | undefined {
    if (shows === undefined) return () => undefined;
    const expected = new Set(shows.of.map(keyOf));
    const shown = new Set(this.#api.records.shownIn(exchange).map(keyOf));
    const isShort = [...expected].filter((key) => shown.has(key)).length < shows.rows;
    return (key) => (expected.has(key) ? isShort && !shown.has(key) : undefined);
  }
}

function hangsOnOneOf(gone: ReadonlySet<string>, { awaited: { hangsOn } }: Pending): boolean {
  return hangsOn !== undefined && gone.has(keyOf(hangsOn));
}

function withKeys(waiting: Waiting, keys: Iterable<string>): readonly Pending[] {
  return [...new Set(keys)].flatMap((key) => waiting.get(key) ?? []);
}

/** What can only be replaced as a whole stands alone. */
function keyOfAbout(about: RecordId | null): string {
  return about === null ? '' : keyOf(about);
}
