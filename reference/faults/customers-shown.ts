/** Defects of what lists show of their customers, and of what two customers show of the same things. */
import { listOf, member } from '../../spec/contract/json.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import { type Modifier, at, forItems, onItems, seeing, when } from '../modifiers.ts';
import type { Fault } from './fault.ts';

const operation = 'customers.list';

export const customerShownFaults: readonly Fault[] = [
  {
    name: 'tags-in-look-ups-only',
    breaks: 'customers.list.everyField',
    also: ['customers.change.bystanders'],
    describe: 'A list without ids shows no tags.',
    apply: withoutIds(forItems(operation, (item) => ({ ...item, tags: [] }))),
  },
  {
    name: 'custom-fields-in-look-ups-only',
    breaks: 'customers.list.everyField',
    also: ['customers.change.bystanders'],
    describe: 'A list without ids shows no custom fields.',
    apply: withoutIds(forItems(operation, (item) => ({ ...item, custom_fields: [] }))),
  },
  {
    name: 'company-in-look-ups-only',
    breaks: 'customers.list.everyField',
    also: ['customers.change.bystanders'],
    describe: 'A list without ids shows no company.',
    apply: withoutIds(forItems(operation, (item) => ({ ...item, company: {} }))),
  },
  {
    name: 'namesakes-listed-once',
    breaks: 'customers.list.namesakes',
    describe: 'A list that is narrowed down shows of customers of one name the first.',
    apply: narrowed(
      onItems(operation, (items) => {
        const names = items.map((item) => (isObject(item) ? item.name : undefined));
        return items.filter((_, index) => names.indexOf(names[index]) === index);
      }),
    ),
  },
  {
    name: 'customers-of-one-contact-listed-once',
    breaks: 'customers.list.namesakes',
    describe:
      'A list that is narrowed down shows of customers who were added alike, with one contact, the first.',
    apply: narrowed(
      onItems(operation, (items) => {
        const keys = items.map((item) => {
          const [contact, ...others] = isObject(item) ? listOf(member(item.contacts, 'id')) : [];
          return contact === undefined || others.length > 0 ? item : contact;
        });
        return items.filter((_, index) => keys.indexOf(keys[index]) === index);
      }),
    ),
  },
  {
    name: 'overdue-not-listed',
    breaks: 'customers.list.filter.date.create.everyone',
    describe: 'A list by creation shows no customer whose next purchase was expected before 2020.',
    apply: asking(
      (names) => names.includes('filter[date][type]'),
      onItems(operation, (items) =>
        items.filter((item) => isObject(item) && Number(item.next_date) > Date.UTC(2020, 0, 1) / 1000),
      ),
    ),
  },
  {
    name: 'alike-in-another-order',
    breaks: 'customers.list.pages',
    describe:
      'Lists are ordered by next purchase, and behind the first page those alike in it stand the other way round.',
    apply: at(operation, byNextPurchase()),
  },
  {
    name: 'company-named-like-the-customer',
    breaks: 'customers.list.company.name',
    describe: 'The company of a customer shows the name of the customer.',
    apply: forItems(operation, (item) =>
      isObject(item.company) && item.company.name !== undefined
        ? { ...item, company: { ...item.company, name: item.name } }
        : item,
    ),
  },
  {
    name: 'custom-fields-named-like-the-customer',
    breaks: 'customers.list.custom_fields.same',
    describe: 'The custom fields of a customer show the name of the customer.',
    apply: forFields((field, { name }) => ({ ...field, name })),
  },
  {
    name: 'options-of-one-value',
    breaks: 'customers.list.custom_fields.options',
    describe: 'Every option of a multi-select shows the value of the first one of the customer.',
    apply: forFields((field) => withOptions(field, (_, [first]) => first)),
  },
  {
    name: 'options-by-their-place',
    breaks: 'customers.list.custom_fields.options',
    describe: 'The options of a multi-select show the number of their place among those chosen.',
    apply: forFields((field) => withOptions(field, (index) => String(index + 1))),
  },
];

/** Orders the customers before pages are cut: behind the first page those of one moment stand the other way round. */
function byNextPurchase(): Modifier {
  return seeing((state, { query }) => {
    const turn = Number(new URLSearchParams(query).get('limit_offset')) > 0 ? -1 : 1;
    const rows = [...state.customers].sort(
      ([one, a], [other, b]) => a.next_date - b.next_date || turn * (one - other),
    );
    return { ...state, customers: new Map(rows) };
  });
}

/** A modifier for lists without ids. */
function withoutIds(modifier: Modifier): Modifier {
  return asking((names) => !names.some((name) => /^id\b/.test(name)), modifier);
}

/** A modifier for lists with a filter. */
function narrowed(modifier: Modifier): Modifier {
  return asking((names) => names.some((name) => name.startsWith('filter')), modifier);
}

function asking(holds: (names: readonly string[]) => boolean, modifier: Modifier): Modifier {
  return at(
    operation,
    when(({ query }) => holds([...new URLSearchParams(query).keys()]), modifier),
  );
}

/** Changes the custom fields that customers show. */
function forFields(change: (field: JsonObject, customer: JsonObject) => JsonObject): Modifier {
  return forItems(operation, (item) =>
    Array.isArray(item.custom_fields)
      ? {
          ...item,
          custom_fields: item.custom_fields.map((field: unknown) =>
            isObject(field) ? change(field, item) : field,
          ),
        }
      : item,
  );
}

/** Gives each option that a customer chose in a field another value. */
function withOptions(
  field: JsonObject,
  valueOf: (index: number, values: readonly unknown[]) => unknown,
): JsonObject {
  if (!Array.isArray(field.values)) return field;
  const options = field.values.filter(
    (value: unknown): value is JsonObject => isObject(value) && value.enum !== undefined,
  );
  const values = options.map(({ value }) => value);
  return options.length === 0
    ? field
    : { ...field, values: options.map((one, index) => ({ ...one, value: valueOf(index, values) })) };
}
