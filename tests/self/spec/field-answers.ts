/** Shapes of answers that were seen in the field, and what the contract has to make of each. */
import type { OperationId } from '../../../spec/operations.ts';

/** `warns` is one that breaks inferred requirements alone. */
export type Right = 'passes' | 'fails' | 'warns';

export interface FieldAnswer {
  readonly name: string;
  readonly operation: OperationId;
  readonly right: Right;
  readonly status?: number;
  readonly contentType?: string;
  readonly body: unknown;
}

const self = (href: string, method = 'get') => ({ _links: { self: { href, method } } });

const customer = {
  id: 7001,
  name: 'Vera',
  responsible_user_id: 501,
  created_by: 501,
  created_at: 1_574_453_111,
  updated_at: 1_574_542_263,
  account_id: 9001,
  updated_by: 501,
  is_deleted: false,
  main_contact: { id: 3001, ...self('/api/v2/contacts?id=3001') },
  tags: {},
  custom_fields: [],
  contacts: { id: [3001], ...self('/api/v2/contacts?id=3001') },
  company: { id: 4001, name: 'Mill', ...self('/api/v2/companies?id=4001') },
  next_price: 150,
  closest_task_at: 0,
  period_id: 6001,
  periodicity: 30,
  next_date: 1_575_000_007,
  ...self('/api/v2/customers?id=7001'),
  // Of later servers.
  status_id: 1,
  ltv: 0,
  purchases_count: 0,
  average_check: 0,
};

/** A list of one customer with some fields otherwise. */
const listed = (fields: object, href = '/api/v2/customers') => ({
  ...self(href),
  _embedded: { items: [{ ...customer, ...fields }] },
});

const withField = (field: object) =>
  listed({ custom_fields: [{ id: 8001, name: 'Field', is_system: false, ...field }] });

const changed = (items: unknown, errors?: unknown) => ({
  ...self('/api/v2/customers', 'post'),
  _embedded: { items, ...(errors !== undefined && { errors }) },
});

const acknowledgement = { id: 1, request_id: 0, ...self('/api/v2/customers?id=1') };

const transactionsChanged = (items: unknown) => ({
  ...self('/api/v2/transactions', 'post'),
  _embedded: { items },
});

const list = (right: Right, name: string, body: unknown): FieldAnswer => ({
  name,
  operation: 'customers.list',
  right,
  body,
});

const change = (right: Right, name: string, body: unknown): FieldAnswer => ({
  name,
  operation: 'customers.change',
  right,
  body,
});

const deletion = (name: string, items: unknown): FieldAnswer => ({
  name,
  operation: 'transactions.change',
  right: 'passes',
  body: transactionsChanged(items),
});

export const fieldAnswers: readonly FieldAnswer[] = [
  list('passes', 'properties of later servers', listed({})),
  list('fails', 'options as numbers', withField({ values: [{ value: 'Bread', enum: 8101 }] })),
  list('passes', 'nothing found: links alone', self('/api/v2/customers')),
  list('passes', 'nothing found: an empty list embedded', { ...self('/api/v2/customers'), _embedded: [] }),
  list('fails', 'a company without a name', listed({ company: { ...customer.company, name: null } })),
  list(
    'passes',
    'parts of an address as digits',
    withField({
      values: [
        { value: 'Road 3', subtype: '1' },
        { value: '101010', subtype: '5' },
      ],
    }),
  ),
  list('fails', 'parts of an address as numbers', withField({ values: [{ value: 'Road 3', subtype: 1 }] })),
  list(
    'passes',
    'a self link with what was not sent',
    listed({}, '/api/v2/customers?id=7001&entity=customers'),
  ),
  list('passes', 'a field with the number of its type', withField({ type_id: 6, values: [{ value: 'x' }] })),
  list('passes', 'a date as text', withField({ values: [{ value: '2019-11-22 00:00:00' }] })),
  list('passes', 'relations that are empty objects', listed({ main_contact: {}, contacts: {}, company: {} })),
  list('passes', 'a relation without a link', listed({ contacts: { id: [3001] } })),
  list('passes', 'nobody and no period as 0', listed({ created_by: 0, updated_by: 0, period_id: 0 })),
  list(
    'passes',
    'catalogue elements',
    listed({
      catalog_elements: { id: [1], ...self('/api/v2/catalog_elements?id=1') },
      _embedded: { catalog_elements_links: { 9901: { 1101: 10 } } },
    }),
  ),
  {
    ...list('warns', 'an account that is not paid for', { title: 'Payment Required', status: 402 }),
    status: 402,
    contentType: 'application/problem+json',
  },
  change(
    'fails',
    'an update without request id, in milliseconds',
    changed([{ id: 1, updated_at: 1_619_342_253_000, ...self('/api/v2/customers?id=1') }]),
  ),
  change('passes', 'errors by id', changed([], { update: { 7002: 'too old' } })),
  change('passes', 'errors as lists', changed([acknowledgement], [['a field is empty']])),
  change('passes', 'errors with codes', changed([], { add: [{ code: 285, message: 'a field is missing' }] })),
  change(
    'passes',
    'added and deleted at once',
    changed({ 0: acknowledgement, deleted: [{ id: 2, name: 'X' }] }),
  ),
  deletion('transactions deleted: objects apart', { deleted: [{ id: 5001 }] }),
  deletion('transactions deleted: a list of objects', [{ id: 5001 }]),
  deletion('transactions deleted: a list of ids', [5001]),
  {
    name: 'a transaction with elements',
    operation: 'transactions.list',
    right: 'passes',
    body: {
      ...self('/api/v2/transactions'),
      _embedded: {
        items: [
          {
            id: 5002,
            created_by: 501,
            created_at: 1_508_671_517,
            updated_at: 1_508_671_518,
            account_id: 9001,
            updated_by: 501,
            is_deleted: false,
            comment: '',
            price: 5_555,
            date: 1_508_360_401,
            elements: { 9901: { 1101: 3 } },
            customer: { id: 7001, ...self('/api/v2/customers?id=7001') },
            ...self('/api/v2/transactions?id=5002'),
          },
        ],
      },
    },
  },
];
