import type { Handler } from '../core/handler.ts';
import { type CustomerRecord, type State, type TransactionRecord, livingCustomer } from '../core/state.ts';
import { type Modifier, at, onRequest, onState, readableBody, when, withBody } from '../modifiers.ts';
import { elementsIn, withCustomers } from './customer-edits.ts';

/** What faults of deleting are made of. */
/** Whether a query looks customers up by their ids. */
export function asksForIds(query: string): boolean {
  return /(^|&)id(=|%5B|\[)/.test(query);
}

/** The state with some customers no longer deleted, all of them by default. */
export function undeleted(state: State, ids: readonly number[] = [...state.customers.keys()]): State {
  const rows = ids.flatMap((id): [number, CustomerRecord][] => {
    const customer = state.customers.get(id);
    return customer?.is_deleted === true ? [[id, { ...customer, is_deleted: false }]] : [];
  });
  return rows.length === 0 ? state : { ...state, customers: new Map([...state.customers, ...rows]) };
}

/** Treats deleted customers as if they were there; they stay deleted. */
export function asIfUndeleted(core: Handler): Handler {
  return (before, request) => {
    const { state: after, response } = core(undeleted(before), request);
    const state = withCustomers(after, (customer) =>
      before.customers.get(customer.id)?.is_deleted === true ? { ...customer, is_deleted: true } : customer,
    );
    return { state, response };
  };
}

/** Ids of customers that a request deleted. */
export function newlyDeleted(before: State, after: State): readonly number[] {
  return [...after.customers.values()]
    .filter(({ id, is_deleted }) => is_deleted && before.customers.get(id)?.is_deleted === false)
    .map(({ id }) => id);
}

/** Transactions that a request deleted. */
export function deletedTransactions(before: State, after: State): readonly TransactionRecord[] {
  return [...after.transactions.values()].filter(
    ({ id, is_deleted }) => is_deleted && before.transactions.get(id)?.is_deleted === false,
  );
}

/** The entries that a deletion would name of everybody who was ever deleted. */
export function everDeleted({ customers }: State): readonly unknown[] {
  return [...customers.values()].filter(({ is_deleted }) => is_deleted).map(({ id, name }) => ({ id, name }));
}

/** Changes the customers that are beside a deleted one by their ids. */
export function beside(
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
export function deletionOf(holds: (id: number, state: State) => boolean, modifier: Modifier): Modifier {
  return at(
    'customers.change',
    when((request, state) => {
      const [id, ...others] = elementsIn(readableBody(request), 'delete');
      return id !== undefined && others.length === 0 && holds(Number(id), state);
    }, modifier),
  );
}

/** Changes the ids that are sent in one string. */
export function byComma(change: (ids: readonly string[]) => readonly string[]): Modifier {
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
