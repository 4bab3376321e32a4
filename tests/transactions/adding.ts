import type { TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import {
  embeddedItems,
  idOf,
  inWords,
  isItem,
  refusesSome,
  type Answer,
  type Item,
} from '../../target/answer.ts';
import type { Caller } from '../../target/caller.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import type { SentAndStored } from './expect.ts';
import { readBack, type Book } from './transaction.ts';

const { path } = operations['transactions.change'];

/** One transaction as it was sent, and what its answer says of it. */
export interface Sent<Role extends string = string> {
  readonly role: Role;
  readonly sent: TransactionAdd;
  /** The id that stands in its place among the acknowledgements; null where their number tells nothing. */
  readonly id: number | null;
  /** The answer, in words. */
  readonly answer: string;
  /** Whether the answer refuses it, or some of its batch. */
  readonly isRefused: boolean;
  /** Whether it was taken for one of several, which may have kept it from being stored. */
  readonly amongOthers: boolean;
}

/** One transaction of a scenario: what was sent, and how it reads back. */
export interface Purchase extends SentAndStored {
  readonly id: number | null;
  /** Whether its answer says that it is refused: by a 4xx status, or by errors of elements. */
  readonly isRefused: boolean;
}

export interface Posted<Role extends string> {
  readonly answer: Answer;
  readonly sent: readonly Sent<Role>[];
  /** Every id that was acknowledged. */
  readonly ids: readonly number[];
}

export interface AddedTogether<Role extends string> {
  readonly answer: Answer;
  /** Every id that was acknowledged. */
  readonly ids: readonly number[];
  readonly purchases: Readonly<Record<Role, Purchase>>;
  readonly book: Book;
}

/** How a body is written as JSON. */
export type Spelling = (body: unknown) => string;

/** JSON in ASCII alone, with slashes escaped. */
export const inEscapes: Spelling = (body) =>
  JSON.stringify(body)
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Adds the transactions of a cast to the customers in one request and reads them back. One that got lost among the
 * others is sent again alone: that it does not work together is for the requirement on batches to say.
 */
export async function addAll<Role extends string>(
  caller: Caller,
  customers: readonly number[],
  cast: Readonly<Record<Role, TransactionAdd>>,
  spell: Spelling = JSON.stringify,
): Promise<AddedTogether<Role>> {
  const { answer, sent, ids } = await post(caller, cast, spell);
  const book = await readBack(caller, customers, ids);
  const purchases = settle(sent, book.items);
  const isLost = ({ role, amongOthers }: Sent<Role>) => amongOthers && purchases[role].stored === null;
  const lost = sent.filter(isLost);
  if (lost.length === 0) return { answer, ids, purchases, book };

  const again = await oneByOne(
    caller,
    lost.map((one) => [one.role, one.sent]),
  );
  const allIds = [...ids, ...again.ids];
  const later = await readBack(caller, customers, allIds);
  const known = [...sent.filter((one) => !isLost(one)), ...again.sent];
  return { answer, ids: allIds, purchases: settle(known, later.items), book: later };
}

/**
 * Adds the transactions of a cast in one request. Where it is refused they are sent one by one, so that one that
 * this target does not take keeps no other from being judged.
 */
export async function post<Role extends string>(
  caller: Caller,
  cast: Readonly<Record<Role, TransactionAdd>>,
  spell: Spelling = JSON.stringify,
): Promise<Posted<Role>> {
  const roles = Object.entries<TransactionAdd>(cast) as [Role, TransactionAdd][];
  const body = spell({ add: roles.map(([, transaction]) => transaction) });
  const answer = await caller.send({ method: 'POST', path, body });
  if (answer.status < 400 || roles.length === 1) return posted(roles, answer);
  return { answer, ...(await oneByOne(caller, roles)) };
}

async function oneByOne<Role extends string>(
  caller: Caller,
  roles: readonly (readonly [Role, TransactionAdd])[],
): Promise<Omit<Posted<Role>, 'answer'>> {
  const alone: Posted<Role>[] = [];
  for (const role of roles) {
    alone.push(posted([role], await caller.post(path, { add: [role[1]] })));
  }
  return { sent: alone.flatMap(({ sent }) => sent), ids: alone.flatMap(({ ids }) => ids) };
}

/** The ids that an answer acknowledges, also where they stand bare: what they look like is judged by the contract. */
export function acknowledgedIn(answer: Answer): readonly number[] {
  const items = answer.status === 200 ? embeddedItems(answer) : [];
  const list = isItem(items) ? Object.values(items) : Array.isArray(items) ? items : [];
  return list.flatMap((item: unknown) => idOf(isItem(item) ? item : { id: item }) ?? []);
}

/**
 * Finds what was sent among what reads back. Neither an order nor a request id is promised, and any one field may
 * come back damaged: each transaction of a cast has a comment, a price and a date that no other has, and is the one
 * that agrees with most of them. The place of its acknowledgement decides where nothing else does.
 */
export function settle<Role extends string>(
  sent: readonly Sent<Role>[],
  items: readonly Item[],
): Record<Role, Purchase> {
  const pairs = sent.flatMap((one) =>
    items.map((item) => ({ one, item, agreement: agreementOf(one, item) })),
  );
  const found = new Map<Sent, Item>();
  const taken = new Set<Item>();
  for (const { one, item, agreement } of pairs.sort((a, b) => b.agreement - a.agreement)) {
    if (agreement === 0 || found.has(one) || taken.has(item)) continue;
    found.set(one, item);
    taken.add(item);
  }
  const purchases = sent.map((one) => [one.role, purchaseOf(one, found.get(one) ?? null)]);
  return Object.fromEntries(purchases) as Record<Role, Purchase>;
}

/** @throws CannotJudge when a transaction that a scenario builds on does not read back */
export function idsThatReadBack(purchases: readonly Purchase[]): readonly number[] {
  return purchases.map(({ stored, refusal }) => {
    const id = idOf(stored);
    if (id !== undefined) return id;
    throw prerequisiteFailed(
      ['transactions.add.batch', 'transactions.add.customer_id', 'transactions.list.customer_id'],
      refusal ?? 'A transaction was acknowledged and then not found.',
    );
  });
}

function posted<Role extends string>(
  roles: readonly (readonly [Role, TransactionAdd])[],
  answer: Answer,
): Posted<Role> {
  const ids = acknowledgedIn(answer);
  const inPlace = ids.length === roles.length ? ids : [];
  const sent = roles.map(([role, transaction], index) => ({
    role,
    sent: transaction,
    id: inPlace[index] ?? null,
    answer: inWords(answer),
    isRefused: refusesSome(answer),
    amongOthers: roles.length > 1,
  }));
  return { answer, sent, ids };
}

function agreementOf({ sent, id }: Sent, item: Item): number {
  const agreeing = [
    sent.comment !== undefined && item['comment'] === sent.comment,
    sent.price !== undefined && item['price'] === Number(sent.price),
    sent.date !== undefined && item['date'] === Number(sent.date),
  ].filter((agrees) => agrees);
  return agreeing.length + (id !== null && id === idOf(item) ? 0.5 : 0);
}

function purchaseOf({ sent, id, answer, isRefused }: Sent, stored: Item | null): Purchase {
  const isLacking = stored === null && id === null;
  return {
    sent,
    id: idOf(stored) ?? id,
    stored,
    refusal: isLacking ? answer : null,
    isRefused: isLacking && isRefused,
  };
}
