import { addressValues } from '../../generators/values.ts';
import type { CustomerAdd } from '../../spec/messages.ts';
import type { Scenario } from '../support/scenario.ts';
import { address, remark } from './added.scenario.ts';
import { reservedDays } from './reserved-days.ts';
import { scenariosOf, updateAll, type Role, type Updated } from './updating.ts';

/** One batch with an update for each field of the document, and customers that stand by. */
export const updated = {
  name: 'customers: an update for each field',
  play(setting) {
    const { payloads, calendar, fixtures } = setting;
    const { users, contacts, companies, periods, customFields } = fixtures;
    const day = calendar.created(reservedDays.updated);
    const next = calendar.next(reservedDays.updated).noon;
    const base = (label: string, fields: Partial<CustomerAdd> = {}): CustomerAdd =>
      payloads.customer(`to update: ${label}`, {
        name: payloads.name(label, 'plain'),
        created_at: day.noon,
        updated_at: day.noon + 60,
        next_date: next,
        ...fields,
      });
    const [firstUser = 0, secondUser = 0] = users;
    // Of a user who does not send the updates, so that it shows where the sender takes his place.
    const foreign = users.length < 2 ? {} : { responsible_user_id: secondUser, created_by: secondUser };
    const rich = (label: string): CustomerAdd => ({
      ...payloads.fullCustomer(label),
      name: payloads.name(label, 'cyrillic'),
      created_at: day.noon,
      updated_at: day.noon + 60,
      next_price: 64_300,
      periodicity: 14,
      ...foreign,
    });
    const [firstContact = 0, secondContact = 0] = contacts;
    const [firstCompany = 0, secondCompany = firstCompany] = companies;
    const { text = 0, multiselect = { id: 0, enums: [] }, address: addressField = 0 } = customFields;
    const [firstOption = '', secondOption = '', thirdOption = ''] = multiselect.enums;
    /** A role whose fixture the account lacks stands by unchanged; its tests are untestable. */
    const given = (lacking: boolean, label: string, role: () => Role): Role =>
      lacking ? { add: base(label) } : role();

    return updateAll(
      setting,
      {
        bystander: { add: base('bystander') },
        name: { add: base('name', foreign), change: { name: payloads.name('new name', 'emoji') } },
        nextDate: { add: base('next date'), change: { next_date: String(next + 86_461) } },
        richBystander: { add: rich('rich bystander') },
        createdAt: { add: base('created at'), change: { created_at: day.noon + 3_661 } },
        nextPrice: { add: base('next price', { next_price: 100 }), change: { next_price: '15080' } },
        periodicity: { add: base('periodicity', { periodicity: 7 }), change: { periodicity: 31 } },
        tags: { add: base('tags', { tags: 'sales, markers' }), change: { tags: 'key account, продажи' } },
        requestId: { add: base('request id'), change: { request_id: 4711, next_price: 1 } },
        richName: { add: rich('rich name'), change: { name: payloads.name('new rich name', 'plain') } },
        richPrice: { add: rich('rich price'), change: { next_price: 777 } },
        responsible: given(users.length < 2, 'responsible', () => ({
          add: base('responsible', { responsible_user_id: firstUser }),
          change: { responsible_user_id: String(secondUser) },
        })),
        createdBy: given(users.length < 2, 'created by', () => ({
          add: base('created by', { created_by: firstUser }),
          change: { created_by: secondUser },
        })),
        period: given(periods.length === 0, 'period', () => ({
          add: base('period', { period_id: periods[0] ?? 0 }),
          change: { period_id: String(periods.at(-1)) },
        })),
        contacts: given(contacts.length < 2, 'contacts', () => ({
          rests: ['contacts_id'],
          add: base('contacts', { contacts_id: [firstContact] }),
          change: { contacts_id: [String(secondContact)] },
        })),
        company: given(companies.length < 2, 'company', () => ({
          rests: ['company_id'],
          add: base('company', { company_id: firstCompany }),
          change: { company_id: secondCompany },
        })),
        text: given(text === 0, 'text', () => ({
          add: base('text', { custom_fields: [{ id: text, values: [{ value: 'Delayed payment' }] }] }),
          change: { custom_fields: [{ id: String(text), values: [{ value: remark }] }] },
        })),
        options: given(multiselect.enums.length < 3, 'options', () => ({
          add: base('options', {
            custom_fields: [{ id: multiselect.id, values: [firstOption, secondOption] }],
          }),
          change: { custom_fields: [{ id: multiselect.id, values: [secondOption, Number(thirdOption)] }] },
        })),
        addressed: given(addressField === 0, 'address', () => ({
          add: base('address', {
            custom_fields: [{ id: addressField, values: addressValues({ city: 'Москва', zip: '101000' }) }],
          }),
          change: { custom_fields: [{ id: addressField, values: addressValues(address) }] },
        })),
        oneFieldOfTwo: given(text === 0 || multiselect.id === 0, 'one field of two', () => ({
          rests: ['custom_fields'],
          add: base('one field of two', {
            custom_fields: [
              { id: text, values: [{ value: 'Delayed payment' }] },
              { id: multiselect.id, values: [firstOption, thirdOption] },
            ],
          }),
          change: { custom_fields: [{ id: text, values: [{ value: 'Paid' }] }] },
        })),
      },
      day,
    );
  },
} satisfies Scenario<unknown>;

/** The customers of the scenario one by one. */
export const update = scenariosOf(updated, [
  'bystander',
  'name',
  'nextDate',
  'richBystander',
  'createdAt',
  'nextPrice',
  'periodicity',
  'tags',
  'requestId',
  'richName',
  'richPrice',
  'responsible',
  'createdBy',
  'period',
  'contacts',
  'company',
  'text',
  'options',
  'addressed',
  'oneFieldOfTwo',
]);

/** The roles whose updates the batch lost, though they are carried out when they are sent alone. */
export function lostOf(customers: Readonly<Record<string, Updated>>): readonly string[] {
  return Object.keys(customers).filter((role) => customers[role]?.lost === true);
}

/** Fields that change only when they are sent; a target may derive the period from others. */
const numbers = [
  'next_date',
  'created_at',
  'responsible_user_id',
  'created_by',
  'next_price',
  'periodicity',
] as const;

/** What customers have of the updates of others in the batch, a clause each. */
export function mixedUp(customers: Readonly<Record<string, Updated>>): readonly string[] {
  const all = Object.entries(customers);
  return all.flatMap(([role, { sent, before, stored }]) => {
    const changed = numbers.filter(
      (field) => sent?.[field] === undefined && stored !== null && stored[field] !== before?.[field],
    );
    const ofAnother = changed.filter((field) =>
      all.some(
        ([, other]) => other.sent?.[field] !== undefined && Number(other.sent[field]) === stored?.[field],
      ),
    );
    return ofAnother.map((field) => `${role} has the ${field} of another`);
  });
}
