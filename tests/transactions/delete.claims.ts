import { operations } from '../../spec/operations.ts';
import type { TransactionAdd } from '../../spec/messages.ts';
import { embeddedItems, idOf, idsOf, type Answer, type Item } from '../../target/answer.ts';
import { readBack as readCustomers } from '../customers/adding.ts';
import { presenceOf, snapshotOf as snapshotOfCustomer } from '../../target/amocrm/customer.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import { inferred, stated } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { addAll, idsThatReadBack } from './adding.ts';
import { expect, movedByPurchases, type Trace } from './expect.ts';
import { crowd, seven } from './pages.scenario.ts';
import { client, plans, purchases } from './purchases.scenario.ts';
import { changesOf, lookUp, readBack } from './transaction.ts';

const operation = 'transactions.change';
const { path } = operations[operation];

/**
 * An unknown id, one of six transactions and then two of them deleted; those to be kept stand between, each with two
 * of date, amount and comment (one that is missing, too) in common with one of the others.
 */
const deletions = {
  name: 'transactions: deletions',
  async play(setting) {
    const { calendar, caller, marker, unknownId } = setting;
    const administrator = caller('administrator');
    // What a target might take for the one meant where an id is unknown, the newest, is one of these six.
    await setting.after([purchases, plans, seven, crowd]);
    const { id: customer, stored: before } = await client(setting, 'cleared');
    const transaction = (number: number, comment: string | null, twin: Partial<TransactionAdd> = {}) => ({
      customer_id: customer,
      date: 1_497_000_000 + number * 90_061,
      price: 8_001 + number,
      ...(comment !== null && { comment: `${marker} ${comment}` }),
      ...twin,
    });
    const one = transaction(1, 'To be deleted alone');
    const first = transaction(3, 'To be deleted with another');
    const second = transaction(4, null);
    const {
      ids,
      purchases: added,
      book,
    } = await addAll(administrator, [customer], {
      keptBefore: transaction(0, 'Kept before', { date: first.date, price: first.price }),
      one,
      first,
      keptBetween: transaction(2, 'To be deleted alone', { date: one.date }),
      second,
      keptAfter: transaction(5, null, { price: second.price }),
    });
    const { one: alone, first: once, second: twice, ...kept } = added;
    const [oneId = 0, firstId = 0, secondId = 0] = idsThatReadBack([alone, once, twice]);
    const keptIds = idsThatReadBack(Object.values(kept));

    const remove = (doomed: readonly (number | string)[]): Promise<Answer> =>
      administrator.post(path, { delete: doomed });
    const ofUnknown = await remove([unknownId(63)]);
    const untouched = (await readBack(administrator, [customer], ids)).items;
    const ofOne = await remove([oneId]);
    const ofSeveral = await remove([String(firstId), String(secondId)]);

    const left = (await readBack(administrator, [customer], keptIds)).items;
    const inList = (id: number) => presenceOf(left.find((item) => idOf(item) === id));
    const traceOf = async (id: number): Promise<Trace> => ({
      byId: presenceOf((await lookUp(administrator, id)).find((item) => idOf(item) === id)),
      inList: inList(id),
    });
    const owner = await readCustomers(administrator, [customer], calendar.created(reservedDays.transactions));
    const after = owner.get(customer) ?? null;
    return {
      unknown: { answer: ofUnknown, known: livingIds(book.items), left: livingIds(untouched) },
      one: { answer: ofOne, trace: await traceOf(oneId) },
      several: { answer: ofSeveral, first: await traceOf(firstId), second: { inList: inList(secondId) } },
      kept: changesOf(untouched, left).filter(({ before }) => keptIds.includes(idOf(before) ?? 0)),
      customer: {
        stored: after,
        refusal: null,
        changes: before
          ? [{ before: snapshotOfCustomer(before), after: after && snapshotOfCustomer(after) }]
          : [],
      },
    };
  },
} satisfies Scenario<unknown>;

function livingIds(items: readonly Item[]): readonly number[] {
  return idsOf(items.filter((item) => presenceOf(item) === 'present'));
}

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
];
