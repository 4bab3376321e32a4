import type { CustomerRecord } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import { type Modifier, answering, at, readableBody, when } from '../modifiers.ts';
import {
  elementsIn,
  forBatch,
  forUpdateAcknowledgements,
  onBystanders,
  onUpdated,
  placeOf,
  updateOf,
} from './customer-edits.ts';
import type { Fault } from './fault.ts';

/** Defects of updating as such: what is acknowledged, what changes besides, what has to be refused. */
export const customerUpdateFaults: readonly Fault[] = [
  {
    name: 'updates-acknowledged-by-place',
    breaks: 'customers.update.acknowledged',
    also: ['customers.change.response.items.links'],
    describe: 'An updated customer is acknowledged by its place in the request.',
    apply: forUpdateAcknowledgements((item, index) => ({ ...item, id: index + 1 })),
  },
  {
    name: 'request-id-of-update-is-place',
    breaks: 'customers.update.request_id',
    describe: 'Updates are acknowledged with their place in the request for a request id.',
    apply: forUpdateAcknowledgements((item, index) => ({ ...item, request_id: index })),
  },
  {
    name: 'update-by-number-only',
    breaks: 'customers.update.id.digits',
    describe:
      'An update that names its customer by the digits of the id is acknowledged and not carried out.',
    apply: onUpdated((customer, before, moment) =>
      typeof updateOf(customer, moment).id === 'string' ? before : customer,
    ),
  },
  {
    name: 'update-of-nothing-breaks-down',
    breaks: 'customers.update.nothing',
    describe: 'An update that changes no field breaks the server down.',
    apply: at(
      'customers.change',
      when(
        (request) => elementsIn(readableBody(request), 'update').some(isEmpty),
        answering(500, 'Internal Server Error'),
      ),
    ),
  },
  {
    name: 'only-the-first-update',
    breaks: 'customers.update.batch',
    also: ['customers.update.again'],
    describe: 'Of several updates the first is carried out, and all are acknowledged.',
    apply: onUpdated((customer, before, moment) => (placeOf(customer, moment) === 0 ? customer : before)),
  },
  {
    name: 'second-update-lost',
    breaks: 'customers.update.batch',
    also: ['customers.update.again'],
    describe: 'Of several updates the second is acknowledged and not carried out.',
    apply: onUpdated((customer, before, moment) => (placeOf(customer, moment) === 1 ? before : customer)),
  },
  {
    name: 'third-update-lost',
    breaks: 'customers.update.again',
    describe: 'From the third on the updates of a customer are acknowledged and not carried out.',
    apply: twiceAtMost(),
  },
  {
    name: 'updates-mixed-up',
    breaks: 'customers.update.batch',
    also: ['customers.update'],
    describe: 'What is sent for one customer is carried out at those after it in the batch, too.',
    apply: forBatch('update', (elements) =>
      elements.map((_, index) => Object.assign({}, ...elements.slice(0, index + 1)) as unknown),
    ),
  },
  {
    name: 'updates-share-a-name',
    breaks: 'customers.update.batch',
    also: ['customers.update.unsent', 'customers.update.alone', 'customers.update.unlink.unsent'],
    describe: 'In a batch a customer whose update has no name gets that of the one updated before it, too.',
    apply: forBatch('update', (elements) => {
      const names = elements.map((item) => (isObject(item) ? item.name : undefined));
      return elements.map((item, index) =>
        isObject(item) && names[index - 1] !== undefined ? { name: names[index - 1], ...item } : item,
      );
    }),
  },

  resetting('price', 'next_price', () => ({ next_price: 0 })),
  resetting('tags', 'tags', () => ({ tags: [] })),
  resetting('contacts', 'contacts_id', () => ({ contacts: [] })),
  resetting('custom-fields', 'custom_fields', () => ({ custom_fields: new Map() })),
  resetting('responsible', 'responsible_user_id', (_, { updated_by }) => ({
    responsible_user_id: updated_by,
  })),
  resetting('next-date', 'next_date', (_, { updated_at }) => ({ next_date: updated_at })),
  resetting(
    'creator',
    'created_by',
    (_, { updated_by }) => ({ created_by: updated_by }),
    'customers.update.created',
  ),
  resetting(
    'created-at',
    'created_at',
    (_, { updated_at }) => ({ created_at: updated_at }),
    'customers.update.created',
  ),

  {
    name: 'update-touches-all',
    breaks: 'customers.update.others',
    // Whoever looks after customers while another one is updated sees them changed.
    also: [
      'customers.update',
      'customers.delete',
      'customers.list.filter.date.modify',
      'transactions.add.otherCustomers',
      'customers.list.filter.together.modify',
    ],
    describe: 'An update dates every customer of the account as changed.',
    apply: onBystanders((customer, [first]) => ({ ...customer, updated_at: (first?.updated_at ?? 0) + 1 })),
  },
  {
    name: 'update-renames-those-of-others',
    breaks: 'customers.change.bystanders',
    describe: 'An update gives its name to the customers that were there before the run, too.',
    apply: onBystanders((customer, [first]) =>
      isOfOthers(customer) && first
        ? { ...customer, name: first.name, updated_at: first.updated_at }
        : customer,
    ),
  },
  {
    name: 'update-halves-periods-of-others',
    breaks: 'customers.change.bystanders',
    describe: 'An update changes the period of purchases of others without a word.',
    apply: onBystanders((customer) => (isOfOthers(customer) ? { ...customer, periodicity: 7 } : customer)),
  },
  {
    name: 'update-changes-the-one-after',
    breaks: 'customers.update.others',
    also: ['customers.update.required', 'customers.change.untouched'],
    describe: 'An update puts the customer with the next id into its period of purchases, too.',
    apply: onBystanders((customer, written) =>
      written.some(({ id }) => id === customer.id - 1) ? { ...customer, periodicity: 99 } : customer,
    ),
  },
  {
    name: 'update-changes-the-one-before',
    breaks: 'customers.update.others',
    describe: 'An update of a customer dates the one with the id before it as changed, too.',
    apply: onBystanders((customer, written) =>
      written.some(({ id }) => id === customer.id + 1)
        ? { ...customer, updated_at: customer.updated_at + 1 }
        : customer,
    ),
  },
  {
    name: 'updated-at-never-moves',
    breaks: 'customers.update.updated_at',
    describe: 'An update leaves the date of the last change as it was.',
    apply: onUpdated((customer, { updated_at }) => ({ ...customer, updated_at })),
  },
  {
    name: 'updated-at-in-moscow',
    breaks: 'customers.update.updated_at',
    describe: 'After an update the date of the last change is three hours late.',
    apply: onUpdated((customer) => ({ ...customer, updated_at: customer.updated_at + 3 * 3600 })),
  },
  {
    name: 'updated-by-never-moves',
    breaks: 'customers.update.updated_by',
    describe: 'An update leaves the changing user as it was.',
    apply: onUpdated((customer, { updated_by }) => ({ ...customer, updated_by })),
  },
  {
    name: 'updated-by-creator',
    breaks: 'customers.update.updated_by',
    describe: 'After an update the creating user counts as the changing one.',
    apply: onUpdated((customer) => ({ ...customer, updated_by: customer.created_by })),
  },
];

function twiceAtMost(): Modifier {
  return (core) => {
    const counts = new Map<number, number>();
    return onUpdated((customer, before) => {
      const count = (counts.get(customer.id) ?? 0) + 1;
      counts.set(customer.id, count);
      return count > 2 ? before : customer;
    })(core);
  };
}

/** A field that an update without it sets to something else. */
function resetting(
  name: string,
  field: string,
  reset: (before: CustomerRecord, after: CustomerRecord) => Partial<CustomerRecord>,
  breaks: 'customers.update.unsent' | 'customers.update.created' = 'customers.update.unsent',
): Fault {
  return {
    name: `update-resets-${name}`,
    breaks,
    also: [
      'customers.update.unsent',
      'customers.update.alone',
      'customers.update.nothing',
      'customers.update.batch',
    ],
    describe: `An update without ${field} does not leave it as it was.`,
    apply: onUpdated((customer, before, moment) =>
      isSent(field, updateOf(customer, moment)) ? customer : { ...customer, ...reset(before, customer) },
    ),
  };
}

/** Detaching counts as sending: what it leaves is another matter. */
function isSent(field: string, { unlink, ...item }: JsonObject): boolean {
  return item[field] !== undefined || unlink !== undefined;
}

/** Whether a customer is none of a run of the suite. */
function isOfOthers({ name }: CustomerRecord): boolean {
  return !name.startsWith('acf-');
}

/** Whether an element of an update has nothing but its id and its date. */
function isEmpty(item: unknown): boolean {
  return isObject(item) && Object.keys(item).every((name) => name === 'id' || name === 'updated_at');
}
