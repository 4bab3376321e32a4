import type { TransactionAdd } from '../../spec/messages.ts';
import type { Query } from '../../target/caller.ts';
import { idsOf, itemsOf } from '../../target/answer.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { prerequisiteFailed, untestable } from '../../spec/run/signals.ts';
import { post, settle } from './adding.ts';
import { clientId, clients } from './clients.scenario.ts';
import { buyersOf, existing, requireListed, someOf } from './existing.scenario.ts';
import { list, listOfCustomer, readBack } from './reading.ts';
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
} satisfies Scenario<unknown>;

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
    const page: Page = async (query) => idsOf(itemsOf(await listOfCustomer(administrator, customer, query)));
    const listed = await page({ limit_rows: 500 });
    if (listed.length !== 7 || !known.every((id) => listed.includes(id))) {
      throw prerequisiteFailed(
        'transactions.list.customer_id',
        'The list of the customer is not that of its seven transactions.',
      );
    }
    return { known, listed, ...(await paged(page, 3, 500)) };
  },
  fromExisting: existingPages,
} satisfies Scenario<unknown>;

/** Pages of one row and of several. */
export const rows: Scenario<
  Record<'one' | 'first' | 'known', readonly number[]> & { readonly size: number }
> = {
  name: 'transactions: pages of a few rows',
  play: ({ play }) => play(pages),
  async fromExisting(setting) {
    const known = (await someOf(setting, FEWEST)).map(({ id }) => id);
    const administrator = setting.caller('administrator');
    const page: Page = async (query) => idsOf(itemsOf(await list(administrator, query)));
    const size = 3;
    return { known, size, one: await page({ limit_rows: 1 }), first: await page({ limit_rows: size }) };
  },
};

type Page = (query: Query) => Promise<readonly number[]>;

/** A list of so many rows at most, and three pages of it. */
async function paged(page: Page, size: number, most: number) {
  return {
    size,
    whole: await page({}),
    offsetAlone: await page({ limit_offset: size }),
    one: await page({ limit_rows: 1 }),
    first: await page({ limit_rows: size, limit_offset: 0 }),
    next: await page({ limit_rows: size, limit_offset: size }),
    last: await page({ limit_rows: size, limit_offset: 2 * size }),
    afterFirst: await page({ limit_rows: most === 500 ? most : most - size, limit_offset: size }),
  };
}

/** The fewest transactions that are paged through, and how many of an account of many. */
const FEWEST = 5;
const SEVERAL = 9;

/** How often a list that others change meanwhile is paged through. */
const ATTEMPTS = 3;

/** What of the account is paged through. */
interface Chosen {
  readonly query: Query;
  /** What the list has to show for the pages to tell anything. */
  readonly ids: readonly number[];
  /** How many rows of it are looked at. */
  readonly most: number;
}

/** A customer's list where somebody bought often enough; all transactions otherwise, or the first of very many. */
async function chosenIn(setting: Setting): Promise<Chosen> {
  const { rows: all, complete, room } = await setting.play(existing);
  const buyer = (await buyersOf(setting)).find(({ ids }) => ids.length < room);
  if (buyer && buyer.ids.length >= FEWEST) {
    return { query: { customer_id: buyer.customer }, ids: buyer.ids, most: 500 };
  }
  const { length } = await someOf(setting, FEWEST);
  return complete && length < room
    ? { query: {}, ids: all.map(({ id }) => id), most: 500 }
    : { query: {}, ids: [], most: SEVERAL };
}

/** @throws CannotJudge where the list never holds still */
async function existingPages(setting: Setting) {
  const { query, ids, most } = await chosenIn(setting);
  const administrator = setting.caller('administrator');
  const page: Page = async (further) => idsOf(itemsOf(await list(administrator, { ...query, ...further })));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const listed = await page({ limit_rows: most });
    // Others may have deleted the customer, and there are no pages of nothing.
    if (listed.length < FEWEST) continue;
    const record = await paged(page, Math.ceil(listed.length / 3), most);
    const isStill = isSame(listed, await page({ limit_rows: most })) && isSame(record.whole, await page({}));
    if (!isStill) continue;
    if (attempt === 1) requireListed(ids, listed);
    if (record.whole.length === 0)
      throw prerequisiteFailed('transactions.list.all', 'No transaction is listed.');
    return { known: listed, listed, ...record };
  }
  throw untestable('Others change the transactions while they are paged through: try again at a quiet time.');
}

function isSame(before: readonly number[], after: readonly number[]): boolean {
  return before.length === after.length && before.every((id) => after.includes(id));
}
