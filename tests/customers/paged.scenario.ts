import { operations } from '../../spec/operations.ts';
import { idsOf, itemsOf, type Item } from '../../target/answer.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { prerequisiteFailed, untestable } from '../../spec/run/signals.ts';
import { createdAround } from './adding.ts';
import { batches, known } from './batches.scenario.ts';
import { existing, holdsMost, someOf } from './existing.scenario.ts';
import { knownIn } from './existing.ts';
import { createdIn } from './filters.ts';
import { reservedDays } from './reserved-days.ts';
import { clear, rangeOver } from './date-ranges.ts';

const { path } = operations['customers.list'];

/** Customers that were created between two days, for paging through them. */
interface Paged {
  readonly range: ReturnType<typeof createdIn>;
  readonly ids: readonly number[];
  /** How many rows a page has: three pages show all of them. */
  readonly rows: number;
  /** A row from which on fewer than a page are left. */
  readonly offset: number;
}

/** Fifty customers of one day, for paging through them. */
export const paged = {
  name: 'customers: to be paged through',
  async play({ calendar, caller, play }) {
    const ids = known((await play(batches)).fifty);
    if (new Set(ids).size < 50) {
      throw prerequisiteFailed('customers.add.batch.fifty', 'Fewer than fifty customers are stored.');
    }
    const day = calendar.created(reservedDays.batchOfFifty);
    const { limit_rows, ...range } = createdAround(day);
    const listed = itemsOf(await caller('administrator').get(path, { ...range, limit_rows }));
    const isOfAnotherDay = ({ created_at }: Item): boolean =>
      Math.abs(Number(created_at) - day.noon) > 3 * 86_400;
    if (listed.some(isOfAnotherDay) || ids.some((id) => !idsOf(listed).includes(id))) {
      throw prerequisiteFailed(
        'customers.list.filter.date.create.range',
        'The list of a day does not show the customers of that day.',
      );
    }
    if (listed.length > 50) {
      throw untestable(
        'Others have customers created on a day of long ago that this run uses: try another seed.',
      );
    }
    return { range, ids, rows: 20, offset: 45 };
  },
  fromExisting: existingPaged,
} satisfies Scenario<Paged>;

/** More than five hundred customers in the account. */
export const crowd: Scenario<{ readonly stored: number }> = {
  name: 'customers: more than five hundred',
  async play({ play }) {
    const stored = Object.values(await play(batches)).flatMap(known);
    if (new Set(stored).size > 500) return { stored: stored.length };
    throw prerequisiteFailed(
      'customers.add.batch.twoHundredFifty',
      'Fewer than 501 customers could be stored.',
    );
  },
  async fromExisting({ play }) {
    const { count } = await play(existing);
    if (count > 500) return { stored: count };
    throw untestable(`It takes more than 500 customers in the account, and it holds ${count}.`);
  },
};

/** At least so many customers in the account. */
function atLeast(least: number): Scenario<{ readonly stored: number }> {
  return {
    name: `customers: at least ${least}`,
    async play({ play }) {
      const stored = new Set(Object.values(await play(batches)).flatMap(known)).size;
      if (stored >= 10) return { stored };
      throw prerequisiteFailed('customers.add.batch.fifty', 'Fewer than ten customers could be stored.');
    },
    async fromExisting(setting) {
      return { stored: (await someOf(setting, least)).length };
    },
  };
}

/** A customer in the account, two, and so many that some are left when seven are asked for. */
export const one = atLeast(1);
export const two = atLeast(2);
export const few = atLeast(10);

/** The fewest and the most customers that are paged through. */
const FEWEST = 5;
const MOST = 15;

/** Customers of the account that were created some time ago, so that none is added meanwhile. */
async function existingPaged(setting: Setting): Promise<Paged> {
  const { room } = await setting.play(existing);
  const before = setting.now() - 2 * clear;
  const rows = await someOf(setting, FEWEST);
  const oldest = rows.filter(({ created_at }) => created_at < before);
  // In an account of many even the days around the oldest one have enough.
  for (const sample of [MOST, FEWEST, 1].map((size) => oldest.slice(0, size))) {
    const [first, last] = [sample.at(0), sample.at(-1)];
    if (!first || !last) continue;
    const bounds = rangeOver(first.created_at, last.created_at);
    const range = createdIn(bounds);
    const listed = itemsOf(await setting.caller('administrator').get(path, { ...range, limit_rows: 500 }));
    const isOutside = ({ created_at }: Item): boolean =>
      Number(created_at) < bounds.earliest || Number(created_at) > bounds.latest;
    const ids = [...new Set(idsOf(listed))];
    if (listed.some(isOutside) || !holdsMost(knownIn(listed), sample)) {
      throw prerequisiteFailed(
        'customers.list.filter.date.create.range',
        'The list of some days does not show the customers of those days.',
      );
    }
    if (ids.length >= FEWEST && ids.length < Math.min(room, 450))
      return { range, ids, ...pagesOf(ids.length) };
  }
  throw untestable(
    `It takes ${FEWEST} customers in the account that were created more than a week ago, in a list by creation that fits on one page.`,
  );
}

function pagesOf(count: number): Pick<Paged, 'rows' | 'offset'> {
  const rows = Math.ceil(count / 3);
  return { rows, offset: count - Math.ceil(rows / 2) };
}
