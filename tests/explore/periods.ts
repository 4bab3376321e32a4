/** The step that replaces the list of periods. */
import { MOST_PERIODS_BEFORE } from '../../spec/limits.ts';
import type { PeriodInput } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { palette } from '../../spec/source-rows.ts';
import { AccountPeriods, type Step as Replacement } from '../../target/amocrm/account-periods.ts';
import {
  afterPurchase,
  asStrings,
  beforePurchase,
  entryOf,
  periodOf,
  periodsOf,
  rowsOf,
  type Period,
} from '../../target/amocrm/period.ts';
import { inWords } from '../../target/answer.ts';
import { changesBetween } from '../../target/rows.ts';
import { answeredBy, inFull, touchedBy } from '../periods/steps.ts';
import { Differs } from './charge.ts';
import { anything, type Open } from './compare.ts';
import type { Model } from './model.ts';
import { byIds, itemsIn, type World } from './world.ts';

const { path } = operations['periods.list'];

export interface PeriodsStep extends Step {
  readonly kind: 'periods';
  /** New ones, furthest out or next to the purchase day. */
  readonly add?: readonly { readonly days: number; readonly color: number; readonly inside: boolean }[];
  /** Of those that the run added. */
  readonly remove?: readonly number[];
  readonly edit?: readonly { readonly of: number; readonly days?: number; readonly color?: number }[];
  /** By how many places those before the purchase move on. */
  readonly turn?: number;
  readonly after?: { readonly days?: number; readonly color?: number };
  readonly withoutAfter?: true;
  readonly odd?:
    'zero days' | 'negative days' | 'a word for a colour' | 'a short colour' | 'an unknown id' | 'eleven';
  readonly as: 'numbers' | 'strings';
}

/** Colours: those of the palette, and two that are in no palette. */
const colors = [...palette, '#000000', '#fd5598'];

export function allowsPeriods({ setting }: World): boolean {
  return setting.target.features['periods'] === true;
}

export async function changePeriods(world: World, step: PeriodsStep): Promise<void> {
  const { ownPeriods } = world;
  const periods = await periodsIn(world);
  const wanted = listOf(world, periods.now, step);
  const sent = step.as === 'strings' ? asStrings(wanted) : wanted;
  const body = JSON.stringify({ update: sent });
  const asked = world.asked('administrator', 'POST', path, body);
  const replies = world.replies(asked, [{ afterLeftOut: 'kept' }, { afterLeftOut: 'refused' }]);
  const replacement = await periods.replace(sent);
  const { answer, before } = replacement;
  let listed: readonly Period[] | null = replacement.after;
  /** The list as it is now, once it holds what it has to. @throws Differs */
  const settled = (demand: (list: readonly Period[]) => void): Promise<readonly Period[]> =>
    world.settled(async () => {
      const list = listed ?? (await periods.look());
      listed = null;
      demand(list);
      return list;
    });
  world.judge(answer);
  const taken = replies.find(({ status }) => status < 400);
  const mayRefuse = replies.some(({ status }) => status >= 400);
  if (answer.status >= 400) {
    if (!mayRefuse) throw new Differs(groupOf(step), `It is refused, and should not be: ${inWords(answer)}`);
    await settled((list) => {
      const [change] = changesBetween(rowsOf(before), rowsOf(list));
      if (change !== undefined)
        throw new Differs(oddGroup(step), `It is refused, and changes the list: ${change}.`);
    });
    return;
  }
  if (!taken) throw new Differs(oddGroup(step), `It is taken, and should be refused: ${inWords(answer)}`);
  const model = itemsIn(taken.model.answer(world.asked('administrator', 'GET', path)).body).flatMap(
    (item) => periodOf(item) ?? [],
  );
  const after = await settled((list) => {
    requireList(step, before, model, list);
  });
  requireAnswer({ ...replacement, after });
  const known = new Set(before.map(({ id }) => id));
  for (const { id } of after) if (!known.has(id)) ownPeriods.push(id);
  world.model = withPeriods(world.model, after);
  await lookAtCustomers(world);
}

/** The account's periods, read before the sequence changes anything of them. */
export async function periodsIn(world: World): Promise<AccountPeriods> {
  const { setting } = world;
  if (world.periods) return world.periods;
  await world.rest();
  world.periods = await AccountPeriods.read(setting.caller('administrator'), setting.fixtures.periods);
  world.model = withPeriods(world.model, world.periods.now);
  return world.periods;
}

/** The model with the periods as they were read. */
export function withPeriods(model: Model, periods: readonly Period[]): Model {
  return model.withPeriods(periods.map(({ rawColor, ...period }) => ({ ...period, color: rawColor })));
}

/** The list that a step sends: what the account had stays in it. */
function listOf(world: World, now: readonly Period[], step: PeriodsStep): readonly PeriodInput[] {
  const { add = [], remove = [], edit = [], turn = 0, after, odd, withoutAfter } = step;
  const own = world.ownPeriods.filter((id) => now.some((period) => period.id === id));
  const removed = new Set(remove.flatMap((place) => own[place % own.length] ?? []));
  const kept = beforePurchase(now).filter(({ id }) => !removed.has(id));
  const color = (place: number): string => colors[place % colors.length] ?? '#000000';
  const edited = kept.map((period, place): PeriodInput => {
    const change = edit.find(({ of }) => of % kept.length === place);
    return {
      ...entryOf(period),
      ...(change?.days !== undefined && { period: change.days }),
      ...(change?.color !== undefined && { color: color(change.color) }),
    };
  });
  const room = Math.max(0, MOST_PERIODS_BEFORE - edited.length);
  const most = odd === 'eleven' ? room + 1 : room;
  const fresh = Array.from(
    { length: Math.min(most, odd === 'eleven' ? most : add.length) },
    (_, index) => add[index] ?? { days: 3 + index, color: index, inside: false },
  );
  const made = ({ days, color: place }: { days: number; color: number }): Omit<PeriodInput, 'sort'> => ({
    period: days,
    color: color(place),
  });
  const turned =
    edited.length > 0
      ? [...edited.slice(turn % edited.length), ...edited.slice(0, turn % edited.length)]
      : [];
  const moves =
    turn % Math.max(1, edited.length) > 0 || fresh.some(({ inside }) => inside) || odd !== undefined;
  const inner = fresh.filter(({ inside }) => inside).map(made);
  const outer = fresh.filter(({ inside }) => !inside).map(made);
  const highest = Math.max(0, ...edited.map(({ sort }) => Number(sort)));
  const list: PeriodInput[] = moves
    ? [...inner, ...turned, ...outer].map((entry, index) => ({ ...entry, sort: index + 1 }))
    : [...turned, ...outer.map((entry, index) => ({ ...entry, sort: highest + 1 + index }))];
  const behind = withoutAfter
    ? []
    : afterPurchase(now).map((period) => ({
        ...entryOf(period),
        ...(after?.days !== undefined && { period: after.days }),
        ...(after?.color !== undefined && { color: color(after.color) }),
      }));
  return [...list, ...behind, ...oddEntries(world, step, list.length)];
}

function oddEntries({ setting }: World, { odd }: PeriodsStep, place: number): readonly PeriodInput[] {
  const entry = { period: 5, color: '#fff000', sort: place + 1 };
  switch (odd) {
    case 'zero days':
      return [{ ...entry, period: 0 }];
    case 'negative days':
      return [{ ...entry, period: -3 }];
    case 'a word for a colour':
      return [{ ...entry, color: 'red' }];
    case 'a short colour':
      return [{ ...entry, color: '#fffd7' }];
    case 'an unknown id':
      return [{ ...entry, id: setting.unknownId(870) }];
    default:
      return [];
  }
}

/** As the model has it: the same periods in the same order, new ones under whatever id. */
function requireList(
  step: PeriodsStep,
  before: readonly Period[],
  model: readonly Period[],
  after: readonly Period[],
): void {
  const known = new Set(before.map(({ id }) => id));
  const told = (list: readonly Period[]): readonly string[] => [
    ...beforePurchase(list).map((period) => wordsOf(period, known)),
    ...afterPurchase(list).map((period) => wordsOf(period, known)),
  ];
  const [wanted, shown] = [told(model), told(after)];
  if (wanted.join('; ') === shown.join('; ')) return;
  const place = wanted.findIndex((words, index) => words !== shown[index]);
  const says = `At place ${String(place + 1)} the list shows ${shown[place] ?? 'nothing'}, and has to show ${wanted[place] ?? 'nothing'}.`;
  throw new Differs(wanted.length === shown.length ? groupOf(step) : lengthGroup(step), says);
}

function wordsOf(
  { id, type, period, color, before_buy, after_buy }: Period,
  known: ReadonlySet<number>,
): string {
  const reach = type === 'after' ? after_buy : before_buy;
  return `${known.has(id) ? String(id) : 'a new one'} (${type}, ${String(period)} days, ${color}, ${String(reach)} from the purchase)`;
}

function requireAnswer(replacement: Replacement): void {
  const [shown, wanted] = [inFull(answeredBy(replacement)), inFull(touchedBy(replacement))];
  if (shown !== wanted)
    throw new Differs(
      'periods.change.answer',
      `The answer names ${shown}, and created or changed are ${wanted}.`,
    );
}

function groupOf({ add, remove, edit, turn, after, withoutAfter }: PeriodsStep): string {
  if (withoutAfter) return 'periods.change.after.kept';
  if (add && add.length > 0) return 'periods.change.add';
  if (remove && remove.length > 0) return 'periods.change.remove';
  if (turn !== undefined && turn > 0) return 'periods.change.sort';
  if (after) return 'periods.change.after.edit';
  if (edit?.some(({ days }) => days !== undefined)) return 'periods.change.period';
  return edit && edit.length > 0 ? 'periods.change.color' : 'periods.change.keep';
}

function lengthGroup(step: PeriodsStep): string {
  return step.withoutAfter ? 'periods.change.after.kept' : groupOf(step);
}

function oddGroup(step: PeriodsStep): string {
  const groups = {
    'zero days': 'period.zero',
    'negative days': 'period.negative',
    'a word for a colour': 'color.malformed',
    'a short colour': 'color.malformed',
    'an unknown id': 'unknownId',
    eleven: 'limit.eleven',
  };
  return step.odd === undefined ? groupOf(step) : `periods.change.${groups[step.odd]}`;
}

/** Customers stay; into which period the target puts them now is left to it. */
async function lookAtCustomers(world: World): Promise<void> {
  if (world.customers.length === 0) return;
  const free: Open = { period_id: anything };
  const open = new Map(world.customers.map((id) => [id, free]));
  world.model = await world.look(
    'customers',
    [world.model],
    { open, paths: [byIds(world.customers)] },
    () => 'explore.state',
  );
}

/** Reads the list, and compares it with what it was last. */
export async function listPeriods(world: World): Promise<void> {
  const asked = world.asked('administrator', 'GET', path);
  const answer = await world.send(asked);
  if (answer.status !== 200)
    throw new Differs('periods.list.all', `The periods are not listed: ${inWords(answer)}`);
  const expected = itemsIn(world.model.answer(asked).body).flatMap((item) => periodOf(item) ?? []);
  const shown = periodsOf(answer);
  if (new Set(shown.map(({ id }) => id)).size < shown.length)
    throw new Differs('periods.list.id', 'Two periods share an id.');
  const ids = new Set(expected.map(({ id }) => id));
  const told = (list: readonly Period[]): string =>
    [...beforePurchase(list), ...afterPurchase(list)].map((one) => wordsOf(one, ids)).join('; ');
  if (told(expected) === told(shown)) return;
  const isLong = shown.length !== expected.length;
  const after = shown.some(({ type, period, after_buy }) => type === 'after' && after_buy !== period);
  throw new Differs(
    isLong ? 'periods.list.all' : after ? 'periods.list.after_buy' : 'periods.list.before_buy',
    `The list shows ${told(shown)}, and has to show ${told(expected)}.`,
  );
}
