/** Defects by which records go without being asked to, and ids are given once more. */
import { type Modifier, at, onState } from '../modifiers.ts';
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

export const customerKeptFaults: readonly Fault[] = [
  {
    name: 'newest-customer-goes-with-a-transaction',
    breaks: 'customers.add.lasting',
    also: ['periods.change', 'transactions.delete.customer'],
    describe: 'With a transaction the newest customer is deleted.',
    apply: newestGoesToo,
  },
  {
    name: 'customer-id-given-again',
    breaks: 'customers.add.id.new',
    also: ['customers.delete', 'customers.change.together'],
    describe: 'The first customer that a request adds gets the id of one that was deleted.',
    apply: idsAgain,
  },
];

export const transactionKeptFaults: readonly Fault[] = [
  {
    name: 'oldest-transaction-goes-with-another',
    breaks: 'transactions.add.lasting',
    describe: 'With a transaction the oldest one of another customer is deleted.',
    apply: oldestGoesToo,
  },
];
