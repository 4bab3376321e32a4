/** Shapes of requests that clients were seen to send and the document does not show. */
import type { OperationId } from '../../../spec/operations.ts';

export interface FieldRequest {
  readonly name: string;
  readonly operation: OperationId;
  /** What the contract says of it: that a client departs from the document, or nothing. */
  readonly right: 'named' | 'taken';
  readonly query?: string;
  readonly contentType?: string;
  /** A value as JSON, or a text as it is. */
  readonly body?: unknown;
}

type Rest = Omit<FieldRequest, 'name' | 'right' | 'operation' | 'body'>;

const adds = (name: string, right: FieldRequest['right'], fields: object, rest: Rest = {}): FieldRequest => ({
  name,
  operation: 'customers.change',
  right,
  body: { add: [{ name: 'Vera', next_date: 1_796_000_007, ...fields }] },
  ...rest,
});

const updates = (name: string, right: FieldRequest['right'], fields: object): FieldRequest => ({
  name,
  operation: 'customers.change',
  right,
  body: { update: [{ id: 466_792, updated_at: 1_796_000_007, ...fields }] },
});

const lists = (name: string, right: FieldRequest['right'], query: string): FieldRequest => ({
  name,
  operation: 'customers.list',
  right,
  query,
});

const posts = (
  name: string,
  right: FieldRequest['right'],
  operation: OperationId,
  body: unknown,
  rest: Rest = {},
): FieldRequest => ({ name, right, operation, body, ...rest });

const customer = { name: 'Vera', next_date: 1_796_000_007 };
const form = 'application/x-www-form-urlencoded';

export const fieldRequests: readonly FieldRequest[] = [
  posts('customers to add by arbitrary keys', 'named', 'customers.change', { add: { 7: customer } }),
  posts('the ids to delete by arbitrary keys', 'named', 'customers.change', { delete: { 1: 5, 3: 6 } }),
  posts('an update and a deletion of nothing beside an addition', 'taken', 'customers.change', {
    add: [customer],
    update: [],
    delete: [],
  }),
  adds('one contact, not in a list', 'named', { contacts_id: 1_099_181 }),
  adds('contacts with commas between them', 'named', { contacts_id: '1099181,1099182' }),
  adds('contacts by arbitrary keys', 'named', { contacts_id: { 0: 1_099_181, 2: 1_099_182 } }),
  adds('a number for a name', 'named', { name: 12 }),
  adds('no company', 'named', { company_id: null }),
  adds('no request_id', 'named', { request_id: null }),
  adds('tags in a list', 'named', { tags: ['a'] }),
  adds('no catalogue elements', 'taken', { catalog_elements_id: [] }),
  adds('an option as an object of its id alone', 'named', {
    custom_fields: [{ id: 4_400_021, values: [{ enum: 3_692_471 }] }],
  }),
  adds('the part of an address as a number', 'named', {
    custom_fields: [{ id: 4_399_655, values: [{ value: 'Mill Lane', subtype: 3 }] }],
  }),
  adds('JSON without a Content-Type', 'taken', {}, { contentType: '' }),
  posts('a form', 'taken', 'customers.change', 'add[0][name]=Vera&add[0][next_date]=1796000007', {
    contentType: form,
  }),
  posts('a form that asks for JSON', 'taken', 'customers.change', 'add[0][name]=Vera', {
    contentType: form,
    query: 'type=json',
  }),
  updates('everything back as it was listed', 'named', {
    account_id: 13_667_499,
    is_deleted: false,
    tags: {},
    custom_fields: {},
    company: {},
    _links: { self: { href: '/api/v2/customers?id=466792', method: 'get' } },
  }),
  updates('tags emptied by an empty text', 'taken', { tags: '' }),
  updates('tags emptied by null', 'named', { tags: null }),
  updates('an option by its label', 'taken', {
    custom_fields: [{ id: 4_400_021, values: [{ value: 'Bread' }] }],
  }),
  updates('a field with its name and code', 'named', {
    custom_fields: [{ id: 4_400_017, name: 'Remarks', code: null, values: [{ value: 'x', enum: null }] }],
  }),
  updates('a field emptied', 'taken', { custom_fields: [{ id: 4_400_017, values: [{ value: '' }] }] }),
  updates('one contact to detach, as a number', 'named', { unlink: { contacts_id: 1_099_181 } }),
  posts('a comment changed where transactions are added', 'taken', 'transactions.change', {
    update: [{ comment: 'Paid', transaction_id: 5_399 }],
  }),
  posts('a purchase with elements by catalogue', 'taken', 'transactions.change', {
    add: [{ request_id: 1, customer_id: 466_792, price: 200, elements: { 9: { 1: 3 } } }],
  }),
  posts('periods by arbitrary keys', 'named', 'periods.change', {
    update: { 1: { id: 112_805, period: 5, color: '#e6e8ea', sort: 1 } },
  }),
  posts('a period as it was listed', 'taken', 'periods.change', {
    update: [{ id: 112_805, type: 'before', period: 5, color: '#e6e8ea', sort: 1, before_buy: 5 }],
  }),
  { name: 'a list with a body', operation: 'customers.list', right: 'named', body: [] },
  lists('a search', 'taken', 'query=Vera&limit_rows=5&limit_offset=0'),
  lists(
    'an empty end of a range',
    'named',
    'filter[date][type]=create&filter[date][from]=07.03.2018&filter[date][to]=',
  ),
  lists('a day with a time', 'named', 'filter[date][type]=create&filter[date][from]=07.03.2018 00:00:00'),
  lists('one user, not in a list', 'taken', 'filter[main_user]=504141'),
  lists('an offset without a number', 'named', 'limit_rows=5&limit_offset='),
  lists('a slash at the end of the path', 'taken', '/?limit_rows=1'),
];
