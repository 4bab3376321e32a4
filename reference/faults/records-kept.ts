/** Defects by which records go or become others without being asked to, and ids are given once more. */
import type { State } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import { type Modifier, at, onItems, onState, when } from '../modifiers.ts';
import { deletedTransactions } from './deletion-edits.ts';
import type { Fault } from './fault.ts';

/** Where the newest of those who are there goes with a transaction that is deleted. */
const newestGoesToo: Modifier = onState((after, { before }) => {
  if (deletedTransactions(before, after).length === 0) return after;
  const newest = [...after.customers.values()].filter(({ is_deleted }) => !is_deleted).at(-1);
  return newest === undefined
    ? after
    : { ...after, customers: new Map([...after.customers, [newest.id, { ...newest, is_deleted: true }]]) };
});

/** Where the oldest transaction of somebody else goes with one that is deleted. */
const oldestGoesToo: Modifier = onState((after, { before }) => {
  const customers = deletedTransactions(before, after).map(({ customer }) => customer);
  const oldest = [...after.transactions.values()].find(
    ({ customer, comment, is_deleted }) =>
      !is_deleted && comment.startsWith('acf-') && customers.length > 0 && !customers.includes(customer),
  );
  return oldest === undefined
    ? after
    : {
        ...after,
        transactions: new Map([...after.transactions, [oldest.id, { ...oldest, is_deleted: true }]]),
      };
});

/** Gives the first that a request adds the id of the one that was deleted first. */
const idsAgain: Modifier = at('customers.change', (core) => (state, request) => {
  const { state: after, response } = core(state, request);
  const freed = [...state.customers.values()].find(({ is_deleted }) => is_deleted)?.id;
  const added = [...after.customers.keys()].find((id) => !state.customers.has(id));
  if (freed === undefined || added === undefined) return { state: after, response };
  const rows = [...after.customers.values()]
    .filter(({ id }) => id !== freed)
    .map((one) => (one.id === added ? { ...one, id: freed } : one));
  const body: unknown = JSON.parse(JSON.stringify(response.body).replaceAll(String(added), String(freed)));
  return {
    state: { ...after, customers: new Map(rows.map((one) => [one.id, one])) },
    response: { ...response, body },
  };
});

/** Forgets who is deleted, and counts on from the largest id that is left. */
const countingOn: Modifier = at('customers.change', (core) => (state, request) => {
  const living = [...state.customers].filter(([, { is_deleted }]) => !is_deleted);
  const largest = Math.max(0, ...living.map(([id]) => id));
  const next = { ...state.next, customer: largest + 1 };
  return core({ ...state, customers: new Map(living), next }, request);
});

/** Forgets transactions that are deleted, and numbers new ones behind the last that is left. */
const numbersAgain: Modifier = at(
  'transactions.change',
  onState((after) => {
    const left = [...after.transactions].filter(([, { is_deleted }]) => !is_deleted);
    const next = Math.max(...left.map(([id]) => id)) + 1;
    return { ...after, transactions: new Map(left), next: { ...after.next, transaction: next } };
  }),
);

/** Changes a record of the run whenever somebody else's transaction is deleted. */
function withADeletion(change: (after: State, customers: readonly number[]) => State): Modifier {
  return onState((after, { before }) => {
    const customers = deletedTransactions(before, after).map(({ customer }) => customer);
    return customers.length === 0 ? after : change(after, customers);
  });
}

/** The oldest customer of the run is to buy more seldom. */
const boughtMoreSeldom = withADeletion((after) => {
  const one = [...after.customers.values()].find(
    ({ name, is_deleted }) => !is_deleted && name.startsWith('acf-'),
  );
  return one === undefined
    ? after
    : {
        ...after,
        customers: new Map([
          ...after.customers,
          [one.id, { ...one, periodicity: (one.periodicity ?? 0) + 1 }],
        ]),
      };
});

/** The oldest transaction of another customer of the run is worth one more. */
const worthMore = withADeletion((after, customers) => {
  const oldest = [...after.transactions.values()].find(
    ({ customer, comment, is_deleted }) =>
      !is_deleted && comment.startsWith('acf-') && !customers.includes(customer),
  );
  return oldest === undefined
    ? after
    : {
        ...after,
        transactions: new Map([
          ...after.transactions,
          [oldest.id, { ...oldest, price: (oldest.price ?? 0) + 1 }],
        ]),
      };
});

/** With an update of a customer go the transactions. */
const updatesWithoutPurchases: Modifier = at(
  'customers.change',
  onState((after, { before }) => {
    const updated = [...after.customers.values()].filter(
      (one) => before.customers.has(one.id) && before.customers.get(one.id) !== one && !one.is_deleted,
    );
    const gone = [...after.transactions.values()].filter(({ customer }) =>
      updated.some(({ id }) => id === customer),
    );
    return {
      ...after,
      transactions: new Map([
        ...after.transactions,
        ...gone.map((one) => [one.id, { ...one, is_deleted: true }] as const),
      ]),
    };
  }),
);

/** With a customer for whom somebody else answers from then on, its transactions are said to be made by that user. */
const madeByTheResponsible: Modifier = at(
  'customers.change',
  onState((after, { before }) => ({
    ...after,
    transactions: new Map(
      [...after.transactions].map(([id, one]) => {
        const responsible = after.customers.get(one.customer)?.responsible_user_id;
        const isHandedOver = responsible !== before.customers.get(one.customer)?.responsible_user_id;
        return [id, isHandedOver && responsible !== undefined ? { ...one, created_by: responsible } : one];
      }),
    ),
  })),
);

/** Lists of all transactions show each with the customer of the first. */
const ofTheFirst: Modifier = at(
  'transactions.list',
  when(
    ({ query }) => !/\b(?:id|customer_id)\b/.test(query),
    onItems('transactions.list', (items) => {
      const first = items.find((item): item is JsonObject => isObject(item));
      return items.map((item) => (isObject(item) ? { ...item, customer: first?.customer } : item));
    }),
  ),
);

export const customerKeptFaults: readonly Fault[] = [
  {
    name: 'newest-customer-goes-with-a-transaction',
    breaks: 'customers.add.lasting',
    also: ['periods.change', 'transactions.delete.customer'],
    describe: 'With a transaction the newest customer is deleted.',
    apply: newestGoesToo,
  },
  {
    name: 'customer-changed-with-a-transaction',
    breaks: 'customers.change.untouched',
    describe: 'With a transaction that is deleted the oldest customer of the run buys more seldom.',
    apply: boughtMoreSeldom,
  },
  {
    name: 'ids-counted-on-from-the-largest',
    breaks: 'customers.delete.id',
    also: ['customers.add.id.new'],
    describe: 'An added customer gets the id behind the largest of those who are not deleted.',
    apply: countingOn,
  },
  {
    name: 'customer-id-given-again',
    breaks: 'customers.add.id.new',
    also: ['periods.change.customers.removed', 'customers.delete', 'customers.change.together'],
    describe: 'The first customer that a request adds gets the id of one that was deleted.',
    apply: idsAgain,
  },
];

export const transactionKeptFaults: readonly Fault[] = [
  {
    name: 'transaction-changed-with-another',
    breaks: 'transactions.change.untouched',
    describe: 'With a transaction that is deleted the oldest one of another customer is worth more.',
    apply: worthMore,
  },
  {
    name: 'all-transactions-of-the-first-customer',
    breaks: 'transactions.change.untouched',
    describe: 'The list of all transactions shows each with the customer of the first.',
    apply: ofTheFirst,
  },
  {
    name: 'transactions-made-by-the-responsible-user',
    breaks: 'transactions.change.untouched',
    describe: 'With another responsible user of a customer its transactions get that user for a creator.',
    apply: madeByTheResponsible,
  },
  {
    name: 'transaction-id-given-again',
    breaks: 'transactions.add.id.new',
    describe: 'The id of the newest transaction is given to the next when it is deleted.',
    apply: numbersAgain,
  },
  {
    name: 'transactions-go-with-an-update',
    breaks: 'transactions.add.lasting',
    describe: 'An update of a customer deletes the transactions.',
    apply: updatesWithoutPurchases,
  },
  {
    name: 'oldest-transaction-goes-with-another',
    breaks: 'transactions.add.lasting',
    describe: 'With a transaction the oldest one of another customer is deleted.',
    apply: oldestGoesToo,
  },
];
