/** Customers and queries in which every two parameters of a list tell: without either of them it would show others. */
import type { CustomerAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import type { Day } from '../../generators/calendar.ts';
import { at, idOf, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import type { Caller, Query } from '../../target/caller.ts';
import type { Setting } from '../support/scenario.ts';
import { rowsOf, type Added } from './adding.ts';
import { byDate, noonOf, rangeAround, within, type Dated } from './date-ranges.ts';
import { reservedDays } from './reserved-days.ts';

const { path } = operations['customers.list'];

/** Where a customer lies beside the days and the user that are asked for. */
type Aside = Partial<Readonly<Record<Dated, -5 | 5>>> & { readonly ofAnother?: true };

/** Three that match, and for everything that is asked for one that fails it alone. */
const places = {
  togetherOne: {},
  togetherTwo: {},
  togetherThree: {},
  togetherOfAnother: { ofAnother: true },
  togetherCreatedEarly: { created_at: -5 },
  togetherCreatedLate: { created_at: 5 },
  togetherChangedEarly: { updated_at: -5 },
  togetherChangedLate: { updated_at: 5 },
  togetherNextEarly: { next_date: -5 },
  togetherNextLate: { next_date: 5 },
} as const satisfies Readonly<Record<string, Aside>>;

export type Place = keyof typeof places;

const roles = Object.keys(places) as readonly Place[];

/** A list that was asked for with everything at once, and what it has to show. */
export interface Narrowed {
  readonly answer: Answer;
  /** Those who match; a row of one of them is asked for. */
  readonly matching: readonly (number | null)[];
  /** Of others who match as well. */
  readonly strangers: readonly Item[];
  readonly rows: number;
}

export interface Together {
  readonly cast: readonly Added[];
  readonly byCreation: Narrowed;
  readonly byChange: Narrowed;
  /** By a change at a time when nobody was changed. */
  readonly byOtherChange: Narrowed;
}

/** The customers of each place, to be laid over plain ones. */
export function placed({ calendar, fixtures: { users } }: Setting): Record<Place, Partial<CustomerAdd>> {
  const days = daysOf(calendar);
  const [user, another] = users;
  const customers = Object.entries<Aside>(places).map(([place, aside]) => {
    const moment = (date: Dated, day: Day): number => day.plus(aside[date] ?? 0).noon;
    const responsible = aside.ofAnother ? another : user;
    return [
      place,
      {
        created_at: moment('created_at', days.created),
        updated_at: moment('updated_at', days.created),
        next_date: moment('next_date', days.next),
        ...(another !== undefined && responsible !== undefined && { responsible_user_id: responsible }),
      },
    ];
  });
  return Object.fromEntries(customers) as Record<Place, Partial<CustomerAdd>>;
}

/** Asks for the lists, one after the other over one connection. */
export async function askedTogether(
  { calendar, fixtures: { users } }: Setting,
  administrator: Caller,
  cast: Readonly<Record<Place, Added>>,
  connection: string,
): Promise<Together> {
  const days = daysOf(calendar);
  const next = rangeAround(days.next);
  const [user, another] = users;
  const ofUser = user !== undefined && another !== undefined ? { 'filter[main_user]': [user] } : {};
  const all = roles.map((role) => cast[role]);

  const ask = async (date: 'created_at' | 'updated_at', day: Day): Promise<Narrowed> => {
    const range = rangeAround(day);
    const matches = (customer: Item | null): boolean =>
      within(range)(Number(customer?.[date])) &&
      within(next)(Number(customer?.['next_date'])) &&
      (another === undefined || customer?.['responsible_user_id'] === user);
    const matching = all.filter(({ stored }) => matches(stored));
    const [rows, offset] = [2, Math.max(matching.length - 1, 1)];
    // One is left behind the others; without the offset, or with one more that matches, there would be two.
    const listedRows = matching.length > 1 ? 1 : 0;
    const query: Query = {
      ...ofUser,
      ...byDate(date, range),
      ...byDate('next_date', next),
      limit_rows: rows,
      limit_offset: offset,
    };
    const answer = await administrator.get(path, query, { connection, shows: rowsOf(matching, listedRows) });
    return {
      answer,
      strangers: itemsOf(answer).filter((item) => matches(item) && !all.some(({ id }) => id === idOf(item))),
      matching: matching.map(({ id }) => id),
      rows: listedRows,
    };
  };

  const updatedAt = Number(at(cast.togetherOne.stored, 'updated_at'));
  const changed = updatedAt > 0 ? noonOf(updatedAt) : days.created;
  return {
    cast: all,
    byCreation: await ask('created_at', days.created),
    byOtherChange: await ask('updated_at', changed.plus(-12)),
    byChange: await ask('updated_at', changed),
  };
}

function daysOf(calendar: Setting['calendar']) {
  return {
    created: calendar.created(reservedDays.filtersTogether),
    next: calendar.next(reservedDays.filtersTogether),
  };
}
