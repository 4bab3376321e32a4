import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calendar, reservedDayCount } from '../../../generators/calendar.ts';

const seeds = Array.from({ length: 100 }, (_, index) => index + 1);
const reservedDays = Array.from({ length: reservedDayCount }, (_, slot) => slot);
const kinds = ['created', 'next'] as const;

const daysOf = (seed: number, kind: (typeof kinds)[number]) => {
  const calendar = new Calendar(seed);
  return reservedDays.map((slot) => calendar[kind](slot));
};

const everyDay = kinds.flatMap((kind) => seeds.flatMap((seed) => daysOf(seed, kind)));

/** What a server makes of DD.MM.YYYY when it takes the month for the day; Unix seconds at noon. */
function swapped(text: string): number {
  const [month, day, year] = text.split('.').map(Number);
  assert.ok(month !== undefined && month <= 12, `${text} can't be swapped`);
  return Date.UTC(year ?? NaN, month - 1, day, 12) / 1000;
}

const within = (moment: number, from: number, to: number) => from <= moment && moment <= to;

test('days are noons within their years and below 31 bits', () => {
  const years = { created: [1996, 2008], next: [2031, 2037] } as const;

  for (const kind of kinds) {
    const [first, last] = years[kind];
    for (const { noon } of seeds.flatMap((seed) => daysOf(seed, kind))) {
      assert.ok(within(new Date(noon * 1000).getUTCFullYear(), first, last));
      assert.ok(noon % 86_400 === 43_200 && noon < 2 ** 31);
    }
  }
});

test('days of one calendar lie at least 20 days apart', () => {
  for (const kind of kinds) {
    for (const seed of seeds) {
      const noons = daysOf(seed, kind)
        .map(({ noon }) => noon)
        .toSorted((one, other) => one - other);
      const gaps = noons.slice(1).map((noon, index) => (noon - (noons[index] ?? NaN)) / 86_400);
      assert.ok(Math.min(...gaps) >= 20, `seed ${seed}: ${Math.min(...gaps)}`);
    }
  }
});

test('day and month differ by at least four, and the days around are no greater than twelve', () => {
  for (const day of everyDay) {
    const [date = NaN, month = NaN] = day.dmy().split('.').map(Number);
    assert.ok(Math.abs(date - month) >= 4 && date - 2 >= 1 && date + 2 <= 12, day.dmy());
  }
});

test('a window of up to two days, read with day and month swapped, is valid and misses the real day', () => {
  for (const day of everyDay) {
    for (const reach of [0, 1, 2]) {
      const [from, to] = [swapped(day.dmy(-reach)), swapped(day.dmy(reach))];
      assert.ok(!within(day.noon, from, to), `${day.dmy()} ± ${reach}`);
    }
  }
});

test('the seed decides, and calendars of two seeds share few of the first twenty days', () => {
  for (const kind of kinds) {
    const first = (seed: number) => daysOf(seed, kind).slice(0, 20);
    const noons = new Set(first(1).map(({ noon }) => noon));
    const shared = seeds.slice(1).flatMap((seed) => first(seed).filter(({ noon }) => noons.has(noon)));

    assert.deepEqual(daysOf(1, kind), daysOf(1, kind));
    assert.ok(shared.length / (seeds.length - 1) < 3, `${kind}: ${shared.length}`);
  }
});
