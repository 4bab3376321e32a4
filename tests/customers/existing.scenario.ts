import { operations } from '../../spec/operations.ts';
import { itemsOf, type Item } from '../../target/answer.ts';
import type { Caller, Query } from '../../target/caller.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { prerequisiteFailed, untestable } from '../../spec/run/signals.ts';
import { knownIn, type Dated, type Known } from './existing.ts';
import { createdIn, nextIn } from './filters.ts';
import { rangeOver, type DateRange } from './date-ranges.ts';

const { path } = operations['customers.list'];

/** The most rows that one answer has. */
const ROWS = 500;

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
  const { rows } = await play(existing);
  if (rows.length >= least) return rows;
  const customers = least === 1 ? 'a customer' : `${least} customers`;
  throw untestable(`It takes ${customers} in the account, and it holds ${rows.length}.`);
}

/** A list of the account that fits on one page, narrowed to a stretch of one date. */
export interface Stretch {
  readonly range: DateRange;
  readonly rows: readonly Known[];
}

/** How many customers of the sample a stretch has where the account holds many more than were seen. */
const SIZES = [3, 8, 40, 200] as const;

/** Stretches lie at either end of the account, where it is sparse. */
const places = [0, 1, 2, 3, 4, 5, 6, 7] as const;

const parameters = {
  next_date: { query: nextIn, requirement: 'customers.list.filter.next_date.range' },
  created_at: { query: createdIn, requirement: 'customers.list.filter.date.create.range' },
} as const satisfies Partial<Record<Dated, unknown>>;

type Home = keyof typeof parameters;

function stretch(home: Home, place: (typeof places)[number]) {
  return {
    name: `customers: stretch ${place} of the account by ${home}`,
    async play({ caller, play }) {
      const holdings = await play(existing);
      const sample = stretchesOf(holdings, home)[place];
      const [first, last] = [sample?.at(0), sample?.at(-1)];
      if (!sample || !first || !last) return null;
      const range = rangeOver(first[home], last[home]);
      const { query, requirement } = parameters[home];
      const answer = await caller('administrator').get(path, query(range) satisfies Query);
      const rows = knownIn(itemsOf(answer));
      if (itemsOf(answer).length >= holdings.room) return null;
      if (!holdsMost(rows, sample)) {
        throw prerequisiteFailed(
          requirement,
          'The list that is to be narrowed down lacks customers of its days.',
        );
      }
      return { range, rows };
    },
  } satisfies Scenario<Stretch | null>;
}

/** Whether a list has most of a sample; others may have changed or deleted a few meanwhile. */
export function holdsMost(rows: readonly Pick<Known, 'id'>[], sample: readonly Known[]): boolean {
  const ids = new Set(rows.map(({ id }) => id));
  return 2 * sample.filter(({ id }) => ids.has(id)).length > sample.length;
}

const stretches: Readonly<Record<Home, readonly Scenario<Stretch | null>[]>> = {
  next_date: places.map((place) => stretch('next_date', place)),
  created_at: places.map((place) => stretch('created_at', place)),
};

/** Samples that may lie in a list of their own, in the order of their dates. */
function stretchesOf({ rows, complete, room }: Holdings, home: Home): readonly (readonly Known[])[] {
  const inOrder = [...rows].sort((a, b) => a[home] - b[home]);
  if (complete && inOrder.length < room) return [inOrder];
  const sizes = complete ? [Math.floor(room / 2)] : SIZES;
  return sizes.flatMap((size) => [inOrder.slice(0, size), inOrder.slice(-size)]);
}

/**
 * What can be found in one of the account's stretches.
 * @param find looks for it, once in the sample and then in the list
 * @throws CannotJudge where no stretch has it
 */
export async function foundInStretch<T>(
  { play }: Setting,
  home: Home,
  { find, lacking }: { find: (rows: readonly Known[]) => T | null; lacking: string },
): Promise<{ readonly range: DateRange; readonly found: T }> {
  const samples = stretchesOf(await play(existing), home);
  for (const [place, scenario] of stretches[home].entries()) {
    if (find(samples[place] ?? []) === null) continue;
    const list = await play(scenario);
    const found = list && find(list.rows);
    if (list && found !== null) return { range: list.range, found };
  }
  throw untestable(lacking);
}
