import type { CustomerRecord, State, TransactionRecord } from './state.ts';

/** 20 October 2017: long before any run. */
const firstDay = 1508500193;
const hour = 3600;

/** The account with a number of other people's customers, each with one purchase. */
export function filledAccount(state: State, count: number): State {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const customers = numbers.map((index) => seededCustomer(state, index));
  const transactions = customers.map((customer, index) => seededTransaction(state, customer, index));
  return {
    ...state,
    customers: new Map(customers.map((customer) => [customer.id, customer])),
    transactions: new Map(transactions.map((transaction) => [transaction.id, transaction])),
    tags: new Map([['Regulars', state.next.tag]]),
    next: {
      ...state.next,
      customer: state.next.customer + count,
      transaction: state.next.transaction + count,
      tag: state.next.tag + 1,
    },
  };
}

const names = ['Catherine', 'Elizabeth', 'Jennifer', 'Мария', 'José', '美咲'];

function seededCustomer(state: State, index: number): CustomerRecord {
  const users = [...state.users.keys()];
  const contacts = [...state.contacts.keys()];
  const owner = users[index % users.length] ?? 0;
  const createdAt = firstDay + index * hour;
  return {
    id: state.next.customer + index,
    name: names[index % names.length] ?? '',
    responsible_user_id: owner,
    created_by: owner,
    created_at: createdAt,
    updated_at: createdAt + hour,
    updated_by: owner,
    is_deleted: false,
    tags: index % 2 === 0 ? [{ id: state.next.tag, name: 'Regulars' }] : [],
    custom_fields: new Map(),
    contacts: contacts.slice(0, index % 3),
    company: index % 2 === 0 ? ([...state.companies.keys()][0] ?? null) : null,
    next_date: createdAt + 30 * 24 * hour,
    next_price: 1000 + index,
    periodicity: 30,
    period_id: [...state.periods.keys()][0] ?? null,
    closest_task_at: null,
  };
}

function seededTransaction(
  state: State,
  { id, created_by, created_at }: CustomerRecord,
  index: number,
): TransactionRecord {
  return {
    id: state.next.transaction + index,
    customer: id,
    date: created_at,
    price: 15000 + index,
    comment: '',
    created_by,
    created_at,
    updated_at: created_at,
    updated_by: created_by,
    is_deleted: false,
  };
}
