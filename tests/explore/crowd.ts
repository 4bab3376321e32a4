/** The step that fills a list beyond what one page shows. */
import { MOST_ROWS } from '../../spec/limits.ts';
import { operations } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { idOf, idsOf, inWords, itemsOf } from '../../target/answer.ts';
import { queryString } from '../../target/caller.ts';
import { Differs } from './charge.ts';
import { has } from './lists.ts';
import type { RecordKind } from './model.ts';
import { secondsOf } from './specs.ts';
import { byIds, windowOf, type World } from './world.ts';

export interface CrowdStep extends Step {
  readonly kind: 'crowd';
  readonly what: RecordKind;
}

/** Two batches, and together more than a page holds. */
const SIZES = [250, 251] as const;

export function allowsCrowd(world: World, { what }: CrowdStep): boolean {
  const { target } = world.setting;
  return (
    has(world, what) &&
    target.quota.liveObjects >= 700 &&
    (what === 'customers' || world.customers.length > 0)
  );
}

export async function crowd(world: World, { what }: CrowdStep): Promise<void> {
  const [customer = 0] = world.customers;
  const all: number[] = [];
  for (const size of SIZES) {
    const add = Array.from({ length: size }, () =>
      what === 'customers'
        ? {
            name: world.named('crowd'),
            next_date: secondsOf('next', { slot: 0, seconds: 0 }),
            created_at: secondsOf('created', { slot: 0, seconds: 0 }),
          }
        : { customer_id: customer, date: 1_500_000_000, price: 1, comment: world.named('crowd') },
    );
    const { path } = operations[`${what}.change`];
    const answer = await world.send(world.asked('administrator', 'POST', path, JSON.stringify({ add })));
    const ids = idsOf(itemsOf(answer));
    for (const id of ids) world.habits.known[what].add(id);
    world.strays[what].push(...ids);
    const group = what === 'customers' ? 'customers.add.batch.twoHundredFifty' : 'transactions.add.batch';
    if (new Set(ids).size !== size)
      throw new Differs(
        ids.length === size ? `${what}.add.id` : group,
        `Of ${String(size)} added at once ${String(new Set(ids).size)} are acknowledged: ${inWords(answer)}`,
      );
    all.push(...ids);
    const names = add.map((one) => ('name' in one ? one.name : one.comment));
    await world.settled(() => requireStored(world, what, ids, names));
  }
  await world.settled(() => requirePages(world, what, customer, all));
}

/** So many ids fit into one URL. */
const IDS_AT_ONCE = 100;

/** All of them are read back, as what is not is not deleted either; of purchases the last one, which gets lost first. */
async function requireStored(
  world: World,
  what: RecordKind,
  ids: readonly number[],
  names: readonly unknown[],
): Promise<void> {
  const group = what === 'customers' ? 'customers.add.batch.twoHundredFifty' : 'transactions.add.batch';
  const chunks =
    what === 'customers'
      ? Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, index) =>
          ids.slice(index * IDS_AT_ONCE, (index + 1) * IDS_AT_ONCE),
        )
      : [ids.slice(-1)];
  for (const chunk of chunks) {
    const path =
      what === 'customers' ? byIds(chunk) : `${operations['transactions.list'].path}?id=${String(chunk[0])}`;
    const shown = itemsOf(await world.send(world.asked('administrator', 'GET', path)));
    for (const id of chunk) {
      const item = shown.find((one) => idOf(one) === id);
      const text = item?.[what === 'customers' ? 'name' : 'comment'];
      const wanted = names[ids.indexOf(id)];
      if (text !== wanted)
        throw new Differs(
          group,
          `Of a large batch ${String(id)} shows ${String(text)}, and has to show ${String(wanted)}.`,
        );
    }
  }
}

async function requirePages(
  world: World,
  what: RecordKind,
  customer: number,
  all: readonly number[],
): Promise<void> {
  const query = what === 'customers' ? windowOf.filter : { customer_id: customer };
  const { path } = operations[`${what}.list`];
  const ask = async (rows: number): Promise<readonly number[]> =>
    idsOf(
      itemsOf(
        await world.send(
          world.asked('administrator', 'GET', `${path}${queryString({ ...query, limit_rows: rows })}`),
        ),
      ),
    );
  for (const rows of [MOST_ROWS, MOST_ROWS + 1]) {
    const ids = await ask(rows);
    const isMore = rows > MOST_ROWS;
    const isRight = isMore ? ids.length <= MOST_ROWS : new Set(ids).size === MOST_ROWS;
    if (!isRight)
      throw new Differs(
        `${what}.list.limit_rows.${isMore ? 'beyond' : 'maximum'}`,
        `Asked for ${String(rows)} rows of ${String(all.length)}, ${String(new Set(ids).size)} different ones come.`,
      );
  }
}
