import { type Modifier, forQuery } from '../modifiers.ts';
import type { Fault } from './fault.ts';

type Side = 'from' | 'to';

/** Defects of one filter by date; of one type of it, where it has types. */
export function ofDates(
  what: string,
  filter: 'filter[date]' | 'filter[next_date]',
  group:
    | 'customers.list.filter.date.create'
    | 'customers.list.filter.date.modify'
    | 'customers.list.filter.next_date',
  type?: string,
): readonly Fault[] {
  const dates = (change: (bounds: Bounds) => Bounds): Modifier =>
    forQuery('customers.list', (query) => {
      if (type !== undefined && query.get('filter[date][type]') !== type) return;
      const sent: Bounds = { from: query.get(`${filter}[from]`), to: query.get(`${filter}[to]`) };
      const changed = change(sent);
      for (const side of ['from', 'to'] as const) {
        const bound = changed[side];
        if (bound === null) query.delete(`${filter}[${side}]`);
        else query.set(`${filter}[${side}]`, bound);
      }
    });
  const row = (
    name: string,
    side: Side | 'range',
    describe: string,
    change: (bounds: Bounds) => Bounds,
  ): Fault => ({
    name: `${what}-${name}`,
    breaks: `${group}.${side}`,
    // A filter that lets too much through does so where nothing matches, and beside others, too.
    also: [
      group,
      ...(type === undefined ? (['customers.list.filter.main_user'] as const) : []),
      ...(type === 'create' ? [] : (['customers.list.filter.updated'] as const)),
      'customers.list.filter.empty',
      'customers.list.filter.together',
      'customers.list.filter.date.edges',
      'customers.list.filter.brackets',
    ],
    describe: `In the filter by ${what} ${describe}.`,
    apply: dates(change),
  });
  return [
    row('from-ignored', 'from', 'the first day is ignored', ({ to }) => ({ from: null, to })),
    row(
      'lone-from-ignored',
      'from',
      'the first day is ignored where there is no last one',
      ({ from, to }) => ({
        from: to === null ? null : from,
        to,
      }),
    ),
    row('from-a-week-early', 'from', 'the first day is a week early', ({ from, to }) => ({
      from: shifted(from, -7),
      to,
    })),
    row('to-ignored', 'to', 'the last day is ignored', ({ from }) => ({ from, to: null })),
    row('to-a-week-late', 'to', 'the last day is a week late', ({ from, to }) => ({
      from,
      to: shifted(to, 7),
    })),
    row('to-ignored-beside-from', 'range', 'the last day is ignored beside a first one', ({ from, to }) => ({
      from,
      to: from === null ? to : null,
    })),
    row('days-and-months-exchanged', 'from', 'day and month are exchanged', ({ from, to }) => ({
      from: exchanged(from),
      to: exchanged(to),
    })),
    row(
      'day-and-month-of-to-exchanged',
      'to',
      'day and month of the last day are exchanged',
      ({ from, to }) => ({
        from,
        to: exchanged(to),
      }),
    ),
  ];
}

interface Bounds {
  readonly from: string | null;
  readonly to: string | null;
}

/** DD.MM.YYYY as MM.DD.YYYY. */
function exchanged(day: string | null): string | null {
  return day === null ? null : day.replace(/^(\d\d)\.(\d\d)/, '$2.$1');
}

/** A day so many days later; anything else stays. */
function shifted(day: string | null, days: number): string | null {
  const parts = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(day ?? '');
  if (parts === null) return day;
  const [date = 0, month = 0, year = 0] = parts.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, date + days))
    .toISOString()
    .slice(0, 10)
    .split('-')
    .reverse()
    .join('.');
}
