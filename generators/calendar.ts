import { Stream } from './stream.ts';

const SECONDS_PER_DAY = 86_400;

/** Years in which customers are said to have been created: long before anybody worked in the account. */
const CREATED_YEARS = { first: 1996, last: 2008 };
/** Years of next purchases: after everybody's plans, and before timestamps leave 31 bits in January 2038. */
const NEXT_YEARS = { first: 2031, last: 2037 };

/** For each month the days that may be drawn; `Calendar` says why these. */
const DAYS_OF_MONTH: Readonly<Record<number, { first: number; last: number }>> = {
  1: { first: 5, last: 10 },
  2: { first: 6, last: 10 },
  3: { first: 7, last: 10 },
  4: { first: 8, last: 10 },
  5: { first: 9, last: 10 },
  6: { first: 10, last: 10 },
  7: { first: 3, last: 3 },
  8: { first: 3, last: 4 },
  9: { first: 3, last: 5 },
  10: { first: 3, last: 6 },
  11: { first: 3, last: 7 },
  12: { first: 3, last: 8 },
};

/** How many reserved days every calendar has of each kind: one a month in the seven years of next purchases. */
export const reservedDayCount = 84;

/** A day of the calendar, in UTC. */
export class Day {
  /** Unix seconds at 12:00 UTC: within the same day in every time zone from UTC-12 to UTC+11. */
  readonly noon: number;

  constructor(noon: number) {
    this.noon = noon;
  }

  /** @returns the day that lies `days` later, or earlier where negative */
  plus(days: number): Day {
    return new Day(this.noon + days * SECONDS_PER_DAY);
  }

  /** @returns the day `offsetDays` later as the filters take it: DD.MM.YYYY */
  dmy(offsetDays = 0): string {
    const date = new Date((this.noon + offsetDays * SECONDS_PER_DAY) * 1000);
    const [year, month, day] = date.toISOString().slice(0, 10).split('-');
    return `${day}.${month}.${year}`;
  }
}

/**
 * Days for probing date filters, drawn from the seed: a reserved day is a day with an empty neighbourhood, so that a
 * window around it holds what this run put there and next to nothing else.
 *
 * What is promised of every reserved day `0 … reservedDayCount - 1` of one calendar, for created and for next days alike:
 * - Two reserved days of a kind lie at least 20 days apart (each has a month to itself), so windows of up to 9 days to
 *   either side are disjoint.
 * - The day of the month is 3 … 10. It and the two days before and after it are all at most 12, so a server that
 *   takes the day for the month gets a valid date and filters wrongly, instead of refusing and looking merely strict.
 * - Day and month differ by at least 4. The ends of a window of ±2 days, read the wrong way round, lie in the
 *   months `day - 2 … day + 2`, and the real month is none of them: the swapped window misses the real day.
 * - In even reserved days the day is greater than the month, in odd reserved days smaller. So a window with a lone `from` misses
 *   the real day when swapped in even reserved days, one with a lone `to` does in odd reserved days.
 *
 * `Payloads` dates what it draws on days 15 … 28, which no such window reaches. Calendars of two seeds share some days
 * (there are 546 possible created days and 294 next ones); the order of reserved days is drawn, so few of the reserved days in use coincide.
 */
export class Calendar {
  readonly #created: readonly Day[];
  readonly #next: readonly Day[];

  constructor(seed: number) {
    this.#created = reservedDays(CREATED_YEARS, new Stream(seed, 'calendar/created'));
    this.#next = reservedDays(NEXT_YEARS, new Stream(seed, 'calendar/next'));
  }

  /** @throws RangeError beyond `reservedDayCount` */
  created(index: number): Day {
    return reservedDayOf(this.#created, index);
  }

  /** @throws RangeError beyond `reservedDayCount` */
  next(index: number): Day {
    return reservedDayOf(this.#next, index);
  }
}

function reservedDayOf(days: readonly Day[], index: number): Day {
  const day = days[index];
  if (!day)
    throw new RangeError(`The calendar has reserved days 0 to ${reservedDayCount - 1}, not ${index}.`);
  return day;
}

/** Alternates between the first half of a year, where days exceed months, and the second, where months exceed days. */
function reservedDays(years: { first: number; last: number }, stream: Stream): Day[] {
  const even = stream.shuffle(monthsOf(years, 1, 6));
  const odd = stream.shuffle(monthsOf(years, 7, 12));
  const months = even.flatMap((month, index) => [month, ...odd.slice(index, index + 1)]);
  return months.slice(0, reservedDayCount).map((month) => dayIn(month, stream));
}

interface Month {
  readonly year: number;
  /** 1 is January. */
  readonly month: number;
}

function monthsOf(years: { first: number; last: number }, first: number, last: number): Month[] {
  return range(years.first, years.last).flatMap((year) =>
    range(first, last).map((month) => ({ year, month })),
  );
}

function dayIn({ year, month }: Month, stream: Stream): Day {
  const days = DAYS_OF_MONTH[month];
  if (!days) throw new RangeError(`There is no month ${month}.`);
  return new Day(Date.UTC(year, month - 1, stream.integer(days.first, days.last), 12) / 1000);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
