import { createState } from '../../../reference/core/seed.ts';
import type { CustomerRecord, State, TransactionRecord } from '../../../reference/core/state.ts';

const DAY = 86_400;
const YEARS = 8;

const tags = ['Regulars', 'VIP', 'Wholesale', 'Newsletter', 'Cold', 'Опт', 'Partners', 'Trade fair'];
const names = ['Catherine', 'Elizabeth', 'Jennifer', 'Мария', 'José', '美咲', 'Müller & Söhne', 'Anna-Lena'];

/**
 * An account that people have worked in for years, until now: customers of several users, edited now and then, with
 * tags, contacts and companies, every fifth with purchases.
 * @param now Unix seconds
 */
export function largeAccount(count: number, now: number): State {
  const empty = createState({ customers: 0 });
  const step = Math.floor((YEARS * 365 * DAY) / count);
  const customers = Array.from({ length: count }, (_, index) =>
    customerOf(empty, index, now - (count - index) * step),
  );
  const transactions = customers.filter((_, index) => index % 5 === 0).flatMap(transactionsOf(empty));
  return {
    ...empty,
    customers: new Map(customers.map((customer) => [customer.id, customer])),
    transactions: new Map(transactions.map((transaction) => [transaction.id, transaction])),
    tags: new Map(tags.map((name, index) => [name, empty.next.tag + index])),
    next: {
      ...empty.next,
      customer: empty.next.customer + count,
      transaction: empty.next.transaction + transactions.length,
      tag: empty.next.tag + tags.length,
    },
  };
}

function customerOf(state: State, index: number, created_at: number): CustomerRecord {
  const users = [...state.users.keys()];
  const owner = users[index % users.length] ?? 0;
  const editor = users[(index * 7) % users.length] ?? 0;
  const tag = index % tags.length;
  return {
    id: state.next.customer + index,
    name: `${names[index % names.length] ?? ''} ${String(index)}`,
    responsible_user_id: owner,
    created_by: editor,
    created_at,
    updated_at: created_at + (index % 3) * 3600,
    updated_by: editor,
    is_deleted: index % 50 === 0,
    tags: index % 3 === 0 ? [{ id: state.next.tag + tag, name: tags[tag] ?? '' }] : [],
    custom_fields: index % 4 === 0 ? new Map([[4400017, [{ value: 'Prefers mornings' }]]]) : new Map(),
    contacts: [...state.contacts.keys()].slice(0, index % 3),
    company: index % 2 === 0 ? ([...state.companies.keys()][index % 2] ?? null) : null,
    // From a year ago to a year ahead, as open purchases are.
    next_date: created_at + (index % 700) * DAY,
    next_price: 1000 + (index % 977),
    periodicity: index % 2 === 0 ? 30 : null,
    period_id: [...state.periods.keys()][index % state.periods.size] ?? null,
    closest_task_at: index % 9 === 0 ? created_at + DAY : null,
  };
}

function transactionsOf(state: State) {
  let id = state.next.transaction;
  return (customer: CustomerRecord, index: number): TransactionRecord[] =>
    Array.from({ length: 1 + (index % 3) }, (_, number) => ({
      id: id++,
      customer: customer.id,
      date: customer.created_at + number * 30 * DAY,
      price: 15_000 + index,
      comment: number === 0 ? '' : 'As always',
      created_by: customer.created_by,
      created_at: customer.created_at,
      updated_at: customer.created_at,
      updated_by: customer.created_by,
      is_deleted: false,
    }));
}
