import { inferred, shown, stated } from './build.ts';
import type { SourceRowId } from '../source-rows.ts';

const op = 'customers.change';

/** A field of adding that the document extends to updating. */
const alsoOnUpdate = (row: SourceRowId): readonly SourceRowId[] => [
  'customers.change: all of add holds for update',
  row,
];

/** Updating customers: every field, what stays, what is refused, and detaching. */
export const customersUpdate = {
  'customers.update.acknowledged': shown(op, 'An update is acknowledged with the id of the customer.', [
    'customers.change: example of an answer to updating',
    'customers.change: response id',
  ]),
  'customers.update.request_id': stated(op, "The client's `request_id` comes back from an update too.", [
    'customers.change: response request_id',
  ]),
  'customers.update.batch': stated(
    op,
    'Several customers can be updated in one request, each in its own way.',
    ['customers.change: one by one or in batch', 'customers.change: parameter update'],
  ),
  'customers.update.name': stated(
    op,
    'The name changes to the one sent.',
    alsoOnUpdate('customers.change: parameter add/name'),
  ),
  'customers.update.next_date': stated(op, 'The next purchase date changes to the one sent.', [
    ...alsoOnUpdate('customers.change: parameter add/next_date'),
    'customers.change: example of updating',
  ]),
  'customers.update.created_at': inferred(
    op,
    'The creation date changes to the one sent.',
    alsoOnUpdate('customers.change: parameter add/created_at'),
  ),
  'customers.update.responsible_user_id': stated(
    op,
    'The responsible user changes to the one sent.',
    alsoOnUpdate('customers.change: parameter add/responsible_user_id'),
  ),
  'customers.update.created_by': inferred(
    op,
    'The creating user changes to the one sent.',
    alsoOnUpdate('customers.change: parameter add/created_by'),
  ),
  'customers.update.next_price': stated(op, 'The expected amount changes to the one sent.', [
    ...alsoOnUpdate('customers.change: parameter add/next_price'),
    'customers.change: example of updating',
  ]),
  'customers.update.periodicity': stated(
    op,
    'The periodicity changes to the one sent.',
    alsoOnUpdate('customers.change: parameter add/periodicity'),
  ),
  'customers.update.tags': stated(
    op,
    'The tags sent are attached.',
    alsoOnUpdate('customers.change: parameter add/tags'),
  ),
  'customers.update.tags.replaced': inferred(
    op,
    'The tags sent take the place of the former ones.',
    alsoOnUpdate('customers.change: parameter add/tags'),
  ),
  'customers.update.period_id': stated(
    op,
    'The period changes to the one sent.',
    alsoOnUpdate('customers.change: parameter add/period_id'),
  ),
  'customers.update.contacts_id': stated(
    op,
    'The contacts sent are attached.',
    alsoOnUpdate('customers.change: parameter add/contacts_id'),
  ),
  'customers.update.contacts_id.kept': inferred(
    op,
    'Contacts that were attached before stay attached.',
    alsoOnUpdate('customers.change: parameter add/contacts_id'),
  ),
  'customers.update.company_id': stated(
    op,
    'The company sent is attached in place of the former one.',
    alsoOnUpdate('customers.change: parameter add/company_id'),
  ),
  'customers.update.custom_fields.text': stated(
    op,
    'The value of a text field changes to the one sent.',
    alsoOnUpdate('customers.change: parameter add/custom_fields/values/value'),
  ),
  'customers.update.custom_fields.multiselect': stated(
    op,
    'The options of a multi-select change to those sent.',
    [
      ...alsoOnUpdate('customers.change: parameter add/custom_fields/values/enum'),
      'customers.change: example of updating',
    ],
  ),
  'customers.update.custom_fields.address': stated(
    op,
    'The parts of an address change to those sent.',
    alsoOnUpdate('customers.change: parameter add/custom_fields'),
  ),
  'customers.update.custom_fields.others': inferred(
    op,
    'Custom fields that are not sent keep their values.',
    ['customers.change: all of add holds for update'],
  ),
  'customers.update.unsent': shown(op, 'Fields that are not sent stay as they were.', [
    'customers.change: example of updating',
    'customers.change: parameter update',
  ]),
  'customers.update.others': stated(op, 'Only the customers named in an update change.', [
    'customers.change: parameter update/id',
  ]),
  'customers.update.created': stated(op, 'An update leaves the creation date and the creator as they were.', [
    'customers.list: response created_at',
    'customers.list: response created_by',
  ]),
  'customers.update.updated_at': stated(
    op,
    'After an update the date of the last change is the one sent, or the moment of the update.',
    ['customers.change: parameter update/updated_at', 'customers.list: response updated_at'],
    { readings: ['updatedAt'] },
  ),
  'customers.update.updated_by': stated(op, 'After an update the changing user is the one who sent it.', [
    'customers.list: response updated_by',
  ]),
  'customers.update.required.id': stated(op, 'An update without id is refused and changes nothing.', [
    'customers.change: parameter update/id',
  ]),
  'customers.update.required.updated_at': stated(
    op,
    'An update without `updated_at` is refused and changes nothing.',
    ['customers.change: parameter update/updated_at'],
  ),
  'customers.update.unknownId': inferred(
    op,
    'An update of an unknown customer is refused and creates none.',
    ['customers.change: parameter update/id'],
  ),
  'customers.update.stale': inferred(
    op,
    'An update older than what is stored is carried out whole, or refused and changes nothing.',
    ['customers.change: parameter update/updated_at'],
    { readings: ['staleUpdate'] },
  ),
  'customers.update.unlink.contacts.one': stated(
    op,
    'One contact of three is detached, the other two stay.',
    ['customers.change: parameter update/unlink', 'customers.change: parameter update/unlink/contacts_id'],
  ),
  'customers.update.unlink.contacts.several': stated(op, 'Several contacts are detached in one request.', [
    'customers.change: parameter update/unlink/contacts_id',
  ]),
  'customers.update.unlink.contacts.other': inferred(
    op,
    'Detaching a contact that is not attached changes nothing.',
    ['customers.change: parameter update/unlink/contacts_id'],
  ),
  'customers.update.unlink.company': stated(op, 'The company is detached, the contacts stay.', [
    'customers.change: parameter update/unlink/company_id',
  ]),
  'customers.update.unlink.both': stated(op, 'A contact and the company are detached in one request.', [
    'customers.change: parameter update/unlink',
  ]),
  'customers.update.unlink.unsent': stated(
    op,
    'Detaching leaves every other field of the customer as it was.',
    ['customers.change: parameter update/unlink'],
  ),
  'customers.update.unlink.others': stated(op, 'Detaching from one customer detaches from no other.', [
    'customers.change: parameter update/unlink',
  ]),
  'customers.update.unlink.contactKept': stated(
    op,
    'A detached contact still exists and can be attached again.',
    ['customers.change: parameter update/unlink/contacts_id'],
  ),
};
