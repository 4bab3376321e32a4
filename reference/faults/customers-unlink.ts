import type { CustomerRecord, State } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import { type Modifier, type Moment, onState } from '../modifiers.ts';
import { forUpdates, onUpdated, updateOf, without } from './customer-edits.ts';
import type { Fault } from './fault.ts';

/** Defects of detaching contacts and companies. */
export const customerUnlinkFaults: readonly Fault[] = [
  {
    name: 'unlink-of-contacts-not-done',
    breaks: 'customers.update.unlink.contacts.one',
    also: ['customers.update.unlink'],
    describe: 'Contacts that an update names for detaching stay attached.',
    apply: unlinking((unlink) => without(unlink, 'contacts_id')),
  },
  {
    name: 'unlink-by-digits-not-done',
    breaks: 'customers.update.unlink.contacts.one',
    also: ['customers.update.unlink.contactKept'],
    describe: 'Contacts that are named for detaching by strings stay attached.',
    apply: contacts((ids) => ids.filter((id) => typeof id !== 'string')),
  },
  {
    name: 'unlink-takes-every-contact',
    breaks: 'customers.update.unlink.contacts.one',
    also: ['customers.update.unlink'],
    describe: 'Detaching one contact detaches all contacts of the customer.',
    apply: afterUnlinking((customer) => ({ ...customer, contacts: [] })),
  },
  {
    name: 'unlink-takes-the-first',
    breaks: 'customers.update.unlink.contacts.one',
    also: ['customers.update.unlink'],
    describe: 'Detaching a contact detaches the first one of the customer instead.',
    apply: afterUnlinking((customer, before) => ({ ...customer, contacts: before.contacts.slice(1) })),
  },
  {
    name: 'unlink-of-the-first-only',
    breaks: 'customers.update.unlink.contacts.several',
    describe: 'Of several contacts that are named for detaching the first is detached.',
    apply: contacts((ids) => ids.slice(0, 1)),
  },
  {
    name: 'unlink-of-another-takes-the-main-one',
    breaks: 'customers.update.unlink.contacts.other',
    describe: 'Where a contact is named for detaching that is not attached, the main one is detached.',
    apply: afterUnlinking((customer, before) =>
      customer.contacts.length === before.contacts.length
        ? { ...customer, contacts: customer.contacts.slice(1) }
        : customer,
    ),
  },
  {
    name: 'unlink-of-company-not-done',
    breaks: 'customers.update.unlink.company',
    also: ['customers.update.unlink.both'],
    describe: 'A company that an update names for detaching stays attached.',
    apply: unlinking((unlink) => without(unlink, 'company_id')),
  },
  {
    name: 'unlink-of-company-takes-contacts',
    breaks: 'customers.update.unlink.company',
    also: ['customers.update.unlink.both'],
    describe: 'Detaching the company detaches the contacts, too.',
    apply: onUpdated((customer, before) =>
      before.company !== null && customer.company === null ? { ...customer, contacts: [] } : customer,
    ),
  },
  {
    name: 'unlink-of-both-takes-contacts-only',
    breaks: 'customers.update.unlink.both',
    describe: 'Where contacts and a company are named for detaching the company stays attached.',
    apply: unlinking((unlink) => (unlink.contacts_id === undefined ? unlink : without(unlink, 'company_id'))),
  },
  {
    name: 'unlink-of-both-takes-company-only',
    breaks: 'customers.update.unlink.both',
    describe: 'Where contacts and a company are named for detaching the contacts stay attached.',
    apply: unlinking((unlink) => (unlink.company_id === undefined ? unlink : without(unlink, 'contacts_id'))),
  },
  {
    name: 'unlink-takes-the-company',
    breaks: 'customers.update.unlink.unsent',
    also: ['customers.update.unlink.beside'],
    describe: 'Detaching contacts detaches the company, too.',
    apply: afterUnlinking((customer) => ({ ...customer, company: null })),
  },
  {
    name: 'unlink-takes-the-tags',
    breaks: 'customers.update.unlink.unsent',
    also: ['customers.update.unlink.beside'],
    describe: 'Detaching contacts takes the tags away, too.',
    apply: afterUnlinking((customer) => ({ ...customer, tags: [] })),
  },
  {
    name: 'unlink-takes-the-price',
    breaks: 'customers.update.unlink.unsent',
    also: ['customers.update.unlink.beside'],
    describe: 'Detaching contacts sets the expected amount to 0.',
    apply: afterUnlinking((customer) => ({ ...customer, next_price: 0 })),
  },
  {
    name: 'unlink-from-every-customer',
    breaks: 'customers.update.unlink.others',
    also: [
      'transactions.add.customerKept',
      'customers.delete',
      'customers.update.unlink',
      'customers.change.bystanders',
      'customers.change.untouched',
    ],
    describe: 'A contact that is detached from one customer is detached from all.',
    apply: onState((after, moment) => withoutContacts(after, detachedIn({ ...moment, after }), () => true)),
  },
  {
    name: 'unlink-from-bystanders',
    breaks: 'customers.update.unlink.others',
    also: [
      'transactions.add.customerKept',
      'customers.delete',
      'customers.change.bystanders',
      'customers.change.untouched',
    ],
    describe: 'Contacts that are detached are detached from customers that the request does not name, too.',
    apply: onState((after, moment) =>
      withoutContacts(
        after,
        detachedIn({ ...moment, after }),
        (customer) => moment.before.customers.get(customer.id) === customer,
      ),
    ),
  },
  {
    name: 'unlinked-contact-deleted',
    breaks: 'customers.update.unlink.contactKept',
    also: ['periods.change.add.used', 'customers.update'],
    describe: 'A contact that is detached is deleted from the account.',
    apply: onState((after, moment) => {
      const gone = detachedIn({ ...moment, after });
      if (gone.size === 0) return after;
      return { ...after, contacts: new Map([...after.contacts].filter(([id]) => !gone.has(id))) };
    }),
  },
  {
    name: 'unlinked-contact-barred',
    breaks: 'customers.update.unlink.contactKept',
    describe: 'A contact that was detached from a customer can not be attached to it again.',
    apply: (core) => {
      const barred = new Set<string>();
      const remembering = onState((after, moment) => {
        for (const [id, { contacts: kept }] of after.customers) {
          const former = moment.before.customers.get(id)?.contacts ?? [];
          for (const contact of former) if (!kept.includes(contact)) barred.add(`${id} ${contact}`);
        }
        return after;
      });
      const ignoring = forUpdates((item) =>
        Array.isArray(item.contacts_id)
          ? {
              ...item,
              contacts_id: item.contacts_id.filter((id) => !barred.has(`${String(item.id)} ${String(id)}`)),
            }
          : item,
      );
      return ignoring(remembering(core));
    },
  },
];

/** Contacts that a request detached from any customer. */
function detachedIn({ before, after }: Moment): ReadonlySet<number> {
  if (after.customers === before.customers) return new Set();
  return new Set(
    [...after.customers.values()].flatMap(({ id, contacts: kept }) =>
      (before.customers.get(id)?.contacts ?? []).filter((contact) => !kept.includes(contact)),
    ),
  );
}

function withoutContacts(
  state: State,
  gone: ReadonlySet<number>,
  from: (customer: CustomerRecord) => boolean,
): State {
  if (gone.size === 0) return state;
  const rows = [...state.customers].map(([id, customer]): [number, CustomerRecord] => [
    id,
    from(customer)
      ? { ...customer, contacts: customer.contacts.filter((contact) => !gone.has(contact)) }
      : customer,
  ]);
  return { ...state, customers: new Map(rows) };
}

/** Changes customers for which a request named contacts for detaching. */
function afterUnlinking(
  change: (customer: CustomerRecord, before: CustomerRecord) => CustomerRecord,
): Modifier {
  return onUpdated((customer, before, moment) => {
    const unlink = updateOf(customer, moment).unlink;
    return isObject(unlink) && unlink.contacts_id !== undefined ? change(customer, before) : customer;
  });
}

function unlinking(change: (unlink: JsonObject) => JsonObject): Modifier {
  return forUpdates((item) => (isObject(item.unlink) ? { ...item, unlink: change(item.unlink) } : item));
}

function contacts(change: (ids: readonly unknown[]) => readonly unknown[]): Modifier {
  return unlinking((unlink) =>
    Array.isArray(unlink.contacts_id) ? { ...unlink, contacts_id: change(unlink.contacts_id) } : unlink,
  );
}
