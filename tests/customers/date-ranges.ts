import { Day } from '../../generators/calendar.ts';

/** Days between which a filter looks: as the filters take them, and as bounds that nothing it lists lies beyond. */
export interface DateRange {
  /** DD.MM.YYYY */
  readonly from: string;
  readonly to: string;
  /** Unix seconds. */
  readonly earliest: number;
  readonly latest: number;
}

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
