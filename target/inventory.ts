import type { Exchange } from '../spec/run/exchange.ts';
import type { Announced, Change, RecordId, Records } from './api.ts';

/** A record that the target said it created. */
interface Entry {
  readonly record: RecordId;
  /** The records on one of which it hangs. */
  readonly owners: readonly RecordId[];
  /** Whether somebody asked to delete it. */
  mayGo: boolean;
  /** Whether it was not there when it was looked for last. */
  isMissing: boolean;
}

/** What a run added, against what there is of it in the account: it stays until a request asks to delete it. */
export class Inventory {
  readonly #records: Pick<Records, 'touchedIn' | 'shownIn'>;
  readonly #entries = new Map<string, Entry>();
  readonly #repeated: RecordId[] = [];

  constructor(records: Pick<Records, 'touchedIn' | 'shownIn'>) {
    this.#records = records;
  }

  /** What was not there when it was looked for, though nobody asked to delete it, nor what it hangs on. */
  get missing(): readonly RecordId[] {
    return [...this.#entries.values()].filter(({ isMissing }) => isMissing).map(({ record }) => record);
  }

  /** What the target said it created under an id that it had given before. */
  get repeated(): readonly RecordId[] {
    return this.#repeated;
  }

  /** A request is about to be sent. */
  announce(request: Announced): void {
    for (const one of this.#records.touchedIn(request).deleted) {
      const entry = this.#entries.get(keyOf(one));
      if (entry) Object.assign(entry, { mayGo: true, isMissing: false });
    }
  }

  /** A change was carried out. */
  note({ kind, created, owners }: Change): void {
    for (const id of created) {
      const record = { kind, id };
      if (this.#entries.has(keyOf(record))) this.#repeated.push(record);
      this.#entries.set(keyOf(record), { record, owners, mayGo: false, isMissing: false });
    }
  }

  /** An answer may show what was missing elsewhere. */
  see(exchange: Exchange): void {
    for (const one of this.#records.shownIn(exchange)) {
      const entry = this.#entries.get(keyOf(one));
      if (entry && !one.isDeleted) entry.isMissing = false;
    }
  }

  /** Nobody knows of a record whether it is there. */
  excuse(record: RecordId): void {
    const entry = this.#entries.get(keyOf(record));
    if (entry) entry.isMissing = false;
  }

  /** What the run has in the account was looked up, ids by kind. */
  looked(living: Readonly<Record<string, readonly number[]>>): void {
    const isThere = ({ kind, id }: RecordId): boolean => living[kind]?.includes(id) === true;
    for (const entry of this.#entries.values())
      entry.isMissing = !entry.mayGo && !isThere(entry.record) && entry.owners.every(isThere);
  }
}

function keyOf({ kind, id }: RecordId): string {
  return `${kind} ${String(id)}`;
}
