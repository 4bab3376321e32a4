import { operations } from '../../spec/operations.ts';
import { refusesSome, type Item } from '../../target/answer.ts';
import { contacts, taking } from '../support/account.ts';
import type { Scenario } from '../support/scenario.ts';
import { addOne, readBack } from './adding.ts';
import { reservedDays } from './reserved-days.ts';
import { laterThan, updatesBatch } from './updating.ts';

const { path } = operations['customers.change'];

/** One batch with an update for each field of the document, and customers that stand by. */
export const updated = updatesBatch('customers: an update for each field', reservedDays.updated);

/** With a contact, to which another one is attached. */
export const attached = updated.customer(
  'contacts',
  taking(contacts(2), ([first, second]) => ({
    add: { contacts_id: [first] },
    change: { contacts_id: [String(second)] },
    rests: ['contacts_id'],
  })),
);

/** With tags that others carry, too, in the place of which it gets others. */
export const retagged = updated.customer('tags', {
  add: { tags: 'sales, markers' },
  change: { tags: 'key account, продажи' },
});

/** Updated for the first time of several. */
export const often = updated.customer('updated again and again', { change: { next_price: 7_001 } });

export const ofOneField = updated.customer('changed by its sender', { change: { next_price: 2 } });

/**
 * A customer that a member adds and changes, and an administrator changes after that. Null where there is no
 * member, and null for what is refused to one.
 */
export const handedOver = {
  name: 'customers: changed by two users',
  async play({ payloads, calendar, caller, now, target }) {
    if (!target.auth.member) return null;
    const day = calendar.created(reservedDays.handedOver);
    const [administrator, member] = [caller('administrator'), caller('member')];
    const customer = (label: string) =>
      payloads.customer(label, { name: payloads.name(label, 'plain'), created_at: day.noon });
    // A target that changes the one behind an updated customer must not change that of another scenario.
    const behind = customer('behind the one handed over');
    const { id, stored } = await addOne(member, customer('handed over'), day, [behind]);
    // Who may not do so is told nothing that has to be so.
    if (id === null || stored === null)
      return {
        isStored: id === null ? null : false,
        isUpdated: null,
        updatedBy: undefined,
        createdBy: undefined,
      };

    const look = async () => (await readBack(administrator, [id], day)).get(id) ?? null;
    const change = (next_price: number, base: Item | null) => ({
      update: [{ id, updated_at: laterThan(base, now()), next_price }],
    });
    const answer = await member.post(path, change(1, stored));
    const after = await look();
    await administrator.post(path, change(2, after));
    const isUpdated = after?.['next_price'] === 1;
    return {
      isStored: true,
      isUpdated: refusesSome(answer) ? null : isUpdated,
      createdBy: stored['created_by'],
      updatedBy: isUpdated
        ? { member: after['updated_by'], administrator: (await look())?.['updated_by'] }
        : undefined,
    };
  },
} satisfies Scenario<unknown>;
