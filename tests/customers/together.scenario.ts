import { operations } from '../../spec/operations.ts';
import { idOf, idsOf, inWords, itemsOf } from '../../target/answer.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { client, FOR_MORE_AGAIN, plans } from '../transactions/purchases.scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { added } from './added.scenario.ts';
import { readBack, type Added } from './adding.ts';
import { presenceOf } from '../../target/amocrm/customer.ts';
import { reservedDays } from './reserved-days.ts';
import { attachedAgain } from './unlinked.scenario.ts';
import { often } from './updated.scenario.ts';
import { laterThan } from './updating.ts';

const { path } = operations['customers.change'];

const updatedTogether = added.customer('to update beside others');
const deletedTogether = added.customer('to delete beside others');
// A target that deletes the one behind, too, must not delete that of another claim.
added.customer('behind the one to delete beside others');

/**
 * Those who bought something, whose purchases have nothing to do with an update; the purchases of the second have been
 * seen before.
 */
async function buyersOf(setting: Setting): Promise<readonly (Pick<Added, 'id' | 'stored'> | null)[]> {
  await setting.after([plans]);
  const buyers = [`planned: ${FOR_MORE_AGAIN}`, 'shopper'] as const;
  return Promise.all(buyers.map((role) => client(setting, role).catch(() => null)));
}

/** What the one who is updated often is sent with at last. */
export const LAST_PRICE = 7_003;

/** One who was updated before, as often as could be, and how it was stored then; nobody where it was not. */
async function updatedBefore({ play }: Setting) {
  const once = await play(often).catch(() => null);
  const twice = await play(attachedAgain).catch(() => null);
  const stored = twice?.again.stored ?? once?.stored ?? null;
  const id = idOf(stored);
  return {
    customers: id === undefined ? [] : [{ id, stored }],
    /** The amount after the second update; undefined where that was not acknowledged. */
    price: twice?.again.isAcknowledged ? stored?.['next_price'] : undefined,
  };
}

/** One request that adds a customer, updates a second, and others, and deletes a third. */
export const together = {
  name: 'customers: all changes in one request',
  async play(setting) {
    const { payloads, calendar, caller, now, play, target, fixtures } = setting;
    const day = calendar.created(reservedDays.together);
    const administrator = caller('administrator');
    const customer = (label: string) =>
      payloads.customer(`together: ${label}`, { name: payloads.name(label, 'plain'), created_at: day.noon });
    const [toUpdate, toDelete] = [await play(updatedTogether), await play(deletedTogether)];
    if (toUpdate.id === null || toDelete.id === null || !toUpdate.stored || !toDelete.stored) {
      throw prerequisiteFailed('customers.add.single', 'The customers to change could not be added.');
    }
    const [buyer = null, shopper = null] = target.features.transactions ? await buyersOf(setting) : [];
    // Not the sender, who made the purchases.
    const [, ...others] = fixtures.users;
    const another = others.find((user) => user !== shopper?.stored?.['responsible_user_id']) ?? others[0];
    const before = await updatedBefore(setting);
    const changed = [toUpdate, buyer, shopper].flatMap((one) => (one?.id && one.stored ? [one] : []));
    /** Purchases keep their creator, whoever answers for the customer from then on. */
    const handedOver = ({ id }: Pick<Added, 'id'>) =>
      id === shopper?.id && another !== undefined ? { responsible_user_id: another } : {};
    const priced = (next_price: number) => (customer: Pick<Added, 'id' | 'stored'>) => ({
      id: customer.id,
      updated_at: laterThan(customer.stored, now()),
      next_price,
      ...handedOver(customer),
    });
    const answer = await administrator.post(path, {
      add: [customer('added')],
      update: [...changed.map(priced(4_242)), ...before.customers.map(priced(LAST_PRICE))],
      delete: [toDelete.id],
    });
    const named = [...changed, ...before.customers, toDelete].map(({ id }) => id);
    const ids = idsOf(itemsOf(answer)).filter((id) => !named.includes(id));
    const again = before.customers.map(({ id }) => id);
    const found = await readBack(administrator, [toUpdate.id, toDelete.id, ...again, ...ids], day, [
      toUpdate.id,
      ...ids,
    ]);
    return {
      answer: inWords(answer),
      status: answer.status,
      added: ids.filter((id) => found.has(id)).length,
      updatedPrice: found.get(toUpdate.id)?.['next_price'],
      /** The amounts of one who was updated before: after the second update, and after this one. */
      again: { before: before.price, now: again.map((id) => found.get(id)?.['next_price']) },
      deleted: presenceOf(found.get(toDelete.id)),
    };
  },
} satisfies Scenario<unknown>;
