/** The API as exploration knows it: its steps, and what each has to lead to. */
import fc from 'fast-check';
import type { Discrepancy, Journey, Terrain, Weighted } from '../../engine/explore/terrain.ts';
import type { Step } from '../../spec/run/exploration.ts';
import type { Furniture } from '../../target/amocrm/api.ts';
import { operations } from '../../spec/operations.ts';
import { itemsOf } from '../../target/answer.ts';
import type { Setting } from '../support/scenario.ts';
import { Differs } from './charge.ts';
import { allowsCustomers, changeCustomers } from './customers.ts';
import type { CustomersStep, RemoveSpec } from './customers-request.ts';
import type { Choice, MakeModel } from './model.ts';
import { customer, update } from './specs.ts';
import { World, type Habits } from './world.ts';

/** How one kind of step is drawn, when it makes sense, and how it is taken. */
interface Kind<S extends Step> {
  readonly kind: S['kind'];
  readonly draws: (setting: Setting) => readonly Weighted[];
  readonly allows: (world: World, step: S) => boolean;
  readonly take: (world: World, step: S) => Promise<void>;
}

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

function customersSteps(): readonly Weighted[] {
  const kind = fc.constant('customers' as const);
  const none = fc.constant([]);
  const adds = fc.array(customer, { minLength: 1, maxLength: 4 });
  const updates = fc.array(update, { minLength: 1, maxLength: 3 });
  const steps: readonly (readonly [number, fc.Arbitrary<CustomersStep>])[] = [
    [6, fc.record({ kind, add: adds, update: none, look })],
    [6, fc.record({ kind, add: none, update: updates, look })],
    [2, fc.record({ kind, add: none, update: none, remove: removing, look })],
    [1, fc.record({ kind, add: none, update: none, remove: removingOdd, look })],
    [2, fc.record({ kind, add: adds, update: updates, remove: removing, look })],
  ];
  return steps.map(([weight, arbitrary]) => ({ weight, arbitrary }));
}

function kindOf<S extends Step>(kind: Kind<S>): Kind<Step> {
  // Steps are taken by the kind that drew them, or that a file names.
  return kind as unknown as Kind<Step>;
}

const kinds: ReadonlyMap<string, Kind<Step>> = new Map(
  [
    kindOf<CustomersStep>({
      kind: 'customers',
      draws: customersSteps,
      allows: allowsCustomers,
      take: changeCustomers,
    }),
  ].map((kind) => [kind.kind, kind]),
);

/** @param seen sides that the run has seen the target take */
export function terrainOf(make: MakeModel, seen: Choice = {}): Terrain<Furniture> {
  const habits: Habits = {
    unsent: new Map<string, unknown>([['contacts', '[]']]),
    known: { customers: new Set(), transactions: new Set() },
    seen,
  };
  return {
    arbitraries: (setting) => [...kinds.values()].flatMap(({ draws }) => draws(setting)),
    cases: () => [],
    begin: (setting) => begun(make, setting, habits),
  };
}

async function begun(make: MakeModel, setting: Setting, habits: Habits): Promise<Journey> {
  const world = new World(setting, make({ ...setting.fixtures, ...timezoneOf(setting) }), habits);
  if (setting.target.features['periods'] === true) {
    const { answer } = await world.read(operations['periods.list'].path);
    world.model = world.model.withPeriods(itemsOf(answer));
  }
  return {
    allows: (step) => kinds.get(step.kind)?.allows(world, step) ?? false,
    take: (step) => taken(world, step),
    end: () => ended(world),
  };
}

async function taken(world: World, step: Step): Promise<Discrepancy | null> {
  try {
    await kinds.get(step.kind)?.take(world, step);
    return null;
  } catch (error) {
    if (error instanceof Differs) return error.discrepancy;
    throw error;
  }
}

function timezoneOf({ target: { account } }: Setting): { timezone?: string } {
  return account.timezone === undefined ? {} : { timezone: account.timezone };
}

/** Takes out of the account what the sequence put there; what is left is found when the run ends. */
async function ended({ setting, customers, transactions }: World): Promise<void> {
  const administrator = setting.caller('administrator');
  if (transactions.length > 0)
    await administrator.post(operations['transactions.change'].path, { delete: transactions });
  if (customers.length > 0)
    await administrator.post(operations['customers.change'].path, { delete: customers });
}
