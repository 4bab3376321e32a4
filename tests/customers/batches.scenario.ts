import { operations } from '../../spec/operations.ts';
import type { CustomerAdd } from '../../spec/messages.ts';
import type { Day } from '../../generators/calendar.ts';
import { at, idOf, itemsOf, type Item } from '../../target/answer.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { addOne, createdAround, lookUp, readBack } from './adding.ts';
import { follow } from './link.ts';
import { reservedDays } from './reserved-days.ts';

const { path } = operations['customers.change'];

/** The moment of a next purchase that is long past, in Unix seconds. */
const OVERDUE = Date.UTC(2017, 9, 16, 12) / 1000;

/** One customer with the least that it needs, added alone and without a request id. */
export const single = {
  name: 'customers: a single one',
  async play({ payloads, calendar, caller, lateness }) {
    const day = calendar.created(reservedDays.single);
    const added = await addOne(
      caller('administrator'),
      payloads.customer('single', { name: payloads.name('single', 'plain'), created_at: day.noon }),
      day,
    );
    return { ...added, lateness: lateness() };
  },
} satisfies Scenario<unknown>;

/** Two customers that are added at the same time, each by a request of its own. */
export const addedAtOnce = {
  name: 'customers: two added at once',
  async play({ payloads, calendar, caller }) {
    const day = calendar.created(reservedDays.atOnce);
    const administrator = caller('administrator');
    const sent = ['one at once', 'another at once'].map((label) =>
      payloads.customer(label, { name: payloads.name(label, 'plain'), created_at: day.noon }),
    );
    const answers = await Promise.all(sent.map((one) => administrator.post(path, { add: [one] })));
    const ids = answers.map((answer) => idOf(itemsOf(answer)[0]) ?? null);
    const known = [...new Set(ids.filter((id) => id !== null))];
    const found = known.length > 0 ? await readBack(administrator, known, day) : new Map<number, Item>();
    return sent.map(({ name }, index) => {
      const id = ids[index] ?? null;
      return { id, name, stored: found.get(id ?? 0) ?? null };
    });
  },
} satisfies Scenario<unknown>;

/** The link of the acknowledgement of the single customer, followed. */
export const linkOfAdded = {
  name: 'customers: the link of a single one',
  async play({ caller, play, target }) {
    const { id, acknowledgement, stored } = await play(single);
    if (stored === null) throw prerequisiteFailed('customers.add.single', 'The customer is not stored.');
    return { id, ...(await follow(caller('administrator'), acknowledgement, target.baseUrl)) };
  },
} satisfies Scenario<unknown>;

/** A batch as it was acknowledged and found again. */
export interface Batch {
  readonly size: number;
  /** The ids of the acknowledgements, in their order; null where there is none. */
  readonly ids: readonly (number | null)[];
  /** The request ids of the acknowledgements that have one: none was sent. */
  readonly requestIds: readonly string[];
  /** For each acknowledgement the place in the request of the customer that its id is stored as; null for none. */
  readonly places: readonly (number | null)[];
  /** The places of the customers that no acknowledged id is stored as. */
  readonly missing: readonly number[];
  /** What the day on which they are said to be created lists. */
  readonly listed: readonly Item[];
}

/** Batches of two, fifty and two hundred and fifty, and one more: together more than a list gives at once. */
export const batches = {
  name: 'customers: batches',
  async play(setting) {
    const { calendar } = setting;
    return {
      two: await addBatch(setting, 2, calendar.created(reservedDays.batchOfTwo)),
      fifty: await addBatch(setting, 50, calendar.created(reservedDays.batchOfFifty)),
      twoHundredFifty: await addBatch(setting, 250, calendar.created(reservedDays.batchOfTwoHundredFifty)),
      crowd: await acknowledgedBatch(setting, 205, calendar.created(reservedDays.crowd)),
    };
  },
} satisfies Scenario<Record<string, Batch>>;

/** The ids of a batch that are known to be stored, in the order of the acknowledgements. */
export function known({ ids, places }: Batch): readonly number[] {
  return ids.filter((id, index) => id !== null && places[index] !== null).filter((id) => id !== null);
}

/** The places of stored customers, in the order of the acknowledgements. */
export function orderOf({ places }: Batch): readonly number[] {
  return places.filter((place) => place !== null);
}

/** Those who make the others more than a list shows: that a large batch is stored is seen of another one. */
async function acknowledgedBatch(setting: Setting, size: number, day: Day): Promise<Batch> {
  const { ids, requestIds } = await postBatch(setting, size, day);
  return { size, ids, requestIds, places: ids.map((_, place) => place), missing: [], listed: [] };
}

/**
 * Seven share the moment of their next purchase, so that pages end amid customers whom an order by it leaves alike;
 * seven are told to have bought by 2017-10-16.
 */
async function postBatch({ payloads, caller, marker, fixtures }: Setting, size: number, day: Day) {
  const { text } = fixtures.customFields;
  /** What the first of two has, and the second is not to get. */
  const rich: Partial<CustomerAdd> = {
    tags: 'sales',
    ...(text !== undefined && { custom_fields: [{ id: text, values: [{ value: 'Of the first alone' }] }] }),
  };
  const customers = Array.from({ length: size }, (_, index) => {
    const group = Math.floor(index / 7);
    return payloads.customer(`batch of ${size}, ${day.noon}, group ${group}`, {
      name: `${marker} batch ${size} customer ${index}`,
      created_at: day.noon,
      ...(group === 1 && { next_date: OVERDUE }),
      next_price: index + 1,
      ...(size === 2 && index === 0 && rich),
    });
  });
  const answer = await caller('administrator').post(path, { add: customers });
  const acknowledgements = itemsOf(answer);
  return {
    names: customers.map(({ name }) => name),
    ids: acknowledgements.map((item) => idOf(item) ?? null),
    requestIds: acknowledgements.flatMap(({ request_id: id }) =>
      typeof id === 'number' || typeof id === 'string' ? [String(id)] : [],
    ),
  };
}

async function addBatch(setting: Setting, size: number, day: Day): Promise<Batch> {
  const { names, ids, requestIds } = await postBatch(setting, size, day);
  const administrator = setting.caller('administrator');
  const range = itemsOf(await administrator.get(path, createdAround(day)));
  const found = await foundFor(
    administrator,
    ids.filter((id) => id !== null),
    range,
  );
  const places = ids.map((id) => placeOf(found.get(id ?? 0), names));
  return {
    size,
    ids,
    requestIds,
    places,
    missing: names.map((_, place) => place).filter((place) => !places.includes(place)),
    listed: range,
  };
}

/** Customers by id: those that the list of the day shows, and the others by their ids. */
async function foundFor(
  caller: ReturnType<Setting['caller']>,
  ids: readonly number[],
  range: readonly Item[],
): Promise<ReadonlyMap<number, Item>> {
  const found = new Map(range.map((item) => [idOf(item) ?? 0, item]));
  const missing = ids.filter((id) => !found.has(id));
  for (let start = 0; start < missing.length; start += 100) {
    const looked = await lookUp(caller, missing.slice(start, start + 100));
    for (const [id, item] of looked) found.set(id, item);
  }
  return found;
}

/** Which customer of a batch a stored one is: by its name, or where no such name was sent by its price. */
function placeOf(item: Item | undefined, names: readonly string[]): number | null {
  const byName = names.indexOf(String(at(item, 'name')));
  const byPrice = Number(at(item, 'next_price')) - 1;
  const place = byName >= 0 ? byName : byPrice;
  return Number.isInteger(place) && place >= 0 && place < names.length ? place : null;
}
