/** How steps are drawn. */
import fc from 'fast-check';
import type { Weighted } from '../../engine/explore/terrain.ts';
import { operationIds, type OperationId } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import type { CustomersStep, RemoveSpec } from './customers-request.ts';
import type { LookUpStep, Range } from './lists.ts';
import type { RecordKind } from './model.ts';
import type { PeriodsStep } from './periods.ts';
import { comment, customer, none, purchase, update } from './specs.ts';
import type { TransactionsStep } from './transactions.ts';
import { bodies, methods } from './vain.ts';

const look = fc.constantFrom<CustomersStep['look'][]>('by ids', 'by days');
const removing = fc.record<RemoveSpec>({
  of: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
  as: fc.constantFrom('numbers', 'strings', 'text'),
});
const removingOdd = fc.record<RemoveSpec>({
  of: fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }),
  as: fc.constantFrom('numbers', 'strings'),
  whose: fc.constantFrom('nobody', 'deleted'),
});

export function customersSteps(): readonly Weighted[] {
  const kind = fc.constant('customers' as const);
  const adds = fc.array(customer, { minLength: 1, maxLength: 4 });
  const updates = fc.array(update, { minLength: 1, maxLength: 3 });
  const steps: readonly (readonly [number, fc.Arbitrary<CustomersStep>])[] = [
    [4, fc.record({ kind, add: adds, update: none, look })],
    [7, fc.record({ kind, add: none, update: updates, look })],
    [3, fc.record({ kind, add: none, update: none, remove: removing, look })],
    [2, fc.record({ kind, add: none, update: none, remove: removingOdd, look })],
    [2, fc.record({ kind, add: adds, update: updates, remove: removing, look })],
  ];
  return steps.map(([weight, arbitrary]) => ({ weight, arbitrary }));
}

export function transactionsSteps(): readonly Weighted[] {
  const kind = fc.constant('transactions' as const);
  const way = { key: fc.constantFrom('comment', 'comments'), slash: fc.boolean() } as const;
  const adds = fc.array(purchase, { minLength: 1, maxLength: 4 });
  const comments = fc.array(comment, { minLength: 1, maxLength: 3 });
  const remove = fc.record<NonNullable<TransactionsStep['remove']>>({
    of: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
    as: fc.constantFrom('numbers', 'strings'),
  });
  const removeOdd = fc.record<NonNullable<TransactionsStep['remove']>>({
    of: fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }),
    as: fc.constantFrom('numbers', 'strings'),
    whose: fc.constantFrom('nobody', 'deleted'),
  });
  const steps: readonly (readonly [number, fc.Arbitrary<TransactionsStep>])[] = [
    [4, fc.record({ kind, add: adds, comments: none, ...way })],
    [5, fc.record({ kind, add: none, comments, ...way })],
    [4, fc.record({ kind, add: none, comments: none, remove, ...way })],
    [1, fc.record({ kind, add: none, comments: none, remove: removeOdd, ...way })],
    [1, fc.record({ kind, add: adds, comments, remove, ...way })],
  ];
  return steps.map(([weight, arbitrary]) => ({ weight, arbitrary }));
}

export const what = fc.constantFrom<RecordKind[]>('customers', 'transactions');
export const place = fc.nat(9);

export function periodsSteps(): readonly Weighted[] {
  const kind = fc.constant('periods' as const);
  const as = fc.constantFrom<PeriodsStep['as'][]>('numbers', 'strings');
  const days = fc.integer({ min: 1, max: 45 });
  const color = fc.nat(22);
  const parts = {
    kind,
    as,
    add: fc.array(fc.record({ days, color, inside: fc.boolean() }), { minLength: 1, maxLength: 3 }),
    remove: fc.array(place, { minLength: 1, maxLength: 2 }),
    edit: fc.array(fc.record({ of: place, days, color }, { requiredKeys: ['of'] }), {
      minLength: 1,
      maxLength: 2,
    }),
    turn: fc.nat(3),
    after: fc.record({ days, color }, { requiredKeys: [] }),
  };
  const odd = fc.constantFrom<NonNullable<PeriodsStep['odd']>[]>(
    'zero days',
    'negative days',
    'a word for a colour',
    'a short colour',
    'an unknown id',
    'eleven',
  );
  const { edit } = parts;
  return [
    { weight: 4, arbitrary: fc.record(parts, { requiredKeys: ['kind', 'as'] }) },
    { weight: 1, arbitrary: fc.record({ kind, as, odd, edit }, { requiredKeys: ['kind', 'as', 'odd'] }) },
    { weight: 1, arbitrary: fc.record({ kind, as, withoutAfter: fc.constant(true as const) }) },
  ];
}

export function lookUpSteps(): readonly Weighted[] {
  const parts = {
    kind: fc.constant('look up' as const),
    what,
    of: fc.array(place, { minLength: 1, maxLength: 3 }),
    form: fc.constantFrom<LookUpStep['form'][]>('array', 'comma', 'index', 'single'),
    beside: fc.constantFrom<NonNullable<LookUpStep['beside']>[]>('rows', 'filter', 'days', 'user'),
  };
  const whose = fc.constantFrom<NonNullable<LookUpStep['whose']>[]>('nobody', 'deleted');
  const needed = ['kind', 'what', 'of', 'form'] as const;
  return [
    { weight: 3, arbitrary: fc.record(parts, { requiredKeys: [...needed] }) },
    { weight: 1, arbitrary: fc.record({ ...parts, whose }, { requiredKeys: [...needed, 'whose'] }) },
  ];
}

export function filterSteps(): readonly Weighted[] {
  const range = fc.record<Range>({ from: fc.nat(29), to: fc.nat(29) }, { requiredKeys: [] });
  const kind = fc.constant('filter' as const);
  const users = fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 });
  return [
    { weight: 2, arbitrary: fc.record({ kind, created: range }) },
    { weight: 2, arbitrary: fc.record({ kind, changed: range }) },
    { weight: 2, arbitrary: fc.record({ kind, next: range }) },
    { weight: 2, arbitrary: fc.record({ kind, users }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind, users, created: range, next: range }, { requiredKeys: ['kind'] }),
    },
  ];
}

export function vainSteps(): readonly Weighted[] {
  const kind = fc.constant('vain' as const);
  const operation = fc.constantFrom<OperationId[]>(...operationIds);
  const change = fc.constantFrom<OperationId[]>('customers.change', 'transactions.change', 'periods.change');
  const period = fc.constantFrom<OperationId[]>('periods.list', 'periods.change');
  return [
    { weight: 1, arbitrary: fc.record({ kind, operation, by: fc.constantFrom('nobody', 'stranger') }) },
    { weight: 1, arbitrary: fc.record({ kind, operation: period, by: fc.constant('member') }) },
    { weight: 1, arbitrary: fc.record({ kind, operation: change, method: fc.constantFrom(...methods) }) },
    { weight: 1, arbitrary: fc.record({ kind, operation: change, body: fc.constantFrom(...bodies) }) },
  ];
}

/** Customers to begin with, and purchases of theirs. */
export const openings: readonly fc.Arbitrary<Step>[] = [
  fc.record({
    kind: fc.constant('customers'),
    add: fc.array(customer, { minLength: 2, maxLength: 4 }),
    update: none,
    look,
  }),
  fc.record({
    kind: fc.constant('transactions'),
    add: fc.array(purchase, { minLength: 2, maxLength: 4 }),
    comments: none,
    key: fc.constant('comment'),
    slash: fc.boolean(),
  }),
];
