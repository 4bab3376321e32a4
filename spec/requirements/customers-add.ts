import { inferred, shown, stated } from './build.ts';

const op = 'customers.change';

/** Adding customers: batches, acknowledgements, every field, and what is refused. */
export const customersAdd = {
  'customers.add.single': stated(op, 'One customer can be added.', [
    'customers.change: URL',
    'customers.change: parameter add',
    'customers.change: one by one or in batch',
    'customers.change: example of adding',
  ]),
  'customers.add.batch.two': stated(op, 'Two customers can be added in one request.', [
    'customers.change: one by one or in batch',
    'customers.integration: several customers in one request',
  ]),
  'customers.add.batch.fifty': stated(op, 'Fifty customers can be added in one request.', [
    'customers.change: one by one or in batch',
  ]),
  'customers.add.batch.twoHundredFifty': stated(
    op,
    'Two hundred and fifty customers can be added in one request.',
    ['customers.change: one by one or in batch'],
  ),
  'customers.add.batch.order': inferred(op, 'Acknowledgements stand in the order of the request.', [
    'customers.change: response _embedded/items',
  ]),
  'customers.add.batch.partlyBad': inferred(
    op,
    'A batch with an invalid customer is refused whole, or its good part is stored and the bad one listed as an error.',
    ['customers.change: one by one or in batch'],
    { readings: ['partlyBadBatch'] },
  ),
  'customers.add.id': stated(op, 'Every added customer gets an id of its own.', [
    'customers.change: response id',
  ]),
  'customers.add.request_id.echoed': stated(op, "The client's `request_id` comes back with the new id.", [
    'customers.change: response request_id',
  ]),
  'customers.add.request_id.generated': stated(op, 'Without a `request_id` one is made up.', [
    'customers.change: response request_id',
  ]),
  'customers.add.link': shown(op, 'The link of an acknowledgement leads to the new customer.', [
    'customers.change: example of an answer to adding',
  ]),
  'customers.add.separate': stated(
    op,
    'A customer of a batch carries what was sent for it and nothing of its neighbours.',
    ['customers.integration: several customers in one request', 'customers.integration: sample request'],
  ),
  'customers.add.complete': shown(op, 'A customer with every field is stored with every field.', [
    'customers.change: example of adding',
    'customers.integration: sample request',
  ]),
  'customers.add.is_deleted': stated(op, 'A new customer is not marked as deleted.', [
    'customers.list: response is_deleted',
  ]),
  'customers.add.name': stated(op, 'The name is stored as sent.', ['customers.change: parameter add/name']),
  'customers.add.name.scripts': stated(op, 'Names in other scripts and with emoji are stored as sent.', [
    'customers.change: parameter add/name',
  ]),
  'customers.add.name.markup': stated(op, 'Quotes, backslashes and markup in a name are stored as sent.', [
    'customers.change: parameter add/name',
  ]),
  'customers.add.next_date': stated(op, 'The next purchase date is stored as sent.', [
    'customers.change: parameter add/next_date',
  ]),
  'customers.add.created_at': stated(op, 'The creation date is stored as sent.', [
    'customers.change: parameter add/created_at',
  ]),
  'customers.add.updated_at': stated(
    op,
    'The date of the last change is the one sent, or the moment of adding.',
    ['customers.change: parameter add/updated_at'],
    { readings: ['updatedAt'] },
  ),
  'customers.add.responsible_user_id': stated(op, 'The responsible user is stored as sent.', [
    'customers.change: parameter add/responsible_user_id',
    'customers.intro: a responsible user',
  ]),
  'customers.add.created_by': stated(op, 'The creating user is stored as sent.', [
    'customers.change: parameter add/created_by',
  ]),
  'customers.add.next_price': stated(op, 'The expected amount is stored as sent.', [
    'customers.change: parameter add/next_price',
  ]),
  'customers.add.next_price.bounds': stated(
    op,
    'An expected amount of zero and a large one are stored as sent.',
    ['customers.change: parameter add/next_price'],
  ),
  'customers.add.periodicity': stated(op, 'The periodicity is stored as sent.', [
    'customers.change: parameter add/periodicity',
  ]),
  'customers.add.tags': stated(op, 'Tags are split at commas; each has an id and a name.', [
    'customers.change: parameter add/tags',
    'customers.list: response tags',
  ]),
  'customers.add.tags.trimmed': shown(op, 'Blanks around a tag are dropped, those inside kept.', [
    'customers.change: example of adding',
    'customers.list: example of an answer',
  ]),
  'customers.add.period_id': stated(
    op,
    'The period is stored as sent.',
    ['customers.change: parameter add/period_id', 'customers.intro: a period as position in the life cycle'],
    { readings: ['periodIdType'] },
  ),
  'customers.add.contacts_id': stated(op, 'The contacts sent are attached, all of them and no other.', [
    'customers.change: parameter add/contacts_id',
    'customers.intro: attached to contacts, or to none',
  ]),
  'customers.add.main_contact': stated(op, 'The main contact is one of the attached contacts.', [
    'customers.list: response main_contact',
    'customers.list: response main_contact/id',
  ]),
  'customers.add.withoutContacts': stated(
    op,
    'A customer without contacts can be added and shows none.',
    ['customers.intro: attached to contacts, or to none'],
    { readings: ['emptyRelations'] },
  ),
  'customers.add.company_id': stated(op, 'The company sent is attached.', [
    'customers.change: parameter add/company_id',
  ]),
  'customers.add.custom_fields.text': stated(op, 'The value of a text field is stored as sent.', [
    'customers.change: parameter add/custom_fields',
    'customers.change: parameter add/custom_fields/id',
    'customers.change: parameter add/custom_fields/values',
    'customers.change: parameter add/custom_fields/values/value',
    'customers.intro: custom fields defined in the account',
  ]),
  'customers.add.custom_fields.multiselect': stated(
    op,
    'The options of a multi-select are stored, all of them and no other.',
    [
      'customers.change: parameter add/custom_fields/values/enum',
      'customers.list: response custom_fields/values/enum',
    ],
    { readings: ['multiselectValues'] },
  ),
  'customers.add.custom_fields.address': shown(
    op,
    'Every part of an address is stored under its subtype as sent.',
    ['customers.change: example of adding', 'customers.integration: sample request'],
  ),
  'customers.add.required.name': stated(
    op,
    'A customer without a name is refused and not stored.',
    ['customers.list: response name'],
    { readings: ['requiredOnAdd'] },
  ),
  'customers.add.required.next_date': stated(
    op,
    'A customer without a next purchase date is refused and not stored.',
    ['customers.list: response next_date'],
    { readings: ['requiredOnAdd'] },
  ),
  'customers.add.unknown.contact': inferred(op, 'An unknown contact is refused and nothing stored.', [
    'customers.change: parameter add/contacts_id',
  ]),
  'customers.add.unknown.company': stated(
    op,
    'A company that does not exist is refused and nothing stored.',
    ['customers.change: parameter add/company_id'],
  ),
  'customers.add.unknown.period': inferred(op, 'An unknown period is refused and nothing stored.', [
    'customers.change: parameter add/period_id',
  ]),
  'customers.add.unknown.customField': inferred(
    op,
    'An unknown custom field is refused and nothing stored.',
    ['customers.change: parameter add/custom_fields/id'],
  ),
};
