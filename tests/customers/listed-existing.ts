import { MOST_ROWS } from '../../spec/limits.ts';
import { operations } from '../../spec/operations.ts';
import { itemsOf } from '../../target/answer.ts';
import type { Query } from '../../target/caller.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { untestable } from '../../spec/run/signals.ts';
import type { Added } from './adding.ts';
import { allByDate, clear, noonOf, rangeOver, rangeRequirements, within } from './date-ranges.ts';
import type { Dated, DateRange, Home } from './date-ranges.ts';
import { existing, holdsMost, knownIn, type Holdings, type Known } from './existing.scenario.ts';

const { path } = operations['customers.list'];

/** Customers with a date days before a range, in it and days behind it. */
export interface Three<T = Added> {
  readonly early: T;
  readonly on: T;
  readonly late: T;
  readonly range: DateRange;
}

export interface ByDate {
  readonly even: Three;
  readonly odd: Three;
  /** The filter that narrows the list down to customers of the scenario, by another date. */
  readonly home: Query;
}

/** A customer, the range in which its date lies, and ranges days before that and days behind it. */
interface Around extends Readonly<Record<'on' | 'earlier' | 'later', DateRange>> {
  readonly customer: Added;
}

export interface ByChange {
  readonly even: Around;
  readonly odd: Around;
  readonly home: Query;
}

export function around(customer: Added, rangeAfter: (days: number) => DateRange): Around {
  return { customer, on: rangeAfter(0), later: rangeAfter(4), earlier: rangeAfter(-4) };
}

export interface ByUser {
  /** Those who are asked for. */
  readonly first: number;
  readonly second: number;
  /** A user id that nobody has. */
  readonly nobody: number;
  readonly ofFirst: readonly Added[];
  readonly ofSecond: readonly Added[];
  readonly home: Query;
  /** Whether a next purchase lies on the days by which the list is narrowed as well. */
  readonly isAtHome: (nextDate: number) => boolean;
}

/** Customers of the account with dates that are days apart. */
export async function existingByDate(
  setting: Setting,
  date: 'created_at' | 'next_date',
  home: Home,
): Promise<ByDate> {
  const those = {
    created_at: 'that were created at least four days apart, in a list by next purchases',
    next_date: 'whose next purchases are at least four days apart, in a list by creation',
  };
  const { range, found } = await foundInStretch(setting, home, {
    find: (rows) => threeOf(rows, date, date === 'created_at' ? 'updated_at' : 'created_at'),
    lacking: `It takes three customers in the account ${those[date]} that fits on one page.`,
  });
  const { early, on, late } = found;
  const three = { early: asAdded(early), on: asAdded(on), late: asAdded(late), range: found.range };
  return { even: three, odd: three, home: allByDate(home, range) };
}

/** A customer of the account that was changed days after it was created: its date can't be taken for that one. */
export async function existingByChange(setting: Setting): Promise<ByChange> {
  const { range, found } = await foundInStretch(setting, 'next_date', {
    find: (rows) => apartIn(rows, 'updated_at', 'created_at'),
    lacking: 'It takes a customer in the account that was changed more than a week after it was created.',
  });
  const day = noonOf(found.updated_at);
  const one = around(asAdded(found), (days) => rangeOver(day.plus(days).noon));
  return { even: one, odd: one, home: allByDate('next_date', range) };
}

/**
 * Customers of the account for whom different users answer: two of one, and one of another.
 * @param least how many users there have to be at least
 */
export async function existingByUser(setting: Setting, least: number): Promise<ByUser> {
  const { range, found } = await foundInStretch(setting, 'next_date', {
    find: (rows) => ofUsers(rows, least),
    lacking: `It takes customers of ${least} responsible users in the account, two of them of one user, in a list by next purchases that fits on one page.`,
  });
  const { one, again, other } = found;
  return {
    first: one.responsible_user_id,
    second: other.responsible_user_id,
    nobody: setting.unknownId(27),
    ofFirst: [asAdded(one), asAdded(again)],
    ofSecond: [asAdded(other)],
    home: allByDate('next_date', range),
    isAtHome: within(range),
  };
}

/** A customer of the account in the place of one that a run would have added. */
function asAdded({ id, item, created_at, next_date }: Known): Added {
  const sent = { name: String(item['name']), created_at, next_date };
  return {
    sent,
    acknowledgement: null,
    id,
    stored: item,
    refusal: null,
    isRefused: false,
    answeredAt: 0,
    lost: false,
  };
}

/** A list of the account that fits on one page, narrowed to a stretch of one date. */
interface Stretch {
  readonly range: DateRange;
  readonly rows: readonly Known[];
}

/** How many customers of the sample a stretch has where the account holds many more than were seen. */
const SIZES = [3, 8, 40, 200] as const;

/** Stretches lie at either end of the account, where it is sparse. */
const places = [0, 1, 2, 3, 4, 5, 6, 7] as const;

const stretches: Readonly<Record<Home, readonly Scenario<Stretch | null>[]>> = {
  next_date: places.map((place) => stretch('next_date', place)),
  created_at: places.map((place) => stretch('created_at', place)),
};

function stretch(home: Home, place: (typeof places)[number]): Scenario<Stretch | null> {
  return {
    name: `customers: stretch ${place} of the account by ${home}`,
    async play({ caller, play }) {
      const holdings = await play(existing);
      const sample = stretchesOf(holdings, home)[place];
      const [first, last] = [sample?.at(0), sample?.at(-1)];
      if (!sample || !first || !last) return null;
      const range = rangeOver(first[home], last[home]);
      const answer = await caller('administrator').get(path, allByDate(home, range));
      const rows = knownIn(itemsOf(answer));
      // As many as the target gives unasked: perhaps it has not heeded how many are asked for.
      if (itemsOf(answer).length >= MOST_ROWS || itemsOf(answer).length === holdings.room) return null;
      restsOn(
        rangeRequirements[home],
        holdsMost(rows, sample),
        'The list that is to be narrowed down lacks customers of its days.',
      );
      return { range, rows };
    },
  };
}

/** Samples that may lie in a list of their own, in the order of their dates. */
function stretchesOf({ rows, complete }: Holdings, home: Home): readonly (readonly Known[])[] {
  const inOrder = [...rows].sort((a, b) => a[home] - b[home]);
  if (complete && inOrder.length < MOST_ROWS) return [inOrder];
  const sizes = complete ? [MOST_ROWS / 2] : SIZES;
  return sizes.flatMap((size) => [inOrder.slice(0, size), inOrder.slice(-size)]);
}

/**
 * What can be found in one of the account's stretches.
 * @param find looks for it, once in the sample and then in the list
 * @throws CannotJudge where no stretch has it
 */
async function foundInStretch<T>(
  { play }: Setting,
  home: Home,
  { find, lacking }: { find: (rows: readonly Known[]) => T | null; lacking: string },
): Promise<{ readonly range: DateRange; readonly found: T }> {
  const samples = stretchesOf(await play(existing), home);
  for (const [place, scenario] of stretches[home].entries()) {
    if (find(samples[place] ?? []) === null) continue;
    const list = await play(scenario);
    const found = list && find(list.rows);
    if (list && found !== null) return { range: list.range, found };
  }
  throw untestable(lacking);
}

/**
 * Three customers whose dates lie clear of each other, such that as few as possible mistakes of a filter stay
 * unseen: they lie close together, the days are none that pass for months, and another date of theirs is far away.
 */
function threeOf(rows: readonly Known[], date: Dated, other: Dated): Three<Known> | null {
  const inOrder = [...rows].sort((a, b) => a[date] - b[date]);
  const candidates = inOrder.flatMap((on) => {
    const { noon } = noonOf(on[date]);
    const early = inOrder.findLast((row) => row[date] <= noon - clear);
    const late = inOrder.find((row) => row[date] >= noon + clear);
    return early && late ? [{ early, on, late, range: rangeOver(on[date]) }] : [];
  });
  const weakness = ({ early, on, late }: Three<Known>): number =>
    (on[date] - early[date] > 2 * clear || late[date] - on[date] > 2 * clear ? 4 : 0) +
    (isAmbiguous(on[date]) ? 2 : 0) +
    (isApart(on, date, other) ? 0 : 1);
  return best(candidates, weakness);
}

/**
 * A customer whose date lies far from another of its dates, preferably with others a few days before and after it,
 * and on a day that can't pass for a month.
 */
function apartIn(rows: readonly Known[], date: Dated, other: Dated): Known | null {
  const apart = rows.filter((row) => isApart(row, date, other)).sort((a, b) => a[date] - b[date]);
  const hasNeighbour = (row: Known, distance: number): boolean =>
    rows.some((one) => Math.abs(one[date] - noonOf(row[date]).noon - distance) < clear / 4);
  const weakness = (row: Known): number =>
    (hasNeighbour(row, -clear) ? 0 : 2) +
    (hasNeighbour(row, clear) ? 0 : 2) +
    (isAmbiguous(row[date]) ? 1 : 0);
  return best(apart, weakness);
}

function isApart(row: Known, date: Dated, other: Dated): boolean {
  return Math.abs(row[date] - row[other]) > 2 * clear;
}

/** Whether a day or its neighbours could pass for a month. */
function isAmbiguous(moment: number): boolean {
  const day = Number(noonOf(moment).dmy().slice(0, 2));
  return day < 15 || day > 26;
}

/** Preferably customers that were created by other users: a filter that looks at those is seen to. */
function ofUsers(
  rows: readonly Known[],
  least: number,
): Readonly<Record<'one' | 'again' | 'other', Known>> | null {
  const ids = new Set(rows.map(({ responsible_user_id }) => responsible_user_id).filter((id) => id > 0));
  if (ids.size < least) return null;
  const foreign = (row: Known): number => (row.created_by === row.responsible_user_id ? 1 : 0);
  const users = [...ids].map((id) =>
    rows
      .filter(({ responsible_user_id }) => responsible_user_id === id)
      .sort((a, b) => foreign(a) - foreign(b)),
  );
  const firsts = users.filter(([, again]) => again !== undefined);
  const first = best(firsts, ([one, again]) => (one && again ? foreign(one) + foreign(again) : 2));
  const second = users.find((own) => own !== first);
  const [one, again] = first ?? [];
  const [other] = second ?? [];
  return one && again && other ? { one, again, other } : null;
}

/** The first of those with the least weakness. */
function best<T>(candidates: readonly T[], weakness: (candidate: T) => number): T | null {
  return candidates.reduce<T | null>(
    (found, one) => (found === null || weakness(one) < weakness(found) ? one : found),
    null,
  );
}
