import type { CustomFieldValue } from '../../spec/messages.ts';
import type { CustomerRecord, FieldDefinition, State, TransactionRecord } from './state.ts';

/** 20 October 2017: long before any run. */
const firstDay = 1508500193;
const hour = 3600;
/** Two years later; there is one customer an hour. */
const lastDay = firstDay + 2 * 365 * 24 * hour;

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
    custom_fields: index % 2 === 0 ? seededFields(state) : new Map(),
    contacts: contacts.slice(0, index % 3),
    company: index % 2 === 0 ? ([...state.companies.keys()][0] ?? null) : null,
    next_date: createdAt + 30 * 24 * hour,
    next_price: 1000 + index,
    periodicity: 30,
    period_id: [...state.periods.keys()][0] ?? null,
    closest_task_at: null,
  };
}

/** A value in each of the account's own fields. */
function seededFields({ customFields }: State): CustomerRecord['custom_fields'] {
  return new Map([...customFields.values()].map((field) => [field.id, seededValues(field)]));
}

function seededValues(field: FieldDefinition): readonly CustomFieldValue[] {
  switch (field.type) {
    case 'text':
      return [{ value: 'Prefers mornings' }];
    case 'multiselect':
      return [...field.enums].slice(0, 2).map(([option, label]) => ({ value: label, enum: option }));
    case 'address':
      return [
        { value: 'Kaivokatu 1', subtype: 'address_line_1' },
        { value: 'Helsinki', subtype: 'city' },
        { value: '00100', subtype: 'zip' },
      ];
  }
}

/** Whether a record as a list shows it is one that the account began with: nothing else dates from those years. */
export function isSeeded({ created_at }: Readonly<Record<string, unknown>>): boolean {
  return typeof created_at === 'number' && firstDay <= created_at && created_at < lastDay;
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
