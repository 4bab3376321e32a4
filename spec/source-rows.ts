/**
 * The inventory of the source document: every table row, sentence with content, example and status,
 * named in our own words. Each is covered by at least one requirement, which a self-check proves.
 */
const envelope = [
  'response _links',
  'response _links/self',
  'response _links/self/href',
  'response _links/self/method',
  'response _embedded',
  'response _embedded/items',
] as const;

const headers = ['header Content-Type', 'header Runtime-Timestamp'] as const;

const statuses = [
  'status 200 or 204',
  'status 301',
  'status 400',
  'status 401',
  'status 403',
  'status 404',
  'status 500',
  'status 502',
  'status 503',
] as const;

/** The colours that the document offers for periods. */
export const palette = [
  '#fffeb2', '#fffd7f', '#fff000', '#ffeab2', '#ffdc7f', '#ffce5a', '#ffdbdb',
  '#ffc8c8', '#ff8f92', '#d6eaff', '#c1e0ff', '#98cbff', '#ebffb1', '#deff81',
  '#87f2c0', '#f9deff', '#f3beff', '#ccc8f9', '#eb93ff', '#f2f3f4', '#e6e8ea',
] as const; // prettier-ignore

const periodItems = [
  'response items',
  'response items/id',
  'response items/type',
  'response items/period',
  'response items/color',
  'response items/sort',
  'response items/after_buy',
] as const;

const sections = {
  'customers.intro': {
    title: 'Customers',
    rows: [
      'custom fields defined in the account',
      'attached to contacts, or to none',
      'a responsible user',
      'a period as position in the life cycle',
      'the list of periods can be changed',
    ],
  },
  'customers.change': {
    title: 'Customers › Add, update, delete',
    rows: [
      'one by one or in batch',
      'URL',
      'parameter add',
      'parameter update',
      'all of add holds for update',
      'parameter delete',
      'parameter add/name',
      'parameter add/next_date',
      'parameter add/created_at',
      'parameter add/updated_at',
      'parameter add/responsible_user_id',
      'parameter add/created_by',
      'parameter add/next_price',
      'parameter add/periodicity',
      'parameter add/tags',
      'parameter add/period_id',
      'parameter add/contacts_id',
      'parameter add/company_id',
      'parameter add/custom_fields',
      'parameter add/custom_fields/id',
      'parameter add/custom_fields/values',
      'parameter add/custom_fields/values/value',
      'parameter add/custom_fields/values/enum',
      'parameter update/id',
      'parameter update/updated_at',
      'parameter update/unlink',
      'parameter update/unlink/contacts_id',
      'parameter update/unlink/company_id',
      'response id',
      'response request_id',
      ...envelope,
      ...headers,
      'example of adding',
      'example of an answer to adding',
      'example of updating',
      'example of an answer to updating',
      'example of deleting',
      'example of an answer to deleting',
    ],
  },
  'customers.list': {
    title: 'Customers › List',
    rows: [
      'filters and pages',
      'URL',
      'parameter id',
      'parameter limit_rows',
      'parameter limit_offset',
      'parameter filter/main_user',
      'parameter filter/date',
      'parameter filter/date/type',
      'parameter filter/date/from',
      'parameter filter/date/to',
      'parameter filter/next_date',
      'parameter filter/next_date/from',
      'parameter filter/next_date/to',
      ...headers,
      'response id',
      'response name',
      'response responsible_user_id',
      'response created_by',
      'response created_at',
      'response updated_at',
      'response account_id',
      'response updated_by',
      'response is_deleted',
      'response main_contact',
      'response main_contact/id',
      'response tags',
      'response tags/id',
      'response tags/name',
      'response custom_fields',
      'response custom_fields/id',
      'response custom_fields/name',
      'response custom_fields/values',
      'response custom_fields/values/value',
      'response custom_fields/values/enum',
      'response custom_fields/is_system',
      'response contacts',
      'response contacts/id',
      'response company',
      'response company/id',
      'response company/name',
      'response next_price',
      'response closest_task_at',
      'response period_id',
      'response periodicity',
      'response next_date',
      ...envelope,
      'example of a date filter',
      'example of an answer',
    ],
  },
  'customers.integration': {
    title: 'Customers › Integration example',
    rows: ['several customers in one request', 'sample request', ...statuses],
  },
  'transactions.intro': {
    title: 'Transactions',
    rows: ['date and amount of a purchase, belonging to a customer'],
  },
  'transactions.change': {
    title: 'Transactions › Add, delete',
    rows: [
      'one by one or in batch',
      'parameter add',
      'parameter add/customer_id',
      'parameter add/date',
      'parameter add/price',
      'parameter add/comment',
      'parameter add/next_date',
      'parameter add/next_price',
      'parameter delete',
      'response items',
      ...envelope,
      ...headers,
      'example of adding',
      'example of an answer to adding',
      'example of deleting',
    ],
  },
  'transactions.comments': {
    title: 'Transactions › Comments',
    rows: [
      'changing a comment leaves the transaction as it was',
      'URL',
      'parameter update',
      'parameter update/transaction_id',
      'parameter update/comments',
      'response items',
      'response id',
      ...envelope,
      ...headers,
      'example of changing a comment',
      'example of an answer',
    ],
  },
  'transactions.integration': {
    title: 'Transactions › Integration example',
    rows: ['sample request', ...statuses],
  },
  'transactions.list': {
    title: 'Transactions › List',
    rows: [
      'URL',
      'parameter id',
      'parameter customer_id',
      'parameter limit_rows',
      'parameter limit_offset',
      'response items',
      'response items/id',
      'response items/created_by',
      'response items/created_at',
      'response items/updated_at',
      'response items/account_id',
      'response items/updated_by',
      'response items/is_deleted',
      'response items/comment',
      'response items/price',
      'response items/date',
      'response items/customer',
      'response items/customer/id',
      ...envelope,
      'example of a page of one customer',
      'example of an answer',
    ],
  },
  'periods.intro': {
    title: 'Periods',
    rows: ['own periods can be created', 'at most ten before the purchase', 'for administrators only'],
  },
  'periods.change': {
    title: 'Periods › Add, update, delete',
    rows: [
      'the complete list is sent',
      'left out means deleted',
      'URL',
      'parameter update',
      'parameter update/period',
      'days before the purchase add up',
      'parameter update/id',
      'parameter update/color',
      'parameter update/sort',
      ...palette.map((color) => `colour ${color}` as const),
      ...periodItems,
      'the after type can only be edited',
      ...envelope,
      ...headers,
      'example of a request',
      'example of an answer',
      'sample request',
      ...statuses,
    ],
  },
  'periods.list': {
    title: 'Periods › List',
    rows: ['sent without parameters', 'URL', ...periodItems, ...envelope, 'example of an answer'],
  },
} as const satisfies Record<string, { title: string; rows: readonly string[] }>;

type Sections = typeof sections;

/** Names one row: the section's id, a colon, the row. */
export type SourceRowId = {
  [S in keyof Sections]: `${S}: ${Sections[S]['rows'][number]}`;
}[keyof Sections];

/** Every row of the source with the words that a report shows for it, in the order of the document. */
export const sourceRows: ReadonlyMap<string, string> = new Map(
  Object.entries(sections).flatMap(([id, { title, rows }]) =>
    rows.map((row) => [`${id}: ${row}`, `${title} › ${row}`] as const),
  ),
);

/** The words for a row: `Customers › List › parameter id`. */
export function wordsOf(row: SourceRowId): string {
  return sourceRows.get(row) ?? row;
}

/** Tells whether a string names a row of the source. */
export function isSourceRow(row: string): row is SourceRowId {
  return sourceRows.has(row);
}
