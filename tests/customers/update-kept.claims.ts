import type { Item } from '../../target/answer.ts';
import { lastingSnapshotOf, snapshotOf } from '../../target/amocrm/customer.ts';
import { shown, stated } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { expect } from './expect.ts';
import { reservedDays } from './reserved-days.ts';
import { updated } from './updated.scenario.ts';
import { everyField, otherFields, type Updated } from './updating.ts';

const operation = 'customers.change';

const bystander = updated.customer('bystander');

/** As the one of whom everything changes was, in all but its name. */
const twin = updated.customer('twin of everything', (setting) => ({
  add: {
    ...everyField(setting, 'everything'),
    name: setting.payloads.name('twin of everything', 'plain'),
  },
}));

/** Two of one name, of whom one changes. */
const [ofThatName, namesake] = (['of that name', 'its namesake'] as const).map((label) =>
  updated.customer(label, ({ payloads }) => ({
    add: { name: payloads.name('of two namesakes', 'plain') },
    ...(label === 'of that name' && { change: { next_price: 8_642 } }),
  })),
) as [Scenario<Updated>, Scenario<Updated>];

/** With every field, of which one alone changes. */
const changedAlone = Object.fromEntries(
  (
    [
      ...['name', 'next_price', 'next_date', 'periodicity', 'tags'],
      ...['responsible_user_id', 'contacts_id', 'company_id', 'custom_fields'],
    ] as const
  ).map((field) => [
    field,
    updated.customer(`${field} alone`, (setting) => {
      const label = `rich, ${field}`;
      const next_date = setting.calendar.next(reservedDays.updated).plus(3).noon;
      const { [field]: value } = { ...otherFields(setting, label), next_date };
      // An account that has nothing to change it to has another change.
      return {
        add: everyField(setting, label),
        change: value === undefined ? { next_price: 778 } : { [field]: value },
      };
    }),
  ]),
);

/** A customer without what changes with a field, nor what a target may derive from it. */
function apartFrom(changed: readonly string[], customer: Item | null): Readonly<Record<string, unknown>> {
  const others: Readonly<Record<string, readonly string[]>> = {
    contacts_id: ['contacts', 'main_contact'],
    company_id: ['company'],
  };
  const left = [
    ...changed,
    ...changed.flatMap((field) => others[field] ?? []),
    'period_id',
    'closest_task_at',
  ];
  return Object.fromEntries(
    Object.entries(lastingSnapshotOf(customer)).filter(([field]) => !left.includes(field)),
  );
}

/** What updates leave alone: fields that are not sent, and customers that are not named. */
export const customersUpdateKept = [
  shown('customers.update.unsent', 'Fields that are not sent stay as they were.', {
    operation,
    source: ['customers.change: example of updating', 'customers.change: parameter update'],
    given: {
      ofName: updated.customer('name of a rich one', (setting) => ({
        add: everyField(setting, 'rich name'),
        change: { name: setting.payloads.name('new rich name', 'plain') },
      })),
      ofPrice: updated.customer('price of a rich one', (setting) => ({
        add: everyField(setting, 'rich price'),
        change: { next_price: 777 },
      })),
    },
    holds({ ofName, ofPrice }) {
      expect(ofName).toBeStoredWith({});
      expect(lastingSnapshotOf(ofName.stored)).toEqual({
        ...lastingSnapshotOf(ofName.before),
        name: ofName.sent?.name,
      });
      expect(ofPrice).toBeStoredWith({});
      expect(lastingSnapshotOf(ofPrice.stored)).toEqual({
        ...lastingSnapshotOf(ofPrice.before),
        next_price: ofPrice.sent?.next_price,
      });
    },
  }),
  shown('customers.update.alone', 'Whichever field an update sends, the others stay as they were.', {
    operation,
    source: ['customers.change: example of updating', 'customers.change: parameter update'],
    given: changedAlone,
    holds(customers: Readonly<Record<string, Updated>>) {
      for (const [field, customer] of Object.entries(customers)) {
        const sent = Object.keys(customer.sent ?? {});
        expect(customer, field).toBeStoredWith({});
        expect(apartFrom(sent, customer.stored), `all but ${field}`).toEqual(
          apartFrom(sent, customer.before),
        );
      }
    },
  }),
  stated('customers.update.others', 'Only the customers named in an update change.', {
    operation,
    source: 'customers.change: parameter update/id',
    given: {
      bystander,
      richBystander: updated.customer('rich bystander', (setting) => ({
        add: everyField(setting, 'rich bystander'),
      })),
      twin,
      ofThatName,
      namesake,
    },
    holds({ bystander: plain, richBystander: rich, twin: alike, namesake: other }) {
      expect(snapshotOf(plain.stored)).toEqual(snapshotOf(plain.before));
      expect(snapshotOf(rich.stored)).toEqual(snapshotOf(rich.before));
      expect(snapshotOf(alike.stored)).toEqual(snapshotOf(alike.before));
      expect(snapshotOf(other.stored)).toEqual(snapshotOf(other.before));
    },
  }),
];
