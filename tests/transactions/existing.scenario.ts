import { operations } from '../../spec/operations.ts';
import { atLeast, countOf, existing as customers, roomIn, twoPages } from '../customers/existing.scenario.ts';
import { customerOf } from '../../target/amocrm/transaction.ts';
import { idOf, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { untestable } from '../../spec/run/signals.ts';
import { list, listOfCustomer } from './transaction.ts';

/** A transaction that the account holds. */
interface Held {
  readonly id: number;
  readonly customer: number;
  readonly item: Item;
}

/** What the account holds, as far as two large pages and a list without parameters show it. */
interface Holdings {
  readonly bare: Answer;
  readonly rows: readonly Held[];
  /** How many transactions were listed, of whatever kind. */
  readonly count: number;
  /** Whether that is every transaction. */
  readonly complete: boolean;
  /** How many rows a list without `limit_rows` has room for. */
  readonly room: number;
}

/** The transactions that the account holds, for the read-only profile. */
export const existing = {
  name: 'transactions: what the account holds',
  async play({ caller }) {
    const administrator = caller('administrator');
    const bare = await list(administrator);
    const { items, complete } = await twoPages(administrator, operations['transactions.list'].path);
    const all = [...items, ...itemsOf(bare)];
    const count = countOf(items, itemsOf(bare));
    const held = new Map(all.flatMap(heldIn).map((one) => [one.id, one]));
    // Those first that have been there for long: they are the least likely to go.
    const rows = [...held.values()].sort((a, b) => ageOf(a) - ageOf(b));
    return { bare, rows, count, complete, room: roomIn(itemsOf(bare), count) };
  },
} satisfies Scenario<Holdings>;

function ageOf({ item: { created_at } }: Held): number {
  return typeof created_at === 'number' ? created_at : Infinity;
}

function heldIn(item: Item): readonly Held[] {
  const [id, customer] = [idOf(item), customerOf(item)];
  return id === undefined || customer === undefined || item['is_deleted'] === true
    ? []
    : [{ id, customer, item }];
}

/** So many transactions of the account. @throws CannotJudge where it holds fewer */
export async function someOf({ play }: Setting, least: number): Promise<readonly Held[]> {
  return atLeast(least, 'transaction', (await play(existing)).rows);
}

/** A customer of the account with transactions of theirs that were seen. */
export interface Buyer {
  readonly customer: number;
  readonly ids: readonly number[];
}

/** The most transactions of a customer that are looked through. */
const MOST = 400;

/**
 * Two customers whose transactions were seen: preferably next to each other and so with ids of both kinds, lest a
 * list that is right for every other customer, or that has those of the next one, passes.
 * @throws CannotJudge where there are no two
 */
export async function twoBuyersOf(setting: Setting): Promise<readonly [Buyer, Buyer]> {
  const buyers = await buyersOf(setting);
  const byCustomer = new Map(buyers.map((buyer) => [buyer.customer, buyer]));
  const neighbours = buyers.flatMap((one) => {
    const next = byCustomer.get(one.customer + 1);
    return next ? [[one, next] as const] : [];
  });
  const [first, second] = neighbours[0] ?? buyers;
  if (first && second) return [first, second];
  throw untestable('It takes two customers with transactions in the account.');
}

/** The customers whose transactions were seen, those with most of them first. */
export async function buyersOf({ play }: Setting): Promise<readonly Buyer[]> {
  const { rows } = await play(existing);
  const ids = new Map<number, number[]>();
  for (const { id, customer } of rows) ids.set(customer, [...(ids.get(customer) ?? []), id]);
  return [...ids]
    .map(([customer, own]) => ({ customer, ids: own }))
    .filter((buyer) => buyer.ids.length <= MOST)
    .sort((a, b) => b.ids.length - a.ids.length);
}

/** How many customers are looked at for one without transactions, where not all transactions were seen. */
const CANDIDATES = 3;

/**
 * The list of a customer of the account without transactions.
 * @throws CannotJudge where none is found
 */
export async function listOfIdleCustomer({ caller, play }: Setting): Promise<Answer> {
  const { rows, complete } = await play(existing);
  const buyers = new Set(rows.map(({ customer }) => customer));
  const idle = (await play(customers)).rows.filter(({ id }) => !buyers.has(id)).map(({ id }) => id);
  // One with a neighbour who bought something: where lists have too much, it may be of that one.
  const inOrder = [...idle].sort((a, b) => Number(buyers.has(b + 1)) - Number(buyers.has(a + 1)));
  for (const customer of inOrder.slice(0, complete ? 1 : CANDIDATES)) {
    const answer = await listOfCustomer(caller('administrator'), customer);
    const own = itemsOf(answer).filter((item) => customerOf(item) === customer);
    if (complete || own.length === 0 || own.length < itemsOf(answer).length) return answer;
  }
  throw untestable('It takes a customer without transactions in the account, and none was found.');
}
