import type { Exchange } from '../spec/run/exchange.ts';
import type { Announced, Records } from './api.ts';
import type { Journal } from './journal.ts';

/**
 * What a run created in the account and has not deleted yet, kept up by the exchanges that it sees, and in the
 * journal where there is one.
 */
export class Ledger {
  readonly #records: Pick<Records, 'kinds' | 'additionsIn' | 'changeIn'>;
  readonly #journal: Pick<Journal, 'write'> | undefined;
  readonly #kept: ReadonlyMap<string, Set<number>>;
  readonly #owners = new Set<number>();
  #isInDoubt = false;
  #largest = 0;

  constructor(
    records: Pick<Records, 'kinds' | 'additionsIn' | 'changeIn'>,
    journal?: Pick<Journal, 'write'>,
  ) {
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
    this.#journal?.write({ event: 'marked', marker });
  }

  /** What can only be replaced as a whole, as it is listed before anything is changed. */
  found(items: readonly unknown[]): void {
    this.#journal?.write({ event: 'found', items });
  }

  /** A request is about to be sent: one that creates something is written down first. */
  announce(request: Announced): void {
    const additions = this.#records.additionsIn(request);
    if (additions === null) return;
    const { kind, owners } = additions;
    for (const id of owners) this.#owners.add(id);
    this.#journal?.write({ event: 'creating', kind, owners });
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
