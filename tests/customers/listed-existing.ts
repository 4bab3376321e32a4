import { operations } from '../../spec/operations.ts';
import { itemsOf, type Item } from '../../target/answer.ts';
import type { Setting } from '../support/scenario.ts';
import { untestable } from '../../spec/run/signals.ts';
import type { Added } from './adding.ts';
import { foundInStretch } from './existing.scenario.ts';
import { apartIn, asAdded, best, tripleOf, type Known } from './existing.ts';
import { createdIn, nextIn } from './filters.ts';
import { reservedDaysWithoutAny } from './reserved-days.ts';
import { noonOf, rangeAround, rangeOver, type DateRange } from './date-ranges.ts';

const { path } = operations['customers.list'];

type Cast<Role extends string> = Readonly<Record<Role, Added>>;
type Home<Dimension extends 'created' | 'next'> = Readonly<Record<Dimension, DateRange>>;
interface DateRanges {
  readonly even: DateRange;
  readonly odd: DateRange;
}

export interface ByCreation {
  readonly cast: Cast<
    'createdEarly' | 'createdOn' | 'createdLate' | 'createdEarlyOdd' | 'createdOnOdd' | 'createdLateOdd'
  >;
  readonly created: DateRanges;
  readonly home: Home<'next'>;
}

export interface ByNextDate {
  readonly cast: Cast<'nextEarly' | 'nextOn' | 'nextLate' | 'nextEarlyOdd' | 'nextOnOdd' | 'nextLateOdd'>;
  readonly next: DateRanges;
  readonly home: Home<'created'>;
}

export interface ByUser {
  /** Those who are asked for. */
  readonly users: readonly number[];
  readonly cast: Cast<'ofFirstUser' | 'alsoOfFirstUser' | 'ofSecondUser'>;
  readonly home: Home<'next'>;
}

interface Around {
  readonly on: DateRange;
  readonly later: DateRange;
  readonly earlier: DateRange;
}

export interface ByChange {
  readonly cast: Cast<'changedOn' | 'changedOnOdd'>;
  readonly even: Around;
  readonly odd: Around;
  readonly home: Home<'next'>;
}

/** Customers of the account that were created days apart. */
export async function existingByCreation(setting: Setting): Promise<ByCreation> {
  const { range, found } = await foundInStretch(setting, 'next_date', {
    find: (rows) => tripleOf(rows, 'created_at', 'updated_at'),
    lacking:
      'It takes three customers in the account that were created at least four days apart, in a list by next purchases that fits on one page.',
  });
  const [early, on, late] = [found.early, found.on, found.late].map(asAdded) as [Added, Added, Added];
  return {
    cast: {
      createdEarly: early,
      createdOn: on,
      createdLate: late,
      createdEarlyOdd: early,
      createdOnOdd: on,
      createdLateOdd: late,
    },
    created: { even: found.range, odd: found.range },
    home: { next: range },
  };
}

/** Customers of the account whose next purchases are days apart. */
export async function existingByNextDate(setting: Setting): Promise<ByNextDate> {
  const { range, found } = await foundInStretch(setting, 'created_at', {
    find: (rows) => tripleOf(rows, 'next_date', 'created_at'),
    lacking:
      'It takes three customers in the account whose next purchases are at least four days apart, in a list by creation that fits on one page.',
  });
  const [early, on, late] = [found.early, found.on, found.late].map(asAdded) as [Added, Added, Added];
  return {
    cast: {
      nextEarly: early,
      nextOn: on,
      nextLate: late,
      nextEarlyOdd: early,
      nextOnOdd: on,
      nextLateOdd: late,
    },
    next: { even: found.range, odd: found.range },
    home: { created: range },
  };
}

/** A customer of the account that was changed days after it was created: its date can't be taken for that one. */
export async function existingByChange(setting: Setting): Promise<ByChange> {
  const { range, found } = await foundInStretch(setting, 'next_date', {
    find: (rows) => apartIn(rows, 'updated_at', 'created_at'),
    lacking: 'It takes a customer in the account that was changed more than a week after it was created.',
  });
  const changedOn = asAdded(found);
  const around = (days: number) => rangeOver(noonOf(found.updated_at).plus(days).noon);
  const ranges = { on: around(0), later: around(4), earlier: around(-4) };
  return {
    cast: { changedOn, changedOnOdd: changedOn },
    even: ranges,
    odd: ranges,
    home: { next: range },
  };
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
  const { first, again, second } = found;
  return {
    users: [first.responsible_user_id, second.responsible_user_id],
    cast: {
      ofFirstUser: asAdded(first),
      alsoOfFirstUser: asAdded(again),
      ofSecondUser: asAdded(second),
    },
    home: { next: range },
  };
}

interface OfUsers {
  readonly first: Known;
  readonly again: Known;
  readonly second: Known;
}

/** Preferably customers that were created by other users: a filter that looks at those is seen to. */
function ofUsers(rows: readonly Known[], least: number): OfUsers | null {
  const ids = new Set(rows.map(({ responsible_user_id }) => responsible_user_id).filter((id) => id > 0));
  if (ids.size < least) return null;
  const foreign = (row: Known): number => (row.created_by === row.responsible_user_id ? 1 : 0);
  const users = [...ids].map((id) =>
    rows
      .filter(({ responsible_user_id }) => responsible_user_id === id)
      .sort((a, b) => foreign(a) - foreign(b)),
  );
  const firsts = users.filter(([, again]) => again !== undefined);
  const first = best(firsts, ([one, another]) => (one && another ? foreign(one) + foreign(another) : 2));
  const second = users.find((own) => own !== first);
  const [one, again] = first ?? [];
  const [other] = second ?? [];
  return one && again && other ? { first: one, again, second: other } : null;
}

/**
 * Days on which no customer of the account is created who is expected to buy on those other days.
 * @throws CannotJudge where all that are tried have some
 */
export async function daysWithoutAny({ calendar, caller }: Setting) {
  for (const slot of reservedDaysWithoutAny) {
    const ranges = {
      created: rangeAround(calendar.created(slot)),
      next: rangeAround(calendar.next(slot)),
    };
    const answer = await caller('administrator').get(path, {
      ...createdIn(ranges.created),
      ...nextIn(ranges.next),
    });
    const isThere = ({ created_at, next_date }: Item): boolean =>
      isWithin(created_at, ranges.created) && isWithin(next_date, ranges.next);
    if (!itemsOf(answer).some(isThere)) return { nowhere: ranges };
  }
  throw untestable('The account has customers on every day that was tried: try another seed.');
}

function isWithin(moment: unknown, { earliest, latest }: DateRange): boolean {
  return typeof moment === 'number' && moment >= earliest && moment <= latest;
}
