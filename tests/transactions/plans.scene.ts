import type { TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { readBack, type Added } from '../customers/adding.ts';
import { portraitOf } from '../customers/customer.ts';
import { slots } from '../customers/slots.ts';
import { inWords, type Item } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { clientId, clients } from './clients.scene.ts';
import type { Change } from './transaction.ts';

const { path } = operations['transactions.change'];

/** Purchases that say when and for how much their customers will buy again, between customers that stand by. */
export const plans = {
  name: 'transactions: next purchases',
  async play({ calendar, caller, marker, play }) {
    const administrator = caller('administrator');
    const added = await play(clients);
    const inNumbers = clientId(added, 'plannedInNumbers');
    const inStrings = clientId(added, 'plannedInStrings');
    const bystanders = [added.bystanderBefore, added.bystanderAfter];

    const purchase = async (transaction: TransactionAdd) => {
      const answer = await administrator.post(path, { add: [transaction] });
      return answer.status === 200 ? null : inWords(answer);
    };
    const refusalInNumbers = await purchase({
      customer_id: inNumbers,
      date: 1_507_582_817,
      price: 15_499,
      comment: `${marker} Soon again`,
      next_date: 1_950_012_347,
      next_price: 20_301,
    });
    const refusalInStrings = await purchase({
      customer_id: String(inStrings),
      date: '1508671539',
      price: '9501',
      comment: `${marker} Some day again`,
      next_date: '1981634461',
      next_price: '30702',
    });
    const ids = [inNumbers, inStrings, ...bystanders.flatMap(({ id }) => id ?? [])];
    const after = await readBack(administrator, ids, calendar.created(slots.transactions));

    return {
      inNumbers: { stored: after.get(inNumbers) ?? null, refusal: refusalInNumbers },
      inStrings: { stored: after.get(inStrings) ?? null, refusal: refusalInStrings },
      bystanders: bystanders.map((bystander) => standingBy(bystander, after)),
    };
  },
} satisfies Scene<unknown>;

function standingBy({ id, stored }: Added, after: ReadonlyMap<number, Item>): Change {
  if (stored === null || id === null) {
    throw prerequisiteFailed('customers.add.single', 'A customer that was to stand by was not found.');
  }
  const later = after.get(id);
  return { before: portraitOf(stored), after: later ? portraitOf(later) : null };
}
