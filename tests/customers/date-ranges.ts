import { Day } from '../../generators/calendar.ts';
import type { Query } from '../../target/caller.ts';

/** The dates of a customer by which lists are narrowed. */
export type Dated = 'created_at' | 'updated_at' | 'next_date';

/** Days between which a filter looks: as the filters take them, and as bounds that nothing it lists lies beyond. */
export interface DateRange {
  /** DD.MM.YYYY */
  readonly from: string;
  readonly to: string;
  /** Unix seconds. */
  readonly earliest: number;
  readonly latest: number;
}

/** What a filter names of a range: its first day, its last, or both. */
export type Bounds = 'from' | 'to' | 'range';

const parameters = {
  created_at: ['filter[date]', { 'filter[date][type]': 'create' }],
  updated_at: ['filter[date]', { 'filter[date][type]': 'modify' }],
  next_date: ['filter[next_date]', {}],
} as const satisfies Record<Dated, unknown>;

/** Parameters that narrow a list of customers by a date. */
export function byDate(date: Dated, { from, to }: DateRange, bounds: Bounds = 'range'): Query {
  const [name, type] = parameters[date];
  return {
    ...type,
    ...(bounds !== 'to' && { [`${name}[from]`]: from }),
    ...(bounds !== 'from' && { [`${name}[to]`]: to }),
  };
}

/** The same for all that a list may show at once: how many rows come unasked is the target's own choice. */
export function allByDate(date: Dated, range: DateRange): Query {
  return { ...byDate(date, range), limit_rows: 500 };
}

/** Tells of a moment, in Unix seconds, whether a list that is narrowed so may show it. */
export function within({ earliest, latest }: DateRange, bounds: Bounds = 'range') {
  return (moment: number): boolean =>
    (bounds === 'to' || moment >= earliest) && (bounds === 'from' || moment <= latest);
}

/** The dates by which lists are narrowed where it is not they that are judged, and what that rests upon. */
export const rangeRequirements = {
  created_at: 'customers.list.filter.date.create.range',
  next_date: 'customers.list.filter.next_date.range',
} as const satisfies Partial<Record<Dated, string>>;

export type Home = keyof typeof rangeRequirements;

const DAY = 86_400;

/** The range of two days to either side of a moment, given in Unix seconds. */
export function rangeAround({ noon }: Pick<Day, 'noon'>): DateRange {
  const day = new Day(noon);
  return { from: day.dmy(-2), to: day.dmy(2), earliest: day.plus(-3).noon, latest: day.plus(3).noon };
}

/**
 * The range that holds two moments of others and what lies between them, whatever the target's time zone and
 * whether or not its last day belongs to it. What lies `clear` of it is outside for sure.
 */
export function rangeOver(first: number, last = first): DateRange {
  const [begin, end] = [noonOf(first), noonOf(last)];
  return {
    from: begin.dmy(-2),
    to: end.dmy(2),
    // A day begins up to 14 hours before it does in UTC, and ends up to 12 hours later.
    earliest: begin.noon - 3.5 * DAY,
    latest: end.noon + 3.5 * DAY,
  };
}

/** How many seconds from the noon of a moment another one lies outside of its range for sure. */
export const clear = 4 * DAY;

/** Noon of the day of a moment, in UTC. */
export function noonOf(moment: number): Day {
  return new Day(Math.floor(moment / DAY) * DAY + DAY / 2);
}
