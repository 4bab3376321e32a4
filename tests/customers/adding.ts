import type { CustomerAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import type { Day } from '../../generators/calendar.ts';
import { idOf, idsOf, inWords, itemsOf, refusesSome, type Answer, type Item } from '../../target/answer.ts';
import type { Expected } from '../../target/api.ts';
import type { Caller, Query } from '../../target/caller.ts';
import type { Setting } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { SharedBatch } from './shared-batch.ts';

const { path } = operations['customers.change'];

/** The label of the one at the end of every batch. */
export const LAST = 'at the end';

/** How many customers of a refused batch are tried one by one. */
const MOST_ALONE = 80;

/** How many customers that a batch lost are sent again, alone. */
const MOST_AGAIN = 12;
/** How many customers that no list shows are looked up one by one. */
const MOST_LOOKED_UP = 12;

/** One customer of a scenario: what was sent, how it was answered, and how it reads back. */
export interface Added {
  readonly sent: CustomerAdd;
  readonly acknowledgement: Item | null;
  readonly id: number | null;
  readonly stored: Item | null;
  /** The answer that refused it, in words; null when it was acknowledged. */
  readonly refusal: string | null;
  /** Whether that answer says so: by a 4xx status, or by errors of elements. */
  readonly isRefused: boolean;
  /** The target's clock when the answer came, whole Unix seconds. */
  readonly answeredAt: number;
  /** Whether the batch lost it, and it was stored when it was sent again, alone. */
  readonly lost: boolean;
}

type Acknowledged = Pick<Added, 'sent' | 'acknowledgement' | 'id' | 'refusal' | 'isRefused'>;
type Alone = Acknowledged & Pick<Added, 'stored'>;

/**
 * A batch of customers, each plain but for what is given for it: named by its label, created on a day of its batch.
 * @param reservedDay by which the customers are looked for
 */
export function customersBatch(name: string, reservedDay: number): SharedBatch<Partial<CustomerAdd>, Added> {
  return new SharedBatch({
    name,
    plain: {},
    play(setting, members) {
      const { calendar, payloads } = setting;
      const day = calendar.created(reservedDay);
      const customers = Object.entries({ ...members, [LAST]: {} }).map(([label, fields]) => [
        label,
        payloads.customer(`${name}: ${label}`, {
          name: payloads.name(`${name}: ${label}`, 'plain'),
          created_at: day.noon,
          ...fields,
        }),
      ]);
      return addAll(setting, Object.fromEntries(customers) as Record<string, CustomerAdd>, day);
    },
  });
}

/** The labels of those that a batch lost, though they are carried out when they are sent alone. */
export function lostOf(batch: Readonly<Record<string, Pick<Added, 'lost'>>>): readonly string[] {
  return Object.keys(batch).filter((label) => batch[label]?.lost === true);
}

/**
 * Adds the customers of a cast in one request and reads them back. Where the batch is refused, or loses some of
 * them, they are sent one by one, so that one that this target does not take keeps no other from being judged.
 * @param day the day on which most of the cast is said to be created: there they are looked for, too
 * @throws CannotJudge when none of them is stored
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
  const inBatch = answer.status === 200 || batch.length > MOST_ALONE;
  const candidates = inBatch
    ? [acknowledgedBy(byRequestId, answer, batch), acknowledgedBy(byPlace, answer, batch)]
    : [await oneByOne(caller, batch)];
  const answeredAt = now();
  const ids = candidates.flat().flatMap(({ id }) => id ?? []);
  const found = ids.length > 0 ? await readBack(caller, [...new Set(ids)], day) : new Map<number, Item>();
  if (found.size === 0) {
    throw prerequisiteFailed('customers.add.single', `No customer is stored: ${inWords(answer)}`);
  }
  const stored = bestOf(candidates.map((candidate) => candidate.map((one) => withStored(one, found))));
  const lost = inBatch ? stored.filter((one) => one.stored === null).slice(0, MOST_AGAIN) : [];
  const again = new Map<CustomerAdd, Alone>();
  for (const { sent } of lost) again.set(sent, await addOne(caller, sent, day));

  const added = stored.map((one): Added => {
    const alone = again.get(one.sent);
    return alone && alone.stored !== null
      ? { ...alone, answeredAt: now(), lost: true }
      : { ...one, answeredAt, lost: false };
  });
  return Object.fromEntries(roles.map(([role], index) => [role, added[index]])) as Record<Role, Added>;
}

/**
 * Adds one customer as it stands and reads it back.
 * @param behind come after it in the request; nothing is told of them
 */
export async function addOne(
  caller: Caller,
  customer: CustomerAdd,
  day: Day,
  behind: readonly CustomerAdd[] = [],
): Promise<Alone & { readonly answer: Answer }> {
  const batch = [customer, ...behind];
  const answer = await caller.post(path, { add: batch });
  const [one] = acknowledgedBy(byRequestId, answer, batch);
  const { id } = one ?? { id: null };
  const found = id === null ? new Map<number, Item>() : await readBack(caller, [id], day);
  return {
    ...acknowledged(customer, one?.acknowledgement ?? null, answer),
    answer,
    stored: found.get(id ?? 0) ?? null,
  };
}

/**
 * Customers by their ids: by an array of ids first, then among those created on the day, then each by its id.
 * @param needed those for whose sake it is worth to look in other ways
 * @returns those that were found
 */
export async function readBack(
  caller: Caller,
  ids: readonly number[],
  day: Day,
  needed: readonly number[] = ids,
): Promise<Map<number, Item>> {
  const found = await lookUp(caller, ids);
  const missing = (): readonly number[] => needed.filter((id) => !found.has(id));
  const take = (items: readonly Item[], wanted: readonly number[]): void => {
    for (const item of items) {
      const id = idOf(item);
      if (id !== undefined && wanted.includes(id) && !found.has(id)) found.set(id, item);
    }
  };
  if (missing().length === 0) return found;
  take(itemsOf(await caller.get(path, createdAround(day))), ids);
  for (const id of missing().slice(0, MOST_LOOKED_UP)) take(itemsOf(await caller.get(path, { id })), [id]);
  return found;
}

/** Customers by an array of ids. */
export async function lookUp(caller: Caller, ids: readonly number[]): Promise<Map<number, Item>> {
  // Beside ids the number of rows is ignored, unless a target gives a few unasked here, too.
  const items = itemsOf(await caller.get(path, { id: ids, limit_rows: 500 }));
  return new Map(
    items.flatMap((item) => (ids.includes(idOf(item) ?? 0) ? [[idOf(item) ?? 0, item] as const] : [])),
  );
}

/** The ids that a list shows, but for those of deleted customers that it flags. */
export async function listed(caller: Caller, query: Query): Promise<readonly number[]> {
  const items = itemsOf(await caller.get(path, query));
  return idsOf(items.filter(({ is_deleted }) => is_deleted !== true));
}

/** What a list has to show of customers once all changes are shown. */
export function rowsOf(customers: readonly Pick<Added, 'id'>[], rows = customers.length): Expected {
  return { of: customers.map(({ id }) => ({ kind: 'customers', id: id ?? 0 })), rows };
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

async function oneByOne(caller: Caller, batch: readonly CustomerAdd[]): Promise<readonly Acknowledged[]> {
  const all: Acknowledged[] = [];
  for (const customer of batch) {
    all.push(...acknowledgedBy(byRequestId, await caller.post(path, { add: [customer] }), [customer]));
  }
  return all;
}

/** Finds the acknowledgement of a customer among those of its batch. */
type Finder = (items: readonly Item[], sent: CustomerAdd, index: number, count: number) => Item | undefined;

const byPlace: Finder = (items, _sent, index, count) => (items.length === count ? items[index] : undefined);

/** By the request id where that tells the customers apart, else by the place. */
const byRequestId: Finder = (items, sent, index, count) => {
  const echoes = items.filter(
    ({ request_id }) =>
      request_id !== undefined && JSON.stringify(request_id).replace(/"/g, '') === String(sent.request_id),
  );
  return echoes.length === 1 ? echoes[0] : byPlace(items, sent, index, count);
};

function acknowledgedBy(
  finder: Finder,
  answer: Answer,
  batch: readonly CustomerAdd[],
): readonly Acknowledged[] {
  const items = answer.status === 200 ? itemsOf(answer) : [];
  return batch.map((sent, index) =>
    acknowledged(sent, finder(items, sent, index, batch.length) ?? null, answer),
  );
}

function acknowledged(sent: CustomerAdd, acknowledgement: Item | null, answer: Answer): Acknowledged {
  const id = idOf(acknowledgement) ?? null;
  return {
    sent,
    acknowledgement,
    id,
    refusal: id === null ? inWords(answer) : null,
    isRefused: id === null && refusesSome(answer),
  };
}

function withStored(one: Acknowledged, found: ReadonlyMap<number, Item>): Alone {
  return { ...one, stored: found.get(one.id ?? 0) ?? null };
}

/** Request ids or places may be wrong: the names under which customers are stored tell which of the two to trust. */
function bestOf(candidates: readonly (readonly Alone[])[]): readonly Alone[] {
  const named = (all: readonly Alone[]): number =>
    all.filter(({ sent, stored }) => stored?.['name'] === sent.name).length;
  return candidates.reduce((best, candidate) => (named(candidate) > named(best) ? candidate : best));
}
