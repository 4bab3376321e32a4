import { itemsOf, type Answer } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { unknownAmong } from '../customers/existing.scenario.ts';
import { idsThatReadBack } from './adding.ts';
import { clientId, clients } from './clients.scenario.ts';
import { existing, listOfIdleCustomer, someOf } from './existing.scenario.ts';
import { purchases } from './purchases.scenario.ts';
import { list, listOfCustomer } from './reading.ts';

/** Two transactions looked up by id, and all of the account. */
export const lookups = {
  name: 'transactions: look-ups',
  async play({ caller, play }) {
    const administrator = caller('administrator');
    const { numbers, otherBuyers } = await play(purchases);
    const [first = 0, second = 0] = idsThatReadBack([numbers, otherBuyers]);
    return {
      first: { id: first, answer: await list(administrator, { id: first }) },
      second: { id: second, answer: await list(administrator, { id: second }) },
      all: await list(administrator),
    };
  },
  async fromExisting(setting) {
    const administrator = setting.caller('administrator');
    const ids = (await someOf(setting, 2)).map(({ id }) => id);
    const first = ids.find((id) => ids.includes(id + 1)) ?? ids[0] ?? 0;
    const second = ids.find((id) => id !== first) ?? 0;
    return {
      first: { id: first, answer: await list(administrator, { id: first }) },
      second: { id: second, answer: await list(administrator, { id: second }) },
      all: (await setting.play(existing)).bare,
    };
  },
} satisfies Scenario<unknown>;

/** All transactions of the account, where it has some. */
export const all: Scenario<{ readonly all: Answer }> = {
  name: 'transactions: all of them',
  play: ({ play }) => play(lookups),
  async fromExisting(setting) {
    await someOf(setting, 1);
    return { all: (await setting.play(existing)).bare };
  },
};

/** A list without and one with a query, each with items and so with a link to itself. */
export const selfLinks = {
  name: 'transactions: self links of lists',
  async play({ play }) {
    const { first, second, all } = await play(lookups);
    const { buyer, shopper } = await play(purchases);
    const queried = [buyer.answer, shopper.answer, first.answer, second.answer].find(hasItems);
    if (!hasItems(all)) throw prerequisiteFailed('transactions.list.all', 'No transaction was listed.');
    if (!queried) throw prerequisiteFailed('transactions.list.customer_id', 'No transaction was listed.');
    return { bare: all, queried };
  },
  async fromExisting({ play }) {
    const { first, second, all } = await play(lookups);
    const queried = [first.answer, second.answer].find(hasItems);
    if (!hasItems(all)) throw prerequisiteFailed('transactions.list.all', 'No transaction was listed.');
    if (!queried) throw prerequisiteFailed('transactions.list.id', 'No transaction was listed.');
    return { bare: all, queried };
  },
} satisfies Scenario<unknown>;

/** Look-ups that find nothing: an id that no transaction has, and a customer who bought nothing. */
export const nothing = {
  name: 'transactions: look-ups of nothing',
  async play({ caller, play, unknownId }) {
    const administrator = caller('administrator');
    const idle = clientId(await play(clients), 'bystanderBefore');
    return {
      unknownId: await list(administrator, { id: unknownId(61) }),
      idleCustomer: await listOfCustomer(administrator, idle),
    };
  },
} satisfies Scenario<unknown>;

/** The first of them. */
export const unknown: Scenario<{ readonly unknownId: Answer }> = {
  name: 'transactions: a look-up of an unknown id',
  play: ({ play }) => play(nothing),
  async fromExisting(setting) {
    const ids = (await someOf(setting, 1)).map(({ id }) => id);
    const id = unknownAmong(ids, setting.unknownId(61));
    return { unknownId: await list(setting.caller('administrator'), { id }) };
  },
};

/** The second. */
export const idle: Scenario<{ readonly idleCustomer: Answer }> = {
  name: 'transactions: a list of a customer without any',
  play: ({ play }) => play(nothing),
  async fromExisting(setting) {
    return { idleCustomer: await listOfIdleCustomer(setting) };
  },
};

function hasItems(answer: Answer | null): answer is Answer {
  return answer !== null && itemsOf(answer).length > 0;
}
