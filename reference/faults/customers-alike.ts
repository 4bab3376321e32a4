/** Defects that go by what customers share instead of by their ids, and those that only full or long requests show. */
import type { CustomerRecord } from '../core/state.ts';
import { isObject } from '../core/values.ts';
import { at, forQuery, onRequest, onState, readableBody, type Modifier } from '../modifiers.ts';
import {
  added,
  addedIn,
  elementsIn,
  forBatch,
  onBystanders,
  onUpdated,
  updateOf,
  withCustomers,
} from './customer-edits.ts';
import { newlyDeleted } from './deletion-edits.ts';
import type { Fault } from './fault.ts';

const list = 'customers.list';

export const customerAlikeFaults: readonly Fault[] = [
  {
    name: 'update-reaches-the-company',
    breaks: 'customers.update.others',
    also: [
      'transactions.add.customerKept',
      'customers.update.alone',
      'customers.update.every',
      'customers.list.everyField',
      'customers.update.batch',
      'customers.delete',
      'customers.change.bystanders',
      'customers.update.unlink',
      'customers.update.unsent',
      'customers.change.untouched',
    ],
    describe: 'An update writes the period of purchases to all customers of the same company.',
    apply: onBystanders((customer, written) => {
      const colleague = written.find(({ company }) => company !== null && company === customer.company);
      return colleague === undefined ? customer : { ...customer, periodicity: colleague.periodicity };
    }),
  },
  {
    name: 'company-left-where-contacts-are-attached',
    breaks: 'customers.update.every',
    describe: 'An update that attaches contacts and a company attaches the contacts alone.',
    apply: onUpdated((customer, before, moment) => {
      const { contacts_id, company_id } = updateOf(customer, moment);
      return contacts_id === undefined || company_id === undefined
        ? customer
        : { ...customer, company: before.company };
    }),
  },
  {
    name: 'attached-contact-attached-twice',
    breaks: 'customers.update.contacts_id.again',
    also: ['customers.update.every'],
    describe: 'A contact that is attached already is attached once more.',
    apply: onUpdated((customer, before, moment) => {
      const { contacts_id } = updateOf(customer, moment);
      const again = Array.isArray(contacts_id)
        ? contacts_id.map(Number).filter((id) => before.contacts.includes(id))
        : [];
      return { ...customer, contacts: [...customer.contacts, ...again] };
    }),
  },
  {
    name: 'updates-by-the-order-of-ids',
    breaks: 'customers.update.batch',
    also: ['customers.update', 'customers.list.filter.updated'],
    describe: 'Updates are carried out at the customers of the request in the order of their ids.',
    apply: forBatch('update', (elements) => {
      const ids = elements.flatMap((item) => (isObject(item) ? [Number(item.id)] : [])).sort((a, b) => a - b);
      return elements.map((item, index) => (isObject(item) ? { ...item, id: ids[index] } : item));
    }),
  },
  {
    name: 'options-two-at-most',
    breaks: 'customers.add.custom_fields.multiselect',
    also: ['customers.add.complete'],
    describe: 'Of the options of a multi-select the first two are stored.',
    apply: added('custom_fields', (fields) =>
      Array.isArray(fields)
        ? fields.map((field: unknown) =>
            isObject(field) && Array.isArray(field.values) && field.values.every((one) => !isObject(one))
              ? { ...field, values: field.values.slice(0, 2) }
              : field,
          )
        : fields,
    ),
  },
  {
    name: 'deletes-five-at-most',
    breaks: 'customers.delete.several',
    also: ['customers.delete'],
    describe: 'Of the customers to delete in one request the first five are deleted.',
    apply: forBatch('delete', (ids) => ids.slice(0, 5)),
  },
  {
    name: 'deletion-detaches-the-company-of-all',
    breaks: 'customers.delete.others',
    also: ['customers.change.bystanders', 'customers.change.untouched'],
    describe:
      'With a customer its company is taken from all others of that company who have the same contacts.',
    apply: onAlike(
      (customer, deleted) =>
        customer.company !== null &&
        customer.company === deleted.company &&
        String(customer.contacts) === String(deleted.contacts),
      (customer) => ({ ...customer, company: null }),
    ),
  },
  {
    name: 'deletion-strips-tags-of-all',
    breaks: 'customers.delete.others',
    also: ['customers.change.untouched'],
    describe: 'With a customer its tags are taken from all others that carry the same.',
    apply: onAlike(
      (customer, deleted) =>
        customer.tags.length > 0 &&
        String(customer.tags.map(({ id }) => id)) === String(deleted.tags.map(({ id }) => id)),
      (customer) => ({ ...customer, tags: [] }),
    ),
  },
  {
    name: 'created-by-administrator-always',
    breaks: 'customers.change.member',
    describe: 'Customers whose creator is not sent count as created by the first user, whoever adds them.',
    apply: onState((after, moment) => {
      const [first] = [...after.users.keys()];
      const unsent = elementsIn(readableBody(moment.request), 'add').map(
        (item) => isObject(item) && item.created_by === undefined,
      );
      const rows = addedIn({ ...moment, after }).map((customer, index): [number, CustomerRecord] => [
        customer.id,
        unsent[index] === true ? { ...customer, created_by: first ?? customer.created_by } : customer,
      ]);
      return rows.length === 0 ? after : { ...after, customers: new Map([...after.customers, ...rows]) };
    }),
  },
  {
    name: 'raw-brackets-not-understood',
    breaks: 'customers.list.filter.brackets',
    describe: 'Parameters whose brackets are not percent-encoded are passed over.',
    apply: at(
      list,
      onRequest((request) => ({
        ...request,
        query: request.query
          .split('&')
          .filter((pair) => !pair.includes('['))
          .join('&'),
      })),
    ),
  },
  {
    name: 'last-day-of-month-beyond',
    breaks: 'customers.list.filter.date.edges',
    describe: 'The 31st of a month is taken for the first of the next year.',
    apply: forQuery(list, (query) => {
      const [, year] = /^31\.\d\d\.(\d{4})$/.exec(query.get('filter[date][from]') ?? '') ?? [];
      if (year !== undefined) query.set('filter[date][from]', `01.06.${String(Number(year) + 1)}`);
    }),
  },
  {
    name: 'unknown-user-finds-all',
    breaks: 'customers.list.filter.main_user.unknown',
    describe: 'The filter by responsible users is ignored where it names nobody that there is.',
    apply: forQuery(list, (query, { users }) => {
      const isKnown = query.getAll('filter[main_user][]').some((id) => users.has(Number(id)));
      if (!isKnown) query.delete('filter[main_user][]');
    }),
  },
];

/** Changes whoever is like one that a request deletes. */
function onAlike(
  isAlike: (customer: CustomerRecord, deleted: CustomerRecord) => boolean,
  change: (customer: CustomerRecord) => CustomerRecord,
): Modifier {
  return onState((after, { before }) => {
    const deleted = newlyDeleted(before, after).flatMap((id) => before.customers.get(id) ?? []);
    if (deleted.length === 0) return after;
    return withCustomers(after, (customer) =>
      !customer.is_deleted && deleted.some((one) => isAlike(customer, one)) ? change(customer) : customer,
    );
  });
}
