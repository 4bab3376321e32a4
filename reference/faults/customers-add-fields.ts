import type { CustomerRecord } from '../core/state.ts';
import { forItems } from '../modifiers.ts';
import { roundedDown } from './damage.ts';
import { added, addedNumber, ignored, onAdded } from './customer-edits.ts';
import type { Fault, RequirementGroup } from './fault.ts';
import type { RequirementId } from '../../tests/catalogue.ts';

const day = 86_400;

/** Defects of single values of added customers, and of keeping customers apart. */
export const customerAddFieldFaults: readonly Fault[] = [
  leaking('tags', (customer, before) =>
    customer.tags.length > 0 ? customer : { ...customer, tags: before.tags },
  ),
  leaking('custom-fields', (customer, before) =>
    customer.custom_fields.size > 0 ? customer : { ...customer, custom_fields: before.custom_fields },
  ),
  leaking(
    'contacts',
    (customer, before) =>
      customer.contacts.length > 0 ? customer : { ...customer, contacts: before.contacts },
    ['customers.add.withoutContacts'],
  ),
  leaking('company', (customer, before) => ({ ...customer, company: customer.company ?? before.company })),
  leaking('price', (customer, before) => ({
    ...customer,
    next_price: customer.next_price ?? before.next_price,
  })),
  {
    name: 'only-the-first-custom-field',
    breaks: 'customers.add.complete',
    describe: 'Of several custom fields of an added customer the first is stored.',
    apply: added('custom_fields', (fields) => (Array.isArray(fields) ? fields.slice(0, 1) : fields)),
  },
  {
    name: 'no-company-beside-contacts',
    breaks: 'customers.add.complete',
    describe: 'The company of an added customer is lost where it has contacts, too.',
    apply: onAdded((customer) => (customer.contacts.length > 0 ? { ...customer, company: null } : customer)),
  },
  {
    name: 'deleted-among-several',
    breaks: 'customers.add.is_deleted',
    also: [
      'customers.list.everyField',
      'transactions.delete.customer',
      'periods.change.customers',
      'customers.change.bystanders.kept',
    ],
    describe: 'A customer that is looked up together with others shows as deleted.',
    apply: forItems('customers.list', (item, _, { request }) =>
      new URLSearchParams(request.query).getAll('id[]').length > 1 ? { ...item, is_deleted: true } : item,
    ),
  },
  {
    name: 'mark-of-deletion-as-number',
    breaks: 'customers.add.is_deleted',
    also: ['customers.list.response.items.is_deleted', 'transactions.delete.customer'],
    describe: 'The mark of deletion is 0 or 1.',
    apply: forItems('customers.list', (item) => ({ ...item, is_deleted: Number(item.is_deleted) })),
  },

  asText('next_date', 'next-date', 1_900_000_000),
  asNumber('next_date', 'next-date', 1_900_000_000),
  number('next_date', 'next-date-of-the-day', 'rounded to the day', (value) => roundedDown(value, day)),
  number('next_date', 'next-date-of-the-minute', 'rounded to the minute', (value) => roundedDown(value, 60)),
  asText('created_at', 'created-at'),
  asNumber('created_at', 'created-at'),
  number('created_at', 'created-at-of-the-day', 'rounded to the day', (value) => roundedDown(value, day)),
  {
    name: 'updated-at-of-creation',
    breaks: 'customers.add.updated_at',
    describe: 'The date of the last change of an added customer is its creation date, whatever is sent.',
    apply: onAdded((customer) => ({ ...customer, updated_at: customer.created_at })),
  },
  {
    name: 'updated-at-zero',
    breaks: 'customers.add.updated_at',
    describe: 'An added customer has no date of its last change.',
    apply: onAdded((customer) => ({ ...customer, updated_at: 0 })),
  },
  asText('responsible_user_id', 'responsible'),
  asNumber('responsible_user_id', 'responsible'),
  {
    name: 'responsible-is-creator',
    breaks: 'customers.add.responsible_user_id',
    also: ['customers.add.complete'],
    describe: 'The creating user is responsible for an added customer.',
    apply: onAdded((customer) => ({ ...customer, responsible_user_id: customer.created_by })),
  },
  asText('created_by', 'created-by'),
  asNumber('created_by', 'created-by'),
  {
    name: 'created-by-responsible',
    breaks: 'customers.add.created_by',
    also: ['customers.add.complete'],
    describe: 'The responsible user counts as the creating one.',
    apply: onAdded((customer) => ({ ...customer, created_by: customer.responsible_user_id })),
  },
  asText('next_price', 'price'),
  asNumber('next_price', 'price', undefined, ['customers.add.next_price.bounds']),
  number('next_price', 'price-in-hundreds', 'rounded to hundreds', (value) => roundedDown(value, 100), [
    'customers.add.next_price.bounds',
  ]),
  {
    ...number('next_price', 'price-in-short-floats', 'kept to seven digits', Math.fround),
    breaks: 'customers.add.next_price.bounds',
  },
  {
    name: 'price-of-zero-lost',
    breaks: 'customers.add.next_price.bounds',
    also: ['customers.add.complete'],
    describe: 'A price of zero counts as none, and there is one of 1 by default.',
    apply: onAdded((customer) => (customer.next_price === 0 ? { ...customer, next_price: 1 } : customer)),
  },
  asText('periodicity', 'periodicity'),
  asNumber('periodicity', 'periodicity'),
];

type NumberField =
  'next_date' | 'created_at' | 'responsible_user_id' | 'created_by' | 'next_price' | 'periodicity';

/** A field that is lost, or replaced by a default, where it is sent in digits. */
function asText(field: NumberField, short: string, instead?: number): Fault {
  return {
    name: `${short}-as-text-lost`,
    breaks: `customers.add.${field}`,
    also: ['customers.add.complete'],
    describe: `The ${field} of an added customer counts as not sent where it is sent as digits in a string.`,
    apply: lost(field, 'as text', instead),
  };
}

/** A field that is lost, or replaced by a default, where it is sent as a number. */
function asNumber(
  field: NumberField,
  short: string,
  instead?: number,
  also: readonly RequirementGroup[] = [],
): Fault {
  return {
    name: `${short}-as-number-lost`,
    breaks: `customers.add.${field}`,
    also,
    describe: `The ${field} of an added customer counts as not sent where it is sent as a number.`,
    apply: lost(field, 'as number', instead),
  };
}

function lost(field: NumberField, form: 'as text' | 'as number', instead: number | undefined) {
  if (instead === undefined) return ignored('add', field, form);
  return added(field, (value) =>
    typeof value === (form === 'as text' ? 'string' : 'number') ? instead : value,
  );
}

/** A number that is stored as another one. */
function number(
  field: NumberField,
  name: string,
  how: string,
  change: (value: number) => number,
  also: readonly RequirementGroup[] = [],
): Fault {
  return {
    name,
    breaks: `customers.add.${field}`,
    also: ['customers.add.complete', ...also],
    describe: `The ${field} of an added customer is stored ${how}.`,
    apply: addedNumber(field, change),
  };
}

/** Something of the customer before it in a batch. */
function leaking(
  what: string,
  change: (customer: CustomerRecord, before: CustomerRecord) => CustomerRecord,
  also: readonly RequirementId[] = [],
): Fault {
  return {
    name: `${what}-of-the-one-before`,
    breaks: 'customers.add.separate',
    also,
    describe: `A customer of a batch for which none are sent gets the ${what} of the one before it.`,
    apply: onAdded((customer, batch, index) => {
      const before = batch[index - 1];
      return before === undefined ? customer : change(customer, before);
    }),
  };
}
