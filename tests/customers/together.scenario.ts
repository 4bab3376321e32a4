import { operations } from '../../spec/operations.ts';
import { idsOf, inWords, itemsOf } from '../../target/answer.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { client, FOR_MORE_AGAIN, plans } from '../transactions/purchases.scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { added } from './added.scenario.ts';
import { readBack, type Added } from './adding.ts';
import { presenceOf } from '../../target/amocrm/customer.ts';
import { reservedDays } from './reserved-days.ts';
import { laterThan } from './updating.ts';

const { path } = operations['customers.change'];

const updatedTogether = added.customer('to update beside others');
const deletedTogether = added.customer('to delete beside others');
// A target that deletes the one behind, too, must not delete that of another claim.
added.customer('behind the one to delete beside others');

/** Somebody who bought something, whose purchases have nothing to do with an update. */
async function buyerOf(setting: Setting): Promise<Pick<Added, 'id' | 'stored'> | null> {
  await setting.after([plans]);
  return client(setting, `planned: ${FOR_MORE_AGAIN}`).catch(() => null);
}

/** One request that adds a customer, updates a second, and a buyer, and deletes a third. */
export const together = {
  name: 'customers: all changes in one request',
  async play(setting) {
    const { payloads, calendar, caller, now, play, target } = setting;
    const day = calendar.created(reservedDays.together);
    const administrator = caller('administrator');
    const customer = (label: string) =>
      payloads.customer(`together: ${label}`, { name: payloads.name(label, 'plain'), created_at: day.noon });
    const [toUpdate, toDelete] = [await play(updatedTogether), await play(deletedTogether)];
    if (toUpdate.id === null || toDelete.id === null || !toUpdate.stored || !toDelete.stored) {
      throw prerequisiteFailed('customers.add.single', 'The customers to change could not be added.');
    }
    const buyer = target.features.transactions ? await buyerOf(setting) : null;
    const changed = [toUpdate, buyer].flatMap((one) => (one?.id && one.stored ? [one] : []));
    const answer = await administrator.post(path, {
      add: [customer('added')],
      update: changed.map(({ id, stored }) => ({
        id,
        updated_at: laterThan(stored, now()),
        next_price: 4_242,
      })),
      delete: [toDelete.id],
    });
    const named = [...changed, toDelete].map(({ id }) => id);
    const ids = idsOf(itemsOf(answer)).filter((id) => !named.includes(id));
    const found = await readBack(administrator, [toUpdate.id, toDelete.id, ...ids], day, [
      toUpdate.id,
      ...ids,
    ]);
    return {
      answer: inWords(answer),
      status: answer.status,
      added: ids.filter((id) => found.has(id)).length,
      updatedPrice: found.get(toUpdate.id)?.['next_price'],
      deleted: presenceOf(found.get(toDelete.id)),
    };
  },
} satisfies Scenario<unknown>;
