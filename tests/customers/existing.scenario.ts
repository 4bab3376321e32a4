import { operations } from '../../spec/operations.ts';
import { idOf, itemsOf, type Item } from '../../target/answer.ts';
import type { Caller } from '../../target/caller.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { untestable } from '../../spec/run/signals.ts';
import type { Dated } from './date-ranges.ts';

const { path } = operations['customers.list'];

/** The most rows that one answer has. */
const ROWS = 500;

/** A customer that the account holds, whoever made it, with all that it can be looked for by. */
export interface Known extends Readonly<Record<Dated, number>> {
  readonly id: number;
  readonly responsible_user_id: number;
  readonly created_by: number;
  readonly item: Item;
}

/** What the account holds, as far as two large pages and a list without parameters show it. */
export interface Holdings {
  readonly rows: readonly Known[];
  /** How many customers were listed, of whatever kind. */
  readonly count: number;
  /** Whether that is every customer. */
  readonly complete: boolean;
  /** How many rows a list without `limit_rows` has room for. */
  readonly room: number;
}

/** The customers that the account holds, for the read-only profile. */
export const existing = {
  name: 'customers: what the account holds',
  async play({ caller }) {
    const administrator = caller('administrator');
    const bare = itemsOf(await administrator.get(path));
    const { items, complete } = await twoPages(administrator, path);
    const count = countOf(items, bare);
    return { rows: knownIn([...items, ...bare]), count, complete, room: roomIn(bare, count) };
  },
} satisfies Scenario<Holdings>;

/** Up to a thousand elements of a list, and whether those are all. */
export async function twoPages(
  caller: Caller,
  of: string,
): Promise<{ readonly items: readonly Item[]; readonly complete: boolean }> {
  const first = itemsOf(await caller.get(of, { limit_rows: ROWS }));
  if (first.length === 0) return { items: first, complete: true };
  const second = itemsOf(await caller.get(of, { limit_rows: ROWS, limit_offset: first.length }));
  const ids = new Set(first.map(({ id }) => id));
  const further = second.filter(({ id }) => !ids.has(id));
  // A short first page is the only one, unless the target's pages are short.
  const complete = first.length < ROWS / 2 ? further.length === 0 : second.length < ROWS / 2;
  return { items: [...first, ...further], complete };
}

/** How many rows fit on a page of the target's own size: what a list without parameters has, where that is not all. */
export function roomIn(bare: readonly Item[], count: number): number {
  return bare.length > 0 && bare.length < count ? bare.length : ROWS;
}

/** How many elements were listed: a page that shows some of them twice stands for as many as it has rows. */
export function countOf(items: readonly Item[], bare: readonly Item[]): number {
  return Math.max(items.length, new Set([...items, ...bare].map(({ id }) => id)).size);
}

/** So many customers of the account. @throws CannotJudge where it holds fewer */
export async function someOf({ play }: Setting, least: number): Promise<readonly Known[]> {
  return atLeast(least, 'customer', (await play(existing)).rows);
}

/** What the account holds of a kind. @throws CannotJudge where that is less than it takes */
export function atLeast<T>(least: number, one: string, held: readonly T[]): readonly T[] {
  if (held.length >= least) return held;
  const wanted = least === 1 ? `a ${one}` : `${least} ${one}s`;
  throw untestable(`It takes ${wanted} in the account, and it holds ${held.length}.`);
}

/** An id that nobody has: the run's own, or one far beyond where the account's ids come near it. */
export function unknownAmong(ids: readonly number[], unknown: number): number {
  return Math.max(...ids) < unknown / 2 ? unknown : 9_007_199_254_700_000 + (unknown % 1000);
}

/** Whether a list has most of a sample; others may have changed or deleted a few meanwhile. */
export function holdsMost(rows: readonly Pick<Known, 'id'>[], sample: readonly Known[]): boolean {
  const ids = new Set(rows.map(({ id }) => id));
  return 2 * sample.filter(({ id }) => ids.has(id)).length > sample.length;
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
