/** Customers in periods, while the list of periods is replaced around them. */
import { operations } from '../../spec/operations.ts';
import type { Period } from '../../target/amocrm/period.ts';
import { at, idOf, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import { added as addedBefore } from '../customers/added.scenario.ts';
import { readBack, type Added } from '../customers/adding.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import { everyField } from '../customers/updating.ts';
import type { Setting } from '../support/scenario.ts';

/** How many customers of the account's own periods are looked at. */
const MOST = 8;

/** A customer as it stood before the list was replaced, and as it is afterwards; null where it is not found. */
interface Resident {
  readonly id: number;
  readonly period: unknown;
  readonly after: Item | null;
}

export interface Residents {
  /** In a period that was added and removed; null where there was none. */
  readonly newcomer: (Newcomer & { readonly after: Item | null }) | null;
  /** In periods that were there all the time. */
  readonly ofKept: readonly Resident[];
}

/** A customer who is put into a period that was just added. */
export interface Newcomer {
  readonly answer: Answer;
  /** Null where it was not taken. */
  readonly id: number | null;
  readonly period: number;
  /** As it is found while the period is there. */
  readonly before: Item | null;
}

/** Puts a customer with every field into a period that is to be removed. */
export async function moveIn(setting: Setting, period: Period | undefined): Promise<Newcomer | null> {
  if (!period) return null;
  const { calendar, caller, payloads } = setting;
  const day = calendar.created(reservedDays.residents);
  const customer = payloads.customer('resident', {
    ...everyField(setting, 'resident'),
    name: payloads.name('resident', 'plain'),
    created_at: day.noon,
    period_id: period.id,
  });
  const administrator = caller('administrator');
  const answer = await administrator.post(operations['customers.change'].path, { add: [customer] });
  const id = answer.status === 200 ? (idOf(itemsOf(answer)[0]) ?? null) : null;
  const found = id === null ? null : (await readBack(administrator, [id], day)).get(id);
  return { answer, id, period: period.id, before: found ?? null };
}

/** Looks what became of that customer and of some that were stored before in periods of the account. */
export async function residentsOf(
  { calendar, caller, play }: Setting,
  found: readonly Period[],
  newcomer: Newcomer | null,
): Promise<Residents> {
  const added = await play(addedBefore).catch((): Readonly<Record<string, Added>> => ({}));
  const settled = Object.values(added)
    .filter(({ stored }) => found.some(({ id }) => id === at(stored, 'period_id')))
    .slice(0, MOST)
    .map(({ id, stored }) => ({ id: id ?? 0, period: at(stored, 'period_id') }));
  const ids = [...settled.map(({ id }) => id), ...(newcomer?.id == null ? [] : [newcomer.id])];
  const after =
    ids.length > 0
      ? await readBack(caller('administrator'), ids, calendar.created(reservedDays.residents))
      : new Map<number, Item>();
  return {
    newcomer: newcomer && { ...newcomer, after: after.get(newcomer.id ?? 0) ?? null },
    ofKept: settled.map((one): Resident => ({ ...one, after: after.get(one.id) ?? null })),
  };
}
