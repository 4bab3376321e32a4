import { operations } from '../../spec/operations.ts';
import { idOf, idsOf, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import type { Caller, Query } from '../../target/caller.ts';
import { customerOf } from './transaction.ts';

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

/** Which side of the reading `emptyList` an answer without a match takes. */
export function emptyListSide({ status }: Answer): 'no-content' | 'empty' {
  return status === 204 ? 'no-content' : 'empty';
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
  const listed = lists.flatMap(itemsOf).filter((item) => isOurs(item, customers, ids));
  const missing = ids.filter((id) => !idsOf(listed).includes(id)).slice(0, MOST_ALONE);
  const found: Item[] = [];
  for (const id of missing) {
    found.push(...(await lookUp(caller, id)).filter((item) => idOf(item) === id).slice(0, 1));
  }
  return { lists, items: withoutRepetition([...listed, ...found]) };
}

function isOurs(item: Item, customers: readonly number[], ids: readonly number[]): boolean {
  return ids.includes(idOf(item) ?? 0) || customers.includes(customerOf(item) ?? 0);
}

function withoutRepetition(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [idOf(item), item])).values()];
}
