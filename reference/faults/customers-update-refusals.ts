import type { CustomerRecord, State } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import { type Modifier, doneThoughRefused } from '../modifiers.ts';
import {
  elementsIn,
  forBatch,
  forUpdates,
  oneDoneThoughRefused,
  onUpdated,
  refusedAndDone,
  updateOf,
  whenOne,
  whenSent,
  without,
} from './customer-edits.ts';
import type { Fault } from './fault.ts';

/** Defects of refusing updates that lack something, or come too late. */
export const customerUpdateRefusalFaults: readonly Fault[] = [
  {
    name: 'update-without-id-of-the-newest',
    breaks: 'customers.update.required.id',
    also: ['customers.list.filter.date.create.everyone', 'customers.change.untouched'],
    describe: 'An update without id changes the newest customer.',
    apply: forUpdates((item, _, { next }) => ({ id: next.customer - 1, ...item })),
  },
  {
    name: 'update-without-id-adds',
    breaks: 'customers.update.required.id',
    describe: 'An update without id is refused and adds a customer.',
    apply: doneThoughRefused('customers.change', (body) => {
      const [item] = elementsIn(body, 'update');
      return isObject(item) && item.id === undefined
        ? { add: [{ next_date: 1_900_000_000, ...item }] }
        : undefined;
    }),
  },
  {
    name: 'update-without-date-taken',
    breaks: 'customers.update.required.updated_at',
    describe: 'An update without updated_at is carried out at the moment of the update.',
    apply: forUpdates((item) => ({ updated_at: 1_900_000_000, ...item })),
  },
  {
    name: 'update-without-date-refused-and-done',
    breaks: 'customers.update.required.updated_at',
    describe: 'An update without updated_at is refused and carried out all the same.',
    apply: oneDoneThoughRefused('update', (item) =>
      item.updated_at === undefined ? { updated_at: 1_900_000_000, ...item } : undefined,
    ),
  },
  {
    name: 'update-of-unknown-adds',
    breaks: 'customers.update.unknownId',
    describe: 'An update of an unknown customer is refused and adds one.',
    apply: doneThoughRefused('customers.change', (body, { customers }) => {
      const item = elementsIn(body, 'update').find((one) => isObject(one) && isUnknown(one, customers));
      return isObject(item) && item.id !== undefined ? { add: [without(item, 'id')] } : undefined;
    }),
  },
  {
    name: 'update-of-unknown-passed-over',
    breaks: 'customers.update.unknownId',
    also: ['customers.update.batch.partlyBad'],
    describe: 'An update of an unknown customer is passed over without a word.',
    apply: forBatch('update', (elements, { customers }) =>
      elements.filter((one) => !isObject(one) || !isUnknown(one, customers)),
    ),
  },
  {
    name: 'stale-update-refused-and-done',
    breaks: 'customers.update.stale',
    describe: 'An update older than what is stored is refused and carried out all the same.',
    apply: whenOne(
      'update',
      ({ id, updated_at }, { customers }) =>
        Number(updated_at) < (customers.get(Number(id))?.updated_at ?? 0),
      refusedAndDone,
    ),
  },
  {
    name: 'stale-update-acknowledged-only',
    breaks: 'customers.update.stale',
    describe: 'An update older than what is stored is acknowledged and not carried out.',
    apply: onUpdated((customer, before) => (customer.updated_at < before.updated_at ? before : customer)),
  },
  {
    name: 'stale-update-half-done',
    breaks: 'customers.update.stale',
    describe: 'An update older than what is stored leaves the name and changes the price.',
    apply: onUpdated((customer, before) =>
      customer.updated_at < before.updated_at ? { ...customer, name: before.name } : customer,
    ),
  },
  {
    name: 'update-of-equal-date-acknowledged-only',
    breaks: 'customers.update.atOnce',
    describe: 'An update with the date of what is stored is acknowledged and not carried out.',
    apply: onUpdated((customer, before) => (customer.updated_at === before.updated_at ? before : customer)),
  },
  {
    name: 'update-forgets-the-one-just-before',
    breaks: 'customers.update.atOnce',
    describe: 'Of two updates of a customer, one right after the other, the second undoes the first.',
    apply: undoingTheLast(),
  },
];

function isUnknown({ id }: JsonObject, customers: State['customers']): boolean {
  return id !== undefined && !customers.has(Number(id));
}

/** Updates of one customer that come right after another one of the same begin with what had been stored before that. */
function undoingTheLast(): Modifier {
  return (core) => {
    let last: { readonly now: number; readonly before: CustomerRecord } | undefined;
    return whenSent(
      'update',
      (count) => count === 1,
      onUpdated((customer, before, moment) => {
        const { now } = moment.request;
        const isNext = last !== undefined && last.before.id === customer.id && now - last.now <= 1;
        const older = isNext ? last?.before : undefined;
        last = { now, before };
        const { name, next_price } = updateOf(customer, moment);
        return older === undefined
          ? customer
          : {
              ...customer,
              ...(name === undefined && { name: older.name }),
              ...(next_price === undefined && { next_price: older.next_price }),
            };
      }),
    )(core);
  };
}
