import { type JsonObject, isObject } from '../core/values.ts';
import { added } from './customer-edits.ts';
import { htmlEscaped } from './damage.ts';
import type { Fault } from './fault.ts';

/** Defects of custom fields of added customers: texts, multi-selects, addresses. */
export const customerCustomFieldFaults: readonly Fault[] = [
  text('text-as-number', 'stored as the number that it looks like', (value) =>
    /^\d+$/.test(value) ? String(Number(value)) : value,
  ),
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
];

const exchanged: Readonly<Record<string, string>> = { state: 'city', city: 'state' };

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
