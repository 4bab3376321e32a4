/** What faults of comments are made of: the updates that are sent, and what they do to transactions. */
import type { CoreRequest } from '../core/handler.ts';
import type { CustomerRecord, State, TransactionRecord } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import {
  type Modifier,
  at,
  forSent,
  forSentItems,
  onState,
  onWrittenTransactions,
  readableBody,
  when,
} from '../modifiers.ts';

const operation = 'transactions.change';

/** Changes each transaction whose comment a request writes; `before` is what it was. */
export function onCommented(
  change: (after: TransactionRecord, before: TransactionRecord, now: number) => TransactionRecord,
): Modifier {
  return onWrittenTransactions((after, before, { request }) =>
    before === undefined || after.is_deleted ? after : change(after, before, request.now),
  );
}

/** A modifier in requests that write comments. */
export function whereCommenting(
  modifier: Modifier,
  holds: (request: CoreRequest) => boolean = () => true,
): Modifier {
  return at(
    operation,
    when((request) => Array.isArray(readableBody(request).update) && holds(request), modifier),
  );
}

/** Changes the elements of a request that writes comments. */
export function updating(change: (item: JsonObject, state: State) => JsonObject): Modifier {
  return forSentItems(operation, 'update', (item, _, state) => change(item, state));
}

/** Changes further transactions than the one that a comment is for. */
export function alsoAt(
  holds: (other: TransactionRecord, named: TransactionRecord, before: State['transactions']) => boolean,
  change: (other: TransactionRecord, named: TransactionRecord) => TransactionRecord,
): Modifier {
  return whereCommenting(
    onState((after, { before }) => {
      const named = commentedBetween(before, after);
      const rows = [...after.transactions].map(([id, row]): [number, TransactionRecord] => {
        const source = named.includes(row)
          ? undefined
          : named.find((one) => holds(row, one, before.transactions));
        return [id, source === undefined ? row : change(row, source)];
      });
      return { ...after, transactions: new Map(rows) };
    }),
  );
}

/** Changes customers with the transactions whose comments a request writes: their own, or who has an id otherwise. */
export function withCommented(
  change: (customer: CustomerRecord, now: number) => CustomerRecord,
  idIn: (commented: TransactionRecord) => number = ({ customer }) => customer,
): Modifier {
  return whereCommenting(
    onState((after, { before, request }) => {
      const rows = commentedBetween(before, after)
        .flatMap((one) => after.customers.get(idIn(one)) ?? [])
        .map((customer) => [customer.id, change(customer, request.now)] as const);
      return { ...after, customers: new Map([...after.customers, ...rows]) };
    }),
  );
}

/** The comments of a request go to the newest transaction, too. */
export const alsoToNewest: Modifier = whereCommenting(
  onState((after, { before }) => {
    const [named] = commentedBetween(before, after);
    const newest = [...after.transactions.values()].filter(({ is_deleted }) => !is_deleted).at(-1);
    if (named === undefined || newest === undefined) return after;
    const row = { ...newest, comment: named.comment };
    return { ...after, transactions: new Map([...after.transactions, [row.id, row]]) };
  }),
);

/** What stands behind an unknown transaction in a request is passed over, and acknowledged like the rest. */
export const untilUnknown: Modifier = forSent(operation, 'update', (elements, state) => {
  const isStrange = (one: unknown): boolean =>
    isObject(one) && one.transaction_id !== undefined && !isKnown(one, state);
  const first = elements.findIndex(isStrange);
  if (first < 0) return elements;
  return elements.map((one, index) => {
    if (!isObject(one) || index < first) return one;
    return unchanging(isStrange(one) ? toNewest(one, state) : one, state);
  });
});

/** Adds a copy of each transaction that a comment is for. */
export const copying: Modifier = whereCommenting(
  onState((after, { before }) => {
    const { next } = after;
    const copies = commentedBetween(before, after).map((row, index): [number, TransactionRecord] => {
      const id = next.transaction + index;
      return [id, { ...row, id }];
    });
    return {
      ...after,
      transactions: new Map([...after.transactions, ...copies]),
      next: { ...next, transaction: next.transaction + copies.length },
    };
  }),
);

function commentedBetween(before: State, after: State): readonly TransactionRecord[] {
  return [...after.transactions.values()].filter((row) => row !== before.transactions.get(row.id));
}

/** Where the text of an update stands. */
export function keyOf({ comments }: JsonObject): 'comment' | 'comments' {
  return comments === undefined ? 'comment' : 'comments';
}

/** The update of a comment to what it is already. */
export function unchanging({ transaction_id }: JsonObject, { transactions }: State): JsonObject {
  return { transaction_id, comment: transactions.get(Number(transaction_id))?.comment ?? '' };
}

/** The same update for the transaction that was added last. */
export function toNewest(item: JsonObject, { transactions }: State): JsonObject {
  const living = [...transactions.values()].filter(({ is_deleted }) => !is_deleted);
  return { ...item, transaction_id: living.at(-1)?.id };
}

export function isKnown({ transaction_id }: JsonObject, { transactions }: State): boolean {
  return transactions.has(Number(transaction_id));
}
