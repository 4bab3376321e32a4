import { type Modifier, at, forQuery, onItems, seeing, when } from '../modifiers.ts';
import { beyondLimit, forNumber, ignoring } from './lists.ts';
import type { Fault } from './fault.ts';

const operation = 'customers.list';

/** Defects of pages of customers: how many rows come, and from which on. */
export const customerPageFaults: readonly Fault[] = [
  {
    name: 'one-row-too-many',
    breaks: 'customers.list.limit_rows.one',
    describe: 'Where one row is asked for, two come.',
    apply: forNumber(operation, 'limit_rows', (rows) => (rows === 1 ? 2 : rows)),
  },
  {
    name: 'limit-ignored',
    breaks: 'customers.list.limit_rows.one',
    also: [
      'customers.list.filter.together',
      'customers.list.limit_rows.several',
      'customers.list.limit_offset',
      'customers.list.pages',
    ],
    describe: 'The number of rows is ignored.',
    apply: ignoring(operation, 'limit_rows'),
  },
  {
    name: 'row-too-few',
    breaks: 'customers.list.limit_rows.several',
    also: ['customers.list.limit_rows.maximum', 'customers.list.pages', 'customers.list.limit_offset'],
    describe: 'One row less comes than is asked for.',
    apply: forNumber(operation, 'limit_rows', (rows) => Math.max(rows - 1, 1)),
  },
  {
    name: 'row-too-many',
    breaks: 'customers.list.limit_rows.several',
    also: ['customers.list.limit_rows', 'customers.list.pages'],
    describe: 'One row more comes than is asked for.',
    apply: forNumber(operation, 'limit_rows', (rows) => rows + 1),
  },
  {
    name: 'rows-repeated',
    breaks: 'customers.list.limit_rows.several',
    also: [
      'customers.list.id.alone',
      'customers.list.limit_rows',
      'customers.list.limit_offset',
      'customers.list.pages',
    ],
    describe: 'The last row of a full page is the one before it once more.',
    apply: onItems(operation, (items, { request }) =>
      String(items.length) === new URLSearchParams(request.query).get('limit_rows')
        ? [...items.slice(0, -1), ...items.slice(-2, -1)]
        : items,
    ),
  },
  {
    name: 'rows-up-to-499',
    breaks: 'customers.list.limit_rows.maximum',
    describe: 'No more than 499 rows come.',
    apply: forNumber(operation, 'limit_rows', (rows) => Math.min(rows, 499)),
  },
  {
    name: 'rows-up-to-501',
    breaks: 'customers.list.limit_rows.beyond',
    describe: 'As many as 501 rows come.',
    apply: beyondLimit(operation, 501),
  },
  {
    name: 'offset-one-late',
    breaks: 'customers.list.limit_offset',
    also: ['customers.list.filter.together', 'customers.list.pages'],
    describe: 'Rows come from one behind the offset on.',
    apply: offset((rows) => rows + 1),
  },
  {
    name: 'offset-one-early',
    breaks: 'customers.list.limit_offset',
    also: ['customers.list.filter.together', 'customers.list.pages'],
    describe: 'Rows come from one before the offset on.',
    apply: offset((rows) => Math.max(rows - 1, 0)),
  },
  {
    name: 'offset-ignored',
    breaks: 'customers.list.limit_offset',
    also: ['customers.list.filter.together', 'customers.list.limit_offset', 'customers.list.pages'],
    describe: 'The offset is ignored.',
    apply: offset(() => 0),
  },
  {
    name: 'offset-behind-gives-the-last-page',
    breaks: 'customers.list.limit_offset.behind',
    describe: 'An offset behind the last row gives the last page.',
    apply: at(operation, (core) => (state, request) => {
      const query = new URLSearchParams(request.query);
      const [rows, from] = [Number(query.get('limit_rows')), Number(query.get('limit_offset'))];
      const reply = core(state, request);
      if (reply.response.status !== 204 || rows < 3) return reply;
      const earlier = Array.from({ length: Math.ceil(from / rows) }, (_, page) => from - (page + 1) * rows);
      return earlier
        .map((offset) => {
          query.set('limit_offset', String(Math.max(offset, 0)));
          return core(state, { ...request, query: query.toString() });
        })
        .reduce((last, one) => (last.response.status === 204 ? one : last), reply);
    }),
  },
  {
    name: 'offset-counts-alone',
    breaks: 'customers.list.limit_offset.alone',
    describe: 'The offset counts without a number of rows, too.',
    apply: forQuery(operation, (query) => {
      if (query.has('limit_offset') && !query.has('limit_rows')) query.set('limit_rows', '500');
    }),
  },
  {
    name: 'second-page-overlaps',
    breaks: 'customers.list.pages',
    describe: 'The second page begins with the last row of the first.',
    apply: offset((rows, limited) => (rows > 0 && rows <= limited ? rows - 1 : rows)),
  },
  {
    name: 'second-page-misses-one',
    breaks: 'customers.list.pages',
    describe: 'The second page begins one row behind the first.',
    apply: offset((rows, limited) => (rows > 0 && rows <= limited ? rows + 1 : rows)),
  },
  {
    name: 'every-page-the-first-but-the-last',
    breaks: 'customers.list.pages',
    describe: 'Up to the second page the first one comes.',
    apply: offset((rows, limited) => (rows <= limited ? 0 : rows)),
  },
  {
    name: 'pages-in-another-order-each-time',
    breaks: 'customers.list.pages',
    describe: 'Rows behind the first page are counted from the other end.',
    apply: at(
      operation,
      when(
        ({ query }) => Number(new URLSearchParams(query).get('limit_offset')) > 0,
        seeing((state) => ({ ...state, customers: new Map([...state.customers].reverse()) })),
      ),
    ),
  },
];

/** Changes from which row on rows are asked for, where their number is. */
function offset(change: (from: number, rows: number) => number): Modifier {
  return forQuery(operation, (query) => {
    const [rows, from] = [query.get('limit_rows'), query.get('limit_offset')];
    if (rows !== null && from !== null) query.set('limit_offset', String(change(Number(from), Number(rows))));
  });
}
