import { isObject } from '../core/values.ts';
import { forItems } from '../modifiers.ts';
import { added, addedText, forAdded, ignored, onAdded } from './customer-edits.ts';
import { latinOnly } from './damage.ts';
import type { Fault } from './fault.ts';

/** Defects of what is attached to added customers: tags, period, contacts, company, custom fields. */
export const customerRelationFaults: readonly Fault[] = [
  tags('tags-not-split', 'are one tag', (text) => text.replaceAll(',', ';')),
  tags('tags-without-the-last', 'lose the last', (text) => text.replace(/,[^,]*$/, '')),
  tags('tags-latin-only', 'are stored in Latin-1, the rest as question marks', latinOnly),
  {
    name: 'tags-with-one-id',
    breaks: 'customers.add.tags',
    also: ['customers.list.tags.id'],
    describe: 'The tags of a customer all have the id of the first.',
    apply: forItems('customers.list', (item) => {
      const tags: readonly unknown[] = Array.isArray(item.tags) ? item.tags : [];
      const [first] = tags.filter(isObject);
      return first === undefined
        ? item
        : { ...item, tags: tags.map((tag) => (isObject(tag) ? { ...tag, id: first.id } : tag)) };
    }),
  },
  {
    name: 'tags-with-blanks-around',
    breaks: 'customers.add.tags.trimmed',
    also: ['customers.add.tags', 'customers.add.complete'],
    describe: 'Blanks around a tag are kept.',
    apply: onAdded((customer) => ({
      ...customer,
      tags: customer.tags.map((tag, index) => (index === 0 ? tag : { ...tag, name: ` ${tag.name}` })),
    })),
  },
  {
    name: 'tags-without-inner-blanks',
    breaks: 'customers.add.tags.trimmed',
    also: ['customers.add.complete', 'customers.add.tags.kinds', 'customers.add.tags.case'],
    describe: 'Blanks within a tag are dropped, too.',
    apply: addedText('tags', (text) => text.replaceAll(' ', '')),
  },

  {
    name: 'period-as-text-lost',
    breaks: 'customers.add.period_id',
    also: ['customers.add.complete'],
    describe: 'The period of an added customer counts as not sent where it is sent as a string.',
    apply: ignored('add', 'period_id', 'as text'),
  },
  {
    name: 'period-as-number-lost',
    breaks: 'customers.add.period_id',
    also: ['periods.change.add.used', 'customers.add.unknown.period'],
    describe: 'The period of an added customer counts as not sent where it is sent as a number.',
    apply: ignored('add', 'period_id', 'as number'),
  },
  {
    name: 'period-always-the-same',
    breaks: 'customers.add.period_id',
    also: ['periods.change.add.used', 'customers.add.complete'],
    describe: 'Every added customer is put into one period.',
    apply: forAdded((item, _, { periods }) =>
      periods.has(Number(item.period_id)) ? { ...item, period_id: [...periods.keys()][1] } : item,
    ),
  },

  {
    name: 'only-the-first-contact',
    breaks: 'customers.add.contacts_id',
    also: ['customers.add.complete'],
    describe: 'Of several contacts of an added customer the first is attached.',
    apply: onAdded((customer) => ({ ...customer, contacts: customer.contacts.slice(0, 1) })),
  },
  {
    name: 'contacts-as-text-lost',
    breaks: 'customers.add.contacts_id',
    also: ['customers.add.main_contact', 'customers.add.complete'],
    describe: 'Contacts of an added customer whose ids are strings are not attached.',
    apply: contacts((ids) => ids.filter((id) => typeof id !== 'string')),
  },
  {
    name: 'contacts-as-numbers-lost',
    breaks: 'customers.add.contacts_id',
    also: ['customers.add.main_contact', 'customers.add.unknown.contact'],
    describe: 'Contacts of an added customer whose ids are numbers are not attached.',
    apply: contacts((ids) => ids.filter((id) => typeof id !== 'number')),
  },
  {
    name: 'contact-too-many',
    breaks: 'customers.add.contacts_id',
    also: ['customers.add.complete'],
    describe: 'Another contact is attached beside those of an added customer.',
    apply: forAdded((item, _, state) => {
      const ids: readonly unknown[] = Array.isArray(item.contacts_id) ? item.contacts_id : [];
      return ids.length > 0
        ? { ...item, contacts_id: [...ids, ...[...state.contacts.keys()].slice(0, 1)] }
        : item;
    }),
  },
  {
    name: 'main-contact-of-another',
    breaks: 'customers.add.main_contact',
    also: ['customers.update.unlink.main_contact'],
    describe: 'The main contact of every customer is the first of the account.',
    apply: forItems('customers.list', (item, _, { after }) =>
      hasSomething(item.main_contact)
        ? { ...item, main_contact: { id: [...after.contacts.keys()][0] } }
        : item,
    ),
  },
  {
    name: 'main-contact-of-one-missing',
    breaks: 'customers.add.main_contact',
    describe: 'A customer with one contact has no main contact.',
    apply: forItems('customers.list', (item) => {
      const ids = isObject(item.contacts) ? item.contacts.id : [];
      return Array.isArray(ids) && ids.length === 1 ? { ...item, main_contact: {} } : item;
    }),
  },
  {
    name: 'contact-for-everybody',
    breaks: 'customers.add.withoutContacts',
    also: ['customers.add.separate'],
    describe: 'A customer for whom no contacts are sent gets one.',
    apply: forAdded((item, _, state) => ({ contacts_id: [...state.contacts.keys()].slice(0, 1), ...item })),
  },
  {
    name: 'main-contact-for-everybody',
    breaks: 'customers.add.withoutContacts',
    also: ['customers.update.unlink.main_contact'],
    describe: 'A customer without contacts has a main contact.',
    apply: forItems('customers.list', (item, _, { after }) =>
      hasSomething(item.contacts) ? item : { ...item, main_contact: { id: [...after.contacts.keys()][0] } },
    ),
  },

  {
    name: 'company-as-text-lost',
    breaks: 'customers.add.company_id',
    also: ['customers.add.complete'],
    describe: 'The company of an added customer counts as not sent where it is sent as a string.',
    apply: ignored('add', 'company_id', 'as text'),
  },
  {
    name: 'company-as-number-lost',
    breaks: 'customers.add.company_id',
    also: ['customers.add.unknown.company'],
    describe: 'The company of an added customer counts as not sent where it is sent as a number.',
    apply: ignored('add', 'company_id', 'as number'),
  },
  {
    name: 'company-always-the-first',
    breaks: 'customers.add.company_id',
    also: ['customers.add.complete'],
    describe: 'Every added customer with a company gets the first of the account.',
    apply: forAdded((item, _, { companies }) =>
      companies.has(Number(item.company_id)) ? { ...item, company_id: [...companies.keys()][0] } : item,
    ),
  },
];

function hasSomething(relation: unknown): boolean {
  return isObject(relation) && Object.keys(relation).length > 0;
}

function tags(name: string, what: string, change: (text: string) => string): Fault {
  return {
    name,
    breaks: 'customers.add.tags',
    also: ['customers.add.tags.trimmed', 'customers.add.complete'],
    describe: `The tags of an added customer ${what}.`,
    apply: addedText('tags', change),
  };
}

function contacts(change: (ids: readonly unknown[]) => readonly unknown[]) {
  return added('contacts_id', (ids) => (Array.isArray(ids) ? change(ids) : ids));
}
