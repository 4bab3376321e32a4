import { operations } from '../../spec/operations.ts';
import type { CustomerAdd } from '../../spec/messages.ts';
import { idOf } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { added } from './added.scenario.ts';
import { readBack } from './adding.ts';
import { contactsOf } from './customer.ts';
import { reservedDays } from './reserved-days.ts';
import { update, updated } from './updated.scenario.ts';
import { laterThan, scenariosOf, updateAll, type Updated } from './updating.ts';

/** One batch of updates that detach contacts and companies, and customers that stand by. */
export const unlinked = {
  name: 'customers: detaching',
  async play(setting) {
    const { payloads, calendar, fixtures, after } = setting;
    // Whatever a target does to contacts that are detached must not disturb those who attach them.
    await after([added, updated]);
    const [a = 0, b = 0, c = 0] = fixtures.contacts;
    const [company = 0] = fixtures.companies;
    const day = calendar.created(reservedDays.unlinked);
    const base = (label: string, contacts: readonly number[], withCompany = false): CustomerAdd =>
      payloads.customer(`to detach: ${label}`, {
        name: payloads.name(label, 'plain'),
        created_at: day.noon,
        updated_at: day.noon + 60,
        ...(a !== 0 && { contacts_id: contacts.filter((id) => id !== 0) }),
        ...(withCompany && company !== 0 && { company_id: company }),
      });
    // Where the account lacks contacts or companies nothing is named; the tests are untestable then.
    const contacts = (...ids: (number | string)[]) => ({
      unlink: { contacts_id: ids.filter((id) => Number(id) !== 0) },
    });
    const theCompany = (id: number | string) => (company === 0 ? {} : { company_id: id });

    return updateAll(
      setting,
      {
        bystander: { rests: ['contacts_id'], add: base('bystander', [a, b, c], true) },
        one: { rests: ['contacts_id'], add: base('one', [a, b, c]), change: contacts(String(b)) },
        several: { rests: ['contacts_id'], add: base('several', [a, b, c]), change: contacts(a, c) },
        other: { rests: ['contacts_id'], add: base('other', [a]), change: contacts(b) },
        company: {
          rests: ['contacts_id', 'company_id'],
          add: base('company', [a, b], true),
          change: { unlink: theCompany(String(company)) },
        },
        both: {
          rests: ['contacts_id', 'company_id'],
          add: base('both', [a, b], true),
          change: { unlink: { ...contacts(a).unlink, ...theCompany(company) } },
        },
        rich: {
          rests: ['contacts_id', 'company_id'],
          add: {
            ...payloads.fullCustomer('to detach: rich'),
            ...base('rich', [a, b, c], true),
            next_price: 64_300,
          },
          change: contacts(c),
        },
        lastBystander: { rests: ['contacts_id'], add: base('last bystander', [b, c], true) },
      },
      day,
    );
  },
} satisfies Scenario<unknown>;

/** The customers of the scenario one by one. */
export const unlink = scenariosOf(unlinked, [
  'bystander',
  'one',
  'several',
  'other',
  'company',
  'both',
  'rich',
  'lastBystander',
]);

/** The contact that was detached from one customer, attached to it again. */
export const attachedAgain = {
  name: 'customers: attaching again what was detached',
  async play({ calendar, caller, fixtures, now, play }) {
    const { stored } = await play(unlink.one);
    const id = idOf(stored);
    const [, contact = 0] = fixtures.contacts;
    if (id === undefined || contactsOf(stored).includes(contact)) {
      throw prerequisiteFailed('customers.update.unlink.contacts.one', 'The contact was not detached.');
    }
    const administrator = caller('administrator');
    await administrator.post(operations['customers.change'].path, {
      update: [{ id, updated_at: laterThan(stored, now()), contacts_id: [contact] }],
    });
    const after =
      (await readBack(administrator, [id], calendar.created(reservedDays.unlinked))).get(id) ?? null;
    if (!contactsOf(after).includes(contact)) requireAttaching(await play(update.contacts));
    return { after };
  },
} satisfies Scenario<unknown>;

/** @throws CannotJudge where no update attaches a contact, whether it was detached before or not */
function requireAttaching({ before, stored }: Updated): void {
  if (contactsOf(stored).length > contactsOf(before).length) return;
  throw prerequisiteFailed('customers.update.contacts_id', 'Updates attach no contacts.');
}
