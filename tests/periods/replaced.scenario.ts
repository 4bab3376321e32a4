import { MOST_PERIODS_BEFORE } from '../../spec/limits.ts';
import type { PeriodInput } from '../../spec/messages.ts';
import { palette } from '../../spec/source-rows.ts';
import type { AccountPeriods, Step } from '../../target/amocrm/account-periods.ts';
import {
  afterPurchase,
  asStrings,
  beforePurchase,
  entryOf,
  isOfPalette,
  type Period,
  type Snapshot,
} from '../../target/amocrm/period.ts';
import { inWords } from '../../target/answer.ts';
import type { RoundTrip } from '../support/expect.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { moveIn, residentsOf, type Newcomer, type Residents } from './residents.ts';
import { sorted } from './steps.ts';
import { withPeriods } from './with-periods.ts';

/** The colour of the document's example, which is not in its palette. */
const OUTSIDE_PALETTE = '#000000';

/** The connection over which the order and then some of the periods are changed: lists that create none. */
const EDITING = 'edited periods';

/** The list of periods, replaced again and again; each part is null where the account lacks what it takes. */
export interface Replaced {
  readonly found: readonly Period[];
  readonly added: Step | null;
  /** In each of the periods that were added. */
  readonly newcomers: readonly Newcomer[];
  readonly reordered: Step | null;
  readonly edits: Edits;
  /** With another period in the place of the first that was added; its sort is the least. */
  readonly inserted: Step | null;
  /** The list as it was found: without the periods that were added. */
  readonly restored: Step;
  /** The list without the period after the purchase, and without the third that was added. */
  readonly beheaded: Step | null;
  readonly residents: Residents;
}

export interface Edits {
  /** The innermost one is longer. */
  readonly days: Edit | null;
  /** The outermost one has another colour of the palette. */
  readonly color: Edit | null;
  /** Another one, or the innermost again, has a colour outside the palette. */
  readonly anyColor: Edit | null;
  /** The one after the purchase has other days and another colour. */
  readonly after: Edit | null;
}

/** Days by which a period grows that a column of one byte can't hold. */
const BEYOND_A_BYTE = 258;

/** An edited period: as it had to become, and what became of it. */
export interface Edit extends RoundTrip {
  readonly step: Step;
  readonly wanted: Snapshot;
}

/** A change to one period of the list. */
interface Plan {
  readonly period: Period;
  readonly change: Partial<Pick<Period, 'period' | 'color'>>;
}

/**
 * Adds three periods, changes the order, edits some, exchanges one for another, leaves the one after the purchase out,
 * and puts all back.
 */
export const replaced: Scenario<Replaced> = {
  name: 'periods: replaced',
  play(setting) {
    return withPeriods(setting, async (periods) => {
      const added = await addThree(periods, setting);
      const newcomers = await moveIn(setting, added ? sorted(added).created : []);
      const reordered = await reorder(periods);
      const edits = await editAll(periods);
      const inserted = await insert(periods, setting, newcomers[0]?.period);
      const beheaded = await leaveOutAfter(periods, newcomers[2]?.period);
      // What a target makes of those in the period after the purchase, which was left out, is not said.
      const look = (): Promise<Residents> => residentsOf(setting, beforePurchase(periods.now), newcomers);
      // While the period of the second one is still there: it must not be moved with those of the first.
      const beside = inserted?.answer.status === 200 ? await look() : null;
      const restored = await periods.restore();
      const residents = beside ?? (await look());
      const { found } = periods;
      return { found, added, newcomers, reordered, edits, inserted, restored, beheaded, residents };
    });
  },
};

/** New ones go to the end of the list and furthest away from the purchase day; numbers are sent as strings. */
async function addThree(periods: AccountPeriods, { payloads }: Setting): Promise<Step | null> {
  const room = MOST_PERIODS_BEFORE - beforePurchase(periods.now).length;
  if (room <= 0) return null;
  const fresh = payloads.periods('three of ours', Math.min(3, room));
  return periods.replace(asStrings([...periods.now.map(entryOf), ...furtherOut(periods.now, fresh)]));
}

/** New periods with sorts beyond those of a list. */
export function furtherOut(list: readonly Period[], fresh: readonly PeriodInput[]): readonly PeriodInput[] {
  const last = Math.max(0, ...list.map(({ sort }) => sort));
  return fresh.map((entry, index) => ({ ...entry, sort: last + 1 + index }));
}

/** The outermost becomes the innermost, and so on. The entries stay where they are in the request: only `sort` tells. */
async function reorder(periods: AccountPeriods): Promise<Step | null> {
  const before = beforePurchase(periods.now);
  if (before.length < 2) return null;
  const [first = 0] = before.map(({ sort }) => sort);
  const distinct = new Set(before.map(({ sort }) => sort)).size === before.length;
  const sorts = distinct ? before.map(({ sort }) => sort) : before.map((_, index) => first + index);
  const turned = before.map(({ id }) => id).toReversed();
  const sortOf = ({ id, sort }: Period): number => sorts[turned.indexOf(id)] ?? sort;
  return periods.replace(
    periods.now.map((period) => ({ ...entryOf(period), sort: sortOf(period) })),
    EDITING,
  );
}

/**
 * The new one comes last in the request and first in the order; the sorts of the others lie apart, the outermost
 * gets another colour, and those of ours that stay get a day more.
 * @param leftOut the id of a period of ours that goes in its place, if any
 */
async function insert(
  periods: AccountPeriods,
  { payloads }: Setting,
  leftOut: number | undefined,
): Promise<Step | null> {
  const kept = periods.now.filter(({ id }) => id !== leftOut);
  const places = beforePurchase(kept).map(({ id }) => id);
  if (places.length >= MOST_PERIODS_BEFORE) return null;
  const fallow = palette.find((color) => !periods.now.some((period) => period.color === color));
  const entries = kept.map((period) => {
    const place = places.indexOf(period.id);
    if (place < 0) return entryOf(period);
    const color = place === places.length - 1 ? fallow : undefined;
    return {
      ...entryOf(period),
      period: daysFor(period, periods),
      sort: 10 * (1 + place),
      ...(color !== undefined && { color }),
    };
  });
  const fresh = payloads.periods('ahead of all', 1).map((entry) => ({ ...entry, sort: 0 }));
  return periods.replace([...entries, ...fresh]);
}

/** One more, unless the period is the account's. */
function daysFor({ id, period }: Period, { found }: AccountPeriods): number {
  return found.some((one) => one.id === id) ? period : period + 1;
}

/**
 * Those of ours that stay get a day more.
 * @param another the id of a period of ours that goes with it, if any; nothing comes in its place
 */
async function leaveOutAfter(periods: AccountPeriods, another: number | undefined): Promise<Step | null> {
  if (afterPurchase(periods.now).length === 0) return null;
  const kept = periods.now.filter(({ id, type }) => type !== 'after' && id !== another);
  return periods.replace(kept.map((period) => ({ ...entryOf(period), period: daysFor(period, periods) })));
}

/**
 * Edits several periods in one replacement, whose entries stand in no order that means anything: only their ids tell
 * which period each is about. Where that is refused each edit is sent on its own, so that one that
 * the target does not take keeps no other from being judged.
 */
async function editAll(periods: AccountPeriods): Promise<Edits> {
  const { days, color, anyColor, after } = plansFor(periods.now);
  const plans = [days, color, anyColor, after].filter((plan) => plan !== undefined);
  if (plans.length === 0) return { days: null, color: null, anyColor: null, after: null };
  const together = await periods.replace(asStrings(edited(periods.now, plans)), EDITING);
  const edit = async (plan: Plan | undefined): Promise<Edit | null> => {
    if (!plan) return null;
    if (together.answer.status === 200) return outcomeOf(together, plan);
    return outcomeOf(await periods.replace(asStrings(edited(periods.now, [plan]))), plan);
  };
  const ofAnyColor = await edit(anyColor);
  const isTaken = takesAnyColor({ anyColor: ofAnyColor });
  return {
    days: await edit(days),
    color: await edit(color && recolorable(color, isTaken)),
    anyColor: ofAnyColor,
    after: await edit(after && recolorable(after, isTaken)),
  };
}

/** Whether colours outside the palette can be put back. */
export function takesAnyColor({ anyColor }: Pick<Edits, 'anyColor'>): boolean {
  return anyColor?.stored?.color === OUTSIDE_PALETTE;
}

/** The plan, without another colour where the present one could not be put back. */
function recolorable(plan: Plan, isAnyTaken: boolean): Plan {
  const { color: _color, ...change } = plan.change;
  return isAnyTaken || isOfPalette(plan.period) ? plan : { ...plan, change };
}

function plansFor(list: readonly Period[]) {
  const before = beforePurchase(list);
  const [innermost, second] = before;
  const outermost = before.at(-1);
  const other = before.length > 2 ? second : innermost;
  const [after] = afterPurchase(list);
  const fresh = palette.filter((color) => !list.some((period) => period.color === color));
  const [forBefore = '#87f2c0', forAfter = '#ff8f92'] = fresh;
  return {
    days: innermost && { period: innermost, change: { period: innermost.period + BEYOND_A_BYTE } },
    color: outermost && { period: outermost, change: { color: forBefore } },
    anyColor: other && { period: other, change: { color: OUTSIDE_PALETTE } },
    after: after && { period: after, change: { period: after.period + 7, color: forAfter } },
  } satisfies Record<string, Plan | undefined>;
}

function edited(list: readonly Period[], plans: readonly Plan[]): readonly PeriodInput[] {
  const entries = list.map((period) =>
    plans
      .filter((plan) => plan.period.id === period.id)
      .reduce<PeriodInput>((entry, { change }) => ({ ...entry, ...change }), entryOf(period)),
  );
  return [...entries.filter((_, index) => index % 2 === 1), ...entries.filter((_, index) => index % 2 === 0)];
}

/** What was sent for the period is what it had to become. */
function outcomeOf(step: Step, { period: { id, type } }: Plan): Edit {
  const sent = step.sent.find((entry) => Number(entry.id) === id);
  const listed = step.after.find((period) => period.id === id);
  return {
    step,
    wanted: { id, type, period: Number(sent?.period), color: sent?.color.toLowerCase() ?? '' },
    stored: listed ? { ...listed } : null,
    refusal: step.answer.status === 200 ? null : inWords(step.answer),
  };
}
