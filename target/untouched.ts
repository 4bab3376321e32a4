import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '../spec/run/exchange.ts';
import type { RecordId, Shown } from './api.ts';
import { keyOf } from './inventory.ts';
import { quoted } from './rows.ts';

/** A record as an answer showed it. */
interface Sight {
  readonly exchange: number;
  readonly shown: Shown;
}

/** A record since it was added, or since a request touched it. */
interface Entry {
  readonly record: RecordId;
  /** Requests that touch it and have not been answered. */
  underWay: number;
  /** When the last one was answered, in milliseconds since the epoch. */
  touchedAt: number;
  /** How it was shown before it was touched: an answer that shows it so still is late. */
  earlier?: Sight;
  /** How it was shown since: first, last but one, and last. */
  first?: Sight;
  previous?: Sight;
  last?: Sight;
}

/** A record that shows something else than before, and that no request has touched in between. */
export interface Difference extends RecordId {
  /** The fields with what they were and are, and where that was seen. */
  readonly says: string;
}

/**
 * What the records of a run show while no request touches them: it stays the same. What is shown later than it was
 * carried out, and what somebody else has changed, is no difference; nor is what one answer alone shows.
 */
export class Untouched {
  readonly #entries = new Map<string, Entry>();
  /** Those that showed another value of what never changes. */
  readonly #contradictions = new Map<string, Difference>();
  #differences: readonly Difference[] = [];

  /** Differences that were found until the account was put back. */
  get differences(): readonly Difference[] {
    return [...this.#contradictions.values(), ...this.#differences];
  }

  /** Records that were shown last with something else than before: to be looked at once more. */
  get doubtful(): readonly RecordId[] {
    return [...this.#entries.values()]
      .filter((entry) => differenceIn(entry, entry.last) !== null)
      .map(({ record }) => record);
  }

  /** From here on records are deleted: what differs by now is told. */
  settle(): void {
    this.#differences = [...this.#entries.values()].flatMap((entry) => {
      const says = differenceIn(entry, entry.previous) === null ? null : differenceIn(entry, entry.last);
      return says === null ? [] : [{ ...entry.record, says }];
    });
    this.#entries.clear();
  }

  /** The target has created a record. */
  added(record: RecordId): void {
    this.#entries.set(keyOf(record), { record, underWay: 0, touchedAt: Date.now() });
  }

  /** A record may be deleted, and with it what hangs on it: what is shown under its id from then on may be another. */
  forget(record: RecordId): void {
    const hangsOnIt = ({ last, earlier }: Entry): boolean => {
      const owner = (last ?? earlier)?.shown.owner;
      return owner?.kind === record.kind && owner.id === record.id;
    };
    this.#entries.delete(keyOf(record));
    for (const [key, entry] of this.#entries) if (hangsOnIt(entry)) this.#entries.delete(key);
  }

  /**
   * A request that may change the records that it names, and those with these ids, of whatever kind, is about to be
   * sent. Where it takes some away, what they hang on may change as well.
   * @returns to be called when it was answered; one that broke down may be carried out at any time
   */
  touch(
    ids: ReadonlySet<number>,
    { named = [], takesAway }: { readonly named?: readonly RecordId[]; readonly takesAway: boolean },
  ): () => void {
    const keys = new Set(named.map(keyOf));
    const touched = new Set(
      [...this.#entries.values()].filter(({ record }) => ids.has(record.id) || keys.has(keyOf(record))),
    );
    for (const { last, earlier } of takesAway ? touched : []) {
      const owner = (last ?? earlier)?.shown.owner;
      const entry = owner && this.#entries.get(keyOf(owner));
      if (entry) touched.add(entry);
    }
    for (const entry of touched) {
      entry.underWay += 1;
      if (entry.last) entry.earlier = entry.last;
      delete entry.first;
      delete entry.previous;
      delete entry.last;
    }
    return () => {
      for (const entry of touched) {
        entry.underWay -= 1;
        entry.touchedAt = Date.now();
      }
    };
  }

  /** An answer shows a record. */
  see(shown: Shown, { id, sentAt }: Pick<Exchange, 'id' | 'sentAt'>): void {
    const entry = this.#entries.get(keyOf(shown));
    if (!entry || shown.isDeleted) return;
    const sight = { exchange: id, shown };
    this.#compareConstants(entry, sight);
    if (entry.underWay > 0 || sentAt <= entry.touchedAt) return;
    if (entry.first === undefined || isLate(entry, entry.first)) entry.first = sight;
    if (entry.last) entry.previous = entry.last;
    entry.last = sight;
  }

  #compareConstants({ record, first, earlier }: Entry, now: Sight): void {
    const before = first ?? earlier;
    if (before === undefined || this.#contradictions.has(keyOf(record))) return;
    const says = inWords(before, now, ({ constant }) => constant);
    if (says !== null) this.#contradictions.set(keyOf(record), { ...record, says });
  }
}

/** How a sight differs from the first one, in words; null where it does not, or somebody else has been at work. */
function differenceIn(entry: Entry, sight: Sight | undefined): string | null {
  const { first } = entry;
  if (!first || !sight || first === sight || isLate(entry, first) || isLate(entry, sight)) return null;
  if (isByOthers(first.shown, sight.shown)) return null;
  return inWords(first, sight, ({ changing }) => changing());
}

function isLate({ earlier }: Entry, { shown }: Sight): boolean {
  return earlier !== undefined && isDeepStrictEqual(shown.changing(), earlier.shown.changing());
}

/** Whether it says that another user has changed it since. */
function isByOthers({ changed: before }: Shown, { changed: now }: Shown): boolean {
  return before.at !== now.at && before.by !== now.by;
}

function inWords(
  before: Sight,
  now: Sight,
  valuesOf: (shown: Shown) => Readonly<Record<string, unknown>>,
): string | null {
  const [was, is] = [valuesOf(before.shown), valuesOf(now.shown)];
  const changes = Object.keys(was)
    .filter((field) => !isDeepStrictEqual(was[field], is[field]))
    .map((field) => `${field} is ${quoted(is[field])} instead of ${quoted(was[field])}`);
  if (changes.length === 0) return null;
  return `${changes.join(', ')} (exchange ${String(now.exchange)}; before, exchange ${String(before.exchange)})`;
}
