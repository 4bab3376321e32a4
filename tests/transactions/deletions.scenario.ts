/** Deletions of transactions, and what is left of them and of their customers. */
import { operations } from '../../spec/operations.ts';
import type { TransactionAdd } from '../../spec/messages.ts';
import { presenceOf, snapshotOf as snapshotOfCustomer } from '../../target/amocrm/customer.ts';
import { idOf, idsOf, type Answer, type Item } from '../../target/answer.ts';
import { readBack as readCustomers } from '../customers/adding.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import type { Scenario } from '../support/scenario.ts';
import { addAll, idsThatReadBack } from './adding.ts';
import { comments } from './comments.scenario.ts';
import type { Trace } from './expect.ts';
import { crowd, seven } from './pages.scenario.ts';
import { client, plans, purchases } from './purchases.scenario.ts';
import { changesOf, lookUp, readBack } from './transaction.ts';

const { path } = operations['transactions.change'];

/**
 * One of eight transactions, then three of them, and one behind an unknown id deleted; those to be kept stand between,
 * each with two of date, amount and comment (one that is missing, too) in common with one of the others. The last of
 * the three is the newest of the account, and no other is added until they are deleted.
 */
export const deletions = {
  name: 'transactions: deletions',
  async play(setting) {
    const { calendar, caller, marker, unknownId } = setting;
    const administrator = caller('administrator');
    // What a target might take for the one meant where an id is unknown, the newest, is one of these.
    await setting.after([purchases, plans, seven, crowd, comments]);
    const { id: customer, stored: before } = await client(setting, 'cleared');
    const { id: commented } = await client(setting, 'noted');
    const transaction = (number: number, comment: string | null, twin: Partial<TransactionAdd> = {}) => ({
      customer_id: customer,
      date: 1_497_000_000 + number * 90_061,
      price: 8_001 + number,
      ...(comment !== null && { comment: `${marker} ${comment}` }),
      ...twin,
    });
    const one = transaction(1, 'To be deleted alone');
    const first = transaction(3, 'To be deleted with others');
    const second = transaction(4, null);
    const { purchases: added, book } = await addAll(administrator, [customer], {
      keptBefore: transaction(0, 'Kept before', { date: first.date, price: first.price }),
      one,
      first,
      keptBetween: transaction(2, 'To be deleted alone', { date: one.date }),
      beside: transaction(6, 'To be deleted beside an unknown one'),
      second,
      keptAfter: transaction(5, null, { price: second.price }),
      newest: transaction(7, 'To be deleted as the newest'),
    });
    const { one: alone, first: once, second: twice, newest: last, beside, ...kept } = added;
    const [oneId = 0, firstId = 0, secondId = 0] = idsThatReadBack([alone, once, twice]);
    const [newestId = 0, besideId = 0] = idsThatReadBack([last, beside]);
    const keptIds = idsThatReadBack(Object.values(kept));

    const remove = (doomed: readonly (number | string)[]): Promise<Answer> =>
      administrator.post(path, { delete: doomed });
    const ofOne = await remove([oneId]);
    const ofSeveral = await remove([String(firstId), String(secondId), String(newestId)]);
    const left = (await readBack(administrator, [customer], [...keptIds, besideId])).items;
    const ofUnknown = await remove([unknownId(63), besideId]);
    const leftAtLast = (await readBack(administrator, [customer], keptIds)).items;

    const inList = (id: number) => presenceOf(left.find((item) => idOf(item) === id));
    const traceOf = async (id: number): Promise<Trace> => ({
      byId: presenceOf((await lookUp(administrator, id)).find((item) => idOf(item) === id)),
      inList: inList(id),
    });
    const day = calendar.created(reservedDays.transactions);
    const owners = await readCustomers(administrator, [customer, commented], day);
    const after = owners.get(customer) ?? null;
    const others = (items: readonly Item[]) => livingIds(items).filter((id) => id !== besideId);
    return {
      one: { answer: ofOne, trace: await traceOf(oneId) },
      several: {
        answer: ofSeveral,
        first: await traceOf(firstId),
        second: { inList: inList(secondId) },
        newest: { inList: inList(newestId) },
      },
      unknown: {
        answer: ofUnknown,
        known: others(left),
        left: others(leftAtLast),
        beside: { inList: presenceOf(leftAtLast.find((item) => idOf(item) === besideId)) },
      },
      kept: changesOf(book.items, left).filter(({ before: { id } }) => keptIds.includes(Number(id))),
      customer: {
        stored: after,
        refusal: null,
        changes: before
          ? [{ before: snapshotOfCustomer(before), after: after && snapshotOfCustomer(after) }]
          : [],
      },
      /** The customer whose transactions got other comments, behind those. */
      commented: owners.get(commented) ?? null,
    };
  },
} satisfies Scenario<unknown>;

function livingIds(items: readonly Item[]): readonly number[] {
  return idsOf(items.filter((item) => presenceOf(item) === 'present'));
}
