/** Transactions as they read back: where they are listed, and what is compared of them. */
import { operations } from '../../spec/operations.ts';
import { customerOf, snapshotOf, type Snapshot } from '../../target/amocrm/transaction.ts';
import { idOf, idsOf, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import type { Caller, Query } from '../../target/caller.ts';

const { path } = operations['transactions.list'];

/** How many ids that the lists of the customers lack are looked up one by one. */
const MOST_ALONE = 20;

/** The transactions of some customers as they read back. */
export interface Book {
  /** The list of each customer, in the order of the customers. */
  readonly lists: readonly Answer[];
  /** What was found in the lists or, failing that, by id: it has one of the ids or names one of the customers. */
  readonly items: readonly Item[];
}

/** A record at two moments; `after` is null when it is gone by then. */
export interface Change {
  readonly before: Snapshot;
  readonly after: Snapshot | null;
}

export function list(caller: Caller, query: Query = {}): Promise<Answer> {
  return caller.get(path, query);
}

export function listOfCustomer(caller: Caller, customer: number, query: Query = {}): Promise<Answer> {
  return list(caller, { customer_id: customer, ...query });
}

/** What the list answers for one id. */
export async function lookUp(caller: Caller, id: number): Promise<readonly Item[]> {
  return itemsOf(await list(caller, { id }));
}

/**
 * Reads transactions back in the lists of their customers; those that are missing there are looked up by id,
 * so that a list that is not to be trusted is not held against what was stored, nor the other way round.
 */
export async function readBack(
  caller: Caller,
  customers: readonly number[],
  ids: readonly number[],
): Promise<Book> {
  const lists: Answer[] = [];
  for (const customer of customers) lists.push(await listOfCustomer(caller, customer, { limit_rows: 500 }));
  const isOurs = (item: Item) => ids.includes(idOf(item) ?? 0) || customers.includes(customerOf(item) ?? 0);
  const items = new Map(
    lists
      .flatMap(itemsOf)
      .filter(isOurs)
      .map((item) => [idOf(item), item]),
  );
  for (const id of ids.filter((one) => !items.has(one)).slice(0, MOST_ALONE)) {
    const found = (await lookUp(caller, id)).find((item) => idOf(item) === id);
    if (found) items.set(id, found);
  }
  return { lists, items: [...items.values()] };
}

/** What became of each transaction of an earlier moment. */
export function changesOf(before: readonly Item[], after: readonly Item[]): readonly Change[] {
  return before.map((transaction) => {
    const later = after.find((candidate) => idOf(candidate) === idOf(transaction));
    return { before: snapshotOf(transaction), after: later ? snapshotOf(later) : null };
  });
}

/** The ids of the transactions that name a customer. */
export function idsOfCustomer(items: readonly Item[], customer: number): readonly number[] {
  return idsOf(items.filter((item) => customerOf(item) === customer));
}
