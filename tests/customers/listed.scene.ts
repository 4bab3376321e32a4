import type { CustomerAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { Day } from '../../generators/calendar.ts';
import { idsOf, itemsOf } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { addAll, type Added } from './adding.ts';
import { createdIn, nextIn } from './filters.ts';
import { unfoundedIn, type Foundation } from './foundation.ts';
import { slots } from './slots.ts';

const { path } = operations['customers.list'];

/**
 * Customers to be filtered: by date in threes, five days before a day, on it and five days after it. In the first
 * day of each pair a server that takes the day for the month misses with a lone `from`, in the second with a lone `to`.
 */
const listed = {
  name: 'customers: to be filtered',
  async play(setting) {
    const { author, calendar, fixtures } = setting;
    const days = {
      created: [calendar.created(slots.listedEven), calendar.created(slots.listedOdd)],
      changed: [calendar.created(slots.changedEven), calendar.created(slots.changedOdd)],
      next: [calendar.next(slots.listedEven), calendar.next(slots.listedOdd)],
    } as const;
    /** Whatever is not filtered by lies on these days, so that no other customer can get in the way. */
    const home = { created: calendar.created(slots.listedHome), next: calendar.next(slots.listedHome) };
    const customer = (label: string, fields: Partial<CustomerAdd>): CustomerAdd =>
      author.customer(`listed: ${label}`, {
        name: author.name(label, 'plain'),
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
      created: { even: windowAround(days.created[0]), odd: windowAround(days.created[1]) },
      next: { even: windowAround(days.next[0]), odd: windowAround(days.next[1]) },
      home: { created: windowAround(home.created), next: windowAround(home.next) },
      /** Days on which nothing of ours is created or expected. */
      nowhere: {
        created: windowAround(calendar.created(slots.nowhere)),
        next: windowAround(calendar.next(slots.nowhere)),
      },
    };
  },
} satisfies Scene<unknown>;

/** Two days before and after a day: as the filters take them, and as bounds that are a day wider. */
export interface Window {
  readonly from: string;
  readonly to: string;
  /** Unix seconds. */
  readonly earliest: number;
  readonly latest: number;
}

/** The window of two days to either side of a moment, given in Unix seconds. */
export function windowAround({ noon }: Pick<Day, 'noon'>): Window {
  const day = new Day(noon);
  return { from: day.dmy(-2), to: day.dmy(2), earliest: day.plus(-3).noon, latest: day.plus(3).noon };
}

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
} satisfies Scene<unknown>;

type Shown = Awaited<ReturnType<typeof shown.play>>;

/** @throws CannotJudge when a customer is not stored as sent, or is not in the list that the tests narrow down */
function requireShown(
  { cast, shownByCreation, shownByNextDate }: Shown,
  begins: string,
  field: Foundation,
  home: 'created_at' | 'next_date',
): void {
  const roles = Object.keys(cast).filter((role): role is Role => role.startsWith(begins));
  for (const role of roles) {
    const unfounded = unfoundedIn(cast[role], [field, home]);
    if (unfounded) throw prerequisiteFailed(unfounded.requirement, unfounded.says);
  }
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
function listedBy(
  field: 'created_at' | 'next_date' | 'responsible_user_id',
  begins: string,
  home: 'created_at' | 'next_date',
) {
  return {
    name: `customers: to be filtered by ${field}`,
    async play({ play }) {
      const record = await play(shown);
      requireShown(record, begins, field, home);
      return record;
    },
  } satisfies Scene<Shown>;
}

export const listedByCreation = listedBy('created_at', 'created', 'next_date');
export const listedByNextDate = listedBy('next_date', 'next', 'created_at');
export const listedByUser = listedBy('responsible_user_id', 'of', 'next_date');

/** For filters by the date of the last change: whatever that is, it lies clear of the other customers' dates. */
export const listedByChange = {
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
    const around = (customer: Added, days: number) => windowAround(new Day(changedAt(customer)).plus(days));
    return {
      cast,
      home,
      even: { on: around(changedOn, 0), later: around(changedOn, 4), earlier: around(changedOn, -4) },
      odd: { on: around(changedOnOdd, 0), later: around(changedOnOdd, 4), earlier: around(changedOnOdd, -4) },
    };
  },
} satisfies Scene<unknown>;
