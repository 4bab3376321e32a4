import type { Change, RecordId, Shown } from './api.ts';

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
  readonly #entries = new Map<string, Entry>();
  readonly #shared: RecordId[] = [];
  readonly #repeated: RecordId[] = [];

  /** What was not there when it was looked for, though nobody asked to delete it, nor what it hangs on. */
  get missing(): readonly RecordId[] {
    return [...this.#entries.values()].filter(({ isMissing }) => isMissing).map(({ record }) => record);
  }

  /** What the target said it created under an id that another one has, which nobody asked to delete. */
  get shared(): readonly RecordId[] {
    return this.#shared;
  }

  /** What the target said it created under an id that one had which somebody asked to delete. */
  get repeated(): readonly RecordId[] {
    return this.#repeated;
  }

  /** Whether the target said that it created a record, whatever came of it since. */
  has(record: RecordId): boolean {
    return this.#entries.has(keyOf(record));
  }

  /** Somebody is about to ask to delete a record. */
  mayGo(record: RecordId): void {
    const entry = this.#entries.get(keyOf(record));
    if (entry) Object.assign(entry, { mayGo: true, isMissing: false });
  }

  /** A change was carried out. */
  note({ kind, created, owners }: Change): void {
    for (const id of created) {
      const record = { kind, id };
      const earlier = this.#entries.get(keyOf(record));
      if (earlier) (this.#isFreed(earlier) ? this.#repeated : this.#shared).push(record);
      this.#entries.set(keyOf(record), { record, owners, mayGo: false, isMissing: false });
    }
  }

  /** Whether somebody asked to delete a record, or one that it hangs on. */
  #isFreed({ mayGo, owners }: Entry): boolean {
    return mayGo || owners.some((owner) => this.#entries.get(keyOf(owner))?.mayGo === true);
  }

  /** An answer shows a record, which may have been missing elsewhere. */
  see(record: Pick<Shown, 'kind' | 'id' | 'isDeleted'>): void {
    if (!record.isDeleted) this.excuse(record);
  }

  /** A record is not missing as far as anybody knows. */
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

/** Tells records apart. */
export function keyOf({ kind, id }: RecordId): string {
  return `${kind} ${String(id)}`;
}
