import type { TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { readBack as readCustomers } from '../customers/adding.ts';
import { presenceOf, type Presence } from '../customers/customer.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import { embeddedItems, idOf, idsOf, type Answer, type Item } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { addAll, idsThatReadBack } from './adding.ts';
import { clientId, clients } from './clients.scenario.ts';
import { lookUp, readBack } from './reading.ts';
import { changesOf } from './transaction.ts';

const { path } = operations['transactions.change'];

/** How a deleted transaction shows in the two ways to look for it. */
export interface Trace {
  readonly byId: Presence;
  readonly inList: Presence;
}

/** An unknown id, one of six transactions and then two of them deleted; those to be kept stand between. */
export const deletions = {
  name: 'transactions: deletions',
  async play({ calendar, caller, marker, play, unknownId }) {
    const administrator = caller('administrator');
    const customer = clientId(await play(clients), 'cleared');
    const transaction = (number: number, comment: string): TransactionAdd => ({
      customer_id: customer,
      date: 1_497_000_000 + number * 90_061,
      price: 8_001 + number,
      comment: `${marker} ${comment}`,
    });
    const { ids, purchases, book } = await addAll(administrator, [customer], {
      keptBefore: transaction(0, 'RoundTrip before'),
      one: transaction(1, 'To be deleted alone'),
      keptBetween: transaction(2, 'RoundTrip between'),
      first: transaction(3, 'To be deleted with another'),
      second: transaction(4, 'To be deleted with the other'),
      keptAfter: transaction(5, 'RoundTrip after'),
    });
    const { one, first, second, ...kept } = purchases;
    const [oneId = 0, firstId = 0, secondId = 0] = idsThatReadBack([one, first, second]);
    const keptIds = idsThatReadBack(Object.values(kept));

    const remove = (doomed: readonly (number | string)[]): Promise<Answer> =>
      administrator.post(path, { delete: doomed });
    const unknownAnswer = await remove([unknownId(63)]);
    const untouched = (await readBack(administrator, [customer], ids)).items;
    const oneAnswer = await remove([oneId]);
    const severalAnswer = await remove([String(firstId), String(secondId)]);

    const left = (await readBack(administrator, [customer], keptIds)).items;
    const traceOf = async (id: number): Promise<Trace> => ({
      byId: presenceOf((await lookUp(administrator, id)).find((item) => idOf(item) === id)),
      inList: presenceOf(left.find((item) => idOf(item) === id)),
    });
    const owner = await readCustomers(administrator, [customer], calendar.created(reservedDays.transactions));
    return {
      unknown: { answer: unknownAnswer, known: livingIds(book.items), left: livingIds(untouched) },
      one: { answer: oneAnswer, trace: await traceOf(oneId) },
      several: { answer: severalAnswer, first: await traceOf(firstId), second: await traceOf(secondId) },
      kept: changesOf(untouched, left).filter(({ before }) => keptIds.includes(idOf(before) ?? 0)),
      customer: { stored: owner.get(customer) ?? null, refusal: null },
    };
  },
} satisfies Scenario<unknown>;

/** How a deletion of transactions is answered (reading 4). */
export function deletionSide(answer: Answer): 'no-content' | 'list' | 'deleted' {
  if (answer.status === 204) return 'no-content';
  return Array.isArray(embeddedItems(answer)) ? 'list' : 'deleted';
}

function livingIds(items: readonly Item[]): readonly number[] {
  return idsOf(items.filter((item) => presenceOf(item) === 'present'));
}
