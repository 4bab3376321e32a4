import type { Handler } from '../core/handler.ts';
import type { CustomerRecord, State } from '../core/state.ts';
import { livingCustomer } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import {
  type Modifier,
  answering,
  at,
  beforehand,
  forDeleted,
  onBody,
  onEmbedded,
  onRequest,
  onState,
  readableBody,
  when,
  withBody,
} from '../modifiers.ts';
import { elementsIn, forBatch, whenSent } from './customer-edits.ts';
import { forSelf } from './lists.ts';
import type { Fault } from './fault.ts';

/** Defects of deleting customers, and of changing them in several ways at once. */
export const customerDeleteFaults: readonly Fault[] = [
  {
    name: 'deletion-answered-only',
    breaks: 'customers.delete.one',
    also: ['customers.delete', 'customers.change.together'],
    describe: 'Deleted customers are named in the answer, and stay.',
    apply: onState((after, { before }) => undeleted(after, newlyDeleted(before, after))),
  },
  {
    name: 'deletion-of-one-not-done',
    breaks: 'customers.delete.one',
    also: ['customers.delete', 'customers.change.together'],
    describe: 'A deletion of one customer is answered without one, and nothing happens.',
    apply: forBatch('delete', (ids) => (ids.length === 1 ? [] : ids)),
  },
  {
    name: 'deleted-still-looked-up',
    breaks: 'customers.delete.one',
    also: ['customers.delete'],
    describe: 'A deleted customer is still found by its id, without a mark.',
    apply: at(
      'customers.list',
      when(({ query }) => asksForIds(query), asIfUndeleted),
    ),
  },
  {
    name: 'only-the-first-deleted',
    breaks: 'customers.delete.several',
    also: ['customers.delete'],
    describe: 'Of several customers to delete the first is deleted.',
    apply: forBatch('delete', (ids) => ids.slice(0, 1)),
  },
  {
    name: 'only-the-last-deleted',
    breaks: 'customers.delete.several',
    also: ['customers.delete'],
    describe: 'Of several customers to delete the last is deleted.',
    apply: forBatch('delete', (ids) => ids.slice(-1)),
  },
  {
    name: 'deletion-by-digits-not-done',
    breaks: 'customers.delete.several',
    also: ['customers.delete'],
    describe: 'Ids to delete that are strings are passed over.',
    apply: forBatch('delete', (ids) => ids.filter((id) => typeof id !== 'string')),
  },
  {
    name: 'deletion-of-several-refused',
    breaks: 'customers.delete.several',
    also: ['customers.delete'],
    describe: 'A deletion of more than one customer is refused.',
    apply: whenSent('delete', (count) => count > 1, answering(400, 'One at a time')),
  },
  {
    name: 'deleted-still-listed',
    breaks: 'customers.delete.listed',
    describe: 'A deleted customer is still listed, without a mark.',
    apply: at(
      'customers.list',
      when(({ query }) => !asksForIds(query), asIfUndeleted),
    ),
  },
  {
    name: 'deleted-listed-beside-filters',
    breaks: 'customers.delete.listed',
    describe: 'A list that is filtered by date shows deleted customers, without a mark.',
    apply: at(
      'customers.list',
      when(({ query }) => /filter.*date/.test(query) && !asksForIds(query), asIfUndeleted),
    ),
  },
  {
    name: 'deletion-names-another',
    breaks: 'customers.delete.answer',
    describe: 'The answer to a deletion names the next id each time.',
    apply: forDeleted('customers.change', (entry) => ({ ...entry, id: Number(entry.id) + 1 })),
  },
  {
    name: 'deletion-names-without-the-last',
    breaks: 'customers.delete.answer',
    describe: 'The answer to a deletion of several customers leaves the last one out.',
    apply: forDeleted('customers.change', (entry, index) => (index === 2 ? undefined : entry)),
  },
  {
    name: 'deletion-names-nothing',
    breaks: 'customers.delete.answer',
    describe: 'The list of deleted customers is empty.',
    apply: forDeleted('customers.change', () => undefined),
  },
  {
    name: 'deletion-answered-with-other-names',
    breaks: 'customers.delete.answer',
    describe: 'The answer to a deletion gives every customer the name of the first.',
    apply: forDeleted('customers.change', (entry, index) =>
      index === 0 ? entry : { ...entry, name: 'Elizabeth' },
    ),
  },
  {
    name: 'deletion-names-all-ever-deleted',
    breaks: 'customers.delete.answer',
    also: ['customers.delete.twice', 'customers.delete.unknown'],
    describe: 'The answer to a deletion lists customers of earlier deletions, too.',
    apply: at(
      'customers.change',
      onEmbedded((embedded, { after }) =>
        isObject(embedded.items) && Array.isArray(embedded.items.deleted)
          ? { ...embedded, items: { ...embedded.items, deleted: everDeleted(after) } }
          : embedded,
      ),
    ),
  },
  {
    name: 'deletion-takes-the-one-after',
    breaks: 'customers.delete.others',
    also: ['customers.delete', 'customers.change.together'],
    describe: 'A deletion deletes the customer with the next id, too.',
    apply: beside(
      (id) => id + 1,
      (customer) => ({ ...customer, is_deleted: true }),
    ),
  },
  {
    name: 'deletion-takes-the-one-before',
    breaks: 'customers.delete.others',
    also: ['customers.delete', 'customers.change.together'],
    describe: 'A deletion deletes the customer with the id before, too.',
    apply: beside(
      (id) => id - 1,
      (customer) => ({ ...customer, is_deleted: true }),
    ),
  },
  {
    name: 'deletion-dates-the-one-before',
    breaks: 'customers.delete.others',
    describe: 'A deletion dates the customer with the id before as changed, too.',
    apply: beside(
      (id) => id - 1,
      (customer) => ({ ...customer, updated_at: customer.updated_at + 1 }),
    ),
  },
  {
    name: 'deletion-again-listed-again',
    breaks: 'customers.delete.twice',
    describe: 'Deleting a customer again lists it again.',
    apply: whenSent('delete', (count) => count === 1, asIfUndeleted),
  },
  {
    name: 'deletion-again-breaks-down',
    breaks: 'customers.delete.twice',
    describe: 'Deleting a customer again is a server error.',
    apply: deletionOf((id, { customers }) => customers.get(id)?.is_deleted === true, answering(500, 'Gone')),
  },
  {
    name: 'deletion-again-takes-the-one-before',
    breaks: 'customers.delete.twice',
    also: ['customers.delete.others'],
    describe: 'Deleting a customer again deletes the one before it.',
    apply: forBatch('delete', (ids, { customers }) =>
      ids.map((id) => (customers.get(Number(id))?.is_deleted === true ? Number(id) - 1 : id)),
    ),
  },
  {
    name: 'deletion-of-unknown-listed',
    breaks: 'customers.delete.unknown',
    describe: 'An unknown id is listed as deleted.',
    apply: onBody((body, { request, before }) => {
      const [id] = elementsIn(readableBody(request), 'delete');
      return id === undefined || before.customers.has(Number(id))
        ? body
        : { ...body, _embedded: { items: { deleted: [{ id: Number(id), name: '' }] } } };
    }),
  },
  {
    name: 'deletion-of-unknown-breaks-down',
    breaks: 'customers.delete.unknown',
    describe: 'Deleting an unknown id is a server error.',
    apply: deletionOf((id, { customers }) => !customers.has(id), answering(500, 'Nobody')),
  },
  {
    name: 'update-brings-deleted-back',
    breaks: 'customers.delete.update',
    describe: 'An update of a deleted customer brings it back.',
    apply: at(
      'customers.change',
      beforehand((state, request) =>
        undeleted(
          state,
          elementsIn(readableBody(request), 'update').map((item) => (isObject(item) ? Number(item.id) : 0)),
        ),
      ),
    ),
  },
  {
    name: 'deleted-customer-buys',
    breaks: 'customers.delete.use',
    describe: 'A purchase for a deleted customer is taken.',
    apply: at('transactions.change', asIfUndeleted),
  },
  {
    name: 'only-the-first-by-comma',
    breaks: 'customers.delete.commaString',
    describe: 'Of ids in one string with commas the first is deleted.',
    apply: byComma((ids) => ids.slice(0, 1)),
  },
  {
    name: 'deletion-by-comma-breaks-down',
    breaks: 'customers.delete.commaString',
    describe: 'Ids in one string with commas are a server error.',
    apply: at(
      'customers.change',
      when((request) => typeof readableBody(request).delete === 'string', answering(500, 'Not a list')),
    ),
  },

  {
    name: 'together-without-adding',
    breaks: 'customers.change.together',
    describe: 'Where a request deletes, too, nothing is added.',
    apply: together((body) => ({ ...body, add: [] })),
  },
  {
    name: 'together-without-updating',
    breaks: 'customers.change.together',
    describe: 'Where a request adds, too, nothing is updated.',
    apply: together((body) => ({ ...body, update: [] })),
  },
  {
    name: 'together-without-deleting',
    breaks: 'customers.change.together',
    describe: 'Where a request adds, too, nothing is deleted.',
    apply: together((body) => ({ ...body, delete: [] })),
  },
  {
    name: 'together-refused',
    breaks: 'customers.change.together',
    describe: 'A request that adds and deletes is refused.',
    apply: at(
      'customers.change',
      when((request) => isTogether(readableBody(request)), answering(400, 'One thing at a time')),
    ),
  },
  {
    name: 'self-of-change-with-get',
    breaks: 'customers.change.self',
    describe: 'The self link of a change names the method get.',
    apply: forSelf('customers.change', (self) => ({ ...self, method: 'get' })),
  },
  {
    name: 'self-of-change-elsewhere',
    breaks: 'customers.change.self',
    describe: 'The self link of a change names another path.',
    apply: forSelf('customers.change', (self) => ({ ...self, href: '/api/v2/leads' })),
  },
];

function asksForIds(query: string): boolean {
  return /(^|&)id(=|%5B|\[)/.test(query);
}

/** The state with some customers no longer deleted, all of them by default. */
function undeleted(state: State, ids: readonly number[] = [...state.customers.keys()]): State {
  const rows = ids.flatMap((id): [number, CustomerRecord][] => {
    const customer = state.customers.get(id);
    return customer?.is_deleted === true ? [[id, { ...customer, is_deleted: false }]] : [];
  });
  return rows.length === 0 ? state : { ...state, customers: new Map([...state.customers, ...rows]) };
}

/** Treats deleted customers as if they were there; they stay deleted. */
function asIfUndeleted(core: Handler): Handler {
  return (before, request) => {
    const { state: after, response } = core(undeleted(before), request);
    const rows = [...after.customers].map(([id, customer]): [number, CustomerRecord] => [
      id,
      before.customers.get(id)?.is_deleted === true ? { ...customer, is_deleted: true } : customer,
    ]);
    return { state: { ...after, customers: new Map(rows) }, response };
  };
}

/** Ids of customers that a request deleted. */
function newlyDeleted(before: State, after: State): readonly number[] {
  return [...after.customers.values()]
    .filter(({ id, is_deleted }) => is_deleted && before.customers.get(id)?.is_deleted === false)
    .map(({ id }) => id);
}

function everDeleted({ customers }: State): readonly unknown[] {
  return [...customers.values()].filter(({ is_deleted }) => is_deleted).map(({ id, name }) => ({ id, name }));
}

/** Changes the customers that are beside a deleted one by their ids. */
function beside(
  neighbourOf: (deleted: number) => number,
  change: (customer: CustomerRecord) => CustomerRecord,
): Modifier {
  return onState((after, { before }) => {
    const rows = newlyDeleted(before, after).flatMap((id): [number, CustomerRecord][] => {
      const neighbour = livingCustomer(after.customers, neighbourOf(id));
      return neighbour === undefined ? [] : [[neighbour.id, change(neighbour)]];
    });
    return rows.length === 0 ? after : { ...after, customers: new Map([...after.customers, ...rows]) };
  });
}

/** A modifier for requests that delete one customer of a kind. */
function deletionOf(holds: (id: number, state: State) => boolean, modifier: Modifier): Modifier {
  return at(
    'customers.change',
    when((request, state) => {
      const [id, ...others] = elementsIn(readableBody(request), 'delete');
      return id !== undefined && others.length === 0 && holds(Number(id), state);
    }, modifier),
  );
}

/** Changes the ids that are sent in one string. */
function byComma(change: (ids: readonly string[]) => readonly string[]): Modifier {
  return at(
    'customers.change',
    onRequest((request) => {
      const body = readableBody(request);
      return typeof body.delete === 'string'
        ? withBody(request, { ...body, delete: change(body.delete.split(',')) })
        : request;
    }),
  );
}

function isTogether(body: JsonObject): boolean {
  return elementsIn(body, 'add').length > 0 && elementsIn(body, 'delete').length > 0;
}

/** Changes the body of requests that add and delete. */
function together(change: (body: JsonObject) => JsonObject): Modifier {
  return at(
    'customers.change',
    onRequest((request) => {
      const body = readableBody(request);
      return isTogether(body) ? withBody(request, change(body)) : request;
    }),
  );
}
