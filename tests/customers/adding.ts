import type { CustomerAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import type { Day } from '../../generators/calendar.ts';
import { idOf, inWords, itemsOf, type Answer, type Item } from '../support/answer.ts';
import type { Caller } from '../support/caller.ts';
import type { Setting } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';

const { path } = operations['customers.change'];

/** How many customers of a refused batch are tried one by one. */
const MOST_ALONE = 80;

/** One customer of a scene: what was sent, how it was answered, and how it reads back. */
export interface Added {
  readonly sent: CustomerAdd;
  readonly acknowledgement: Item | null;
  readonly id: number | null;
  readonly stored: Item | null;
  /** The answer that refused it, in words; null when it was acknowledged. */
  readonly refusal: string | null;
  /** The target's clock when the answer came, whole Unix seconds. */
  readonly answeredAt: number;
}

type Acknowledged = Omit<Added, 'stored' | 'answeredAt'>;

/**
 * Adds the customers of a cast in one request and reads them back. A request id of its own tells each one's
 * acknowledgement. Where the batch is refused they are sent one by one, so that one that this target does not
 * take keeps no other from being judged.
 * @param day the day on which most of the cast is said to be created: there they are looked for as a last resort
 * @throws CannotJudge when none of them was acknowledged
 */
export async function addAll<Role extends string>(
  { caller: callerAs, now }: Setting,
  cast: Readonly<Record<Role, CustomerAdd>>,
  day: Day,
): Promise<Record<Role, Added>> {
  const caller = callerAs('administrator');
  const roles = Object.entries<CustomerAdd>(cast);
  const batch = roles.map(([, customer], index) => ({ request_id: index + 1, ...customer }));
  const answer = await caller.post(path, { add: batch });
  const acknowledged =
    answer.status === 200 || batch.length > MOST_ALONE
      ? batch.map((customer, index) => acknowledgedIn(answer, customer, index, batch.length))
      : await oneByOne(caller, batch);
  const answeredAt = now();
  if (acknowledged.every(({ id }) => id === null)) {
    throw prerequisiteFailed('customers.add.single', `No customer could be added: ${inWords(answer)}`);
  }
  const stored = await readBack(
    caller,
    acknowledged.flatMap(({ id }) => id ?? []),
    day,
  );
  const added = acknowledged.map((one) => ({ ...one, answeredAt, stored: stored.get(one.id ?? 0) ?? null }));
  return Object.fromEntries(roles.map(([role], index) => [role, added[index]])) as Record<Role, Added>;
}

/** Adds one customer as it stands, without a request id of ours, and reads it back. */
export async function addOne(
  caller: Caller,
  customer: CustomerAdd,
  day: Day,
): Promise<Omit<Added, 'answeredAt'> & { readonly answer: Answer }> {
  const answer = await caller.post(path, { add: [customer] });
  const one = acknowledgedIn(answer, customer, 0, 1);
  const stored = one.id === null ? new Map<number, Item>() : await readBack(caller, [one.id], day);
  return { ...one, answer, stored: stored.get(one.id ?? 0) ?? null };
}

/**
 * Customers by their ids: by an array of ids first, then among those created on the day.
 * @returns those that were found
 */
export async function readBack(caller: Caller, ids: readonly number[], day: Day): Promise<Map<number, Item>> {
  const found = await lookUp(caller, ids);
  if (ids.every((id) => found.has(id))) return found;
  const window = itemsOf(await caller.get(path, createdAround(day)));
  for (const item of window) {
    const id = idOf(item);
    if (id !== undefined && ids.includes(id) && !found.has(id)) found.set(id, item);
  }
  return found;
}

/** Customers by an array of ids. */
export async function lookUp(caller: Caller, ids: readonly number[]): Promise<Map<number, Item>> {
  const items = itemsOf(await caller.get(path, { id: ids }));
  return new Map(
    items.flatMap((item) => (ids.includes(idOf(item) ?? 0) ? [[idOf(item) ?? 0, item] as const] : [])),
  );
}

/** The filter for what is said to be created on a day, a day clear of every bound. */
export function createdAround(day: Day) {
  return {
    'filter[date][type]': 'create',
    'filter[date][from]': day.dmy(-2),
    'filter[date][to]': day.dmy(2),
    limit_rows: 500,
  };
}

async function oneByOne(caller: Caller, batch: readonly CustomerAdd[]): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  for (const customer of batch) {
    acknowledged.push(acknowledgedIn(await caller.post(path, { add: [customer] }), customer, 0, 1));
  }
  return acknowledged;
}

/** Finds a customer's acknowledgement: by the request id where that tells them apart, else by its place. */
function acknowledgedIn(answer: Answer, sent: CustomerAdd, index: number, count: number): Acknowledged {
  const items = answer.status === 200 ? itemsOf(answer) : [];
  const echoes = items.filter(
    ({ request_id }) =>
      request_id !== undefined && JSON.stringify(request_id).replace(/"/g, '') === String(sent.request_id),
  );
  const acknowledgement =
    (echoes.length === 1 ? echoes[0] : items.length === count ? items[index] : undefined) ?? null;
  const id = idOf(acknowledgement) ?? null;
  return { sent, acknowledgement, id, refusal: id === null ? inWords(answer) : null };
}
