import type { CustomerRecord, PeriodRecord, State } from '../core/state.ts';
import { isObject } from '../core/values.ts';
import { type Modifier, at, onState, readableBody, refusing } from '../modifiers.ts';
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
];

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

/** Changes customers that are in periods whenever the list is replaced. */
function onResidents(
  edit: (customer: CustomerRecord, after: State, before: State) => CustomerRecord,
): Modifier {
  return at(
    change,
    onState((after, { before }) => {
      if (after.periods === before.periods) return after;
      const rows = [...after.customers].map(([id, customer]): [number, CustomerRecord] => [
        id,
        customer.period_id === null ? customer : edit(customer, after, before),
      ]);
      return { ...after, customers: new Map(rows) };
    }),
  );
}
