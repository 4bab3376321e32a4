/** The API as exploration knows it: its steps, and what each has to lead to. */
import type { Journey, Terrain } from '../../engine/explore/terrain.ts';
import type { Furniture } from '../../target/amocrm/api.ts';
import { operations } from '../../spec/operations.ts';
import { itemsOf } from '../../target/answer.ts';
import type { Setting } from '../support/scenario.ts';
import { Differs } from './charge.ts';
import { openings } from './draws.ts';
import { kinds } from './kinds.ts';
import type { Choice, MakeModel, RecordKind } from './model.ts';
import { oneByOne } from './overlap.ts';
import { cases } from './sequences.ts';
import { Visibility } from './visibility.ts';
import { World, type Habits } from './world.ts';

/** Sides of readings, and what they say of the choices that a model has. */
const sides: Readonly<Record<string, Readonly<Record<string, Choice>>>> = {
  afterLeftOut: { kept: { afterLeftOut: 'kept' }, refused: { afterLeftOut: 'refused' } },
  deleteList: { accepted: { commaDelete: 'accepted' }, refused: { commaDelete: 'refused' } },
  staleUpdate: { accepted: { staleUpdate: 'accepted' } },
};

/**
 * @param make the model that the target is compared with
 * @param readings sides that the run has seen the target take: it has to take them again
 */
export function terrainOf(
  make: MakeModel,
  readings: Readonly<Record<string, string>> = {},
): Terrain<Furniture> {
  const seen = Object.entries(readings).reduce<Choice>(
    (choice, [reading, side]) => ({ ...choice, ...sides[reading]?.[side] }),
    {},
  );
  const habits: Habits = {
    unsent: new Map<string, unknown>([['contacts', '[]']]),
    known: { customers: new Set(), transactions: new Set() },
    commentWays: new Map(),
    isSuspect: false,
    seen,
    visibility: new Visibility(),
  };
  return {
    arbitraries: () => [...kinds.values()].flatMap(({ draws }) => draws),
    openings: () => openings,
    cases,
    begin: (setting) => Promise.resolve(begun(make, setting, habits)),
    oneByOne,
    readings() {
      const { side } = habits.visibility;
      return side === undefined ? {} : { visibility: side };
    },
  };
}

function begun(make: MakeModel, setting: Setting, habits: Habits): Journey {
  const world = new World(setting, make({ ...setting.fixtures, ...timezoneOf(setting) }), habits);
  habits.visibility.heed(setting.lateness);
  let isOpen = false;
  const wasLate = habits.visibility.isLate;
  return {
    allows: (step) => kinds.get(step.kind)?.allows(world, step) ?? false,
    async take(step) {
      try {
        if (!isOpen) await open(world);
        isOpen = true;
        await kinds.get(step.kind)?.take(world, step);
        return null;
      } catch (error) {
        habits.isSuspect = true;
        if (!(error instanceof Differs)) throw error;
        // Before it was known that changes are shown late, what was old may have been taken for what is new.
        const isInDoubt = error.mayBeLate && habits.visibility.isLate && !wasLate;
        return isInDoubt ? 'over' : error.discrepancy;
      }
    },
    end: () => ended(world),
  };
}

/** Learns what a sequence finds in the account. @throws Differs */
async function open(world: World): Promise<void> {
  const { setting, habits } = world;
  if (setting.target.features['periods'] === true) {
    await world.rest();
    const { answer } = await world.read(operations['periods.list'].path);
    world.model = world.model.withPeriods(itemsOf(answer));
  }
  if (habits.isSuspect) await world.knowAll();
}

function timezoneOf({ target: { account } }: Setting): { timezone?: string } {
  return account.timezone === undefined ? {} : { timezone: account.timezone };
}

/** Takes out of the account what the sequence put there; what is left is found when the run ends. */
async function ended(world: World): Promise<void> {
  const { setting, customers, transactions, strays, periods } = world;
  const administrator = setting.caller('administrator');
  if (periods) {
    await world.rest();
    const amiss = await periods.settle().catch(() => ['unknown']);
    if (amiss.length > 0) setting.owe('periods', () => periods.settle());
  }
  const remove = async (what: RecordKind, ids: readonly number[]): Promise<void> => {
    if (ids.length > 0) await administrator.post(operations[`${what}.change`].path, { delete: ids });
  };
  await remove('transactions', [...transactions.keys()]);
  await remove('customers', customers);
  // What was not read back is not touched; it is looked for when the run ends.
  for (const what of ['transactions', 'customers'] as const) {
    await remove(what, [...new Set(strays[what])]).catch(() => undefined);
  }
}
