import type { CustomerAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { Day } from '../../generators/calendar.ts';
import { idsOf, itemsOf } from '../../target/answer.ts';
import { users } from '../support/account.ts';
import type { Query } from '../../target/caller.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { untestable } from '../../spec/run/signals.ts';
import { addAll, type Added } from './adding.ts';
import {
  allByDate,
  byDate,
  rangeAround,
  rangeRequirements,
  within,
  type DateRange,
  type Home,
} from './date-ranges.ts';
import { askedTogether, placed, type Place, type Together } from './filters-together.ts';
import { requireAsSent, type SentField } from './sent.ts';
import { around, existingByChange, existingByDate, existingByUser } from './listed-existing.ts';
import type { ByChange, ByDate, ByUser, Three } from './listed-existing.ts';
import { reservedDays, reservedDaysWithoutAny } from './reserved-days.ts';

const { path } = operations['customers.list'];

/** Bounds at the ends of months, of a year and in a leap year, and who lies around them at noon, in Unix seconds. */
export const edges = { from: '31.12.2003', to: '29.02.2004' } as const;
const besideEdges = {
  edgeBefore: Date.UTC(2003, 11, 28, 12) / 1000,
  edgeFirst: Date.UTC(2003, 11, 31, 12) / 1000,
  edgeLast: Date.UTC(2004, 1, 27, 12) / 1000,
  edgeBehind: Date.UTC(2004, 2, 3, 12) / 1000,
} as const;

/** The connection over which lists are narrowed down one after the other. */
const filtering = 'filtered lists';

/**
 * Customers to be filtered: by date in threes, five days before a day, on it and five days after it. In the first
 * day of each pair a server that takes the day for the month misses with a lone `from`, in the second with a lone `to`.
 */
export const listed = {
  name: 'customers: to be filtered',
  async play(setting) {
    const { payloads, calendar, caller, fixtures } = setting;
    const days = {
      created: [calendar.created(reservedDays.listedEven), calendar.created(reservedDays.listedOdd)],
      changed: [calendar.created(reservedDays.changedEven), calendar.created(reservedDays.changedOdd)],
      next: [calendar.next(reservedDays.listedEven), calendar.next(reservedDays.listedOdd)],
    } as const;
    /** Whatever is not filtered by lies on these days, so that no other customer can get in the way. */
    const home = {
      created_at: calendar.created(reservedDays.listedHome),
      next_date: calendar.next(reservedDays.listedHome),
    };
    const customer = (label: string, fields: Partial<CustomerAdd>): CustomerAdd =>
      payloads.customer(`listed: ${label}`, {
        name: payloads.name(label, 'plain'),
        created_at: home.created_at.noon,
        next_date: home.next_date.noon,
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

    const [contact] = fixtures.contacts;
    const ofSameContact = contact === undefined ? {} : { contacts_id: [contact] };
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
        edgeBefore: customer('edge before', { created_at: besideEdges.edgeBefore }),
        edgeFirst: customer('edge first', { created_at: besideEdges.edgeFirst }),
        edgeLast: customer('edge last', { created_at: besideEdges.edgeLast }),
        edgeBehind: customer('edge behind', { created_at: besideEdges.edgeBehind }),
        ofFirstUser: responsible('first', 0),
        ofSecondUser: responsible('second', 1),
        alsoOfFirstUser: responsible('first again', 0),
        ofThirdUser: responsible('third', 2),
        everyField: customer('every field', ofSameCompany(payloads)),
        namesake: customer('namesakes', ofSameContact),
        otherNamesake: customer('namesakes', ofSameContact),
        ...laidOver(placed(setting), customer),
      },
      home.created_at,
    );
    const list = async (date: Home) => {
      const filter = allByDate(date, rangeAround(home[date]));
      const items = itemsOf(await caller('administrator').get(path, filter, { connection: filtering }));
      return { filter, items, ids: idsOf(items) };
    };
    // Whether lists are late shows a whole one, and no page of another.
    const ofCreation = await list('created_at');
    const together = await askedTogether(setting, caller('administrator'), cast, filtering);
    const ofNextPurchase = await list('next_date');
    const three = (early: Added, on: Added, late: Added, day: Day): Three => {
      return { early, on, late, range: rangeAround(day) };
    };
    return {
      cast,
      together,
      created_at: {
        even: three(cast.createdEarly, cast.createdOn, cast.createdLate, days.created[0]),
        odd: three(cast.createdEarlyOdd, cast.createdOnOdd, cast.createdLateOdd, days.created[1]),
      },
      next_date: {
        even: three(cast.nextEarly, cast.nextOn, cast.nextLate, days.next[0]),
        odd: three(cast.nextEarlyOdd, cast.nextOnOdd, cast.nextLateOdd, days.next[1]),
      },
      /** The lists that are narrowed down: that of the next purchase follows lists for which more was asked. */
      homes: { next_date: ofNextPurchase, created_at: ofCreation },
    };
  },
} satisfies Scenario<unknown>;

type Listed = Awaited<ReturnType<typeof listed.play>>;

/**
 * The filter of a home day, by which the list is narrowed down to customers that a claim rests upon. Where the list of
 * neither home day shows its customers, each filter by a date is judged without another one.
 * @param begins how the names of their roles begin
 * @throws CannotJudge when one is not stored with the field as sent, or is not in that list
 */
function homeOf({ cast, homes }: Listed, begins: string, field: SentField, home: Home): Query {
  const those = inRole(cast, begins);
  for (const one of those) requireAsSent(one, [field, home]);
  const { filter } = homes[home];
  const areListed = ({ ids }: { readonly ids: readonly number[] }, all: readonly Added[]): boolean =>
    all.every(({ id }) => ids.includes(id ?? 0));
  const atHome = inRole(cast, 'of');
  if (!areListed(homes.created_at, atHome) && !areListed(homes.next_date, atHome)) return {};
  restsOn(
    [rangeRequirements[home], 'customers.list.filter.forgotten'],
    areListed(homes[home], those),
    'The list that is to be narrowed down does not show every customer of its day.',
  );
  return filter;
}

/** The customers whose roles begin so. */
export function inRole(cast: Listed['cast'], begins: string): readonly Added[] {
  return Object.entries<Added>(cast).flatMap(([role, one]) => (role.startsWith(begins) ? [one] : []));
}

function listedByDate(date: 'created_at' | 'next_date', begins: string, home: Home): Scenario<ByDate> {
  return {
    name: `customers: to be filtered by ${date}`,
    async play({ play }) {
      const record = await play(listed);
      return { ...record[date], home: homeOf(record, begins, date, home) };
    },
    fromExisting: (setting) => existingByDate(setting, date, home),
  };
}

export const listedBy = {
  created_at: listedByDate('created_at', 'created', 'next_date'),
  next_date: listedByDate('next_date', 'next', 'created_at'),
};

/** For a filter whose days are the last of their months. */
export const listedAtEdges: Scenario<{
  readonly inside: readonly Added[];
  readonly outside: readonly Added[];
  readonly home: Query;
}> = {
  name: 'customers: to be filtered by the last days of months',
  async play({ play }) {
    const record = await play(listed);
    const { edgeBefore, edgeFirst, edgeLast, edgeBehind } = record.cast;
    return {
      inside: [edgeFirst, edgeLast],
      outside: [edgeBefore, edgeBehind],
      home: homeOf(record, 'edge', 'created_at', 'next_date'),
    };
  },
};

/** For filters by the date of the last change: whatever that is, it lies clear of the other customers' dates. */
export const listedByChange: Scenario<ByChange> = {
  name: 'customers: to be filtered by updated_at',
  async play({ play }) {
    const record = await play(listed);
    const aroundChange = (customer: Added) => {
      const updatedAt = customer.stored?.['updated_at'];
      restsOn(
        'customers.add.updated_at',
        typeof updatedAt === 'number' && updatedAt > 0,
        'A stored customer has no date of its last change.',
      );
      return around(customer, (days) => rangeAround(new Day(updatedAt).plus(days)));
    };
    return {
      home: homeOf(record, 'changed', 'next_date', 'next_date'),
      even: aroundChange(record.cast.changedOn),
      odd: aroundChange(record.cast.changedOnOdd),
    };
  },
  fromExisting: existingByChange,
};

/** For filters that hold together. @throws CannotJudge when a customer is not stored with a field as it was sent */
export const listedTogether: Scenario<Together> = {
  name: 'customers: to be filtered by everything at once',
  async play({ play }) {
    const { together } = await play(listed);
    for (const one of together.cast) requireAsSent(one, ['created_at', 'next_date', 'responsible_user_id']);
    return together;
  },
};

/** Customers that a list of a day has to show, whatever was asked for before it. */
export const afterOthers: Scenario<{
  readonly shown: readonly number[];
  readonly expected: readonly Added[];
}> = {
  name: 'customers: to be filtered after others were',
  async play({ play }) {
    const { cast, homes } = await play(listed);
    const expected = inRole(cast, 'of');
    for (const one of expected) requireAsSent(one, ['next_date', 'responsible_user_id']);
    return { shown: homes.next_date.ids, expected };
  },
};

/** Over the named connection the administrator was let in last. */
export const letIn: Scenario<{ readonly connection: string }> = {
  name: 'customers: the administrator let in',
  async play({ play }) {
    // What came of it is told elsewhere.
    await play(listed).catch(() => undefined);
    return { connection: filtering };
  },
  async fromExisting({ caller }) {
    await caller('administrator').get(path, { limit_rows: 1 }, { connection: filtering });
    return { connection: filtering };
  },
};

const twoUsers = users(2);

/** @param least how many users answer for customers of an account that is only looked at: a third is left out by a filter by two */
export function listedByUser(least: 2 | 3): Scenario<ByUser> {
  return {
    name: `customers: to be filtered by responsible_user_id, of ${least} users`,
    async play({ calendar, play, unknownId }) {
      const [first, second] = await play(twoUsers);
      const record = await play(listed);
      const home = homeOf(record, 'of', 'responsible_user_id', 'next_date');
      const range = rangeAround(calendar.next(reservedDays.listedHome));
      const { ofFirstUser, alsoOfFirstUser, ofSecondUser } = record.cast;
      return {
        first,
        second,
        nobody: unknownId(27),
        ofFirst: [ofFirstUser, alsoOfFirstUser],
        ofSecond: [ofSecondUser],
        home,
        isAtHome: (nextDate) => Object.keys(home).length === 0 || within(range)(nextDate),
      };
    },
    fromExisting: (setting) => existingByUser(setting, least),
  };
}

/** Days on which nobody is created who is expected to buy on those other days. */
export const nowhere: Scenario<Readonly<Record<Home, DateRange>>> = {
  name: 'customers: days without any',
  async play(setting) {
    await setting.play(listedBy.created_at);
    return rangesOn(setting, reservedDays.nowhere);
  },
  async fromExisting(setting) {
    for (const day of reservedDaysWithoutAny) {
      const ranges = rangesOn(setting, day);
      const query = {
        ...byDate('created_at', ranges.created_at),
        ...allByDate('next_date', ranges.next_date),
      };
      const others = itemsOf(await setting.caller('administrator').get(path, query)).filter(
        ({ created_at, next_date }) =>
          within(ranges.created_at)(Number(created_at)) && within(ranges.next_date)(Number(next_date)),
      );
      if (others.length === 0) return ranges;
    }
    throw untestable('The account has customers on every day that was tried: try another seed.');
  },
};

/** Every field but those that say where it is listed, with the company of the one that is added with every field elsewhere. */
function ofSameCompany(payloads: Setting['payloads']): Partial<CustomerAdd> {
  const {
    name: _,
    created_at: __,
    updated_at: ___,
    next_date: ____,
    ...fields
  } = payloads.fullCustomer('listed');
  const { company_id } = payloads.fullCustomer('complete', 'strings');
  return { ...fields, ...(company_id !== undefined && { company_id }) };
}

function laidOver(
  members: Readonly<Record<Place, Partial<CustomerAdd>>>,
  customer: (label: string, fields: Partial<CustomerAdd>) => CustomerAdd,
): Record<Place, CustomerAdd> {
  const rows = Object.entries(members).map(([label, fields]) => [label, customer(label, fields)]);
  return Object.fromEntries(rows) as Record<Place, CustomerAdd>;
}

function rangesOn({ calendar }: Setting, day: number): Readonly<Record<Home, DateRange>> {
  return { created_at: rangeAround(calendar.created(day)), next_date: rangeAround(calendar.next(day)) };
}
