/** Steps that read a list as a whole, and page by page. */
import type { Step } from '../../spec/run/exploration.ts';
import { idsOf, itemsOf, refusalOf, type Answer } from '../../target/answer.ts';
import { queryString, type Query } from '../../target/caller.ts';
import { Differs } from './charge.ts';
import { has, livingOf, paths, requireList } from './lists.ts';
import type { RecordKind } from './model.ts';
import { windowOf, type World } from './world.ts';

export interface PagesStep extends Step {
  readonly kind: 'pages';
  readonly what: RecordKind;
  /** Whose transactions. */
  readonly of: number;
  readonly rows: number;
}

export interface ListStep extends Step {
  readonly kind: 'list';
  readonly what: RecordKind;
  readonly rows?: number;
  /** Has no effect without a number of rows. */
  readonly offset?: number;
}

export function allowsPages(world: World, { what }: PagesStep): boolean {
  return (
    has(world, what) && (what === 'customers' ? world.customers.length >= 2 : world.customers.length > 0)
  );
}

const MOST_PAGES = 6;

/** Page by page everything comes, each once, and on every page as many as are asked for. */
export async function pages(world: World, { what, of, rows: wanted }: PagesStep): Promise<void> {
  const buyers = [...world.transactions.values()];
  const bought = (id: number): number => buyers.filter((one) => one === id).length;
  // Who bought most has most to page through.
  const customer =
    world.customers.toSorted((a, b) => bought(b) - bought(a))[of % 2] ?? world.customers[0] ?? 0;
  const query: Query = what === 'customers' ? windowOf.filter : { customer_id: customer };
  const list = async (page: Query): Promise<readonly number[]> => {
    const answer = await world.send(
      world.asked('administrator', 'GET', `${paths[what]}${queryString({ ...query, ...page })}`),
    );
    requireList(answer, `${what}.list.limit_rows.several`);
    return idsOf(itemsOf(answer));
  };
  const whole = await list({ limit_rows: 500 });
  if (whole.length === 0 || whole.length >= 500) return;
  const rows = Math.max(wanted, Math.ceil(whole.length / MOST_PAGES));
  const found: number[] = [];
  for (let offset = 0; offset < whole.length; offset += rows) {
    const page = await list({ limit_rows: rows, ...(offset > 0 && { limit_offset: offset }) });
    const due = Math.min(rows, whole.length - offset);
    if (page.length !== due) {
      const group = offset > 0 ? 'limit_offset' : rows === 1 ? 'limit_rows.one' : 'limit_rows.several';
      throw new Differs(
        `${what}.list.${group}`,
        `From row ${String(offset + 1)} on ${String(due)} have to come, and ${String(page.length)} do.`,
      );
    }
    found.push(...page);
  }
  const beyond = await list({ limit_rows: rows, limit_offset: whole.length + rows });
  if (beyond.length > 0)
    throw new Differs(
      `${what}.list.limit_offset.behind`,
      `Behind the last of ${String(whole.length)} rows come ${beyond.join(', ')}.`,
    );
  if ([...found].sort().join() !== [...whole].sort().join())
    throw new Differs(
      `${what}.list.pages`,
      `Pages of ${String(rows)} show ${found.join(', ')}, and all at once are ${whole.join(', ')}.`,
    );
}

/** Without anything that narrows it down, but for a number of rows. */
export async function list(world: World, { what, rows, offset }: ListStep): Promise<void> {
  const query: Query = {
    ...(rows !== undefined && { limit_rows: rows }),
    ...(rows === undefined && offset !== undefined && { limit_offset: offset }),
  };
  const ask = (one: Query): Promise<Answer> =>
    world.send(world.asked('administrator', 'GET', `${paths[what]}${queryString(one)}`));
  const answer = await ask(query);
  const group =
    rows === undefined
      ? offset === undefined
        ? 'all'
        : 'limit_offset.alone'
      : rows === 1
        ? 'limit_rows.one'
        : 'limit_rows.several';
  // An offset works only beside a number of rows: alone it may be refused.
  if (group === 'limit_offset.alone' && refusalOf(answer) !== null) return;
  requireList(answer, `${what}.list.${group}`);
  const count = itemsOf(answer).length;
  const ours = livingOf(world, what).length;
  const least = rows === undefined ? Math.min(1, ours) : Math.min(rows, ours);
  if (count < least || (rows !== undefined && count > rows))
    throw new Differs(
      `${what}.list.${group}`,
      `${String(count)} rows come, of ${String(ours)} or more that there are.`,
    );
  if (new Set(idsOf(itemsOf(answer))).size < count)
    throw new Differs(`${what}.list.${group}`, 'A record comes twice.');
  if (rows === undefined && offset !== undefined) {
    const bare = idsOf(itemsOf(await ask({})));
    if ([...bare].sort().join() !== [...idsOf(itemsOf(answer))].sort().join())
      throw new Differs(
        `${what}.list.limit_offset.alone`,
        `An offset alone makes ${String(count)} rows of ${String(bare.length)}.`,
      );
  }
}
