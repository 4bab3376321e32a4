/** Steps that read: look-ups, filters, pages, links. */
import { MOST_ROWS } from '../../spec/limits.ts';
import { operations } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { at, idOf, idsOf, inWords, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import { queryString, type Query } from '../../target/caller.ts';
import { linkOf } from '../support/link.ts';
import { Differs, differs } from './charge.ts';
import { anything, differencesBetween, isLiving } from './compare.ts';
import type { RecordKind } from './model.ts';
import { DAYS_APART, SECONDS_PER_DAY, secondsOf } from './specs.ts';
import { storedIn } from './customers-request.ts';
import { windowOf, type World } from './world.ts';

export const paths = {
  customers: operations['customers.list'].path,
  transactions: operations['transactions.list'].path,
};

export interface LookUpStep extends Step {
  readonly kind: 'look up';
  readonly what: RecordKind;
  readonly of: readonly number[];
  readonly whose?: 'nobody' | 'deleted';
  readonly form: 'array' | 'comma' | 'index' | 'single';
  /** What is sent beside the ids, and has no effect. */
  readonly beside?: 'rows' | 'filter' | 'days' | 'user';
}

export interface FilterStep extends Step, Ranges {
  readonly kind: 'filter';
  readonly users?: readonly number[];
}

interface Ranges {
  readonly created?: Range;
  readonly changed?: Range;
  readonly next?: Range;
}

/** Days around those of customers that there are: which one, and whether before it, at it or behind it. */
export interface Range {
  readonly from?: number;
  readonly to?: number;
}

export interface OfCustomerStep extends Step {
  readonly kind: 'transactions of';
  readonly of: number;
  readonly whose?: 'nobody';
}

export interface FollowStep extends Step {
  readonly kind: 'follow';
  readonly what: RecordKind;
  readonly of: number;
  /** From where: the record itself, or the customer that a transaction names. */
  readonly link: 'itself' | 'customer';
}

export function livingOf(world: World, what: RecordKind): readonly number[] {
  return what === 'customers' ? world.customers : [...world.transactions.keys()];
}

export function has(world: World, what: RecordKind): boolean {
  return what === 'customers' || world.setting.target.features['transactions'] === true;
}

export function allowsLookUp(world: World, { what, whose }: LookUpStep): boolean {
  const gone = what === 'customers' ? world.deletedCustomers : world.deletedTransactions;
  return (
    has(world, what) &&
    (whose === 'nobody' || (whose === 'deleted' ? gone : livingOf(world, what)).length > 0)
  );
}

/** Shows exactly those that are asked for. */
export async function lookUp(world: World, { what, of, whose, form, beside }: LookUpStep): Promise<void> {
  const gone = what === 'customers' ? world.deletedCustomers : world.deletedTransactions;
  const from = whose === 'deleted' ? gone : livingOf(world, what);
  const all =
    whose === 'nobody'
      ? [world.setting.unknownId(850)]
      : [...new Set(of.flatMap((place) => from[place % from.length] ?? []))];
  // Transactions are looked up one by one.
  const ids = what === 'transactions' || form === 'single' ? all.slice(0, 1) : all;
  const query: Query = {
    ...(form === 'comma' && what === 'customers' && { id: ids.join(',') }),
    ...(form === 'array' && what === 'customers' && { id: ids }),
    ...(form === 'index' &&
      what === 'customers' &&
      Object.fromEntries(ids.map((id, index) => [`id[${String(index)}]`, id]))),
    ...((form === 'single' || what === 'transactions') && { id: ids[0] ?? 0 }),
    ...(beside === 'rows' && { limit_rows: 1, limit_offset: 1 }),
    ...(beside === 'filter' &&
      what === 'customers' &&
      byDays('filter[next_date]', { from: 100, to: 101 }, 'next')),
    ...(beside === 'days' &&
      what === 'customers' && {
        'filter[date][type]': 'create',
        ...byDays('filter[date]', { from: 100, to: 101 }, 'created'),
      }),
    ...(beside === 'user' && what === 'customers' && { 'filter[main_user]': otherUsers(world, ids) }),
  };
  const group = whose === 'nobody' ? `${what}.list.id.unknown` : lookUpGroup(what, form, beside);
  const { answer, expected } = await world.read(`${paths[what]}${queryString(query)}`);
  requireList(answer, group);
  requireSame(what, expected, itemsOf(answer), ids, group);
  const strange = itemsOf(answer).filter((item) => !ids.includes(idOf(item) ?? 0));
  if (strange.length > 0)
    throw new Differs(
      group,
      `Asked for ${ids.join(', ')}, it shows ${idsOf(strange).slice(0, 5).join(', ')}, too.`,
    );
}

/** Those of whom none of these customers is. */
function otherUsers(world: World, ids: readonly number[]): readonly number[] {
  const stored = storedIn(world);
  const users = ids.map((id) => Number(stored.get(id)?.['responsible_user_id']));
  return world.setting.fixtures.users.filter((user) => !users.includes(user)).slice(0, 1);
}

function lookUpGroup(what: RecordKind, form: LookUpStep['form'], beside: LookUpStep['beside']): string {
  if (what === 'transactions') return 'transactions.list.id';
  if (beside !== undefined) return 'customers.list.id.alone';
  return {
    array: 'customers.list.id.array',
    index: 'customers.list.id.array',
    comma: 'customers.list.id.comma',
    single: 'customers.list.id',
  }[form];
}

/** Those of the run that the filter lets through, and nobody else whom it should not. */
export async function filter(world: World, { users = [], ...wanted }: FilterStep): Promise<void> {
  const created = near(world, wanted.created, 'created_at');
  const changed = near(world, wanted.changed, 'updated_at');
  const next = near(world, wanted.next, 'next_date');
  const { fixtures } = world.setting;
  const chosen = [...new Set(users.flatMap((place) => fixtures.users[place % fixtures.users.length] ?? []))];
  const query: Query = {
    ...(chosen.length > 0 && { 'filter[main_user]': chosen }),
    ...(changed
      ? { 'filter[date][type]': 'modify', ...byDays('filter[date]', changed, 'created') }
      : {
          'filter[date][type]': 'create',
          ...(created ? byDays('filter[date]', created, 'created') : windowOf.create),
        }),
    ...(next && byDays('filter[next_date]', next, 'next')),
    limit_rows: 500,
  };
  const group = filterGroup(chosen, {
    ...(created && { created }),
    ...(changed && { changed }),
    ...(next && { next }),
  });
  const { answer, expected } = await world.read(`${paths.customers}${queryString(query)}`);
  requireList(answer, group);
  const shown = itemsOf(answer);
  // A page that is full may lack somebody.
  if (shown.length < 500) requireSame('customers', expected, shown, world.customers, group);
  for (const item of shown) {
    if (chosen.length > 0 && !chosen.includes(Number(item['responsible_user_id'])))
      throw new Differs(
        group,
        `Customer ${String(idOf(item))} is of user ${String(item['responsible_user_id'])}.`,
      );
    requireWithin(item, changed ? 'updated_at' : 'created_at', changed ?? created, 'created', group);
    requireWithin(item, 'next_date', next, 'next', group);
  }
}

/** The range by the days of the customers. */
function near(
  world: World,
  range: Range | undefined,
  field: 'created_at' | 'updated_at' | 'next_date',
): Range | undefined {
  if (!range) return undefined;
  const base = secondsOf(field === 'next_date' ? 'next' : 'created', { slot: 0, seconds: 0 });
  const days = [...storedIn(world).values()].map((item) =>
    Math.round((Number(item[field]) - base) / (DAYS_APART * SECONDS_PER_DAY)),
  );
  const known = days.filter((day) => day >= 0 && day <= 800);
  const slot = (place: number): number =>
    known.length === 0
      ? place % 10
      : Math.max(0, (known[place % known.length] ?? 0) + (Math.floor(place / known.length) % 3) - 1);
  return {
    ...(range.from !== undefined && { from: slot(range.from) }),
    ...(range.to !== undefined && { to: slot(range.to) }),
  };
}

function filterGroup(chosen: readonly number[], { created, changed, next }: Ranges): string {
  if (chosen.length > 0 && !next && !changed)
    return `customers.list.filter.main_user.${chosen.length > 1 ? 'two' : 'one'}`;
  const range = next ?? changed ?? created;
  const ends = range?.from === undefined ? 'to' : range.to === undefined ? 'from' : 'range';
  return `customers.list.filter.${next ? 'next_date' : changed ? 'date.modify' : 'date.create'}.${ends}`;
}

/** Days a good way from all that are in use: two before the first, two after the last. */
function byDays(name: string, { from, to }: Range, what: 'created' | 'next'): Query {
  return {
    ...(from !== undefined && {
      [`${name}[from]`]: dayOf(secondsOf(what, { slot: from, seconds: 0 }) - 2 * SECONDS_PER_DAY),
    }),
    ...(to !== undefined && {
      [`${name}[to]`]: dayOf(secondsOf(what, { slot: to, seconds: 0 }) + 2 * SECONDS_PER_DAY),
    }),
  };
}

function dayOf(seconds: number): string {
  const [year, month, day] = new Date(seconds * 1000).toISOString().slice(0, 10).split('-');
  return `${String(day)}.${String(month)}.${String(year)}`;
}

/** Somebody else's may lie on a bound: a whole distance of days is allowed for. */
function requireWithin(
  item: Item,
  field: string,
  range: Range | undefined,
  what: 'created' | 'next',
  group: string,
): void {
  if (!range) return;
  const value = Number(item[field]);
  const slack = (DAYS_APART - 1) * SECONDS_PER_DAY;
  const isEarly =
    range.from !== undefined && value < secondsOf(what, { slot: range.from, seconds: 0 }) - slack;
  const isLate = range.to !== undefined && value > secondsOf(what, { slot: range.to, seconds: 0 }) + slack;
  if (isEarly || isLate)
    throw new Differs(
      group,
      `Customer ${String(idOf(item))} has ${field} ${String(value)}, outside of what is asked for.`,
    );
}

export function allowsOfCustomer({ setting, customers }: World, { whose }: OfCustomerStep): boolean {
  return setting.target.features['transactions'] === true && (whose === 'nobody' || customers.length > 0);
}

export async function ofCustomer(world: World, { of, whose }: OfCustomerStep): Promise<void> {
  const customer =
    whose === 'nobody' ? world.setting.unknownId(860) : (world.customers[of % world.customers.length] ?? 0);
  const { answer, expected } = await world.read(
    // Without a number of rows only a page of them may come.
    `${paths.transactions}${queryString({ customer_id: customer, limit_rows: MOST_ROWS })}`,
  );
  const isEmpty = expected.filter(isLiving).length === 0;
  const group = `transactions.list.customer_id${isEmpty ? '.empty' : ''}`;
  requireList(answer, group);
  requireSame(
    'transactions',
    expected,
    itemsOf(answer),
    [...world.transactions.keys(), ...world.deletedTransactions],
    group,
  );
  const strange = itemsOf(answer).find((item) => idOf(at(item, 'customer')) !== customer);
  if (strange)
    throw new Differs(
      group,
      `The list of customer ${String(customer)} has one of ${String(idOf(at(strange, 'customer')))}.`,
    );
}

export function allowsFollow(world: World, { what }: FollowStep): boolean {
  return has(world, what) && livingOf(world, what).length > 0;
}

/** A link leads to the record on which it stands, and to nothing else. */
export async function follow(world: World, { what, of, link }: FollowStep): Promise<void> {
  const ids = livingOf(world, what);
  const id = ids[of % ids.length] ?? 0;
  const { answer } = await world.read(`${paths[what]}?id=${String(id)}`);
  const item = itemsOf(answer).find((one) => idOf(one) === id) ?? null;
  if (item === null)
    throw new Differs(
      `${what}.list.id`,
      `Looked up by its id, ${String(id)} is not found: ${inWords(answer)}`,
    );
  const customer = at(item, 'customer');
  const isOther = link === 'customer' && what === 'transactions';
  const holder = isOther ? customer : item;
  const home = isOther ? idOf(customer) : id;
  const href = linkOf(holder as Item, world.setting.target.baseUrl);
  if (href === null) throw new Differs(`${what}.list.links`, `The link of ${String(id)} leads nowhere.`);
  const found = idsOf(itemsOf(await world.send(world.asked('administrator', 'GET', href))));
  if (found.length !== 1 || found[0] !== home)
    throw new Differs(
      `${what}.list.links`,
      `The link ${href} finds ${found.slice(0, 5).join(', ')}, and has to find ${String(home)}.`,
    );
}

export function requireList(answer: Answer, group: string): void {
  if (answer.status !== 200 && answer.status !== 204)
    throw new Differs(group, `It is not answered with a list: ${inWords(answer)}`);
}

function requireSame(
  what: RecordKind,
  expected: readonly Item[],
  shown: readonly Item[],
  ids: readonly number[],
  group: string,
): void {
  const free = { account_id: anything };
  const [difference] = differencesBetween(what, expected, shown, {
    ids: new Set(ids),
    open: new Map(),
    free,
  });
  if (difference) throw differs(what, difference, group);
}
