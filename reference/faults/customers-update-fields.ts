import { type JsonObject, isObject } from '../core/values.ts';
import { type Modifier } from '../modifiers.ts';
import type { RequirementId } from '../../tests/catalogue.ts';
import { forUpdates, ignored, onUpdated, updated } from './customer-edits.ts';
import { latinOnly } from './damage.ts';
import type { Fault } from './fault.ts';

/** Defects of single fields of updates. */
export const customerUpdateFieldFaults: readonly Fault[] = [
  notTaken('name', 'customers.update.name', [
    'customers.update.atOnce',
    'customers.update.unlink.beside',
    'customers.update.unsent',
    'customers.update.stale',
  ]),
  {
    name: 'names-of-updates-latin-only',
    breaks: 'customers.update.name',
    also: ['customers.update.batch', 'customers.update.unsent'],
    describe: 'A name that is sent with an update is stored in Latin-1, the rest as question marks.',
    apply: updated('name', (name) => (typeof name === 'string' ? latinOnly(name) : name)),
  },
  notTaken('next_date', 'customers.update.next_date', ['customers.list.filter.updated']),
  {
    name: 'earlier-next-dates-not-taken',
    breaks: 'customers.update.next_date',
    describe: 'An update never puts a next purchase that is still to come off to an earlier day.',
    apply: onUpdated((customer, { next_date }, { request }) =>
      customer.next_date > request.now && customer.next_date < next_date
        ? { ...customer, next_date }
        : customer,
    ),
  },
  notTaken('created_at', 'customers.update.created_at'),
  notTaken('responsible_user_id', 'customers.update.responsible_user_id', ['customers.list.filter.updated']),
  {
    name: 'responsible-becomes-who-updates',
    breaks: 'customers.update.responsible_user_id',
    also: ['customers.list.filter.updated'],
    describe: 'With an update of the responsible user the one who sends it becomes responsible.',
    apply: onUpdated((customer, before) =>
      customer.responsible_user_id === before.responsible_user_id
        ? customer
        : { ...customer, responsible_user_id: customer.updated_by },
    ),
  },
  notTaken('created_by', 'customers.update.created_by'),
  notTaken('next_price', 'customers.update.next_price', [
    'customers.update.again',
    'customers.update.id.digits',
    'customers.change.member',
    'customers.update.atOnce',
    'customers.update.unlink.beside',
    'customers.update.unsent',
    'customers.update.updated_by',
    'customers.update.stale',
    'customers.change.together',
  ]),
  notTaken('periodicity', 'customers.update.periodicity'),
  notTaken('tags', 'customers.update.tags', ['customers.update.tags.replaced']),
  {
    name: 'tags-gathered-over-updates',
    breaks: 'customers.update.tags.replaced',
    also: ['customers.update.tags.kinds'],
    describe: 'Tags that are sent with an update are attached beside the former ones.',
    apply: onUpdated((customer, before) => ({
      ...customer,
      tags: [...new Map([...before.tags, ...customer.tags].map((tag) => [tag.id, tag])).values()],
    })),
  },
  notTaken('period_id', 'customers.update.period_id'),
  notTaken('contacts_id', 'customers.update.contacts_id', ['customers.update.unlink.exchanged']),
  {
    name: 'contacts-replaced-by-updates',
    breaks: 'customers.update.contacts_id.kept',
    describe: 'Contacts that are sent with an update take the place of the former ones.',
    apply: forUpdates((item, _, { customers }) =>
      Array.isArray(item.contacts_id)
        ? { unlink: { contacts_id: customers.get(Number(item.id))?.contacts ?? [] }, ...item }
        : item,
    ),
  },
  notTaken('company_id', 'customers.update.company_id'),
  fieldNotTaken('text', (values) => values.some((value) => isObject(value) && value.subtype === undefined)),
  fieldNotTaken('multiselect', (values) => !values.some(isObject)),
  fieldNotTaken('address', (values) =>
    values.some((value) => isObject(value) && value.subtype !== undefined),
  ),
  {
    name: 'options-gathered-over-updates',
    breaks: 'customers.update.custom_fields.multiselect',
    describe: 'Options that are sent with an update are stored beside the former ones.',
    apply: onUpdated((customer, before) => ({
      ...customer,
      custom_fields: new Map(
        [...customer.custom_fields].map(([id, values]) => [
          id,
          values.some((value) => value.enum !== undefined)
            ? [
                ...new Map(
                  [...(before.custom_fields.get(id) ?? []), ...values].map((one) => [one.enum, one]),
                ).values(),
              ]
            : values,
        ]),
      ),
    })),
  },
  {
    name: 'custom-fields-replaced-as-a-whole',
    breaks: 'customers.update.custom_fields.others',
    describe: 'Custom fields that an update does not name lose their values where it names one.',
    apply: onUpdated((customer, before) => ({
      ...customer,
      custom_fields:
        customer.custom_fields === before.custom_fields
          ? customer.custom_fields
          : new Map(
              [...customer.custom_fields].filter(([id, values]) => before.custom_fields.get(id) !== values),
            ),
    })),
  },
];

/** A field that an update does not change. */
function notTaken(field: string, breaks: RequirementId, also: readonly RequirementId[] = []): Fault {
  return {
    name: `${field.replaceAll('_', '-')}-of-updates-not-taken`,
    breaks,
    also: [...also, 'customers.update.every'],
    describe: `An update leaves the ${field} as it was, whatever is sent.`,
    apply: ignored('update', field),
  };
}

/** A custom field of one type that an update does not change. */
function fieldNotTaken(
  type: 'text' | 'multiselect' | 'address',
  isOf: (values: readonly unknown[]) => boolean,
): Fault {
  return {
    name: `${type}-of-updates-not-taken`,
    breaks: `customers.update.custom_fields.${type}`,
    also: ['customers.update.custom_fields.others', 'customers.update.every'],
    describe: `An update leaves a custom field of type ${type} as it was.`,
    apply: withFields((fields) => fields.filter(({ values }) => !(Array.isArray(values) && isOf(values)))),
  };
}

function withFields(change: (fields: readonly JsonObject[]) => readonly unknown[]): Modifier {
  return updated('custom_fields', (fields) =>
    Array.isArray(fields) ? change(fields.filter(isObject)) : fields,
  );
}
