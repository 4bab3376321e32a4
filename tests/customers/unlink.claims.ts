import { companies, contacts, taking } from '../support/account.ts';
import { inferred, stated } from '../support/claims.ts';
import type { Setting } from '../support/scenario.ts';
import {
  ascending,
  companyOf,
  contactsOf,
  lastingSnapshotOf,
  mainContactOf,
} from '../../target/amocrm/customer.ts';
import { expect } from './expect.ts';
import { attachedAgain, oneOfThree, unlinked } from './unlinked.scenario.ts';
import { everyField } from './updating.ts';

const operation = 'customers.change';

const connectedWith = (
  {
    fixtures: {
      companies: [company],
    },
  }: Setting,
  contacts_id: readonly number[],
) => ({
  contacts_id,
  ...(company !== undefined && { company_id: company }),
});

/** Detaching contacts and companies from customers. */
export const customersUnlink = [
  stated('customers.update.unlink.contacts.one', 'One contact of three is detached, the other two stay.', {
    operation,
    source: [
      'customers.change: parameter update/unlink',
      'customers.change: parameter update/unlink/contacts_id',
    ],
    given: { contacts: contacts(3), oneOfThree },
    holds({ contacts: [a, , c], oneOfThree: customer }) {
      expect(customer).toBeStoredWith({});
      expect(contactsOf(customer.stored)).toEqual([a, c].sort(ascending));
    },
  }),
  stated('customers.update.unlink.contacts.several', 'Several contacts are detached in one request.', {
    operation,
    source: 'customers.change: parameter update/unlink/contacts_id',
    given: {
      contacts: contacts(3),
      twoOfThree: unlinked.customer(
        'two of three',
        taking(contacts(3), ([a, b, c]) => ({
          add: { contacts_id: [a, b, c] },
          change: { unlink: { contacts_id: [a, c] } },
          rests: ['contacts_id'],
        })),
      ),
    },
    holds({ contacts: [, b], twoOfThree }) {
      expect(twoOfThree).toBeStoredWith({});
      expect(contactsOf(twoOfThree.stored)).toEqual([b]);
    },
  }),
  inferred(
    'customers.update.unlink.contacts.other',
    'Detaching a contact that is not attached changes nothing.',
    {
      operation,
      source: 'customers.change: parameter update/unlink/contacts_id',
      given: {
        contacts: contacts(2),
        another: unlinked.customer(
          'one that is not attached',
          taking(contacts(2), ([a, b]) => ({
            add: { contacts_id: [a] },
            change: { unlink: { contacts_id: [b] } },
            rests: ['contacts_id'],
          })),
        ),
      },
      holds({ contacts: [a], another }) {
        expect(contactsOf(another.stored)).toEqual([a]);
      },
    },
  ),
  stated('customers.update.unlink.company', 'The company is detached, the contacts stay.', {
    operation,
    source: 'customers.change: parameter update/unlink/company_id',
    given: {
      contacts: contacts(2),
      company: unlinked.customer('a company', async ({ play }) => {
        const [a, b] = await play(contacts(2));
        const [company] = await play(companies(1));
        return {
          add: { contacts_id: [a, b], company_id: company },
          change: { unlink: { company_id: String(company) } },
          rests: ['contacts_id', 'company_id'],
        };
      }),
    },
    holds({ contacts: [a, b], company: customer }) {
      expect(customer).toBeStoredWith({});
      expect(companyOf(customer.stored)).toBeUndefined();
      expect(contactsOf(customer.stored)).toEqual([a, b].sort(ascending));
    },
  }),
  stated('customers.update.unlink.both', 'A contact and the company are detached in one request.', {
    operation,
    source: 'customers.change: parameter update/unlink',
    given: {
      contacts: contacts(2),
      both: unlinked.customer('a contact and a company', async ({ play }) => {
        const [a, b] = await play(contacts(2));
        const [company] = await play(companies(1));
        return {
          add: { contacts_id: [a, b], company_id: company },
          change: { unlink: { contacts_id: [a], company_id: company } },
          rests: ['contacts_id', 'company_id'],
        };
      }),
    },
    holds({ contacts: [, b], both }) {
      expect(both).toBeStoredWith({});
      expect(contactsOf(both.stored)).toEqual([b]);
      expect(companyOf(both.stored)).toBeUndefined();
    },
  }),
  stated('customers.update.unlink.unsent', 'Detaching leaves every other field of the customer as it was.', {
    operation,
    source: 'customers.change: parameter update/unlink',
    given: {
      contacts: contacts(3),
      rich: unlinked.customer('rich', async (setting) => {
        const [a, b, c] = await setting.play(contacts(3));
        return {
          add: { ...everyField(setting, 'rich'), ...connectedWith(setting, [a, b, c]) },
          change: { unlink: { contacts_id: [c] } },
          rests: ['contacts_id', 'company_id'],
        };
      }),
    },
    holds({ contacts: [a, b], rich }) {
      expect(rich).toBeStoredWith({});
      expect(lastingSnapshotOf(rich.stored)).toEqual({
        ...lastingSnapshotOf(rich.before),
        contacts: [a, b].sort(ascending),
        main_contact: mainContactOf(rich.stored),
      });
    },
  }),
  stated('customers.update.unlink.others', 'Detaching from one customer detaches from no other.', {
    operation,
    source: 'customers.change: parameter update/unlink',
    given: {
      first: unlinked.customer('bystander', async (setting) => {
        const [a, b, c] = await setting.play(contacts(3));
        return { add: connectedWith(setting, [a, b, c]), rests: ['contacts_id'] };
      }),
      last: unlinked.customer('last bystander', async (setting) => {
        const [, b, c] = await setting.play(contacts(3));
        return { add: connectedWith(setting, [b, c]), rests: ['contacts_id'] };
      }),
    },
    holds({ first, last }) {
      expect(contactsOf(first.stored)).toEqual(contactsOf(first.before));
      expect(companyOf(first.stored)).toBe(companyOf(first.before));
      expect(contactsOf(last.stored)).toEqual(contactsOf(last.before));
      expect(companyOf(last.stored)).toBe(companyOf(last.before));
    },
  }),
  stated(
    'customers.update.unlink.contactKept',
    'A detached contact still exists and can be attached again.',
    {
      operation,
      source: 'customers.change: parameter update/unlink/contacts_id',
      given: { contacts: contacts(3), attachedAgain },
      holds({ contacts: [, detached], attachedAgain: { after } }) {
        expect(contactsOf(after)).toContain(detached);
      },
    },
  ),
];
