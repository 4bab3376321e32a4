import { responseOf, type Part } from './build.ts';

/** The parts of the answers to changes of customers. */
export const customersChangeResponse = responseOf('customers.change', {
  'items.id': ['An acknowledgement has an integer id.', 'customers.change: response id'],
  'items.request_id': ['An acknowledgement has a request id.', 'customers.change: response request_id'],
  'items.links': [
    'An acknowledgement has a link to the customer.',
    'customers.change: example of an answer to adding',
    'shown',
  ],
  'items.deleted': [
    'The answer to a deletion lists what was deleted.',
    'customers.change: example of an answer to deleting',
    'shown',
  ],
  'items.deleted.id': [
    'A deleted customer is named by its id.',
    'customers.change: example of an answer to deleting',
    'shown',
  ],
  'items.deleted.name': [
    'A deleted customer is named by its name.',
    'customers.change: example of an answer to deleting',
    'shown',
  ],
});

/** The parts of a listed customer. */
export const customersListResponse = responseOf('customers.list', {
  'items.id': ['The id is an integer.', 'customers.list: response id'],
  'items.name': ['The name is a string.', 'customers.list: response name'],
  'items.responsible_user_id': [
    'The responsible user is an integer id.',
    'customers.list: response responsible_user_id',
  ],
  'items.created_by': ['The creator is an integer id.', 'customers.list: response created_by'],
  'items.created_at': ['The creation date is in whole seconds.', 'customers.list: response created_at'],
  'items.updated_at': ['The date of the change is in whole seconds.', 'customers.list: response updated_at'],
  'items.account_id': ['The account is an integer id.', 'customers.list: response account_id'],
  'items.updated_by': ['The changing user is an integer id.', 'customers.list: response updated_by'],
  'items.is_deleted': ['The mark of deletion is a boolean.', 'customers.list: response is_deleted'],
  'items.main_contact': [
    'The main contact is an object, or empty.',
    'customers.list: response main_contact',
    'stated',
    { readings: ['emptyRelations'] },
  ],
  'items.main_contact.id': [
    'The main contact has an integer id.',
    'customers.list: response main_contact/id',
  ],
  'items.tags': [
    'The tags are a list, or empty.',
    'customers.list: response tags',
    'stated',
    { readings: ['emptyRelations'] },
  ],
  'items.tags.id': ['A tag has an integer id.', 'customers.list: response tags/id'],
  'items.tags.name': ['A tag has a name.', 'customers.list: response tags/name'],
  'items.custom_fields': [
    'The custom fields are a list, or empty.',
    'customers.list: response custom_fields',
    'stated',
    { readings: ['emptyRelations'] },
  ],
  'items.custom_fields.id': [
    'A custom field has an integer id.',
    'customers.list: response custom_fields/id',
  ],
  'items.custom_fields.name': ['A custom field has a name.', 'customers.list: response custom_fields/name'],
  'items.custom_fields.values': [
    'A custom field has a list of values.',
    'customers.list: response custom_fields/values',
  ],
  'items.custom_fields.values.value': [
    'A value of a custom field is a string.',
    'customers.list: response custom_fields/values/value',
  ],
  'items.custom_fields.values.enum': [
    'An option of a multi-select is named by a string.',
    'customers.list: response custom_fields/values/enum',
    'stated',
    { readings: ['multiselectValues'] },
  ],
  'items.custom_fields.values.subtype': [
    'A part of an address is named by a string.',
    'customers.change: example of adding',
    'inferred',
  ],
  'items.custom_fields.is_system': [
    'Whether a custom field is systemic is a boolean.',
    'customers.list: response custom_fields/is_system',
  ],
  'items.contacts': [
    'The contacts are an object, or empty.',
    'customers.list: response contacts',
    'stated',
    { readings: ['emptyRelations'] },
  ],
  'items.contacts.id': ['The contacts are listed by integer ids.', 'customers.list: response contacts/id'],
  'items.company': [
    'The company is an object, or empty.',
    'customers.list: response company',
    'stated',
    { readings: ['emptyRelations'] },
  ],
  'items.company.id': ['The company has an integer id.', 'customers.list: response company/id'],
  'items.company.name': ['The company has a name.', 'customers.list: response company/name'],
  'items.next_price': ['The expected amount is an integer.', 'customers.list: response next_price'],
  'items.closest_task_at': [
    'The time of the nearest task is in whole seconds, or there is none.',
    'customers.list: response closest_task_at',
  ],
  'items.period_id': [
    'The period is an integer id.',
    'customers.list: response period_id',
    'stated',
    { readings: ['periodIdType'] },
  ],
  'items.periodicity': ['The periodicity is an integer.', 'customers.list: response periodicity'],
  'items.next_date': ['The next purchase date is in whole seconds.', 'customers.list: response next_date'],
  'items.links': ['A customer has a link to itself.', 'customers.list: example of an answer', 'shown'],
});

/** The parts of the answers to changes of transactions. */
export const transactionsChangeResponse = responseOf('transactions.change', {
  'items.id': [
    'An added or commented transaction is named by an integer id.',
    [
      'transactions.change: response items',
      'transactions.comments: response id',
      'transactions.change: example of an answer to adding',
    ],
    'stated',
    { readings: ['addedTransactionItems'] },
  ],
  'items.links': [
    'An added or commented transaction has a link to it.',
    ['transactions.change: example of an answer to adding', 'transactions.comments: example of an answer'],
    'shown',
  ],
});

/** The parts of a listed transaction. */
export const transactionsListResponse = responseOf('transactions.list', {
  'items.id': [
    'The id is an integer.',
    ['transactions.list: response items', 'transactions.list: response items/id'],
  ],
  'items.created_by': ['The creator is an integer id.', 'transactions.list: response items/created_by'],
  'items.created_at': [
    'The creation date is in whole seconds.',
    'transactions.list: response items/created_at',
  ],
  'items.updated_at': [
    'The date of the change is in whole seconds.',
    'transactions.list: response items/updated_at',
  ],
  'items.account_id': ['The account is an integer id.', 'transactions.list: response items/account_id'],
  'items.updated_by': ['The changing user is an integer id.', 'transactions.list: response items/updated_by'],
  'items.is_deleted': ['The mark of deletion is a boolean.', 'transactions.list: response items/is_deleted'],
  'items.comment': [
    'The comment is a string, or there is none.',
    'transactions.list: response items/comment',
  ],
  'items.price': ['The amount is an integer.', 'transactions.list: response items/price'],
  'items.date': ['The date of the purchase is in whole seconds.', 'transactions.list: response items/date'],
  'items.customer': ['The customer is an object.', 'transactions.list: response items/customer'],
  'items.customer.id': [
    'The customer is named by an integer id.',
    'transactions.list: response items/customer/id',
  ],
  'items.links': ['A transaction has a link to itself.', 'transactions.list: example of an answer', 'shown'],
});

const periodParts = <Section extends 'periods.change' | 'periods.list'>(section: Section) =>
  ({
    'items.id': ['The id of a period is an integer.', `${section}: response items/id`],
    'items.type': ['The type of a period is before or after.', `${section}: response items/type`],
    'items.period': [
      'The length of a period is a whole number of days.',
      `${section}: response items/period`,
    ],
    'items.color': [
      'The colour of a period is #rrggbb.',
      `${section}: response items/color`,
      'stated',
      { readings: ['periodColors'] },
    ],
    'items.sort': ['The place of a period is an integer.', `${section}: response items/sort`],
    'items.after_buy': [
      'The period after the purchase says its days.',
      `${section}: response items/after_buy`,
    ],
    'items.before_buy': [
      'A period before the purchase says its days before it.',
      'periods.list: example of an answer',
      'shown',
      { readings: ['beforeBuy'] },
    ],
    'items.links': [
      'A period that has a link has a valid one.',
      'periods.change: example of an answer',
      'inferred',
      { readings: ['periodLinks'] },
    ],
  }) as const satisfies Record<string, Part>;

/** The parts of the answers to a replacement of the periods. */
export const periodsChangeResponse = responseOf('periods.change', periodParts('periods.change'));

/** The parts of a listed period. */
export const periodsListResponse = responseOf('periods.list', periodParts('periods.list'));
