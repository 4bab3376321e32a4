import { companies, contacts, taking } from '../support/account.ts';
import { inferred, stated } from '../support/claims.ts';
import {
  ascending,
  companyOf,
  contactsOf,
  lastingSnapshotOf,
  mainContactOf,
} from '../../target/amocrm/customer.ts';
import { expect } from './expect.ts';
import { unlinked } from './unlinked.scenario.ts';
import { everyField } from './updating.ts';

const operation = 'customers.change';

/** Detaching beside other changes, and what must not go or stay with what is detached. */
export const customersUnlinkBeside = [
  stated('customers.update.unlink.beside', 'An update that detaches and changes fields does both.', {
    operation,
    source: ['customers.change: parameter update', 'customers.change: parameter update/unlink'],
    given: {
      contacts: contacts(3),
      renamed: unlinked.customer('renamed meanwhile', async (setting) => {
        const [a, b, c] = await setting.play(contacts(3));
        return {
          add: { ...everyField(setting, 'renamed meanwhile'), contacts_id: [a, b, c] },
          change: {
            name: setting.payloads.name('renamed meanwhile', 'plain'),
            next_price: 4_141,
            unlink: { contacts_id: [b] },
          },
          rests: ['contacts_id'],
        };
      }),
    },
    holds({ contacts: [a, , c], renamed }) {
      expect(renamed).toBeStoredWith({});
      expect(lastingSnapshotOf(renamed.stored)).toEqual({
        ...lastingSnapshotOf(renamed.before),
        name: renamed.sent?.name,
        next_price: renamed.sent?.next_price,
        contacts: [a, c].sort(ascending),
        main_contact: mainContactOf(renamed.stored),
      });
    },
  }),
  stated('customers.update.unlink.exchanged', 'One update can attach a contact and detach another.', {
    operation,
    source: [
      'customers.change: all of add holds for update',
      'customers.change: parameter update/unlink/contacts_id',
    ],
    given: {
      contacts: contacts(3),
      exchanged: unlinked.customer(
        'exchanged',
        taking(contacts(3), ([a, b, c]) => ({
          add: { contacts_id: [a, b] },
          change: { contacts_id: [c], unlink: { contacts_id: [a] } },
          rests: ['contacts_id'],
        })),
      ),
    },
    holds({ contacts: [a, , c], exchanged }) {
      expect(exchanged).toBeStoredWith({});
      expect(contactsOf(exchanged.stored)).toContain(c);
      expect(contactsOf(exchanged.stored)).not.toContain(a);
    },
  }),
  stated('customers.update.unlink.main_contact', 'A detached contact is no longer the main one.', {
    operation,
    source: [
      'customers.change: parameter update/unlink/contacts_id',
      'customers.list: response main_contact',
      'customers.list: response main_contact/id',
    ],
    given: {
      contacts: contacts(2),
      firstOfTwo: unlinked.customer(
        'first of two',
        taking(contacts(2), ([a, b]) => ({
          add: { contacts_id: [a, b] },
          change: { unlink: { contacts_id: [a] } },
          rests: ['contacts_id'],
        })),
      ),
      onlyOne: unlinked.customer(
        'only one',
        taking(contacts(2), ([a]) => ({
          add: { contacts_id: [a] },
          change: { unlink: { contacts_id: [a] } },
          rests: ['contacts_id'],
        })),
      ),
    },
    holds({ contacts: [, b], firstOfTwo, onlyOne }) {
      expect(firstOfTwo).toBeStoredWith({});
      expect([b, undefined], 'the one that is left, or none').toContain(mainContactOf(firstOfTwo.stored));
      expect(onlyOne).toBeStoredWith({});
      expect(mainContactOf(onlyOne.stored), 'the main one of none').toBeUndefined();
    },
  }),
  inferred(
    'customers.update.unlink.company.other',
    'Detaching a company that is not attached changes nothing.',
    {
      operation,
      source: 'customers.change: parameter update/unlink/company_id',
      given: {
        companies: companies(2),
        another: unlinked.customer(
          'a company that is not attached',
          taking(companies(2), ([one, other]) => ({
            add: { company_id: one },
            change: { unlink: { company_id: other } },
            rests: ['company_id'],
          })),
        ),
      },
      holds({ companies: [attached], another }) {
        expect(companyOf(another.stored)).toBe(attached);
      },
    },
  ),
];
