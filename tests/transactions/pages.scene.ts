import type { TransactionAdd } from '../../spec/messages.ts';
import type { Query } from '../support/caller.ts';
import { idsOf, itemsOf } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { post, settle } from './adding.ts';
import { clientId, clients } from './clients.scene.ts';
import { listOfCustomer, readBack } from './reading.ts';
import { customerOf } from './transaction.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Seven transactions of one customer, added in one request; one of them has no comment. */
export const seven = {
  name: 'transactions: seven at once',
  async play({ caller, marker, play }) {
    const administrator = caller('administrator');
    const customer = clientId(await play(clients), 'paged');
    const cast = Object.fromEntries(
      weekdays.map((day, index) => [
        day,
        {
          customer_id: customer,
          date: 1_502_090_000 + index * 86_401,
          price: 1_101 + index,
          ...(day !== 'Sunday' && { comment: `${marker} Bought on ${day}` }),
        },
      ]),
    ) as Record<(typeof weekdays)[number], TransactionAdd>;

    const { answer, sent, ids } = await post(administrator, cast);
    const { items } = await readBack(administrator, [customer], ids);
    const stored = idsOf(Object.values(settle(sent, items)).map((purchase) => purchase.stored));
    const known = idsOf(items.filter((item) => customerOf(item) === customer));
    return {
      customer,
      answer,
      stored: stored.length,
      surplus: known.filter((id) => !stored.includes(id)),
      known,
    };
  },
} satisfies Scene<unknown>;

/** The list of a customer with seven transactions, whole and page by page; ids of what came. */
export const pages = {
  name: 'transactions: pages',
  async play({ caller, play }) {
    const { customer, known } = await play(seven);
    if (known.length !== 7) {
      throw prerequisiteFailed(
        'transactions.add.batch',
        `Of seven transactions ${known.length} were found again.`,
      );
    }
    const administrator = caller('administrator');
    const page = async (query: Query) => idsOf(itemsOf(await listOfCustomer(administrator, customer, query)));
    const listed = await page({ limit_rows: 500 });
    if (listed.length !== 7 || !known.every((id) => listed.includes(id))) {
      throw prerequisiteFailed(
        'transactions.list.customer_id',
        'The list of the customer is not that of its seven transactions.',
      );
    }
    return {
      known,
      /** All of them, in the order of the list. */
      listed,
      whole: await page({}),
      offsetAlone: await page({ limit_offset: 3 }),
      one: await page({ limit_rows: 1 }),
      firstThree: await page({ limit_rows: 3, limit_offset: 0 }),
      nextThree: await page({ limit_rows: 3, limit_offset: 3 }),
      last: await page({ limit_rows: 3, limit_offset: 6 }),
      afterThree: await page({ limit_rows: 500, limit_offset: 3 }),
    };
  },
} satisfies Scene<unknown>;
