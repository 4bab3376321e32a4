import { isObject } from '../core/values.ts';
import { type Modifier, forItems } from '../modifiers.ts';
import { forUpdates, onUpdated, updateOf, without } from './customer-edits.ts';
import type { Fault } from './fault.ts';

/** Defects of detaching beside other changes, and of what goes or stays with what is detached. */
export const customerUnlinkBesideFaults: readonly Fault[] = [
  {
    name: 'changes-beside-unlink-lost',
    breaks: 'customers.update.unlink.beside',
    also: ['customers.update.unlink.exchanged'],
    describe: 'An update that detaches something changes nothing else.',
    apply: forUpdates((item) =>
      isObject(item.unlink) ? { id: item.id, updated_at: item.updated_at, unlink: item.unlink } : item,
    ),
  },
  {
    name: 'unlink-beside-changes-lost',
    breaks: 'customers.update.unlink.beside',
    describe: 'An update that gives a name detaches nothing.',
    apply: forUpdates((item) => (item.name === undefined ? item : without(item, 'unlink'))),
  },
  {
    name: 'unlink-beside-price-takes-custom-fields',
    breaks: 'customers.update.unlink.beside',
    describe: 'An update that detaches something and changes the price empties the custom fields.',
    apply: onUpdated((customer, _, moment) => {
      const { unlink, next_price } = updateOf(customer, moment);
      return unlink !== undefined && next_price !== undefined
        ? { ...customer, custom_fields: new Map() }
        : customer;
    }),
  },
  {
    name: 'unlink-beside-contacts-lost',
    breaks: 'customers.update.unlink.exchanged',
    describe: 'An update that attaches contacts detaches nothing.',
    apply: forUpdates((item) => (item.contacts_id === undefined ? item : without(item, 'unlink'))),
  },
  {
    name: 'contacts-beside-unlink-lost',
    breaks: 'customers.update.unlink.exchanged',
    describe: 'An update that detaches something attaches nothing.',
    apply: forUpdates((item) => (item.unlink === undefined ? item : without(item, 'contacts_id'))),
  },
  {
    name: 'unlinked-contact-stays-main',
    breaks: 'customers.update.unlink.main_contact',
    describe: 'The main contact stays the same for good, even where it was detached.',
    apply: mainContactForGood(),
  },
  {
    name: 'unlink-of-any-company',
    breaks: 'customers.update.unlink.company.other',
    describe: 'Naming any company for detaching detaches the one that is attached.',
    apply: onUpdated((customer, _, moment) => {
      const { unlink } = updateOf(customer, moment);
      return isObject(unlink) && unlink.company_id !== undefined ? { ...customer, company: null } : customer;
    }),
  },
];

/** Shows the main contact that a customer had when it was shown first. */
function mainContactForGood(): Modifier {
  return (core) => {
    const first = new Map<unknown, unknown>();
    return forItems('customers.list', (item) => {
      const { main_contact } = item;
      const isShown = isObject(main_contact) && main_contact.id !== undefined;
      if (isShown && !first.has(item.id)) first.set(item.id, main_contact);
      return first.has(item.id) ? { ...item, main_contact: first.get(item.id) } : item;
    })(core);
  };
}
