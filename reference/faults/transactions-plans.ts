import type { CoreRequest } from '../core/handler.ts';
import type { CustomerRecord, State } from '../core/state.ts';
import { isObject } from '../core/values.ts';
import {
  type Modifier,
  type Moment,
  all,
  at,
  beforehand,
  forItems,
  forSentField,
  forSentItems,
  onState,
  onWrittenCustomers,
  readableBody,
} from '../modifiers.ts';
import { roundedDown } from './damage.ts';
import type { Fault } from './fault.ts';

const operation = 'transactions.change';

/** Changes what a purchase makes of its customer's plans. */
function planned(change: (after: CustomerRecord, before: CustomerRecord) => CustomerRecord): Modifier {
  return at(
    operation,
    onWrittenCustomers((after, before) => (before === undefined ? after : change(after, before))),
  );
}

/** Gives other customers the plans of the last purchase. */
function spread(to: (id: number, buyer: CustomerRecord) => boolean): Modifier {
  return at(
    operation,
    onState((after, { before }) => {
      const written = [...after.customers.values()].filter(
        (customer) => customer !== before.customers.get(customer.id),
      );
      const buyer = written.find((customer) => {
        const earlier = before.customers.get(customer.id);
        return customer.next_date !== earlier?.next_date || customer.next_price !== earlier.next_price;
      });
      if (buyer === undefined) return after;
      const { next_date, next_price } = buyer;
      const customers = [...after.customers].map(([id, customer]): [number, CustomerRecord] => [
        id,
        to(id, buyer) ? { ...customer, next_date, next_price } : customer,
      ]);
      return { ...after, customers: new Map(customers) };
    }),
  );
}

/** The account with the unknown customers of a request's purchases in it. */
function withBuyers(state: State, request: CoreRequest): State {
  const { add } = readableBody(request);
  const ids = (Array.isArray(add) ? add : []).map((item: unknown) =>
    isObject(item) ? Number(item.customer_id) : 0,
  );
  const [pattern] = state.customers.values();
  const missing = ids.filter((id) => id > 0 && !state.customers.has(id));
  if (pattern === undefined || missing.length === 0) return state;
  const buyers = missing.map((id): [number, CustomerRecord] => [id, { ...pattern, id, name: 'Unnamed' }]);
  return { ...state, customers: new Map([...state.customers, ...buyers]) };
}

/** Nothing is left of customers that came with a request, nor of what they bought. */
function withoutNewBuyers(after: State, { before }: Moment): State {
  const customers = [...after.customers].filter(([id]) => before.customers.has(id));
  const transactions = [...after.transactions].filter(([, { customer }]) => before.customers.has(customer));
  return { ...after, customers: new Map(customers), transactions: new Map(transactions) };
}

/** Defects in what a purchase does to customers, to its own and to others. */
export const transactionPlanFaults: readonly Fault[] = [
  {
    name: 'unsaid-date-forgotten',
    breaks: 'transactions.add.unplanned',
    describe: 'A purchase without a next date takes it from the customer.',
    apply: planned((after, before) =>
      after.next_date === before.next_date ? { ...after, next_date: 0 } : after,
    ),
  },
  {
    name: 'unsaid-amount-forgotten',
    breaks: 'transactions.add.unplanned',
    also: ['transactions.delete.customer'],
    describe: 'A purchase without an expected amount takes it from the customer.',
    apply: planned((after, before) =>
      after.next_price === before.next_price ? { ...after, next_price: 0 } : after,
    ),
  },
  {
    name: 'next-date-of-purchase-ignored',
    breaks: 'transactions.add.next_date',
    describe: 'The next purchase date sent with a purchase is lost.',
    apply: planned((after, { next_date }) => ({ ...after, next_date })),
  },
  {
    name: 'next-date-of-purchase-as-text-ignored',
    breaks: 'transactions.add.next_date',
    describe: 'The next purchase date counts only when it is sent as a number.',
    apply: forSentField(operation, 'add', 'next_date', (date) =>
      typeof date === 'string' ? undefined : date,
    ),
  },
  {
    name: 'next-date-of-purchase-cut-to-day',
    breaks: 'transactions.add.next_date',
    describe: 'The next purchase date sent with a purchase loses its time.',
    apply: planned((after) => ({ ...after, next_date: roundedDown(after.next_date, 86_400) })),
  },
  {
    name: 'next-date-of-purchase-for-nothing-ignored',
    breaks: 'transactions.add.next_date',
    describe: 'The next purchase date sent with a purchase of no price is lost.',
    apply: forSentItems(operation, 'add', ({ next_date, ...item }) =>
      next_date === undefined || Number(item.price ?? 0) === 0 ? item : { ...item, next_date },
    ),
  },
  {
    name: 'next-price-of-purchase-ignored',
    breaks: 'transactions.add.next_price',
    describe: 'The expected amount sent with a purchase is lost.',
    apply: planned((after, { next_price }) => ({ ...after, next_price })),
  },
  {
    name: 'next-price-of-purchase-for-nothing-ignored',
    breaks: 'transactions.add.next_price',
    describe: 'The expected amount sent with a purchase of no price is lost.',
    apply: forSentItems(operation, 'add', ({ next_price, ...item }) =>
      next_price === undefined || Number(item.price ?? 0) === 0 ? item : { ...item, next_price },
    ),
  },
  {
    name: 'unsaid-date-is-now',
    breaks: 'transactions.add.unplanned',
    describe: 'A purchase without a next date sets that of the customer to the moment of its addition.',
    apply: at(
      operation,
      onState((after, { before, request }) => {
        const unplanned = [...after.transactions.values()]
          .filter(({ id }) => !before.transactions.has(id))
          .flatMap(({ customer }) => after.customers.get(customer) ?? [])
          .filter(({ id, next_date }) => before.customers.get(id)?.next_date === next_date)
          .map((customer) => [customer.id, { ...customer, next_date: request.now }] as const);
        return { ...after, customers: new Map([...after.customers, ...unplanned]) };
      }),
    ),
  },
  {
    name: 'next-price-of-purchase-added-up',
    breaks: 'transactions.add.next_price',
    describe: 'The expected amount sent with a purchase is added to the one that stood there.',
    apply: planned((after, before) =>
      after.next_price === before.next_price
        ? after
        : { ...after, next_price: (after.next_price ?? 0) + (before.next_price ?? 0) },
    ),
  },
  {
    name: 'price-taken-for-next-price',
    breaks: 'transactions.add.next_price',
    also: ['transactions.delete.customer', 'transactions.add.unplanned'],
    describe: 'The amount of a purchase becomes the expected one.',
    apply: forSentItems(operation, 'add', (item) => ({ ...item, next_price: item.price ?? item.next_price })),
  },
  {
    name: 'new-purchase-marked-deleted',
    breaks: 'transactions.add.is_deleted',
    also: ['transactions.add.lasting'],
    describe: 'New transactions are listed as deleted.',
    apply: forItems('transactions.list', (item) => ({ ...item, is_deleted: true })),
  },
  {
    name: 'plans-given-to-next-customer-too',
    breaks: 'transactions.add.next_date',
    also: ['transactions.add', 'transactions.delete.customer'],
    describe: 'The customer after the buyer gets the same plans.',
    apply: spread((id, buyer) => id === buyer.id + 1),
  },
  {
    name: 'plans-given-to-everybody',
    breaks: 'transactions.add.otherCustomers',
    // Whoever looks after customers while another one is bought for sees them changed.
    also: ['transactions.delete.customer', 'customers', 'transactions.add'],
    describe: 'A purchase with plans changes those of all customers.',
    apply: spread(() => true),
  },
  {
    name: 'customer-before-buyer-dated-anew',
    breaks: 'transactions.add.otherCustomers',
    describe: 'A purchase counts as a change of the customer before the buyer.',
    apply: at(
      operation,
      onState((after, { before, request }) => {
        const neighbours = [...after.customers.values()]
          .filter((customer) => customer !== before.customers.get(customer.id))
          .flatMap(({ id }) => after.customers.get(id - 1) ?? [])
          .map((customer): [number, CustomerRecord] => [
            customer.id,
            { ...customer, updated_at: request.now + 1 },
          ]);
        return { ...after, customers: new Map([...after.customers, ...neighbours]) };
      }),
    ),
  },
  {
    name: 'purchase-of-unknown-customer-acknowledged',
    breaks: 'transactions.add.unknownCustomer',
    also: ['transactions.add.batch.partlyBad'],
    describe: 'A purchase of an unknown customer is answered as if done.',
    apply: at(operation, all(beforehand(withBuyers), onState(withoutNewBuyers))),
  },
  {
    name: 'purchase-creates-customer',
    breaks: 'transactions.add.unknownCustomer',
    also: [
      'transactions.add.comment.shape',
      'transactions.add.comment.length',
      'transactions.add.price.wide',
      'transactions.add.batch.partlyBad',
      'transactions.change.together',
      'transactions.comment.changed.kinds',
      'transactions.comment.changed.shape',
      'transactions.comment.changed.length',
    ],
    describe: 'A purchase of an unknown customer creates the customer.',
    apply: at(operation, beforehand(withBuyers)),
  },
];
