import type { TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { readBack, type Added } from '../customers/adding.ts';
import { snapshotOf } from '../customers/customer.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import { inWords, type Item } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { clientId, clients } from './clients.scenario.ts';
import type { Change } from './transaction.ts';

const { path } = operations['transactions.change'];

/** Purchases that say when and for how much their customers will buy again, between customers that stand by. */
export const plans = {
  name: 'transactions: next purchases',
  async play({ calendar, caller, marker, play }) {
    const administrator = caller('administrator');
    const added = await play(clients);
    const inNumbers = clientId(added, 'plannedInNumbers');
    const dateInDigits = clientId(added, 'plannedDateInDigits');
    const priceInDigits = clientId(added, 'plannedPriceInDigits');
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
    const refusalOfDate = await purchase({
      customer_id: dateInDigits,
      date: 1_508_671_539,
      price: 9_501,
      comment: `${marker} Some day again`,
      next_date: '1981634461',
    });
    const refusalOfPrice = await purchase({
      customer_id: priceInDigits,
      date: 1_508_671_541,
      price: 9_503,
      comment: `${marker} For more again`,
      next_price: '30702',
    });
    const ids = [inNumbers, dateInDigits, priceInDigits, ...bystanders.flatMap(({ id }) => id ?? [])];
    const after = await readBack(administrator, ids, calendar.created(reservedDays.transactions));

    return {
      inNumbers: { stored: after.get(inNumbers) ?? null, refusal: refusalInNumbers },
      dateInDigits: { stored: after.get(dateInDigits) ?? null, refusal: refusalOfDate },
      priceInDigits: { stored: after.get(priceInDigits) ?? null, refusal: refusalOfPrice },
      bystanders: bystanders.map((bystander) => standingBy(bystander, after)),
    };
  },
} satisfies Scenario<unknown>;

function standingBy({ id, stored }: Added, after: ReadonlyMap<number, Item>): Change {
  if (stored === null || id === null) {
    throw prerequisiteFailed('customers.add.single', 'A customer that was to stand by was not found.');
  }
  const later = after.get(id);
  return { before: snapshotOf(stored), after: later ? snapshotOf(later) : null };
}
