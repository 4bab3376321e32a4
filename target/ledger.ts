import type { Exchange } from '../spec/run/exchange.ts';
import type { Announced, RecordId, Records } from './api.ts';
import type { Journal } from './journal.ts';

/** What was last seen under an id: a record with the run's marker, one without it, or nothing known since it was deleted. */
type Standing = 'own' | 'foreign' | 'gone';

/**
 * What a run created in the account and has not deleted yet, kept up by the exchanges that it sees, and in the
 * journal where there is one.
 */
export class Ledger {
  readonly #records: Records;
  readonly #journal: Pick<Journal, 'write'> | undefined;
  readonly #kept: ReadonlyMap<string, Set<number>>;
  readonly #owners = new Set<number>();
  readonly #standing = new Map<string, Standing>();
  #marker: string | undefined;
  #isInDoubt = false;
  #largest = 0;

  constructor(records: Records, journal?: Pick<Journal, 'write'>) {
    this.#records = records;
    this.#journal = journal;
    this.#kept = new Map(Object.keys(records.kinds).map((kind) => [kind, new Set()]));
  }

  /** Ids of the records of a kind. */
  of(kind: string): readonly number[] {
    return [...this.#keptOf(kind)];
  }

  /** Records to which others were added that hang on them, or about to be. */
  get owners(): readonly number[] {
    return [...this.#owners];
  }

  /** Whether a change was sent of which nobody knows what came of it: the run may have more or less than is known. */
  get isInDoubt(): boolean {
    return this.#isInDoubt;
  }

  /** The largest id of a record that this run created. */
  get largestId(): number {
    return this.#largest;
  }

  /** How many records of the run are in the account, as far as is known. */
  get living(): number {
    return [...this.#kept.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** The run's marker is known. */
  marked(marker: string): void {
    this.#marker = marker;
    this.#journal?.write({ event: 'marked', marker });
  }

  /** What can only be replaced as a whole, as it is listed before anything is changed. */
  found(items: readonly unknown[]): void {
    this.#journal?.write({ event: 'found', items });
  }

  /** A request is about to be sent: one that creates something is written down first. */
  announce(request: Announced): void {
    // Its id may be given to something else from now on.
    for (const one of this.#records.touchedIn(request).deleted) this.#standing.set(keyOf(one), 'gone');
    const additions = this.#records.additionsIn(request);
    if (additions === null) return;
    const { kind, owners } = additions;
    for (const id of owners) this.#owners.add(id);
    this.#journal?.write({ event: 'creating', kind, owners });
  }

  /** Whether a record was read back under the id that carries the marker of the run, or hangs bare on one that does. */
  isOwn(one: RecordId): boolean {
    return this.#standing.get(keyOf(one)) === 'own';
  }

  /** Whether the run had it deleted, and has seen nothing under the id since. */
  isGone(one: RecordId): boolean {
    return this.#standing.get(keyOf(one)) === 'gone';
  }

  /** Whether what was last seen under the id is somebody else's. */
  isForeign(one: RecordId): boolean {
    return this.#standing.get(keyOf(one)) === 'foreign';
  }

  /** Takes from an answer whose the records are that it shows. What was the run's own stays so until it is deleted. */
  see(exchange: Exchange): void {
    if (this.#marker === undefined) return;
    for (const { text, owner, ...one } of this.#records.shownIn(exchange)) {
      const carriesMarker = text.startsWith(`${this.#marker} `);
      const hangsBare = text === '' && owner !== undefined && this.isOwn(owner);
      if (carriesMarker || hangsBare) this.#standing.set(keyOf(one), 'own');
      else if (!this.isOwn(one)) this.#standing.set(keyOf(one), 'foreign');
    }
  }

  /** Takes from a recorded change what it created and what it deleted; other exchanges say nothing. */
  note(exchange: Exchange): void {
    const change = this.#records.changeIn(exchange);
    if (change === null) return;
    const { transportFailure, response } = exchange;
    // A server that breaks may have carried out what it was asked for.
    if (transportFailure || !response || response.status >= 500) {
      this.#isInDoubt = true;
      return;
    }
    if (response.status >= 300) return;
    const { kind, created } = change;
    const kept = this.#keptOf(kind);
    for (const id of created) kept.add(id);
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
    this.#isInDoubt = false;
  }

  #keptOf(kind: string): Set<number> {
    const kept = this.#kept.get(kind);
    if (!kept) throw new Error(`The API has no records of the kind ${kind}.`);
    return kept;
  }

  #write(event: 'created' | 'deleted', kind: string, ids: readonly number[]): void {
    if (ids.length > 0) this.#journal?.write({ event, kind, ids });
  }
}

function keyOf({ kind, id }: RecordId): string {
  return `${kind} ${String(id)}`;
}
