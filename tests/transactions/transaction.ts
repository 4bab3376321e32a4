import { at, idOf, type Item } from '../../target/answer.ts';

/** What is compared of a record at two moments: documented fields alone, so that whatever is left open may change. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** A record at two moments; `after` is null when it is gone by then. */
export interface Change {
  readonly before: Snapshot;
  readonly after: Snapshot | null;
}

const documentedFields = [
  'created_by',
  'created_at',
  'updated_at',
  'account_id',
  'updated_by',
  'is_deleted',
  'comment',
  'price',
  'date',
] as const;

/** A transaction as the document describes it. */
export function snapshotOf(transaction: Item): Snapshot {
  const fields = documentedFields.map((field) => [field, transaction[field]] as const);
  return { id: idOf(transaction), ...Object.fromEntries(fields), customer: customerOf(transaction) };
}

/** What became of each transaction of an earlier moment. */
export function changesOf(before: readonly Item[], after: readonly Item[]): readonly Change[] {
  return before.map((transaction) => {
    const later = after.find((candidate) => idOf(candidate) === idOf(transaction));
    return { before: snapshotOf(transaction), after: later ? snapshotOf(later) : null };
  });
}

/** The same changes without a look at the comments. */
export function apartFromComments(changes: readonly Change[]): readonly Change[] {
  return changes.map(({ before, after }) => ({
    before: withoutComment(before),
    after: after && withoutComment(after),
  }));
}

/** The customer that a transaction names. */
export function customerOf(transaction: Item | null): number | undefined {
  return idOf(at(transaction, 'customer'));
}

function withoutComment({ comment: _comment, ...rest }: Snapshot): Snapshot {
  return rest;
}
