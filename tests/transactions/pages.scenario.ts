/** Transactions page by page, in the run's own account and in one that holds some already. */
import type { TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { untestable } from '../../spec/run/signals.ts';
import { customerOf } from '../../target/amocrm/transaction.ts';
import { idOf, idsOf, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import type { Caller, Query } from '../../target/caller.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { acknowledgedIn, post, settle } from './adding.ts';
import { buyersOf, existing, someOf } from './existing.scenario.ts';
import { clientId } from './purchases.scenario.ts';
import { idsOfCustomer, list, listOfCustomer, lookUp, readBack } from './transaction.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Seven transactions of one customer, added in one request; one of them has no comment. */
export const seven = {
  name: 'transactions: seven at once',
  async play(setting) {
    const { caller, marker } = setting;
    const administrator = caller('administrator');
    const customer = await clientId(setting, 'paged');
    const cast = weekdays.map((day, index): [string, TransactionAdd] => [
      day,
      {
        customer_id: customer,
        date: 1_502_090_000 + index * 86_401,
        price: 1_101 + index,
        ...(day !== 'Sunday' && { comment: `${marker} Bought on ${day}` }),
      },
    ]);

    const { answer, sent, ids } = await post(administrator, Object.fromEntries(cast));
    const { items, lists } = await readBack(administrator, [customer], ids);
    const stored = idsOf(Object.values(settle(sent, items)).map((purchase) => purchase.stored));
    const known = idsOfCustomer(items, customer);
    return {
      customer,
      answer,
      stored: stored.length,
      surplus: known.filter((id) => !stored.includes(id)),
      known,
      listed: idsOf(lists.flatMap(itemsOf)),
    };
  },
} satisfies Scenario<unknown>;

/** The list of a customer with seven transactions, whole and page by page; ids of what came. */
export const pages = {
  name: 'transactions: pages',
  async play({ caller, play }) {
    const { customer, known, listed } = await play(seven);
    restsOn(
      ['transactions.add.batch', 'transactions.add.id'],
      known.length === 7,
      `Of seven transactions ${known.length} were found again.`,
    );
    const administrator = caller('administrator');
    const page: Page = (query) => listOfCustomer(administrator, customer, query);
    restsOn(
      'transactions.list.customer_id',
      isSame(known, listed),
      'The list of the customer is not that of its seven transactions.',
    );
    const paging = await paged(page, 3, 500);
    return { known, listed, ...paging, behind: idsOf(itemsOf(await page(behindAll(listed, 3)))) };
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
    const page = async (query: Query) => idsOf(itemsOf(await list(administrator, query)));
    const size = 3;
    return { known, size, one: await page({ limit_rows: 1 }), first: await page({ limit_rows: size }) };
  },
};

type Page = (query: Query) => Promise<Answer>;

/** A list of so many rows at most, and three pages of it. */
async function paged(page: Page, size: number, most: number) {
  const ids = async (query: Query) => idsOf(itemsOf(await page(query)));
  return {
    size,
    whole: await ids({}),
    offsetAlone: await page({ limit_offset: size }),
    one: await ids({ limit_rows: 1 }),
    first: await ids({ limit_rows: size, limit_offset: 0 }),
    next: await ids({ limit_rows: size, limit_offset: size }),
    last: await ids({ limit_rows: size, limit_offset: 2 * size }),
    afterFirst: await ids({ limit_rows: most === 500 ? most : most - size, limit_offset: size }),
  };
}

/** A page that begins behind the last row of a list, further behind than a page is long. */
function behindAll({ length }: readonly number[], size: number): Query {
  return { limit_rows: size, limit_offset: length + size };
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
  const page: Page = (further) => list(administrator, { ...query, ...further });
  const idsOn = async (further: Query) => idsOf(itemsOf(await page(further)));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const listed = await idsOn({ limit_rows: most });
    // Others may have deleted the customer, and there are no pages of nothing.
    if (listed.length < FEWEST) continue;
    const record = await paged(page, Math.ceil(listed.length / 3), most);
    const isStill =
      isSame(listed, await idsOn({ limit_rows: most })) && isSame(record.whole, await idsOn({}));
    if (!isStill) continue;
    restsOn(
      'transactions.list.customer_id',
      attempt > 1 || ids.every((id) => listed.includes(id)),
      'The list of a customer lacks transactions of this customer.',
    );
    restsOn('transactions.list.all', record.whole.length > 0, 'No transaction is listed.');
    // Of a list of very many nobody knows where it ends.
    const behind = most === 500 ? await idsOn(behindAll(listed, record.size)) : null;
    return { known: listed, listed, ...record, behind };
  }
  throw untestable('Others change the transactions while they are paged through: try again at a quiet time.');
}

function isSame(before: readonly number[], after: readonly number[]): boolean {
  return before.length === after.length && before.every((id) => after.includes(id));
}

const { path } = operations['transactions.change'];

/** More transactions than one list may hold, in batches of the size that clients are advised to send at most. */
const batchSizes = [250, 250, 5] as const;

/** Large batches of transactions of one customer. */
export const crowd = {
  name: 'transactions: large batches',
  async play(setting) {
    const administrator = setting.caller('administrator');
    const customer = await clientId(setting, 'crowded');
    const sent = [];
    let listed: readonly Item[] = [];
    for (const [batch, size] of batchSizes.entries()) {
      // The few that make the crowd exceed a list are no large batch, and come when the others have been listed.
      if (size < 250) listed = itemsOf(await listOfCustomer(administrator, customer, { limit_rows: 500 }));
      const add = Array.from({ length: size }, (_, index): TransactionAdd => {
        const number = batch * 1000 + index;
        return {
          customer_id: customer,
          // Many have the same date and many the same amount, and each is one of its own.
          date: 1_488_000_000 + (index % 7) * 61,
          price: 100 + (index % 5),
          comment: `${setting.marker} ${number}`,
        };
      });
      const answer = await administrator.post(path, { add });
      sent.push({ size, ids: acknowledgedIn(answer), comment: add.at(-1)?.comment });
    }
    const batches = [];
    for (const { size, ids, comment } of sent) {
      const isListed = size < 250 || listed.some((item) => item['comment'] === comment);
      batches.push({
        size,
        acknowledged: ids.length,
        lastIsStored: isListed || (await isFound(administrator, ids.at(-1))),
      });
    }
    return { customer, batches };
  },
} satisfies Scenario<unknown>;

/** As many rows as may be asked for and more, of a list that has more. */
export const fullPages = {
  name: 'transactions: full pages',
  async play({ caller, play }) {
    const { customer, batches } = await play(crowd);
    const count = batches.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    restsOn(
      'transactions.add.batch',
      count > 500 && batches.every(({ lastIsStored }) => lastIsStored),
      `More than 500 are needed; ${count} were acknowledged, and the last ones may not be stored.`,
    );
    const narrowed = (rows: number): Promise<Answer> =>
      listOfCustomer(caller('administrator'), customer, { limit_rows: rows });
    const answer = await narrowed(500);
    restsOn(
      'transactions.list.customer_id',
      answer.status !== 204 && itemsOf(answer).every((item) => (customerOf(item) ?? customer) === customer),
      'The list of the customer is empty, or not of this customer alone.',
    );
    return { maximum: itemsOf(answer), beyond: await narrowed(1000) };
  },
  async fromExisting({ caller, play }) {
    const { count } = await play(existing);
    if (count <= 500) {
      throw untestable(`It takes more than 500 transactions in the account, and it holds ${count}.`);
    }
    const administrator = caller('administrator');
    return {
      maximum: itemsOf(await list(administrator, { limit_rows: 500 })),
      beyond: await list(administrator, { limit_rows: 1000 }),
    };
  },
} satisfies Scenario<unknown>;

async function isFound(caller: Caller, id: number | undefined): Promise<boolean> {
  return id !== undefined && (await lookUp(caller, id)).some((item) => idOf(item) === id);
}
