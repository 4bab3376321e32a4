import { palette } from '../../spec/source-rows.ts';
import type { PeriodInput } from '../../spec/messages.ts';
import { itemsOf, idOf, type Answer, type Item } from '../answer.ts';
import type { Row } from '../rows.ts';

/** How many periods before the purchase an account may have. */
export const MOST_BEFORE = 10;

/** Why nothing can be added to a list that is full. */
export const FULL =
  'The account has ten periods before the purchase, so that none can be added: remove one for the time of the run.';

/** A period as the target shows it. Numbers that came as digits in a string are read all the same: types are judged by the contract. */
export interface Period {
  readonly id: number;
  /** `before` or `after`, as it came. */
  readonly type: string;
  /** Length in days. */
  readonly period: number;
  /** In small letters. */
  readonly color: string;
  /** The colour as it came, for sending the period again. */
  readonly rawColor: string;
  readonly sort: number;
  /** null where there is none */
  readonly before_buy: number | null;
  readonly after_buy: number | null;
}

/** What a period is, without its place and without what is derived. */
export type Snapshot = Pick<Period, 'id' | 'type' | 'period' | 'color'>;

/** A period of a list; null where it lacks something without which it could not be sent again. */
export function periodOf(item: Item): Period | null {
  const id = idOf(item);
  const { type, color } = item;
  const period = numberIn(item, 'period');
  const sort = numberIn(item, 'sort');
  if (id === undefined || period === null || sort === null) return null;
  if (typeof type !== 'string' || typeof color !== 'string') return null;
  const reach = { before_buy: numberIn(item, 'before_buy'), after_buy: numberIn(item, 'after_buy') };
  return { id, type, period, color: color.toLowerCase(), rawColor: color, sort, ...reach };
}

/** The periods of a list or an acknowledgement, those that can be read. */
export function periodsOf(answer: Answer): readonly Period[] {
  return itemsOf(answer)
    .map(periodOf)
    .filter((period) => period !== null);
}

function numberIn(item: Item, field: string): number | null {
  const value = item[field];
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** The entry that sends a period again as it is. */
export function entryOf({ id, period, rawColor, sort }: Period): PeriodInput {
  return { id, period, color: rawColor, sort };
}

/** The same entries with their numbers as strings, as the document's example sends them. */
export function asStrings(entries: readonly PeriodInput[]): readonly PeriodInput[] {
  return entries.map(({ id, period, color, sort }) => ({
    ...(id !== undefined && { id: String(id) }),
    period: String(period),
    color,
    sort: String(sort),
  }));
}

/** The periods before the purchase, from the purchase day outwards. */
export function beforePurchase(periods: readonly Period[]): readonly Period[] {
  return periods.filter(({ type }) => type !== 'after').sort((a, b) => a.sort - b.sort || a.id - b.id);
}

/** Whether its colour is one of those that the source lists. */
export function isOfPalette({ color }: Pick<Period, 'color'>): boolean {
  return palette.some((one) => one === color);
}

export function afterPurchase(periods: readonly Period[]): readonly Period[] {
  return periods.filter(({ type }) => type === 'after').sort((a, b) => a.id - b.id);
}

/** The periods in an order of ours, the same whatever order they were listed in. */
export function inOrder(periods: readonly Period[]): readonly Period[] {
  return [...beforePurchase(periods), ...afterPurchase(periods)];
}

/** Periods in words: `112805: before, 5 days, #e6e8ea; …`. */
export function snapshotsOf(periods: readonly Snapshot[]): string {
  return periods.map(({ id, type, period, color }) => `${id}: ${type}, ${period} days, ${color}`).join('; ');
}

/**
 * How many days before the purchase each period has to reach, in words: its own days and those of every period
 * between it and the purchase day. Periods that share a sort are left out: which is nearer is not said.
 */
export function reachOf(periods: readonly Period[]): string {
  const before = beforePurchase(periods);
  const daysUpTo = (limit: number): number =>
    before.filter(({ sort }) => sort <= limit).reduce((days, { period }) => days + period, 0);
  return placedAlone(before)
    .map(({ id, sort }) => `${id}: ${daysUpTo(sort)}`)
    .join('; ');
}

/** How many days before the purchase each period says that it reaches, in the same words. */
export function shownReachOf(periods: readonly Period[]): string {
  return placedAlone(beforePurchase(periods))
    .map(({ id, before_buy }) => `${id}: ${before_buy}`)
    .join('; ');
}

function placedAlone(periods: readonly Period[]): readonly Period[] {
  return periods.filter(({ id, sort }) => !periods.some((other) => other.id !== id && other.sort === sort));
}

/** The periods in words, for telling what changed. */
export function rowsOf(periods: readonly Period[]): readonly Row[] {
  return inOrder(periods).map(rowOf);
}

export function rowOf({ id, type, period, color, sort }: Period): Row {
  return { key: String(id), says: `period ${id} (${type}, ${period} days, ${color}, sort ${sort})` };
}
