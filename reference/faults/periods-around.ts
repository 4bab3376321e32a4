import type { CustomerRecord, PeriodRecord, State } from '../core/state.ts';
import { inOrder } from '../core/periods/view.ts';
import { isObject } from '../core/values.ts';
import { type Modifier, at, onState, readableBody, refusing } from '../modifiers.ts';
import { withCustomers } from './customer-edits.ts';
import type { Fault } from './fault.ts';
import { change, leftOut, onReplaced } from './replacement.ts';

/** Defects in where new periods come to stand, and in what becomes of customers when periods change. */
export const periodAroundFaults: readonly Fault[] = [
  {
    name: 'new-period-always-last',
    breaks: 'periods.change.add.first',
    describe: 'A new period comes to stand furthest out, whatever its sort is.',
    apply: onReplaced((periods, { before }) => {
      const last = Math.max(...periods.map(({ sort }) => sort));
      return periods.map((period) => (before.periods.has(period.id) ? period : furtherOut(period, last)));
    }),
  },
  {
    name: 'new-period-of-sort-zero-after',
    breaks: 'periods.change.add.first',
    also: ['periods.change.remove'],
    describe: 'A new period whose sort is 0 becomes one after the purchase.',
    apply: onReplaced((periods, { before }) =>
      periods.map((period) =>
        before.periods.has(period.id) || period.sort > 0 ? period : { ...period, type: 'after' },
      ),
    ),
  },
  {
    name: 'new-period-unknown-to-customers',
    breaks: 'periods.change.add.used',
    describe: 'A customer can be put into none of the periods that were added since the server began.',
    apply: refusingNewcomers(),
  },
  {
    name: 'customers-reassigned-to-the-first',
    breaks: 'periods.change.customers.kept',
    also: ['customers.delete.twice', 'customers.delete.unknown'],
    describe: 'A change of the periods puts every customer into the first of them.',
    apply: onResidents((customer, { periods }) => ({
      ...customer,
      period_id: [...periods.keys()][0] ?? null,
    })),
  },
  {
    name: 'customers-taken-out-of-periods',
    breaks: 'periods.change.customers.kept',
    also: ['customers.delete.twice', 'customers.delete.unknown'],
    describe: 'A change of the periods takes every customer out of its period.',
    apply: onResidents((customer) => ({ ...customer, period_id: null })),
  },
  {
    name: 'residents-deleted-with-period',
    breaks: 'periods.change.customers.removed',
    also: ['customers.add.lasting'],
    describe: 'With a period its customers are deleted.',
    apply: onResidents((customer, after, before) =>
      leftOut([...after.periods.values()], before).some(({ id }) => id === customer.period_id)
        ? { ...customer, is_deleted: true }
        : customer,
    ),
  },
  {
    name: 'customers-of-later-periods-moved-down',
    breaks: 'periods.change.customers.kept',
    describe: 'With a period the customers of those with greater ids come into the one before theirs.',
    apply: onResidents((customer, after, before) => {
      const gone = leftOut([...after.periods.values()], before).map(({ id }) => id);
      const period = customer.period_id ?? 0;
      const below = gone.filter((id) => id < period).length;
      return gone.includes(period) ? customer : { ...customer, period_id: period - below };
    }),
  },
  {
    name: 'customers-of-outer-periods-moved-in',
    breaks: 'periods.change.customers.kept',
    describe: 'With a period the customers of those further out come into the next one inwards.',
    apply: onResidents((customer, after, before) => {
      const inside = placesOf(before);
      const gone = leftOut([...after.periods.values()], before).map(({ id }) => inside.indexOf(id));
      const place = inside.indexOf(customer.period_id ?? 0);
      if (place < 0 || gone.includes(place)) return customer;
      const nearer = gone.filter((one) => one >= 0 && one < place).length;
      return { ...customer, period_id: inside[place - nearer] ?? null };
    }),
  },
  {
    name: 'customers-stay-in-their-place',
    breaks: 'periods.change.customers.kept',
    also: ['customers.delete.twice', 'customers.delete.unknown'],
    describe: 'Customers keep the place of their period in the order, whichever period comes to stand there.',
    apply: onResidents((customer, after, before) => {
      const place = placesOf(before).indexOf(customer.period_id ?? 0);
      return place < 0 ? customer : { ...customer, period_id: placesOf(after)[place] ?? customer.period_id };
    }),
  },
  ...(
    [
      ['first', 'into the first one', (places) => places[0]],
      ['last', 'into the last one', (places) => places.at(-1)],
      ['none', 'into none', () => null],
    ] as const satisfies readonly (readonly [string, string, Chooses])[]
  ).map(([place, where, chosen]): Fault => ({
    name: `customers-of-shorter-list-into-${place}`,
    breaks: 'periods.change.customers.kept',
    describe: `Where a list leaves a period out and has none in its place, all customers come ${where}.`,
    apply: onResidents((customer, after, before) =>
      after.periods.size < before.periods.size
        ? { ...customer, period_id: chosen(placesOf(after)) ?? null }
        : customer,
    ),
  })),
  {
    name: 'purchases-go-with-period',
    breaks: 'transactions.add.lasting',
    describe: 'With a period the transactions of its customers are deleted.',
    apply: onReplacement((after, before) => {
      const gone = leftOut([...after.periods.values()], before).map(({ id }) => id);
      const isOfGone = (id: number): boolean => gone.includes(before.customers.get(id)?.period_id ?? 0);
      const rows = [...after.transactions].map(
        ([id, one]) => [id, isOfGone(one.customer) ? { ...one, is_deleted: true } : one] as const,
      );
      return { ...after, transactions: new Map(rows) };
    }),
  },
  ...(
    [
      ['tags', { tags: [] }],
      ['company', { company: null }],
      ['custom-fields', { custom_fields: new Map() }],
    ] as const
  ).map(([what, lost]): Fault => ({
    name: `${what}-lost-with-period`,
    breaks: 'periods.change.customers.removed',
    also: ['customers.change.untouched'],
    describe: `With a period its customers lose their ${what.replace('-', ' ')}.`,
    apply: onResidents((customer, after, before) =>
      leftOut([...after.periods.values()], before).some(({ id }) => id === customer.period_id)
        ? { ...customer, ...lost }
        : customer,
    ),
  })),
];

type Chooses = (places: readonly number[]) => number | null | undefined;

/** Knows the periods that are there when it is asked for the first time, and no later ones. */
function refusingNewcomers(): Modifier {
  return (core) => {
    let known: ReadonlySet<number> | undefined;
    return (state, request) => {
      known ??= new Set(state.periods.keys());
      const { add } = readableBody(request);
      const isNew = (Array.isArray(add) ? add : []).some((item: unknown) => {
        const period = isObject(item) ? Number(item.period_id) : 0;
        return state.periods.has(period) && !known?.has(period);
      });
      return isNew ? refusing(core)(state, request) : core(state, request);
    };
  };
}

function furtherOut(period: PeriodRecord, last: number): PeriodRecord {
  return { ...period, sort: period.sort > last ? period.sort : last + 1 };
}

/** Ids of the periods before the purchase, from the inside out. */
function placesOf({ periods }: State): readonly number[] {
  return inOrder(periods).flatMap(({ id, type }) => (type === 'before' ? [id] : []));
}

/** Changes customers that are in periods whenever the list is replaced. */
function onResidents(
  edit: (customer: CustomerRecord, after: State, before: State) => CustomerRecord,
): Modifier {
  return onReplacement((after, before) =>
    withCustomers(after, (customer) =>
      customer.period_id === null ? customer : edit(customer, after, before),
    ),
  );
}

function onReplacement(edit: (after: State, before: State) => State): Modifier {
  return at(
    change,
    onState((after, { before }) => (after.periods === before.periods ? after : edit(after, before))),
  );
}
