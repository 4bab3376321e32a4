/** What faults of the periods are made of: the entries of the list that is sent, and the list that is stored. */
import { periodViews } from '../core/periods/view.ts';
import type { CoreRequest } from '../core/handler.ts';
import type { PeriodRecord, State } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import {
  type Modifier,
  type Moment,
  all,
  at,
  doneThoughRefused,
  forSent,
  forSentItems,
  onItems,
  onState,
  readableBody,
  refusing,
  when,
} from '../modifiers.ts';

export const list = 'periods.list';
export const change = 'periods.change';

/** Picks out entries of a list that is sent. */
export type Picks = (entry: JsonObject, state: State) => boolean;

export const isUnknown: Picks = ({ id }, { periods }) => id !== undefined && !periods.has(Number(id));

type Edit = (periods: readonly PeriodRecord[], moment: Moment) => readonly PeriodRecord[];

/** Changes the list that a replacement leaves behind; the answer tells of it as if nothing had been changed. */
export function onStored(edit: Edit): Modifier {
  return at(
    change,
    onState((after, moment) => {
      if (after.periods === moment.before.periods) return after;
      const periods = edit([...after.periods.values()], moment);
      return { ...after, periods: new Map(periods.map((period) => [period.id, period])) };
    }),
  );
}

/** Changes the list that a replacement leaves behind; the answer tells of it as it is. */
export function onReplaced(edit: Edit): Modifier {
  const telling = onItems(change, (items, { before, after }) => {
    const named = new Set(items.map((item) => (isObject(item) ? item.id : undefined)));
    const same = sameAs(before);
    const told = [...after.periods.values()].filter((period) => named.has(period.id) || !same(period));
    const ids = new Set(told.map(({ id }) => id));
    return periodViews(after.periods, true).filter(({ id }) => ids.has(id));
  });
  return all(onStored(edit), telling);
}

/** Changes each entry of a list that is sent, where it is one of those picked out. */
export function forEntries(picks: Picks, edit: (entry: JsonObject) => JsonObject): Modifier {
  return forSentItems(change, 'update', (entry, _, state) => (picks(entry, state) ? edit(entry) : entry));
}

/** Passes over some entries of a list that is sent, and takes the others. */
export function skipping(picks: Picks): Modifier {
  return forSent(change, 'update', (entries, state) => without(entries, picks, state));
}

/** Refuses a list for some of its entries, and stores the others all the same. */
export function halfDone(picks: Picks): Modifier {
  return doneThoughRefused(change, (body, state) => {
    const sent: readonly unknown[] = Array.isArray(body.update) ? body.update : [];
    const good = without(sent, picks, state);
    return good.length < sent.length ? { ...body, update: good } : undefined;
  });
}

function without(entries: readonly unknown[], picks: Picks, state: State): readonly unknown[] {
  return entries.filter((entry) => !isObject(entry) || !picks(entry, state));
}

/** How many periods before the purchase an account has. */
export function countBefore({ periods }: State): number {
  return [...periods.values()].filter(({ type }) => type === 'before').length;
}

/** Ids of those that a replacement left out. */
export function leftOut(periods: readonly PeriodRecord[], before: State): readonly PeriodRecord[] {
  const known = new Set(periods.map(({ id }) => id));
  return [...before.periods.values()].filter(({ id }) => !known.has(id));
}

/** Whether a period stands as it stood. */
export function sameAs({ periods }: State): (period: PeriodRecord) => boolean {
  return ({ id, period, color, sort }) => {
    const known = periods.get(id);
    return known?.period === period && known.color === color && known.sort === sort;
  };
}

/** Changes each period that had been there before, where it is one before the purchase or the one after it. */
export function onKnown(
  edit: (period: PeriodRecord, before: PeriodRecord) => PeriodRecord,
  type?: PeriodRecord['type'],
): Modifier {
  return onReplaced((periods, { before }) =>
    periods.map((period) => {
      const known = before.periods.get(period.id);
      return known && (type ?? period.type) === period.type ? edit(period, known) : period;
    }),
  );
}

/** Refuses lists in which some entry is one of those picked out. */
export function refusingLists(picks: Picks): Modifier {
  return at(
    change,
    when(
      (request, state) => sentIn(request).some((entry) => isObject(entry) && picks(entry, state)),
      refusing,
    ),
  );
}

/** Gives periods ids of their own anew. */
export function renumbered(picks: (period: PeriodRecord, before: State) => boolean): Modifier {
  return onReplaced((periods, { before, after }) => {
    const shift = 1000 + after.next.period;
    return periods.map((period) => (picks(period, before) ? { ...period, id: period.id + shift } : period));
  });
}

/** The entries of the list that a request sends. */
export function sentIn(request: CoreRequest): readonly unknown[] {
  const { update } = readableBody(request);
  return Array.isArray(update) ? update : [];
}
