import type { Exchange } from '../spec/run/exchange.ts';
import type { Announced, RecordId, Records, Unasked } from './api.ts';
import { CannotJudge } from '../spec/run/signals.ts';
import { Inventory } from './inventory.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { Untouched } from './untouched.ts';

/** What was last seen under an id: a record with the run's marker, one without it, or nothing known since it was deleted. */
type Standing = 'own' | 'foreign' | 'gone';

/**
 * What a run created in the account and has not deleted yet, kept up by the exchanges that it sees, and in the
 * journal where there is one.
 */
export class Ledger {
  /** All that the run added, against what is there of it. */
  readonly inventory = new Inventory();
  /** What its records show while no request touches them. */
  readonly untouched = new Untouched();
  readonly #unasked: (Unasked & { readonly exchange: number })[] = [];
  readonly #records: Records;
  readonly #journal: Pick<Journal, 'write'> | undefined;
  readonly #kept: ReadonlyMap<string, Set<number>>;
  readonly #owners = new Set<number>();
  readonly #standing: ReadonlyMap<string, Map<number, Standing>>;
  #marker: string | undefined;
  #largest = 0;
  #trouble: string | undefined;

  constructor(records: Records, journal?: Pick<Journal, 'write'>) {
    this.#records = records;
    this.#journal = journal;
    const kinds = Object.keys(records.kinds);
    this.#kept = new Map(kinds.map((kind) => [kind, new Set()]));
    this.#standing = new Map(kinds.map((kind) => [kind, new Map()]));
  }

  /** Ids of the records of a kind. */
  of(kind: string): readonly number[] {
    return [...this.#keptOf(kind)];
  }

  /** Records to which others were added that hang on them, or about to be. */
  get owners(): readonly number[] {
    return [...this.#owners];
  }

  /** The largest id of a record that this run created. */
  get largestId(): number {
    return this.#largest;
  }

  /** How many records of the run are in the account, as far as is known. */
  get living(): number {
    return [...this.#kept.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** What look-ups showed beside what they asked for, or in its place. */
  get unasked(): readonly (Unasked & { readonly exchange: number })[] {
    return this.#unasked;
  }

  /** The run's marker is known. */
  marked(marker: string): void {
    this.#marker = marker;
    this.#note({ event: 'marked', marker });
  }

  /** What can only be replaced as a whole, as it is listed before anything is changed. */
  found(items: readonly unknown[]): void {
    this.#note({ event: 'found', items });
  }

  /**
   * A request is about to be sent: one that creates something is written down first.
   * @returns to be called when it was answered
   * @throws CannotJudge where it can't be written down
   */
  announce(request: Announced): () => void {
    const { changed, deleted } = this.#records.touchedIn(request);
    const named = [...changed, ...deleted];
    const answered =
      request.method === 'GET'
        ? () => undefined
        : this.untouched.touch(numbersIn(request, named), { named, takesAway: deleted.length > 0 });
    // Its id may be given to something else from now on.
    for (const one of deleted) {
      this.#stands(one, 'gone');
      this.inventory.mayGo(one);
      this.untouched.forget(one);
    }
    const additions = this.#records.additionsIn(request);
    if (additions === null) return answered;
    const { kind, owners } = additions;
    for (const id of owners) this.#owners.add(id);
    this.#note({ event: 'creating', kind, owners });
    if (this.#trouble !== undefined) throw new CannotJudge({ outcome: 'error', reason: this.#trouble });
    return answered;
  }

  /** Whether a record was read back under the id that carries the marker of the run, or hangs bare on one that does. */
  isOwn(one: RecordId): boolean {
    return this.#standingOf(one) === 'own';
  }

  /** Whether the run had it deleted, and has seen nothing under the id since. */
  isGone(one: RecordId): boolean {
    return this.#standingOf(one) === 'gone';
  }

  /** Whether what was last seen under the id is somebody else's. */
  isForeign(one: RecordId): boolean {
    return this.#standingOf(one) === 'foreign';
  }

  /** Takes from an answer whose the records are that it shows. What was the run's own stays so until it is deleted. */
  see(exchange: Exchange): void {
    if (this.#marker === undefined) return;
    const beginning = `${this.#marker} `;
    for (const one of this.#records.shownIn(exchange)) {
      this.inventory.see(one);
      this.untouched.see(one, exchange);
      const hangsBare = one.text === '' && one.owner !== undefined && this.isOwn(one.owner);
      if (one.text.startsWith(beginning) || hangsBare) this.#stands(one, 'own');
      else if (!this.isOwn(one)) this.#stands(one, 'foreign');
    }
  }

  /** Takes from the answer to a read, which is no other request's, what nobody asked for. */
  lookedUp(exchange: Exchange): void {
    const found = this.#records.unaskedIn(exchange, (record) => this.inventory.has(record));
    this.#unasked.push(...found.map((one) => ({ ...one, exchange: exchange.id })));
  }

  /** Takes from a recorded change what it created and what it deleted; other exchanges say nothing. */
  note(exchange: Exchange): void {
    const change = this.#records.changeIn(exchange);
    if (change === null) return;
    const { transportFailure, response } = exchange;
    if (transportFailure || !response || response.status >= 300) return;
    const { kind, created } = change;
    this.inventory.note(change);
    const kept = this.#keptOf(kind);
    for (const id of created) {
      kept.add(id);
      this.untouched.added({ kind, id });
    }
    this.#largest = Math.max(this.#largest, ...created);
    this.#write('created', kind, created);
    const deleted = change.deleted.filter((id) => kept.has(id));
    for (const id of deleted) kept.delete(id);
    this.#write('deleted', kind, deleted);
  }

  /** What the run has in the account was looked up, by kind: nothing else is left of it. */
  looked(living: Readonly<Record<string, readonly number[]>>): void {
    for (const [kind, kept] of this.#kept) {
      const there = living[kind] ?? [];
      const unknown = there.filter((id) => !kept.has(id));
      const gone = [...kept].filter((id) => !there.includes(id));
      for (const id of unknown) kept.add(id);
      for (const id of gone) kept.delete(id);
      this.#write('created', kind, unknown);
      this.#write('deleted', kind, gone);
    }
  }

  #standingOf({ kind, id }: RecordId): Standing | undefined {
    return this.#standing.get(kind)?.get(id);
  }

  #stands({ kind, id }: RecordId, standing: Standing): void {
    this.#standing.get(kind)?.set(id, standing);
  }

  #keptOf(kind: string): Set<number> {
    const kept = this.#kept.get(kind);
    if (!kept) throw new Error(`The API has no records of the kind ${kind}.`);
    return kept;
  }

  #write(event: 'created' | 'deleted', kind: string, ids: readonly number[]): void {
    if (ids.length > 0) this.#note({ event, kind, ids });
  }

  /** What is known here does not depend on the disk: what was created is still put back. */
  #note(entry: JournalEntry): void {
    try {
      this.#journal?.write(entry);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#trouble ??= `The journal can't be written (${why}), and nothing is created that it does not tell of. Make room, then run again.`;
    }
  }
}

/**
 * Every number in what is sent, in whatever form it is read there: an id may be among them.
 * @param named records that it names by their kinds: where their ids stand for them there is no other record
 */
function numbersIn({ path, body = '' }: Announced, named: readonly RecordId[]): ReadonlySet<number> {
  const times = new Map<number, number>();
  for (const digits of `${path} ${body}`.match(/\d+/g) ?? [])
    times.set(Number(digits), (times.get(Number(digits)) ?? 0) + 1);
  for (const { id } of named) times.set(id, (times.get(id) ?? 0) - 1);
  return new Set([...times].flatMap(([number, left]) => (left > 0 ? [number] : [])));
}
