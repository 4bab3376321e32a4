import { idOf, type Item } from '../../target/answer.ts';
import type { Added } from './adding.ts';
import { clear, noonOf, rangeOver, type DateRange } from './date-ranges.ts';

/** The dates by which customers are filtered. */
export type Dated = 'created_at' | 'updated_at' | 'next_date';

/** A customer that the account holds, whoever made it, with all that it can be looked for by. */
export interface Known extends Readonly<Record<Dated, number>> {
  readonly id: number;
  readonly responsible_user_id: number;
  readonly created_by: number;
  readonly item: Item;
}

/** Older than the service itself: such a date stands for none. */
const UNSET = 100_000_000;

/**
 * The customers of a list that can be looked for: living ones, with an id and with dates. Those stand first that
 * have been there for long: they are the least likely to go.
 */
export function knownIn(items: readonly Item[]): readonly Known[] {
  const known = items.map(knownOf).filter((one) => one !== null);
  const once = new Map(known.map((one) => [one.id, one]));
  return [...once.values()].sort((a, b) => a.created_at - b.created_at);
}

function knownOf(item: Item): Known | null {
  const id = idOf(item);
  const { created_at, updated_at, next_date, responsible_user_id, created_by, is_deleted } = item;
  if (id === undefined || is_deleted === true) return null;
  if (!isDate(created_at) || !isDate(updated_at) || !isDate(next_date)) return null;
  if (typeof responsible_user_id !== 'number' || typeof created_by !== 'number') return null;
  return { id, created_at, updated_at, next_date, responsible_user_id, created_by, item };
}

function isDate(value: unknown): value is number {
  return typeof value === 'number' && value >= UNSET;
}

/** A customer of the account in the place of one that a run would have added. */
export function asAdded({ id, item, created_at, next_date }: Known): Added {
  const sent = { name: String(item['name']), created_at, next_date };
  return { sent, acknowledgement: null, id, stored: item, refusal: null, answeredAt: 0, lost: false };
}

/** Customers before a range, in it and behind it. */
export interface Triple {
  readonly early: Known;
  readonly on: Known;
  readonly late: Known;
  readonly range: DateRange;
}

/**
 * Three customers whose dates lie clear of each other, such that as few as possible mistakes of a filter stay
 * unseen: they lie close together, the days are none that pass for months, and another date of theirs is far away.
 */
export function tripleOf(rows: readonly Known[], field: Dated, other: Dated): Triple | null {
  const inOrder = [...rows].sort((a, b) => a[field] - b[field]);
  const candidates = inOrder.flatMap((on) => {
    const { noon } = noonOf(on[field]);
    const early = inOrder.findLast((row) => row[field] <= noon - clear);
    const late = inOrder.find((row) => row[field] >= noon + clear);
    return early && late ? [{ early, on, late, range: rangeOver(on[field]) }] : [];
  });
  const weakness = ({ early, on, late }: Triple): number =>
    (on[field] - early[field] > 2 * clear || late[field] - on[field] > 2 * clear ? 4 : 0) +
    (isAmbiguous(on[field]) ? 2 : 0) +
    (isApart(on, field, other) ? 0 : 1);
  return best(candidates, weakness);
}

/**
 * A customer whose date lies far from another of its dates, preferably with others a few days before and after it,
 * and on a day that can't pass for a month.
 */
export function apartIn(rows: readonly Known[], field: Dated, other: Dated): Known | null {
  const apart = rows.filter((row) => isApart(row, field, other)).sort((a, b) => a[field] - b[field]);
  const hasNeighbour = (row: Known, distance: number): boolean =>
    rows.some((one) => Math.abs(one[field] - noonOf(row[field]).noon - distance) < clear / 4);
  const weakness = (row: Known): number =>
    (hasNeighbour(row, -clear) ? 0 : 2) +
    (hasNeighbour(row, clear) ? 0 : 2) +
    (isAmbiguous(row[field]) ? 1 : 0);
  return best(apart, weakness);
}

function isApart(row: Known, field: Dated, other: Dated): boolean {
  return Math.abs(row[field] - row[other]) > 2 * clear;
}

/** Whether a day or its neighbours could pass for a month. */
function isAmbiguous(moment: number): boolean {
  const day = Number(noonOf(moment).dmy().slice(0, 2));
  return day < 15 || day > 26;
}

/** The first of those with the least weakness. */
export function best<T>(candidates: readonly T[], weakness: (candidate: T) => number): T | null {
  return candidates.reduce<T | null>(
    (found, one) => (found === null || weakness(one) < weakness(found) ? one : found),
    null,
  );
}

/** An id that nobody has: the run's own, or one far beyond where the account's ids come near it. */
export function unknownAmong(ids: readonly number[], unknown: number): number {
  return Math.max(...ids) < unknown / 2 ? unknown : 9_007_199_254_700_000 + (unknown % 1000);
}
