import type { State } from '../core/state.ts';
import { type Modifier, at, forItems, forQuery, onItems, onResponse, when } from '../modifiers.ts';
import { forSelf, ignoring, withHref } from './lists.ts';
import type { Fault } from './fault.ts';

const operation = 'customers.list';
const path = '/api/v2/customers';

/** Finds nothing. */
const empty: Modifier = onResponse(({ headers: { 'content-type': _type, ...headers } }) => ({
  status: 204,
  headers,
}));

/** Defects of lists of customers: links, and look-ups. */
export const customerListFaults: readonly Fault[] = [
  {
    name: 'bare-list-empty',
    breaks: 'customers.list.all',
    describe: 'A list without parameters is empty.',
    apply: withQuery((query) => query.size === 0, empty),
  },
  {
    name: 'self-of-list-with-post',
    breaks: 'customers.list.self',
    also: ['customers.list.response.links.self'],
    describe: 'The self link of a list names the method post.',
    apply: forSelf(operation, (self) => ({ ...self, method: 'post' })),
  },
  {
    name: 'self-of-list-with-another-page',
    breaks: 'customers.list.self',
    describe: 'The self link of a list names a page of the server instead of the one asked for.',
    apply: forSelf(operation, (self) => ({ ...self, href: `${path}?limit_rows=500&limit_offset=0` })),
  },
  {
    name: 'link-of-listed-to-the-next',
    breaks: 'customers.list.links',
    also: ['customers.list.response.items.links'],
    describe: 'The link of a listed customer leads to the one after it.',
    apply: forItems(operation, (item) => withHref(item, () => `${path}?id=${Number(item.id) + 1}`)),
  },
  {
    name: 'link-of-listed-to-all',
    breaks: 'customers.list.links',
    also: ['customers.list.response.items.links'],
    describe: 'The link of a listed customer leads to the list of all.',
    apply: forItems(operation, (item) => withHref(item, () => path)),
  },
  {
    name: 'account-is-id',
    breaks: 'customers.list.account',
    also: ['customers.add.separate'],
    describe: 'Customers name their own id for an account.',
    apply: forItems(operation, (item) => ({ ...item, account_id: item.id })),
  },

  {
    name: 'id-ignored',
    breaks: 'customers.list.id',
    also: ['customers.list.id', 'customers.list.malformed.id'],
    describe: 'A single id is ignored: the list has all customers.',
    apply: ignoring(operation, 'id'),
  },
  {
    name: 'id-with-the-next',
    breaks: 'customers.list.id',
    describe: 'A single id finds the customer with the next id, too.',
    apply: single((id) => `${id},${id + 1}`),
  },
  {
    name: 'ids-only-the-first',
    breaks: 'customers.list.id.array',
    also: ['customers.list.id.alone'],
    describe: 'Of an array of ids the first is looked up.',
    apply: ids((all) => all.slice(0, 1)),
  },
  {
    name: 'ids-only-the-last',
    breaks: 'customers.list.id.array',
    also: ['customers.list.id.alone'],
    describe: 'Of an array of ids the last is looked up.',
    apply: ids((all) => all.slice(-1)),
  },
  {
    name: 'ids-by-comma-only-the-first',
    breaks: 'customers.list.id.comma',
    describe: 'Of ids with commas the first is looked up.',
    apply: forQuery(operation, (query) => {
      const id = query.get('id');
      if (id !== null) query.set('id', id.replace(/,.*$/, ''));
    }),
  },
  {
    name: 'ids-beside-limit',
    breaks: 'customers.list.id.alone',
    describe: 'Beside ids the number of rows counts.',
    apply: besideIds('limit_rows', (items, value) => items.slice(0, Number(value))),
  },
  {
    name: 'ids-beside-filter',
    breaks: 'customers.list.id.alone',
    describe: 'Beside ids the filter by date counts.',
    apply: besideIds('filter[date][from]', () => []),
  },
  {
    name: 'unknown-id-finds-all',
    breaks: 'customers.list.id.unknown',
    describe: 'An id that there is not finds all customers.',
    apply: forQuery(operation, (query, state) => {
      if (!isKnown(query, state)) query.delete('id');
    }),
  },
];

/** A modifier for lists with a query of a kind. */
function withQuery(holds: (query: URLSearchParams) => boolean, modifier: Modifier): Modifier {
  return at(
    operation,
    when(({ query }) => holds(new URLSearchParams(query)), modifier),
  );
}

/** Changes a single id in a query. */
function single(change: (id: number) => string): Modifier {
  return forQuery(operation, (query) => {
    const id = query.get('id') ?? '';
    if (/^\d+$/.test(id)) query.set('id', change(Number(id)));
  });
}

/** Changes an array of ids in a query. */
function ids(change: (ids: readonly string[]) => readonly string[]): Modifier {
  return forQuery(operation, (query) => {
    const sent = query.getAll('id[]');
    query.delete('id[]');
    for (const id of change(sent)) query.append('id[]', id);
  });
}

/** Lets a parameter count beside ids. */
function besideIds(
  parameter: string,
  change: (items: readonly unknown[], value: string) => readonly unknown[],
): Modifier {
  return onItems(operation, (items, { request }) => {
    const query = new URLSearchParams(request.query);
    const value = query.get(parameter);
    return query.has('id[]') && value !== null ? change(items, value) : items;
  });
}

/** Whether the single id of a query, if it has one, is that of a customer, or of none that could be. */
function isKnown(query: URLSearchParams, { customers }: State): boolean {
  const id = query.get('id') ?? '';
  return !/^\d+$/.test(id) || customers.has(Number(id));
}
