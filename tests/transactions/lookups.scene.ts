import { itemsOf, type Answer } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { idsThatReadBack } from './adding.ts';
import { clientId, clients } from './clients.scene.ts';
import { purchases } from './purchases.scene.ts';
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
} satisfies Scene<unknown>;

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
} satisfies Scene<unknown>;

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
} satisfies Scene<unknown>;

function hasItems(answer: Answer | null): answer is Answer {
  return answer !== null && itemsOf(answer).length > 0;
}
