import { operations } from '../../spec/operations.ts';
import { idsOf, itemsOf, type Item } from '../../target/answer.ts';
import type { Query } from '../../target/caller.ts';
import type { RoundTrip } from '../support/expect.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { untestable } from '../../spec/run/signals.ts';
import { restsOn } from '../support/claims.ts';
import { complete, plain, tagged } from './added.scenario.ts';
import { batches, known } from './batches.scenario.ts';
import { byDate, clear, rangeAround, rangeOver, rangeRequirements, type DateRange } from './date-ranges.ts';
import { existing, holdsMost, knownIn, someOf, unknownAmong } from './existing.scenario.ts';
import { reservedDays } from './reserved-days.ts';

const { path } = operations['customers.list'];

/** Three customers that are known to be stored, for looking them up by their ids. */
export const foundBy = {
  name: 'customers: to be looked up',
  async play({ calendar, play, unknownId }) {
    const { fifty, twoHundredFifty } = await play(batches);
    const ids = [...known(fifty), ...known(twoHundredFifty)];
    restsOn('customers.add.batch.fifty', ids.length >= 3, 'No three customers are known to be stored.');
    const [first = 0, second = 0, third = 0] = ids;
    const unknown = unknownId(61);
    // So many that a list which is cut short is found out, and without neighbours.
    const several = ids.filter((_, index) => index % 3 === 0).slice(0, 45);
    return { first, second, third, several, ...daysIn(calendar, unknown), unknown };
  },
  async fromExisting(setting) {
    const { calendar, unknownId } = setting;
    const ids = (await someOf(setting, 3)).map(({ id }) => id);
    // One with a neighbour: a look-up that finds that one too is found out.
    const first = ids.find((id) => ids.includes(id + 1)) ?? ids[0] ?? 0;
    const [second = 0, third = 0] = ids.filter((id) => id !== first);
    const unknown = unknownAmong(ids, unknownId(61));
    // Of more of them one may be gone before it is looked up.
    return { first, second, third, several: [first, third], ...daysIn(calendar, unknown), unknown };
  },
} satisfies Scenario<unknown>;

/**
 * The day on which those to be looked up are said to be created, and filters, of none of which any of them matches a part.
 * @param nobody an id that no user has
 */
function daysIn(calendar: Setting['calendar'], nobody: number) {
  const [created, next] = [calendar.created(reservedDays.listedHome), calendar.next(reservedDays.listedHome)];
  const others: Query = {
    'filter[main_user]': [nobody],
    ...byDate('next_date', rangeAround(next)),
    limit_rows: 1,
    limit_offset: 1,
  };
  return {
    day: calendar.created(reservedDays.batchOfFifty),
    elsewhere: {
      byCreation: { ...others, ...byDate('created_at', rangeAround(created)) },
      byChange: { ...others, ...byDate('updated_at', rangeAround(created)) },
    },
  };
}

/** Three customers of one account. */
export const ofOneAccount: Scenario<Readonly<Record<'plain' | 'tagged' | 'complete', RoundTrip>>> = {
  name: 'customers: of one account',
  async play({ play }) {
    return { plain: await play(plain), tagged: await play(tagged), complete: await play(complete) };
  },
  async fromExisting(setting) {
    const [first, second, third] = (await someOf(setting, 3)).map(({ item }) => item);
    const kept = (stored = first): RoundTrip => ({ stored: stored ?? null, refusal: null });
    return { plain: kept(first), tagged: kept(second), complete: kept(third) };
  },
};

/** At least so many customers in the account. */
export function atLeast(least: number): Scenario<unknown> {
  return {
    name: `customers: at least ${least}`,
    async play({ play }) {
      const stored = new Set(Object.values(await play(batches)).flatMap(known)).size;
      restsOn('customers.add.batch.fifty', stored >= 10, 'Fewer than ten customers could be stored.');
    },
    fromExisting: (setting) => someOf(setting, least),
  };
}

/** More than five hundred customers in the account. */
export const crowd: Scenario<unknown> = {
  name: 'customers: more than five hundred',
  async play({ play }) {
    const stored = new Set(Object.values(await play(batches)).flatMap(known)).size;
    restsOn('customers.add.batch.twoHundredFifty', stored > 500, 'Fewer than 501 customers could be stored.');
  },
  async fromExisting({ play }) {
    const { count } = await play(existing);
    if (count > 500) return;
    throw untestable(`It takes more than 500 customers in the account, and it holds ${count}.`);
  },
};

/** Customers that were created between two days, for paging through them. */
interface Paged {
  readonly range: Query;
  readonly ids: readonly number[];
  /** How many rows a page has: three pages show all of them. */
  readonly rows: number;
  /** A row from which on fewer than a page are left. */
  readonly offset: number;
}

/** What is listed of the day of the batch of fifty, and what of it is the run's but was not acknowledged. */
export const dayOfFifty = {
  name: 'customers: the day of the batch of fifty',
  async play({ calendar, marker, play }) {
    const { fifty } = await play(batches);
    const { listed } = fifty;
    const ids = known(fifty);
    const range = rangeAround(calendar.created(reservedDays.batchOfFifty));
    const own = listed.filter(({ name }) => String(name).startsWith(`${marker} batch 50 `));
    return { ids, range, listed, surplus: idsOf(own).filter((id) => !ids.includes(id)) };
  },
} satisfies Scenario<unknown>;

/** Customers of one day, for whom next purchases are expected at many times, and whom the list of that day shows. */
export const listedOfDay: Scenario<{ readonly ids: readonly number[]; readonly shown: readonly number[] }> = {
  name: 'customers: listed of one day',
  async play({ play }) {
    const { ids, range, listed } = await play(dayOfFifty);
    restsOn('customers.add.batch.fifty', ids.length >= 3, 'No three customers are known to be stored.');
    requireCreatedIn(range, listed, listed.length > 0);
    return { ids, shown: idsOf(listed) };
  },
};

/** Fifty customers of one day, for paging through them. */
export const paged: Scenario<Paged> = {
  name: 'customers: to be paged through',
  async play({ play }) {
    const { ids, range, listed, surplus } = await play(dayOfFifty);
    restsOn('customers.add.batch.fifty', new Set(ids).size >= 50, 'Fewer than fifty customers are stored.');
    requireCreatedIn(range, listed, listed.length > 0);
    restsOn(
      'customers.list.filter.date.create.everyone',
      ids.every((id) => idsOf(listed).includes(id)),
      'The list of a day does not show every customer of that day.',
    );
    restsOn('customers.add.batch.fifty', surplus.length === 0, 'More than fifty customers are stored.');
    if (listed.length > 50) {
      throw untestable(
        'Others have customers created on a day of long ago that this run uses: try another seed.',
      );
    }
    return { range: byDate('created_at', range), ids, rows: 20, offset: 45 };
  },
  fromExisting: existingPaged,
};

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
    const range = rangeOver(first.created_at, last.created_at);
    const listed = await createdIn(setting, range, (items) => holdsMost(knownIn(items), sample));
    const ids = [...new Set(idsOf(listed))];
    if (ids.length >= FEWEST && ids.length < Math.min(room, 450)) {
      const perPage = Math.ceil(ids.length / 3);
      const offset = ids.length - Math.ceil(perPage / 2);
      return { range: byDate('created_at', range), ids, rows: perPage, offset };
    }
  }
  throw untestable(
    `It takes ${FEWEST} customers in the account that were created more than a week ago, in a list by creation that fits on one page.`,
  );
}

/** The customers that were created in a range. @throws CannotJudge where others are listed, or not those looked for */
async function createdIn(
  { caller }: Setting,
  range: DateRange,
  areThere: (listed: readonly Item[]) => boolean,
): Promise<readonly Item[]> {
  const query = { ...byDate('created_at', range), limit_rows: 500 };
  const listed = itemsOf(await caller('administrator').get(path, query));
  requireCreatedIn(range, listed, areThere(listed));
  return listed;
}

/** @throws CannotJudge where others are listed than those of a range, or not those looked for */
function requireCreatedIn(range: DateRange, listed: readonly Item[], areThere: boolean): void {
  const isOutside = ({ created_at }: Item): boolean =>
    Number(created_at) < range.earliest || Number(created_at) > range.latest;
  restsOn(
    rangeRequirements.created_at,
    !listed.some(isOutside) && areThere,
    'The list of some days does not show the customers of those days.',
  );
}
