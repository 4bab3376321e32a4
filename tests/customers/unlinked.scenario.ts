import { operations } from '../../spec/operations.ts';
import { idOf, idsOf, itemsOf } from '../../target/answer.ts';
import { contacts, taking } from '../support/account.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { added } from './added.scenario.ts';
import { readBack } from './adding.ts';
import { contactsOf } from '../../target/amocrm/customer.ts';
import { reservedDays } from './reserved-days.ts';
import { attached, often, updated } from './updated.scenario.ts';
import { laterThan, updatesBatch } from './updating.ts';

/**
 * One batch of updates that detach contacts and companies, and customers that stand by. Whatever a target does to
 * contacts that are detached must not disturb those who attach them.
 */
export const unlinked = updatesBatch('customers: detaching', reservedDays.unlinked, [added, updated]);

export const oneOfThree = unlinked.customer(
  'one of three',
  taking(contacts(3), ([a, b, c]) => ({
    add: { contacts_id: [a, b, c] },
    change: { unlink: { contacts_id: [String(b)] } },
    rests: ['contacts_id'],
  })),
);

/** What the one who is updated often is sent with the second time. */
export const SECOND_PRICE = 7_002;

/** The contact that was detached from one customer, attached to it again; beside it another one is updated again. */
export const attachedAgain = {
  name: 'customers: attaching again what was detached',
  async play({ calendar, caller, now, play }) {
    const [, contact] = await play(contacts(3));
    const { stored } = await play(oneOfThree);
    const id = idOf(stored);
    restsOn(
      'customers.update.unlink.contacts.one',
      id !== undefined && !contactsOf(stored).includes(contact),
      'The contact was not detached.',
    );
    const administrator = caller('administrator');
    const another = (await play(often)).stored;
    const idOfAnother = idOf(another);
    const answer = await administrator.post(operations['customers.change'].path, {
      update: [
        { id, updated_at: laterThan(stored, now()), contacts_id: [contact] },
        ...(idOfAnother === undefined
          ? []
          : [{ id: idOfAnother, updated_at: laterThan(another, now()), next_price: SECOND_PRICE }]),
      ],
    });
    const day = calendar.created(reservedDays.unlinked);
    const found = await readBack(
      administrator,
      [id, ...(idOfAnother === undefined ? [] : [idOfAnother])],
      day,
      [id],
    );
    const after = found.get(id) ?? null;
    if (!contactsOf(after).includes(contact)) {
      const elsewhere = await play(attached);
      restsOn(
        'customers.update.contacts_id',
        contactsOf(elsewhere.stored).length > contactsOf(elsewhere.before).length,
        'Updates attach no contacts.',
      );
    }
    const isAcknowledged = idsOf(itemsOf(answer)).includes(idOfAnother ?? 0);
    return { after, again: { isAcknowledged, stored: found.get(idOfAnother ?? 0) ?? null } };
  },
} satisfies Scenario<unknown>;
