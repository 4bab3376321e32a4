import type { CustomerAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { Day } from '../../generators/calendar.ts';
import { idsOf, itemsOf } from '../../target/answer.ts';
import { Given } from '../support/given.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { addAll, type Added } from './adding.ts';
import { createdIn, nextIn } from './filters.ts';
import { requireAsSent, type SentField } from './sent.ts';
import {
  daysWithoutAny,
  existingByChange,
  existingByCreation,
  existingByNextDate,
  existingByUser,
  type ByChange,
  type ByCreation,
  type ByNextDate,
  type ByUser,
} from './listed-existing.ts';
import { reservedDays } from './reserved-days.ts';
import { rangeAround } from './date-ranges.ts';

const { path } = operations['customers.list'];

/**
 * Customers to be filtered: by date in threes, five days before a day, on it and five days after it. In the first
 * day of each pair a server that takes the day for the month misses with a lone `from`, in the second with a lone `to`.
 */
const listed = {
  name: 'customers: to be filtered',
  async play(setting) {
    const { payloads, calendar, fixtures } = setting;
    const days = {
      created: [calendar.created(reservedDays.listedEven), calendar.created(reservedDays.listedOdd)],
      changed: [calendar.created(reservedDays.changedEven), calendar.created(reservedDays.changedOdd)],
      next: [calendar.next(reservedDays.listedEven), calendar.next(reservedDays.listedOdd)],
    } as const;
    /** Whatever is not filtered by lies on these days, so that no other customer can get in the way. */
    const home = {
      created: calendar.created(reservedDays.listedHome),
      next: calendar.next(reservedDays.listedHome),
    };
    const customer = (label: string, fields: Partial<CustomerAdd>): CustomerAdd =>
      payloads.customer(`listed: ${label}`, {
        name: payloads.name(label, 'plain'),
        created_at: home.created.noon,
        next_date: home.next.noon,
        ...fields,
      });
    const created = (half: 0 | 1, offset: number) =>
      customer(`created ${half} ${offset}`, { created_at: days.created[half].plus(offset).noon });
    const changed = (half: 0 | 1, offset: number) =>
      customer(`changed ${half} ${offset}`, { updated_at: days.changed[half].plus(offset).noon });
    const next = (half: 0 | 1, offset: number) =>
      customer(`next ${half} ${offset}`, { next_date: days.next[half].plus(offset).noon });
    const responsible = (label: string, index: number) => {
      const user = fixtures.users[index];
      return customer(`responsible ${label}`, user === undefined ? {} : { responsible_user_id: user });
    };

    const cast = await addAll(
      setting,
      {
        createdEarly: created(0, -5),
        createdOn: created(0, 0),
        createdLate: created(0, 5),
        createdEarlyOdd: created(1, -5),
        createdOnOdd: created(1, 0),
        createdLateOdd: created(1, 5),
        changedEarly: changed(0, -5),
        changedOn: changed(0, 0),
        changedLate: changed(0, 5),
        changedOnOdd: changed(1, 0),
        changedLateOdd: changed(1, 5),
        nextEarly: next(0, -5),
        nextOn: next(0, 0),
        nextLate: next(0, 5),
        nextEarlyOdd: next(1, -5),
        nextOnOdd: next(1, 0),
        nextLateOdd: next(1, 5),
        ofFirstUser: responsible('first', 0),
        ofSecondUser: responsible('second', 1),
        alsoOfFirstUser: responsible('first again', 0),
        ofThirdUser: responsible('third', 2),
      },
      home.created,
    );
    return {
      cast,
      created: { even: rangeAround(days.created[0]), odd: rangeAround(days.created[1]) },
      next: { even: rangeAround(days.next[0]), odd: rangeAround(days.next[1]) },
      home: { created: rangeAround(home.created), next: rangeAround(home.next) },
      /** Days on which nothing of ours is created or expected. */
      nowhere: {
        created: rangeAround(calendar.created(reservedDays.nowhere)),
        next: rangeAround(calendar.next(reservedDays.nowhere)),
      },
    };
  },
} satisfies Scenario<unknown>;

type Listed = Awaited<ReturnType<typeof listed.play>>;
type Role = keyof Listed['cast'];

/**
 * The same customers where the lists that the tests narrow down show them: those of the home day of creation, and
 * those of the home day of the next purchase.
 */
const shown = {
  name: 'customers: to be filtered, and listed',
  async play({ caller, play }) {
    const record = await play(listed);
    const administrator = caller('administrator');
    const { created, next } = record.home;
    return {
      ...record,
      shownByCreation: idsOf(itemsOf(await administrator.get(path, createdIn(created)))),
      shownByNextDate: idsOf(itemsOf(await administrator.get(path, nextIn(next)))),
    };
  },
} satisfies Scenario<unknown>;

type Shown = Awaited<ReturnType<typeof shown.play>>;

/** @throws CannotJudge when a customer is not stored as sent, or is not in the list that the tests narrow down */
function requireShown(
  { cast, shownByCreation, shownByNextDate }: Shown,
  begins: string,
  field: SentField,
  home: 'created_at' | 'next_date',
): void {
  const roles = Object.keys(cast).filter((role): role is Role => role.startsWith(begins));
  for (const role of roles) requireAsSent(cast[role], [field, home]);
  const ids = home === 'created_at' ? shownByCreation : shownByNextDate;
  if (roles.some((role) => !ids.includes(cast[role].id ?? 0))) {
    throw prerequisiteFailed(
      home === 'created_at'
        ? 'customers.list.filter.date.create.range'
        : 'customers.list.filter.next_date.range',
      'The list that is to be narrowed down does not show every customer of its day.',
    );
  }
}

/** The same customers for tests that rest on one field: it has to be stored as sent for them to tell anything. */
async function shownBy(
  { play }: Setting,
  field: 'created_at' | 'next_date' | 'responsible_user_id',
  begins: string,
  home: 'created_at' | 'next_date',
): Promise<Shown> {
  const record = await play(shown);
  requireShown(record, begins, field, home);
  return record;
}

export const listedByCreation: Scenario<ByCreation> = {
  name: 'customers: to be filtered by created_at',
  play: (setting) => shownBy(setting, 'created_at', 'created', 'next_date'),
  fromExisting: existingByCreation,
};

export const listedByNextDate: Scenario<ByNextDate> = {
  name: 'customers: to be filtered by next_date',
  play: (setting) => shownBy(setting, 'next_date', 'next', 'created_at'),
  fromExisting: existingByNextDate,
};

export const listedByUser: Scenario<ByUser> = {
  name: 'customers: to be filtered by responsible_user_id',
  async play(setting) {
    const users = twoUsersOf(setting);
    return { ...(await shownBy(setting, 'responsible_user_id', 'of', 'next_date')), users };
  },
  fromExisting: (setting) => existingByUser(setting, 2),
};

/** The same where further users answer for others, which a filter by two users leaves out. */
export const listedByUsers: Scenario<ByUser> = {
  name: 'customers: to be filtered by two users',
  play: ({ play }) => play(listedByUser),
  fromExisting: (setting) => existingByUser(setting, 3),
};

/** The users of the target file. @throws CannotJudge where it names fewer than two */
function twoUsersOf({ fixtures, target }: Setting): readonly number[] {
  const given = new Given(fixtures, target.features, (signal) => {
    throw signal;
  });
  return given.users(2);
}

/** Days on which nobody is created who is expected to buy on those other days. */
export const nowhere: Scenario<Pick<Shown, 'nowhere'>> = {
  name: 'customers: days without any',
  play: (setting) => shownBy(setting, 'created_at', 'created', 'next_date'),
  fromExisting: daysWithoutAny,
};

/** For filters by the date of the last change: whatever that is, it lies clear of the other customers' dates. */
export const listedByChange: Scenario<ByChange> = {
  name: 'customers: to be filtered by updated_at',
  async play({ play }) {
    const record = await play(shown);
    requireShown(record, 'changed', 'next_date', 'next_date');
    const { cast, home } = record;
    const { changedOn, changedOnOdd } = cast;
    const changedAt = (customer: Added): number => {
      const updatedAt = customer.stored?.['updated_at'];
      if (typeof updatedAt === 'number' && updatedAt > 0) return updatedAt;
      throw prerequisiteFailed(
        'customers.add.updated_at',
        'A stored customer has no date of its last change.',
      );
    };
    const around = (customer: Added, days: number) => rangeAround(new Day(changedAt(customer)).plus(days));
    return {
      cast,
      home,
      even: { on: around(changedOn, 0), later: around(changedOn, 4), earlier: around(changedOn, -4) },
      odd: { on: around(changedOnOdd, 0), later: around(changedOnOdd, 4), earlier: around(changedOnOdd, -4) },
    };
  },
  fromExisting: existingByChange,
};
