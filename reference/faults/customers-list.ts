import type { State } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
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
    name: 'tag-ids-of-each-customer',
    breaks: 'customers.list.tags.id',
    describe: 'Every customer has ids of its own for its tags.',
    apply: forTags((tag, { id }) => 1000 * Number(id) + Number(tag.id)),
  },
  {
    name: 'tag-ids-of-each-read',
    breaks: 'customers.list.tags.id',
    describe: 'With every request tags get other ids.',
    apply: (core) => {
      let count = 0;
      const counting: Modifier = onResponse((response) => {
        count += 1;
        return response;
      });
      return forTags((tag) => 1000 * count + Number(tag.id))(counting(core));
    },
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
    also: [
      'customers.update.again',
      'customers.list.id.alone',
      'customers.list.id.array',
      'customers.change.bystanders.kept',
    ],
    describe: 'Of an array of ids the first is looked up.',
    apply: ids((all) => all.slice(0, 1)),
  },
  {
    name: 'ids-only-the-last',
    breaks: 'customers.list.id.array',
    also: [
      'customers.update.again',
      'customers.list.id.alone',
      'customers.list.id.array',
      'customers.change.bystanders',
      'customers.change.bystanders.kept',
    ],
    describe: 'Of an array of ids the last is looked up.',
    apply: ids((all) => all.slice(-1)),
  },
  {
    name: 'ids-only-ten',
    breaks: 'customers.list.id.array',
    describe: 'Of an array of ids the first ten are looked up.',
    apply: ids((all) => all.slice(0, 10)),
  },
  {
    name: 'ids-only-forty',
    breaks: 'customers.list.id.array',
    describe: 'Of an array of ids the first forty are looked up.',
    apply: ids((all) => all.slice(0, 40)),
  },
  {
    name: 'unknown-id-empties-array',
    breaks: 'customers.list.id.array.unknown',
    describe: 'An array of ids finds nothing where one of them is unknown.',
    apply: ids((all, { customers }) => (all.every((id) => customers.has(Number(id))) ? all : ['0'])),
  },
  {
    name: 'ids-with-indexes-ignored',
    breaks: 'customers.list.id.indexed',
    describe: 'Ids with indexes in the brackets are ignored, so that everybody is listed.',
    apply: forQuery(operation, (query) => {
      for (const name of [...query.keys()].filter((key) => /^id\[\d+\]$/.test(key))) query.delete(name);
    }),
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
    name: 'ids-beside-user',
    breaks: 'customers.list.id.alone',
    describe: 'Beside ids the filter by responsible users counts.',
    apply: besideIds('filter[main_user][]', () => []),
  },
  {
    name: 'ids-beside-next-purchase',
    breaks: 'customers.list.id.alone',
    describe: 'Beside ids the filter by next purchase counts.',
    apply: besideIds('filter[next_date][to]', () => []),
  },
  {
    name: 'id-beside-change',
    breaks: 'customers.list.id.alone',
    describe: 'Beside a single id the filter by change counts.',
    apply: withQuery((query) => query.has('id') && query.get('filter[date][type]') === 'modify', empty),
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

/** Gives the tags of listed customers other ids. */
function forTags(idOf: (tag: JsonObject, customer: JsonObject) => number): Modifier {
  const renamed = (tags: readonly unknown[], customer: JsonObject): readonly unknown[] =>
    tags.map((tag) => (isObject(tag) ? { ...tag, id: idOf(tag, customer) } : tag));
  return forItems(operation, (item) =>
    Array.isArray(item.tags) ? { ...item, tags: renamed(item.tags, item) } : item,
  );
}

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
function ids(change: (ids: readonly string[], state: State) => readonly string[]): Modifier {
  return forQuery(operation, (query, state) => {
    const sent = query.getAll('id[]');
    query.delete('id[]');
    for (const id of change(sent, state)) query.append('id[]', id);
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
