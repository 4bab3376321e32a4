import type { CoreRequest } from '../core/handler.ts';
import { type Modifier, at, forQuery } from '../modifiers.ts';
import type { Fault } from './fault.ts';

const operation = 'customers.list';

/** Whether a query has some parameters, told by how their names begin. */
const has = (query: URLSearchParams, ...begins: readonly string[]): boolean =>
  begins.every((begin) => [...query.keys()].some((name) => name.startsWith(begin)));

/** Parts of a query, by how the names of their parameters begin, and what they are called. */
const parts = {
  user: ['filter[main_user]', 'the filter by responsible users'],
  date: ['filter[date]', 'the filter by date'],
  next: ['filter[next_date]', 'the filter by next purchase'],
  rows: ['limit_rows', 'the number of rows'],
  offset: ['limit_offset', 'the offset'],
} as const;

type Part = keyof typeof parts;

/** Without one part of a query where it has others, too. */
function dropping(part: Part, ...besides: readonly Part[]): Fault {
  const [begins, noun] = parts[part];
  return {
    name: `${part}-dropped-beside-${besides.join('-and-')}`,
    breaks: 'customers.list.filter.together.create',
    also: ['customers.list.filter.together.modify'],
    describe: `Beside ${besides.map((one) => parts[one][1]).join(' and ')} ${noun} does not count.`,
    apply: forQuery(operation, (query) => {
      if (has(query, begins, ...besides.map((one) => parts[one][0]))) without(query, begins);
    }),
  };
}

function without(query: URLSearchParams, begins: string): void {
  for (const name of [...query.keys()].filter((one) => one.startsWith(begins))) query.delete(name);
}

/** Defects of lists for which several things are asked at once, or one after the other. */
export const customerFilterTogetherFaults: readonly Fault[] = [
  dropping('user', 'date'),
  dropping('date', 'user'),
  dropping('next', 'user', 'date'),
  dropping('offset', 'user', 'next'),
  dropping('rows', 'user', 'next'),
  {
    name: 'change-dropped-beside-user',
    breaks: 'customers.list.filter.together.modify',
    describe: 'Beside the filter by responsible users that by change does not count.',
    apply: forQuery(operation, (query) => {
      if (has(query, 'filter[main_user]') && query.get('filter[date][type]') === 'modify') {
        without(query, 'filter[date]');
      }
    }),
  },
  {
    name: 'second-user-in-the-place-of-all-else',
    breaks: 'customers.list.filter.main_user.two',
    describe: 'Of two responsible users one is listed whatever else is asked for.',
    apply: forQuery(operation, (query) => {
      if (query.getAll('filter[main_user][]').length > 1) without(query, 'filter[next_date]');
    }),
  },
  {
    name: 'filter-sticks-to-connection',
    breaks: 'customers.list.filter.forgotten',
    describe: 'The filter by responsible users of a page counts for the next list over the connection, too.',
    apply: at(operation, sticking()),
  },
];

/** Remembers for each connection whom the list before was narrowed to. */
function sticking(): Modifier {
  return (core) => {
    const former = new Map<CoreRequest['connection'], readonly string[]>();
    return (state, request) => {
      const query = new URLSearchParams(request.query);
      const users = former.get(request.connection) ?? [];
      const asksForIds = query.has('id') || query.has('id[]');
      const isPage = !asksForIds && has(query, 'filter[main_user]', 'limit_offset');
      former.set(request.connection, isPage ? query.getAll('filter[main_user][]') : []);
      if (!asksForIds) for (const user of users) query.append('filter[main_user][]', user);
      return core(state, { ...request, query: query.toString() });
    };
  };
}
