import { operations } from '../../spec/operations.ts';
import { itemsOf, type Item } from '../support/answer.ts';
import type { Setting } from '../support/scene.ts';
import { untestable } from '../support/signals.ts';
import type { Added } from './adding.ts';
import { foundInStretch } from './existing.scene.ts';
import { apartIn, asAdded, best, tripleOf, type Known } from './existing.ts';
import { createdIn, nextIn } from './filters.ts';
import { slotsWithoutAny } from './slots.ts';
import { noonOf, windowAround, windowOver, type Window } from './windows.ts';

const { path } = operations['customers.list'];

type Cast<Role extends string> = Readonly<Record<Role, Added>>;
type Home<Dimension extends 'created' | 'next'> = Readonly<Record<Dimension, Window>>;
interface Windows {
  readonly even: Window;
  readonly odd: Window;
}

export interface ByCreation {
  readonly cast: Cast<
    'createdEarly' | 'createdOn' | 'createdLate' | 'createdEarlyOdd' | 'createdOnOdd' | 'createdLateOdd'
  >;
  readonly created: Windows;
  readonly home: Home<'next'>;
}

export interface ByNextDate {
  readonly cast: Cast<'nextEarly' | 'nextOn' | 'nextLate' | 'nextEarlyOdd' | 'nextOnOdd' | 'nextLateOdd'>;
  readonly next: Windows;
  readonly home: Home<'created'>;
}

export interface ByUser {
  /** Those who are asked for. */
  readonly users: readonly number[];
  readonly cast: Cast<'ofFirstUser' | 'alsoOfFirstUser' | 'ofSecondUser'>;
  readonly home: Home<'next'>;
}

interface Around {
  readonly on: Window;
  readonly later: Window;
  readonly earlier: Window;
}

export interface ByChange {
  readonly cast: Cast<'changedOn' | 'changedOnOdd'>;
  readonly even: Around;
  readonly odd: Around;
  readonly home: Home<'next'>;
}

/** Customers of the account that were created days apart. */
export async function existingByCreation(setting: Setting): Promise<ByCreation> {
  const { window, found } = await foundInStretch(setting, 'next_date', {
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
    created: { even: found.window, odd: found.window },
    home: { next: window },
  };
}

/** Customers of the account whose next purchases are days apart. */
export async function existingByNextDate(setting: Setting): Promise<ByNextDate> {
  const { window, found } = await foundInStretch(setting, 'created_at', {
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
    next: { even: found.window, odd: found.window },
    home: { created: window },
  };
}

/** A customer of the account that was changed days after it was created: its date can't be taken for that one. */
export async function existingByChange(setting: Setting): Promise<ByChange> {
  const { window, found } = await foundInStretch(setting, 'next_date', {
    find: (rows) => apartIn(rows, 'updated_at', 'created_at'),
    lacking: 'It takes a customer in the account that was changed more than a week after it was created.',
  });
  const changedOn = asAdded(found);
  const around = (days: number) => windowOver(noonOf(found.updated_at).plus(days).noon);
  const windows = { on: around(0), later: around(4), earlier: around(-4) };
  return {
    cast: { changedOn, changedOnOdd: changedOn },
    even: windows,
    odd: windows,
    home: { next: window },
  };
}

/**
 * Customers of the account for whom different users answer: two of one, and one of another.
 * @param least how many users there have to be at least
 */
export async function existingByUser(setting: Setting, least: number): Promise<ByUser> {
  const { window, found } = await foundInStretch(setting, 'next_date', {
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
    home: { next: window },
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
  for (const slot of slotsWithoutAny) {
    const windows = {
      created: windowAround(calendar.created(slot)),
      next: windowAround(calendar.next(slot)),
    };
    const answer = await caller('administrator').get(path, {
      ...createdIn(windows.created),
      ...nextIn(windows.next),
    });
    const isThere = ({ created_at, next_date }: Item): boolean =>
      isWithin(created_at, windows.created) && isWithin(next_date, windows.next);
    if (!itemsOf(answer).some(isThere)) return { nowhere: windows };
  }
  throw untestable('The account has customers on every day that was tried: try another seed.');
}

function isWithin(moment: unknown, { earliest, latest }: Window): boolean {
  return typeof moment === 'number' && moment >= earliest && moment <= latest;
}
