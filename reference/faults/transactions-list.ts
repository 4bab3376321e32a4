import type { CoreRequest } from '../core/handler.ts';
import type { State, TransactionRecord } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import {
  type Modifier,
  answering,
  at,
  forItems,
  forQuery,
  onBody,
  onEmbedded,
  refusing,
  when,
} from '../modifiers.ts';
import type { Fault } from './fault.ts';

const operation = 'transactions.list';

/** A modifier where the query of a list has some parameters and lacks others. */
function asked(
  { by = [], not = [] }: { readonly by?: readonly string[]; readonly not?: readonly string[] },
  modifier: Modifier,
): Modifier {
  return at(
    operation,
    when((request) => {
      const parameters = new URLSearchParams(request.query);
      return by.every((name) => parameters.has(name)) && !not.some((name) => parameters.has(name));
    }, modifier),
  );
}

const askedByNothing = { not: ['id', 'customer_id', 'limit_rows', 'limit_offset'] };

/** Changes the number in a parameter, where it is there. */
function withNumber(parameter: string, change: (number: number, parameters: URLSearchParams) => number): Modifier {
  return forQuery(operation, (parameters) => {
    const value = parameters.get(parameter);
    if (value !== null) parameters.set(parameter, String(change(Number(value), parameters)));
  });
}

function without(...names: readonly string[]): Modifier {
  return forQuery(operation, (parameters) => {
    for (const name of names) parameters.delete(name);
  });
}

/** Changes the rows of a list. */
function withRows(change: (rows: readonly unknown[], request: CoreRequest) => readonly unknown[]): Modifier {
  return at(
    operation,
    onEmbedded((embedded, { request }) =>
      Array.isArray(embedded.items) ? { ...embedded, items: change(embedded.items, request) } : embedded,
    ),
  );
}

/** Changes the self link of a list. */
function withSelf(change: (self: JsonObject, request: CoreRequest) => JsonObject): Modifier {
  return at(
    operation,
    onBody((body, { request }) => {
      const self: unknown = isObject(body._links) ? body._links.self : undefined;
      return isObject(self) ? { ...body, _links: { self: change(self, request) } } : body;
    }),
  );
}

/** Drops a parameter that finds nothing. */
function ignoredWhenEmpty(parameter: string, finds: (rows: Rows, id: number) => boolean): Modifier {
  return forQuery(operation, (parameters, { transactions }) => {
    const value = parameters.get(parameter);
    if (value !== null && !finds(transactions, Number(value))) parameters.delete(parameter);
  });
}

type Rows = State['transactions'];

const hasId = (rows: Rows, id: number): boolean => rows.has(id);
const hasCustomer = (rows: Rows, id: number): boolean =>
  [...rows.values()].some(({ customer, is_deleted }: TransactionRecord) => customer === id && !is_deleted);

/** Answers a look-up that finds nothing with a status of its own. */
function answeredWhenEmpty(parameter: string, finds: (rows: Rows, id: number) => boolean, status: number): Modifier {
  return asked(
    { by: [parameter] },
    when(
      ({ query }, { transactions }) =>
        !finds(transactions, Number(new URLSearchParams(query).get(parameter))),
      answering(status, 'Nothing found'),
    ),
  );
}

function withHref(item: JsonObject, change: (href: string) => string): JsonObject {
  const self: unknown = isObject(item._links) ? item._links.self : undefined;
  return isObject(self) ? { ...item, _links: { self: { ...self, href: change(String(self.href)) } } } : item;
}

/** Defects of the list of transactions: what it finds, how much of it, and where its links lead. */
export const transactionListFaults: readonly Fault[] = [
  {
    name: 'transactions-listed-with-parameters-only',
    breaks: 'transactions.list.all',
    describe: 'A list of transactions without parameters is refused.',
    apply: asked(askedByNothing, refusing),
  },
  {
    name: 'transactions-without-parameters-none',
    breaks: 'transactions.list.all',
    describe: 'A list of transactions without parameters is empty.',
    apply: asked(askedByNothing, answering(204, '')),
  },
  {
    name: 'transactions-self-names-customers',
    breaks: 'transactions.list.self',
    describe: 'The self link of a list of transactions names the customers.',
    apply: withSelf((self) => ({ ...self, href: '/api/v2/customers' })),
  },
  {
    name: 'transactions-self-names-post',
    breaks: 'transactions.list.self',
    describe: 'The self link of a list of transactions names the method POST.',
    apply: withSelf((self) => ({ ...self, method: 'post' })),
  },
  {
    name: 'transactions-self-names-other-query',
    breaks: 'transactions.list.self',
    describe: 'The self link of a list repeats the query with other numbers.',
    apply: withSelf((self, { query }) => ({
      ...self,
      href: `${String(self.href)}?${query.replace(/\d+/g, (digits) => `${digits}0`)}`,
    })),
  },
  {
    name: 'transaction-links-without-id',
    breaks: 'transactions.list.links',
    describe: 'The link of a listed transaction leads to all of them.',
    apply: forItems(operation, (item) => withHref(item, (href) => href.replace(/\?.*/, ''))),
  },
  {
    name: 'transaction-links-to-neighbour',
    breaks: 'transactions.list.links',
    describe: 'The link of a listed transaction leads to the one before it.',
    apply: forItems(operation, (item) =>
      withHref(item, (href) => href.replace(/\d+$/, String(Number(item.id) - 1))),
    ),
  },
  {
    name: 'customer-links-by-transaction',
    breaks: 'transactions.list.links',
    describe: "The link to a transaction's customer carries the id of the transaction.",
    apply: forItems(operation, (item) =>
      isObject(item.customer)
        ? {
            ...item,
            customer: withHref(item.customer, (href) => href.replace(/\d+$/, String(item.id))),
          }
        : item,
    ),
  },
];
