import type { State } from '../core/state.ts';
import { isObject } from '../core/values.ts';
import {
  type Modifier,
  answering,
  forItems,
  forQuery,
  onItems,
  refusing,
  seeing,
  when,
} from '../modifiers.ts';
import type { Fault } from './fault.ts';
import { asked, forNumber, forSelf, ignoring, withHref } from './lists.ts';

const operation = 'transactions.list';

const byNothing = { not: ['id', 'customer_id', 'limit_rows', 'limit_offset'] } as const;

/** Whether the account has a transaction of that id, or one of that customer, that has not been deleted. */
const exists = {
  id: ({ transactions }: State, id: number) => transactions.get(id)?.is_deleted === false,
  customer_id: ({ transactions }: State, id: number) =>
    [...transactions.values()].some(({ customer, is_deleted }) => customer === id && !is_deleted),
} as const;

/** A modifier where a parameter finds nothing. */
function whereNothing(parameter: keyof typeof exists, modifier: Modifier): Modifier {
  const holds = (query: string, state: State): boolean =>
    !exists[parameter](state, Number(new URLSearchParams(query).get(parameter)));
  return asked(
    operation,
    { by: [parameter] },
    when(({ query }, state) => holds(query, state), modifier),
  );
}

/** Lets a list see transactions as if they belonged to other customers. */
function seeingCustomers(change: (customer: number) => number): Modifier {
  return seeing((state) => ({
    ...state,
    transactions: new Map(
      [...state.transactions].map(([id, row]) => [id, { ...row, customer: change(row.customer) }]),
    ),
  }));
}

/** How many tags the customer of a listed transaction has. */
function tagsOfBuyer(item: unknown, { customers }: State): number {
  const buyer = isObject(item) && isObject(item['customer']) ? Number(item['customer']['id']) : 0;
  return customers.get(buyer)?.tags.length ?? 0;
}

/** Defects in what the list of transactions finds, and in where its links lead. */
export const transactionListFaults: readonly Fault[] = [
  {
    name: 'transactions-listed-with-parameters-only',
    breaks: 'transactions.list.all',
    describe: 'A list of transactions without parameters is refused.',
    apply: asked(operation, byNothing, refusing),
  },
  {
    name: 'transactions-without-parameters-none',
    breaks: 'transactions.list.all',
    describe: 'A list of transactions without parameters is empty.',
    apply: asked(
      operation,
      byNothing,
      seeing((state) => ({ ...state, transactions: new Map() })),
    ),
  },
  {
    name: 'transactions-self-names-customers',
    breaks: 'transactions.list.self',
    also: ['transactions.list.response.links.self'],
    describe: 'The self link of a list of transactions names the customers.',
    apply: forSelf(operation, (self) => ({ ...self, href: '/api/v2/customers' })),
  },
  {
    name: 'transactions-self-names-post',
    breaks: 'transactions.list.self',
    also: ['transactions.list.response.links.self'],
    describe: 'The self link of a list of transactions names the method POST.',
    apply: forSelf(operation, (self) => ({ ...self, method: 'post' })),
  },
  {
    name: 'transactions-self-names-other-query',
    breaks: 'transactions.list.self',
    describe: 'The self link of a list repeats the query with other numbers.',
    apply: forSelf(operation, (self, { query }) => ({
      ...self,
      href: `${String(self.href)}?${query.replace(/\d+/g, (digits) => `${digits}0`)}`,
    })),
  },
  {
    name: 'transaction-links-without-id',
    breaks: 'transactions.list.links',
    also: ['transactions.list.response.items.links'],
    describe: 'The link of a listed transaction leads to all of them.',
    apply: forItems(operation, (item) => withHref(item, (href) => href.replace(/\?.*/, ''))),
  },
  {
    name: 'transaction-links-to-neighbour',
    breaks: 'transactions.list.links',
    also: ['transactions.list.response.items.links'],
    describe: 'The link of a listed transaction leads to the one before it.',
    apply: forItems(operation, (item) =>
      withHref(item, (href) => href.replace(/\d+$/, String(Number(item.id) - 1))),
    ),
  },
  {
    name: 'customer-links-by-transaction',
    breaks: 'transactions.list.links',
    also: ['transactions.list.response.items.customer.links'],
    describe: "The link to a transaction's customer carries the id of the transaction.",
    apply: forItems(operation, (item) =>
      isObject(item.customer)
        ? { ...item, customer: withHref(item.customer, (href) => href.replace(/\d+$/, String(item.id))) }
        : item,
    ),
  },
  {
    name: 'transaction-id-ignored',
    breaks: 'transactions.list.id',
    also: ['transactions.list.id.unknown'],
    describe: 'A look-up by id lists all transactions.',
    apply: ignoring(operation, 'id'),
  },
  {
    name: 'transaction-id-off-by-one',
    breaks: 'transactions.list.id',
    describe: 'A look-up by id finds the transaction after it.',
    apply: forNumber(operation, 'id', (id) => id + 1),
  },
  {
    name: 'transaction-id-finds-later-ones-too',
    breaks: 'transactions.list.id',
    describe: 'A look-up by id lists the transactions from that one on.',
    apply: forQuery(operation, (parameters, { transactions }) => {
      const id = Number(parameters.get('id'));
      const later = [...transactions.keys()].filter((other) => other >= id).slice(0, 20);
      if (transactions.has(id)) parameters.set('id', later.join(','));
    }),
  },
  {
    name: 'transaction-id-or-customer',
    breaks: 'transactions.list.id.ofCustomer',
    describe: 'A look-up by id and customer finds whatever is of the customer.',
    apply: asked(operation, { by: ['id', 'customer_id'] }, ignoring(operation, 'id')),
  },
  {
    name: 'unknown-transaction-id-ignored',
    breaks: 'transactions.list.id.unknown',
    also: ['transactions.list.id'],
    describe: 'A look-up of an unknown id lists all transactions.',
    apply: whereNothing('id', ignoring(operation, 'id')),
  },
  {
    name: 'unknown-transaction-id-is-error',
    breaks: 'transactions.list.id.unknown',
    describe: 'A look-up of an unknown id is answered 404.',
    apply: whereNothing('id', answering(404, 'Nothing found')),
  },
  {
    name: 'customer-of-transactions-ignored',
    breaks: 'transactions.list.customer_id',
    also: ['transactions.add', 'transactions.list.customer_id.empty'],
    describe: 'A list of one customer has the transactions of all.',
    apply: ignoring(operation, 'customer_id'),
  },
  {
    name: 'customer-of-transactions-off-by-one',
    breaks: 'transactions.list.customer_id',
    also: [
      'transactions.list.customer_id.empty',
      'transactions.add.customer_id',
      'transactions.add.date',
      'transactions.add.price',
      'transactions.add.price.bounds',
      'transactions.add.comment',
      'transactions.comment.others',
    ],
    describe: 'A list of one customer has the transactions of the one after it.',
    apply: forNumber(operation, 'customer_id', (id) => id + 1),
  },
  {
    name: 'transactions-joined-with-tags',
    breaks: 'transactions.list.customer_id',
    describe: 'A list of one customer has each transaction as often as the customer has tags.',
    apply: asked(
      operation,
      { by: ['customer_id'] },
      onItems(operation, (items, { before }) =>
        items.flatMap((item) => Array.from({ length: Math.max(1, tagsOfBuyer(item, before)) }, () => item)),
      ),
    ),
  },
  {
    name: 'customer-of-transactions-and-neighbour',
    breaks: 'transactions.list.customer_id',
    also: ['transactions.list.customer_id.empty'],
    describe: 'A list of one customer has those of the customer after it too.',
    apply: forQuery(operation, (parameters) => {
      const id = parameters.get('customer_id');
      if (id !== null) parameters.set('customer_id', `${id},${Number(id) + 1}`);
    }),
  },
  {
    name: 'transactions-of-customer-without-last',
    breaks: 'transactions.list.customer_id',
    also: [
      'transactions.list.id.ofCustomer',
      'transactions.list.limit_rows.maximum',
      'transactions.comment.others',
    ],
    describe: 'A list of one customer lacks the last transaction.',
    apply: asked(
      operation,
      { by: ['customer_id'] },
      onItems(operation, (items) => items.slice(0, -1)),
    ),
  },
  {
    name: 'transactions-of-odd-customers-unlisted',
    breaks: 'transactions.list.customer_id',
    also: [
      'transactions.add',
      'transactions.add.comment',
      'transactions.comment.changed.shape',
      'transactions.comment.changed.length',
      'transactions.comment.others',
      'transactions.comment.emptied',
    ],
    describe: 'A list of one customer works for customers with even ids only.',
    apply: asked(
      operation,
      { by: ['customer_id'] },
      seeingCustomers((id) => (id % 2 === 0 ? id : 0)),
    ),
  },
  {
    name: 'customer-without-transactions-ignored',
    breaks: 'transactions.list.customer_id.empty',
    also: ['transactions.list.customer_id', 'transactions.list.customer_id.unknown'],
    describe: 'The list of a customer without transactions has those of others.',
    apply: whereNothing('customer_id', ignoring(operation, 'customer_id')),
  },
  {
    name: 'unknown-customer-ignored',
    breaks: 'transactions.list.customer_id.unknown',
    describe: 'The list of a customer that does not exist has the transactions of all.',
    apply: forQuery(operation, (parameters, { customers }) => {
      if (!customers.has(Number(parameters.get('customer_id')))) parameters.delete('customer_id');
    }),
  },
  {
    name: 'customer-without-transactions-is-error',
    breaks: 'transactions.list.customer_id.empty',
    describe: 'The list of a customer without transactions is answered 404.',
    apply: whereNothing('customer_id', answering(404, 'Nothing found')),
  },
];
