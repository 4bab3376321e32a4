import { type JsonObject, isObject } from '../core/values.ts';
import { forItems } from '../modifiers.ts';
import {
  added,
  addedText,
  forAdded,
  ignored,
  onAdded,
  oneDoneThoughRefused,
  oneRepaired,
  whenOne,
  without,
} from './customer-edits.ts';
import { htmlEscaped, latinOnly } from './damage.ts';
import type { Fault } from './fault.ts';

/** Defects of what is attached to added customers: tags, period, contacts, company, custom fields. */
export const customerRelationFaults: readonly Fault[] = [
  tags('tags-not-split', 'are one tag', (text) => text.replaceAll(',', ';')),
  tags('tags-without-the-last', 'lose the last', (text) => text.replace(/,[^,]*$/, '')),
  tags('tags-latin-only', 'are stored in Latin-1, the rest as question marks', latinOnly),
  tags('only-the-first-tag', 'lose all but the first', (text) => text.replace(/,.*$/, '')),
  {
    name: 'tags-with-one-id',
    breaks: 'customers.add.tags',
    describe: 'The tags of a customer all have the id of the first.',
    apply: forItems('customers.list', (item) => {
      const [first]: readonly unknown[] = Array.isArray(item.tags) ? item.tags : [];
      const id = isObject(first) ? first.id : undefined;
      return Array.isArray(item.tags)
        ? { ...item, tags: item.tags.map((tag: unknown) => (isObject(tag) ? { ...tag, id } : tag)) }
        : item;
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
    also: ['customers.add.complete'],
    describe: 'Blanks within a tag are dropped, too.',
    apply: addedText('tags', (text) => text.replaceAll(' ', '')),
  },
  {
    name: 'tags-split-at-blanks',
    breaks: 'customers.add.tags.trimmed',
    also: ['customers.add.complete'],
    describe: 'Tags are split at blanks, too.',
    apply: addedText('tags', (text) => text.replace(/ +/g, ',')),
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
    describe: 'The period of an added customer counts as not sent where it is sent as a number.',
    apply: ignored('add', 'period_id', 'as number'),
  },
  {
    name: 'period-always-the-same',
    breaks: 'customers.add.period_id',
    also: ['customers.add.complete'],
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
    name: 'last-contact-lost',
    breaks: 'customers.add.contacts_id',
    also: ['customers.add.complete'],
    describe: 'Of several contacts of an added customer the last is not attached.',
    apply: onAdded((customer) => ({
      ...customer,
      contacts: customer.contacts.length > 1 ? customer.contacts.slice(0, -1) : customer.contacts,
    })),
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
    also: ['customers.add.main_contact'],
    describe: 'Contacts of an added customer whose ids are numbers are not attached.',
    apply: contacts((ids) => ids.filter((id) => typeof id !== 'number')),
  },
  {
    name: 'contact-too-many',
    breaks: 'customers.add.contacts_id',
    also: ['customers.add.complete'],
    describe: 'Another contact is attached beside those of an added customer.',
    apply: forAdded((item, _, state) => {
      const all = [...state.contacts.keys()];
      return Array.isArray(item.contacts_id) ? { ...item, contacts_id: [...item.contacts_id, all[0]] } : item;
    }),
  },
  {
    name: 'main-contact-of-another',
    breaks: 'customers.add.main_contact',
    describe: 'The main contact of every customer is the first of the account.',
    apply: forItems('customers.list', (item, _, { after }) =>
      hasSomething(item.main_contact)
        ? { ...item, main_contact: { id: [...after.contacts.keys()][0] } }
        : item,
    ),
  },
  {
    name: 'main-contact-missing',
    breaks: 'customers.add.main_contact',
    describe: 'Customers with contacts have no main contact.',
    apply: forItems('customers.list', (item) => ({ ...item, main_contact: {} })),
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

  text('text-as-number', 'stored as the number that it looks like', (value) =>
    /^\d+$/.test(value) ? String(Number(value)) : value,
  ),
  text('text-latin-only', 'stored in Latin-1, the rest as question marks', latinOnly),
  text('text-html-escaped', 'escaped for HTML', htmlEscaped),
  {
    name: 'text-field-by-digits-lost',
    breaks: 'customers.add.custom_fields.text',
    also: ['customers.add.custom_fields', 'customers.add.complete'],
    describe: 'Custom fields of an added customer whose ids are strings are not stored.',
    apply: customFields((fields) => fields.filter(({ id }) => typeof id !== 'string')),
  },
  {
    name: 'only-the-first-option',
    breaks: 'customers.add.custom_fields.multiselect',
    also: ['customers.add.complete'],
    describe: 'Of several options of a multi-select the first is stored.',
    apply: options((values) => values.slice(0, 1)),
  },
  {
    name: 'options-as-numbers-lost',
    breaks: 'customers.add.custom_fields.multiselect',
    describe: 'Options of a multi-select that are sent as numbers are not stored.',
    apply: options((values) => values.filter((value) => typeof value !== 'number')),
  },
  {
    name: 'options-as-text-lost',
    breaks: 'customers.add.custom_fields.multiselect',
    also: ['customers.add.complete'],
    describe: 'Options of a multi-select that are sent as strings are not stored.',
    apply: options((values) => values.filter((value) => typeof value !== 'string')),
  },
  {
    name: 'options-as-places',
    breaks: 'customers.add.custom_fields.multiselect',
    also: ['customers.add.complete', 'customers.update.custom_fields'],
    describe: 'Options of a multi-select are listed by their places instead of their ids.',
    apply: values((value, index) =>
      value.enum === undefined ? value : { ...value, enum: String(index + 1) },
    ),
  },
  address('zip-as-number', 'the zip without leading zeros', (parts) =>
    parts.map((part) =>
      part.subtype === 'zip' ? { ...part, value: String(part.value).replace(/^0+/, '') } : part,
    ),
  ),
  address('second-address-line-lost', 'without its second line', (parts) =>
    parts.filter(({ subtype }) => subtype !== 'address_line_2'),
  ),
  address('state-as-city', 'the state and the city exchanged', (parts) =>
    parts.map((part) => ({ ...part, subtype: exchanged[String(part.subtype)] ?? part.subtype })),
  ),
  address('address-without-its-last-part', 'without its last part', (parts) => parts.slice(0, -1)),

  ...unknown('contact', 'contacts_id', (item) => without(item, 'contacts_id')),
  ...unknown('company', 'company_id', (item) => without(item, 'company_id')),
  ...unknown('period', 'period_id', (item) => without(item, 'period_id')),
  ...unknown('customField', 'custom_fields', (item) => without(item, 'custom_fields')),
];

const exchanged: Readonly<Record<string, string>> = { state: 'city', city: 'state' };

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

function customFields(change: (fields: readonly JsonObject[]) => readonly unknown[]) {
  return added('custom_fields', (fields) =>
    Array.isArray(fields) ? change(fields.filter(isObject)) : fields,
  );
}

/** Changes the values of each custom field that is sent with an added customer. */
function sentValues(change: (values: readonly unknown[]) => readonly unknown[]) {
  return customFields((fields) =>
    fields.map((field) => (Array.isArray(field.values) ? { ...field, values: change(field.values) } : field)),
  );
}

/** Changes the options of multi-selects, which are sent bare. */
function options(change: (values: readonly unknown[]) => readonly unknown[]) {
  return sentValues((sent) => (sent.some(isObject) ? sent : change(sent)));
}

/** Changes the values of custom fields as they are listed. */
function values(change: (value: JsonObject, index: number) => JsonObject) {
  const changed = (field: unknown): unknown =>
    isObject(field) && Array.isArray(field.values)
      ? { ...field, values: field.values.filter(isObject).map(change) }
      : field;
  return forItems('customers.list', (item) =>
    Array.isArray(item.custom_fields) ? { ...item, custom_fields: item.custom_fields.map(changed) } : item,
  );
}

function text(name: string, how: string, change: (value: string) => string): Fault {
  return {
    name,
    breaks: 'customers.add.custom_fields.text',
    also: ['customers.add.complete'],
    describe: `The text of a custom field of an added customer is ${how}.`,
    apply: sentValues((sent) =>
      sent.map((value) =>
        isObject(value) && typeof value.value === 'string' && value.subtype === undefined
          ? { ...value, value: change(value.value) }
          : value,
      ),
    ),
  };
}

function address(
  name: string,
  how: string,
  change: (parts: readonly JsonObject[]) => readonly unknown[],
): Fault {
  return {
    name,
    breaks: 'customers.add.custom_fields.address',
    also: ['customers.add.complete'],
    describe: `The address of an added customer is stored ${how}.`,
    apply: sentValues((sent) =>
      sent.some((value) => isObject(value) && value.subtype !== undefined)
        ? change(sent.filter(isObject))
        : sent,
    ),
  };
}

/** Something that does not exist: passed over, or refused and the customer stored without it. */
function unknown(
  what: 'contact' | 'company' | 'period' | 'customField',
  field: string,
  repair: (item: JsonObject) => JsonObject,
): readonly Fault[] {
  return [
    {
      name: `unknown-${what.toLowerCase()}-passed-over`,
      breaks: `customers.add.unknown.${what}`,
      describe: `A customer with a ${field} that there is not is stored without it.`,
      apply: whenOne('add', (item) => item[field] !== undefined, oneRepaired('add', repair)),
    },
    {
      name: `unknown-${what.toLowerCase()}-refused-and-stored`,
      breaks: `customers.add.unknown.${what}`,
      describe: `A customer with a ${field} that there is not is refused and stored without it.`,
      apply: oneDoneThoughRefused('add', (item) => (item[field] === undefined ? undefined : repair(item))),
    },
  ];
}
