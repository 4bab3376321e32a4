import { operations } from '../../spec/operations.ts';
import type { Day } from '../../generators/calendar.ts';
import { at, idOf, itemsOf, type Item } from '../support/answer.ts';
import type { Scene, Setting } from '../support/scene.ts';
import { createdAround, lookUp } from './adding.ts';
import { slots } from './slots.ts';

const { path } = operations['customers.change'];

/** A batch as it was sent, acknowledged and found again. */
export interface Batch {
  readonly status: number;
  readonly sent: readonly string[];
  /** The ids of the acknowledgements, in their order; null where there is none. */
  readonly ids: readonly (number | null)[];
  /** The names under which the acknowledged ids are stored, in the order of the acknowledgements. */
  readonly stored: readonly unknown[];
}

/** Batches of two, fifty and two hundred and fifty, and as many again: more than a list gives at once. */
export const batches = {
  name: 'customers: batches',
  async play(setting) {
    return {
      two: await addBatch(setting, 2, setting.calendar.created(slots.batchOfTwo)),
      fifty: await addBatch(setting, 50, setting.calendar.created(slots.batchOfFifty)),
      twoHundredFifty: await addBatch(setting, 250, setting.calendar.created(slots.batchOfTwoHundredFifty)),
      crowd: await addBatch(setting, 250, setting.calendar.created(slots.crowd)),
    };
  },
} satisfies Scene<Record<string, Batch>>;

async function addBatch({ author, caller }: Setting, size: number, day: Day): Promise<Batch> {
  const customers = Array.from({ length: size }, (_, index) => {
    const label = `batch of ${size}, ${day.noon}, ${index}`;
    return author.customer(label, { name: `${author.name(label, 'plain')} ${index}`, created_at: day.noon });
  });
  const administrator = caller('administrator');
  const answer = await administrator.post(path, { add: customers });
  const ids = itemsOf(answer).map((item) => idOf(item) ?? null);
  const names = await namesOf(
    administrator,
    ids.filter((id) => id !== null),
    day,
  );
  return {
    status: answer.status,
    sent: customers.map(({ name }) => name),
    ids,
    stored: ids.map((id) => names.get(id ?? 0) ?? null),
  };
}

/** Names by id: of those created on the day, and of the others by their ids. */
async function namesOf(
  caller: ReturnType<Setting['caller']>,
  ids: readonly number[],
  day: Day,
): Promise<Map<number, unknown>> {
  const found = named(itemsOf(await caller.get(path, createdAround(day))));
  const missing = ids.filter((id) => !found.has(id));
  for (let start = 0; start < missing.length; start += 100) {
    const looked = await lookUp(caller, missing.slice(start, start + 100));
    for (const [id, name] of named([...looked.values()])) found.set(id, name);
  }
  return found;
}

function named(items: readonly Item[]): Map<number, unknown> {
  return new Map(items.map((item) => [idOf(item) ?? 0, at(item, 'name')]));
}
