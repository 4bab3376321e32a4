import { inferred, shown, stated } from './build.ts';

const change = 'transactions.change';
const list = 'transactions.list';

/** Transactions: adding, listing, commenting and deleting. */
export const transactions = {
  'transactions.add.single': stated(
    change,
    'One transaction can be added to a customer.',
    [
      'transactions.change: parameter add',
      'transactions.change: one by one or in batch',
      'transactions.change: example of adding',
      'transactions.intro: date and amount of a purchase, belonging to a customer',
    ],
    { readings: ['addedTransactionItems'] },
  ),
  'transactions.add.batch': stated(change, 'Several transactions can be added in one request.', [
    'transactions.change: one by one or in batch',
    'transactions.integration: sample request',
    'transactions.change: response items',
  ]),
  'transactions.add.id': stated(change, 'Every added transaction gets an id of its own.', [
    'transactions.list: response items/id',
  ]),
  'transactions.add.link': shown(change, 'The link of an added transaction leads to it.', [
    'transactions.change: example of an answer to adding',
  ]),
  'transactions.add.customer_id': stated(change, 'The transaction belongs to the customer sent.', [
    'transactions.change: parameter add/customer_id',
    'transactions.list: response items/customer/id',
  ]),
  'transactions.add.date': stated(change, 'The date of the purchase is stored as sent.', [
    'transactions.change: parameter add/date',
  ]),
  'transactions.add.price': stated(change, 'The amount is stored as sent.', [
    'transactions.change: parameter add/price',
  ]),
  'transactions.add.price.bounds': stated(change, 'An amount of zero and a large one are stored as sent.', [
    'transactions.change: parameter add/price',
  ]),
  'transactions.add.comment': stated(change, 'The comment is stored as sent, in any script.', [
    'transactions.change: parameter add/comment',
  ]),
  'transactions.add.next_date': stated(
    change,
    'The next purchase date sent with a purchase becomes that of the customer.',
    ['transactions.change: parameter add/next_date'],
  ),
  'transactions.add.next_price': stated(
    change,
    'The expected amount sent with a purchase becomes that of the customer.',
    ['transactions.change: parameter add/next_price'],
  ),
  'transactions.add.is_deleted': stated(change, 'A new transaction is not marked as deleted.', [
    'transactions.list: response items/is_deleted',
  ]),
  'transactions.add.otherCustomers': stated(change, 'A purchase leaves other customers as they were.', [
    'transactions.change: parameter add/customer_id',
  ]),
  'transactions.add.unknownCustomer': inferred(change, 'A purchase of an unknown customer is refused.', [
    'transactions.change: parameter add/customer_id',
  ]),
  'transactions.change.self': stated(change, 'The self link of the answer names this path and method.', [
    'transactions.change: response _links/self/href',
    'transactions.change: response _links/self/method',
  ]),
  'transactions.list.all': stated(list, 'Without parameters transactions are listed.', [
    'transactions.list: URL',
  ]),
  'transactions.list.self': stated(
    list,
    'The self link of a list names this path, bare or with the query, and the method.',
    ['transactions.list: response _links/self/href', 'transactions.list: response _links/self/method'],
    { readings: ['selfLink'] },
  ),
  'transactions.list.links': shown(
    list,
    'The links of a listed transaction lead to it and to its customer.',
    ['transactions.list: example of an answer'],
  ),
  'transactions.list.id': stated(list, 'A transaction can be looked up by id.', [
    'transactions.list: parameter id',
  ]),
  'transactions.list.id.unknown': inferred(
    list,
    'An unknown id finds nothing.',
    ['transactions.list: parameter id'],
    { readings: ['emptyList'] },
  ),
  'transactions.list.customer_id': stated(
    list,
    'The list can be narrowed to one customer: all of its transactions, no other.',
    ['transactions.list: parameter customer_id', 'transactions.list: example of a page of one customer'],
  ),
  'transactions.list.customer_id.empty': inferred(
    list,
    'A customer without transactions has an empty list.',
    ['transactions.list: parameter customer_id'],
    { readings: ['emptyList'] },
  ),
  'transactions.list.limit_rows.one': stated(list, 'One row can be asked for.', [
    'transactions.list: parameter limit_rows',
  ]),
  'transactions.list.limit_rows.several': stated(
    list,
    'As many rows come as are asked for, if there are as many.',
    ['transactions.list: parameter limit_rows', 'transactions.list: example of a page of one customer'],
  ),
  'transactions.list.limit_rows.maximum': stated(
    list,
    'Five hundred rows come at once when there are more.',
    ['transactions.list: parameter limit_rows'],
  ),
  'transactions.list.limit_rows.beyond': stated(
    list,
    'No more than five hundred rows come, whatever is asked for.',
    ['transactions.list: parameter limit_rows'],
  ),
  'transactions.list.limit_offset': stated(list, 'The offset says from which row on rows come.', [
    'transactions.list: parameter limit_offset',
  ]),
  'transactions.list.limit_offset.alone': stated(list, 'An offset without a number of rows has no effect.', [
    'transactions.list: parameter limit_offset',
  ]),
  'transactions.list.pages': stated(list, 'Pages neither overlap nor miss a transaction.', [
    'transactions.list: parameter limit_rows',
    'transactions.list: parameter limit_offset',
  ]),
  'transactions.comment.added': stated(
    change,
    'A comment can be added to a transaction without one.',
    [
      'transactions.comments: parameter update',
      'transactions.comments: parameter update/transaction_id',
      'transactions.comments: parameter update/comments',
    ],
    { readings: ['commentKey'] },
  ),
  'transactions.comment.changed': stated(
    change,
    'The comment of a transaction can be changed, in any script.',
    [
      'transactions.comments: parameter update',
      'transactions.comments: parameter update/comments',
      'transactions.comments: example of changing a comment',
    ],
    { readings: ['commentKey'] },
  ),
  'transactions.comment.url': stated(
    change,
    'Comments can be changed at the documented address.',
    ['transactions.comments: URL'],
    { readings: ['commentUrl'] },
  ),
  'transactions.comment.answer': shown(change, 'The answer names the transaction whose comment changed.', [
    'transactions.comments: response items',
    'transactions.comments: response id',
    'transactions.comments: example of an answer',
  ]),
  'transactions.comment.untouched': stated(
    change,
    'A changed comment leaves everything else of the transaction as it was.',
    ['transactions.comments: changing a comment leaves the transaction as it was'],
  ),
  'transactions.comment.others': stated(change, 'Other transactions keep their comments.', [
    'transactions.comments: parameter update/transaction_id',
  ]),
  'transactions.comment.required.transaction_id': stated(
    change,
    'A comment without a transaction id is refused.',
    ['transactions.comments: parameter update/transaction_id'],
  ),
  'transactions.comment.required.comments': stated(
    change,
    'An update without a comment is refused and changes nothing.',
    ['transactions.comments: parameter update/comments'],
  ),
  'transactions.comment.unknown': inferred(change, 'A comment for an unknown transaction is refused.', [
    'transactions.comments: parameter update/transaction_id',
  ]),
  'transactions.delete.one': stated(
    change,
    'A deleted transaction is gone from look-ups, or flagged as deleted.',
    ['transactions.change: parameter delete', 'transactions.list: response items/is_deleted'],
    { readings: ['transactionsDeleted', 'deletedRecords'] },
  ),
  'transactions.delete.several': stated(change, 'Several transactions can be deleted in one request.', [
    'transactions.change: parameter delete',
    'transactions.change: example of deleting',
  ]),
  'transactions.delete.others': stated(change, 'Transactions that are not named stay as they were.', [
    'transactions.change: parameter delete',
  ]),
  'transactions.delete.customer': stated(change, 'Deleting a transaction leaves its customer in place.', [
    'transactions.change: parameter delete',
  ]),
  'transactions.delete.unknown': inferred(change, 'Deleting an unknown id deletes no transaction.', [
    'transactions.change: parameter delete',
  ]),
};
