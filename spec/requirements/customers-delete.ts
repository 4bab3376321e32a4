import { inferred, shown, stated } from './build.ts';

const op = 'customers.change';

/** Deleting customers, and all three changes in one request. */
export const customersDelete = {
  'customers.delete.one': stated(
    op,
    'A deleted customer is gone from look-ups, or flagged as deleted.',
    ['customers.change: parameter delete', 'customers.list: response is_deleted'],
    { readings: ['deletedRecords'] },
  ),
  'customers.delete.several': stated(op, 'Several customers can be deleted in one request.', [
    'customers.change: parameter delete',
    'customers.change: example of deleting',
  ]),
  'customers.delete.listed': stated(
    op,
    'A deleted customer is gone from filtered lists, or flagged there as deleted.',
    ['customers.change: parameter delete', 'customers.list: response is_deleted'],
    { readings: ['deletedRecords'] },
  ),
  'customers.delete.answer': shown(
    op,
    'The answer lists exactly the customers that the call deleted, by id and name.',
    ['customers.change: example of an answer to deleting'],
    { readings: ['customersDeleted'] },
  ),
  'customers.delete.others': stated(op, 'Customers that are not named stay as they were.', [
    'customers.change: parameter delete',
  ]),
  'customers.delete.twice': inferred(
    op,
    'Deleting a customer again deletes nothing more and lists nothing.',
    ['customers.change: parameter delete'],
  ),
  'customers.delete.unknown': inferred(op, 'Deleting an unknown id deletes nothing and lists nothing.', [
    'customers.change: parameter delete',
  ]),
  'customers.delete.update': inferred(op, 'Updating a deleted customer does not bring it back.', [
    'customers.change: parameter delete',
  ]),
  'customers.delete.use': inferred(op, 'A purchase for a deleted customer is refused.', [
    'transactions.change: parameter add/customer_id',
  ]),
  'customers.delete.commaString': inferred(
    op,
    'Ids in one string with commas are all deleted, or none is.',
    ['customers.change: parameter delete'],
    { readings: ['deleteList'] },
  ),
  'customers.change.together': stated(op, 'One request can add, update and delete.', [
    'customers.change: parameter add',
    'customers.change: parameter update',
    'customers.change: parameter delete',
  ]),
  'customers.change.self': stated(op, 'The self link of the answer names this path and method.', [
    'customers.change: response _links/self/href',
    'customers.change: response _links/self/method',
  ]),
};
