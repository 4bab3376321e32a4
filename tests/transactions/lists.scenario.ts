/** Lists of transactions, look-ups and links, in the run's own account and in one that holds some already. */
import { isDeepStrictEqual } from 'node:util';
import { operations } from '../../spec/operations.ts';
import { at, idOf, idsOf, isItem, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import type { Caller } from '../../target/caller.ts';
import { unknownAmong } from '../customers/existing.scenario.ts';
import { existing as customers } from '../customers/existing.scenario.ts';
import { untestable } from '../../spec/run/signals.ts';
import { restsOn } from '../support/claims.ts';
import { linkOf } from '../support/link.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { idsThatReadBack } from './adding.ts';
import {
  buyersOf,
  existing,
  listOfIdleCustomer,
  someOf,
  twoBuyersOf,
  type Buyer,
} from './existing.scenario.ts';
import type { Followed } from './expect.ts';
import { byTheOther, clientId, inNumbers, purchases, type CustomersList } from './purchases.scenario.ts';
import { idsOfCustomer, list, listOfCustomer } from './transaction.ts';

/** All transactions of the account, where it has some. */
export const all = {
  name: 'transactions: all of them',
  async play({ caller, play }) {
    idsThatReadBack([await play(inNumbers), await play(byTheOther)]);
    return list(caller('administrator'));
  },
  async fromExisting(setting) {
    await someOf(setting, 1);
    return (await setting.play(existing)).bare;
  },
} satisfies Scenario<Answer>;

/** Transactions, and what is listed for the id of each. */
export const lookups = {
  name: 'transactions: look-ups',
  async play({ caller, play }) {
    return lookedUp(caller('administrator'), idsThatReadBack([await play(byTheOther)]));
  },
  async fromExisting(setting) {
    const ids = (await someOf(setting, 2)).map(({ id }) => id);
    const first = ids.find((id) => ids.includes(id + 1)) ?? ids[0] ?? 0;
    const second = ids.find((id) => id !== first) ?? 0;
    return lookedUp(setting.caller('administrator'), [first, second]);
  },
} satisfies Scenario<unknown>;

/** A transaction, and what is listed for its id beside the id of its customer, who has others. */
export const lookUpOfCustomer = {
  name: 'transactions: a look-up within those of a customer',
  async play(setting) {
    const [id = 0] = idsThatReadBack([await setting.play(inNumbers)]);
    return lookedUpWithin(setting, { id, customer: await clientId(setting, 'buyer') });
  },
  async fromExisting(setting) {
    const [one] = await buyersOf(setting);
    const [id] = one?.ids ?? [];
    if (one === undefined || id === undefined) throw untestable('It takes a customer with transactions.');
    return lookedUpWithin(setting, { id, customer: one.customer });
  },
} satisfies Scenario<unknown>;

async function lookedUpWithin({ caller }: Setting, { id, customer }: { id: number; customer: number }) {
  return { id, answer: await list(caller('administrator'), { id, customer_id: customer }) };
}

async function lookedUp(caller: Caller, ids: readonly number[]) {
  const found = [];
  for (const id of ids) found.push({ id, answer: await list(caller, { id }) });
  return found;
}

/** Lists with a query. */
export const queried: Scenario<readonly Answer[]> = {
  name: 'transactions: lists with a query',
  async play({ play }) {
    const { buyer, shopper } = await play(purchases);
    const answers = (await play(lookups)).map(({ answer }) => answer);
    return [buyer.answer, shopper.answer, ...answers].filter((answer) => answer !== null);
  },
  fromExisting: async ({ play }) => (await play(lookups)).map(({ answer }) => answer),
};

/** A look-up of an id that no transaction has. */
export const unknown = {
  name: 'transactions: a look-up of an unknown id',
  async play({ after, caller, unknownId }) {
    // Where nothing is there to be found, nothing can be found by mistake.
    await after([purchases]);
    return list(caller('administrator'), { id: unknownId(61) });
  },
  async fromExisting(setting) {
    const ids = (await someOf(setting, 1)).map(({ id }) => id);
    return list(setting.caller('administrator'), { id: unknownAmong(ids, setting.unknownId(61)) });
  },
} satisfies Scenario<Answer>;

/** The list of a customer who bought nothing, between others who did. */
export const idle = {
  name: 'transactions: a list of a customer without any',
  async play(setting) {
    await setting.after([purchases]);
    return listOfCustomer(setting.caller('administrator'), await clientId(setting, 'bystanderBefore'));
  },
  fromExisting: listOfIdleCustomer,
} satisfies Scenario<Answer>;

/** The lists of two customers, where there is something to be listed. */
export const lists: Scenario<readonly CustomersList[]> = {
  name: 'transactions: lists of two customers',
  async play({ play }) {
    const { buyer, shopper } = await play(purchases);
    restsOn(
      'transactions.add.customer_id',
      buyer.known.length >= 2 && shopper.known.length >= 1,
      'The purchases of two customers were not found again.',
    );
    return [buyer, shopper];
  },
  async fromExisting(setting) {
    const narrowedTo = async ({ customer, ids }: Buyer): Promise<CustomersList> => {
      const answer = await listOfCustomer(setting.caller('administrator'), customer, { limit_rows: 500 });
      const known = [...new Set([...ids, ...idsOfCustomer(itemsOf(answer), customer)])];
      return { known, answer, listed: idsOf(itemsOf(answer)) };
    };
    const [first, second] = await twoBuyersOf(setting);
    return [await narrowedTo(first), await narrowedTo(second)];
  },
};

/** The link of an acknowledgement: of the last one of a batch. */
export const addedLink = {
  name: 'transactions: the link of an added one',
  async play(setting) {
    const acknowledgements = (await setting.play(purchases)).answers.flatMap(itemsOf);
    const shownBy = ['transactions.change.response.items.links', 'transactions.change.response.items.id'];
    return followed(setting, acknowledgements.at(-1), 'transaction', shownBy);
  },
} satisfies Scenario<unknown>;

/** The links of the last transaction of a list: to itself and to its customer. */
export const listedLinks = {
  name: 'transactions: links of listed ones',
  async play(setting) {
    const { buyer } = await setting.play(purchases);
    return linksOf(setting, buyer.answer ? itemsOf(buyer.answer).at(-1) : undefined);
  },
  async fromExisting(setting) {
    const living = new Set((await setting.play(customers)).rows.map(({ id }) => id));
    const rows = await someOf(setting, 1);
    return linksOf(setting, (rows.find(({ customer }) => living.has(customer)) ?? rows[0])?.item);
  },
} satisfies Scenario<unknown>;

async function linksOf(setting: Setting, listed: Item | undefined) {
  const list = 'transactions.list.response.items';
  return {
    transaction: await followed(setting, listed, 'transaction', `${list}.links`),
    customer: await followed(setting, at(listed, 'customer'), 'customer', `${list}.customer`),
  };
}

/** Links lead to look-ups by id: where those do not work either, the link is not to blame. */
const destinations = {
  transaction: { path: operations['transactions.list'].path, lookUp: 'transactions.list.id' },
  customer: { path: operations['customers.list'].path, lookUp: 'customers.list.id' },
} as const;

/** @param shownBy the requirement on the link itself */
async function followed(
  { caller, target }: Setting,
  shown: unknown,
  leadsTo: keyof typeof destinations,
  shownBy: string | readonly string[],
): Promise<Followed> {
  const administrator = caller('administrator');
  const item = isItem(shown) ? shown : null;
  const id = idOf(item);
  const href = at(item, '_links', 'self', 'href');
  restsOn(
    shownBy,
    id !== undefined && typeof href === 'string',
    `No ${leadsTo} was shown with an id and a link.`,
  );
  const path = linkOf(item, target.baseUrl);
  const found =
    path === null ? [] : idsOf(itemsOf(await administrator.send({ method: 'GET', path, invalid: true })));
  if (!isDeepStrictEqual(found, [id])) {
    const { path: lookUpPath, lookUp } = destinations[leadsTo];
    const foundById = idsOf(itemsOf(await administrator.get(lookUpPath, { id })));
    restsOn(
      [lookUp, 'transactions.add.id'],
      isDeepStrictEqual(foundById, [id]),
      `The look-up by id does not find ${id} alone.`,
    );
  }
  return { href, id, found };
}
