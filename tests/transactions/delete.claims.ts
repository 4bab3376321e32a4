import { embeddedItems, refusesSome, type Answer } from '../../target/answer.ts';
import { inferred, stated } from '../support/claims.ts';
import { deletions } from './deletions.scenario.ts';
import { expect, movedByPurchases } from './expect.ts';

const operation = 'transactions.change';

/** How a deletion of transactions is answered (reading 4). */
function deletionSide(answer: Answer): 'no-content' | 'list' | 'deleted' {
  if (answer.status === 204) return 'no-content';
  return Array.isArray(embeddedItems(answer)) ? 'list' : 'deleted';
}

/** Deleting transactions. */
export const transactionsDelete = [
  stated('transactions.delete.one', 'A deleted transaction is gone from look-ups, or flagged as deleted.', {
    operation,
    source: ['transactions.change: parameter delete', 'transactions.list: response items/is_deleted'],
    readings: ['transactionsDeleted', 'deletedRecords'],
    given: { deletions },
    holds({ deletions: { one } }, { observe }) {
      expect(one.answer).toHaveStatus(200, 204);
      expect(one.trace).toBeGone();
      observe('transactionsDeleted', deletionSide(one.answer));
      observe('deletedRecords', one.trace.inList);
    },
  }),
  stated('transactions.delete.several', 'Several transactions can be deleted in one request.', {
    operation,
    source: ['transactions.change: parameter delete', 'transactions.change: example of deleting'],
    given: { deletions },
    holds({ deletions: { several } }) {
      expect(several.answer).toHaveStatus(200, 204);
      expect(several.first).toBeGone();
      expect(several.second).toBeGone();
      expect(several.newest).toBeGone();
    },
  }),
  stated('transactions.delete.others', 'Transactions that are not named stay as they were.', {
    operation,
    source: 'transactions.change: parameter delete',
    given: { deletions },
    holds({ deletions: { kept } }) {
      expect(kept).toBeUntouched();
    },
  }),
  stated(
    'transactions.delete.customer',
    'Deleting a transaction leaves its customer in place, with all else that it has.',
    {
      operation,
      source: 'transactions.change: parameter delete',
      given: { deletions },
      holds({ deletions: { customer } }) {
        expect(customer).toBeStoredWith({ is_deleted: false });
        expect(customer.changes).toBeUntouched({ apartFrom: movedByPurchases });
      },
    },
  ),
  inferred('transactions.delete.unknown', 'Deleting an unknown id deletes no transaction.', {
    operation,
    source: 'transactions.change: parameter delete',
    given: { deletions },
    holds({ deletions: { unknown } }) {
      expect(unknown.answer).toBeTakenOrRefused();
      expect(unknown.left).toHoldExactly(unknown.known);
    },
  }),
  stated(
    'transactions.delete.besideUnknown',
    'A transaction that is to be deleted behind an unknown id is gone, unless the answer refuses.',
    {
      operation,
      source: 'transactions.change: parameter delete',
      given: { deletions },
      holds({ deletions: { unknown } }) {
        if (unknown.answer.status >= 400 || refusesSome(unknown.answer)) return;
        expect(unknown.beside).toBeGone();
      },
    },
  ),
];
