import { operations } from '../../spec/operations.ts';
import type { CustomerAdd } from '../../spec/messages.ts';
import type { Scene } from '../support/scene.ts';
import { readBack } from './adding.ts';
import { slots } from './slots.ts';
import { laterThan, updateAll } from './updating.ts';

/** One batch of updates that detach contacts and companies, and customers that stand by. */
export const unlinked = {
  name: 'customers: detaching',
  async play(setting) {
    const { author, calendar, fixtures, caller } = setting;
    const [a = 0, b = 0, c = 0] = fixtures.contacts;
    const [company = 0] = fixtures.companies;
    const day = calendar.created(slots.unlinked);
    const base = (label: string, contacts: readonly number[], withCompany = false): CustomerAdd =>
      author.customer(`to detach: ${label}`, {
        name: author.name(label, 'plain'),
        created_at: day.noon,
        updated_at: day.noon + 60,
        ...(a !== 0 && { contacts_id: contacts.filter((id) => id !== 0) }),
        ...(withCompany && company !== 0 && { company_id: company }),
      });
    const contacts = (...ids: (number | string)[]) => ({ unlink: { contacts_id: ids } });

    const cast = await updateAll(
      setting,
      {
        bystander: { add: base('bystander', [a, b, c], true) },
        one: { add: base('one', [a, b, c]), change: contacts(String(b)) },
        several: { add: base('several', [a, b, c]), change: contacts(a, c) },
        other: { add: base('other', [a]), change: contacts(b) },
        company: { add: base('company', [a, b], true), change: { unlink: { company_id: String(company) } } },
        both: {
          add: base('both', [a, b], true),
          change: { unlink: { contacts_id: [a], company_id: company } },
        },
        rich: {
          add: { ...author.fullCustomer('to detach: rich'), ...base('rich', [a, b, c], true) },
          change: contacts(c),
        },
        lastBystander: { add: base('last bystander', [b, c], true) },
      },
      day,
    );

    const { stored } = cast.one;
    const id = Number(stored?.['id']);
    const administrator = caller('administrator');
    await administrator.post(operations['customers.change'].path, {
      update: [{ id, updated_at: laterThan(stored, setting.now()), contacts_id: [b] }],
    });
    const attachedAgain = (await readBack(administrator, [id], day)).get(id) ?? null;
    return { ...cast, attachedAgain };
  },
} satisfies Scene<unknown>;
