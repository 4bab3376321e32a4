/** Customers in periods, while the list of periods is replaced around them. */
import { operations } from '../../spec/operations.ts';
import type { Period } from '../../target/amocrm/period.ts';
import { at, idOf, itemsOf, type Item } from '../../target/answer.ts';
import { added } from '../customers/added.scenario.ts';
import { readBack, type Added } from '../customers/adding.ts';
import { reservedDays } from '../customers/reserved-days.ts';
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
  /** In a period that was removed; null where none could be put there. */
  readonly ofRemoved: Resident | null;
  /** In periods that were there all the time. */
  readonly ofKept: readonly Resident[];
}

/**
 * Puts a customer into a period that is to be removed.
 * @returns its id; null where there is no such period, or the customer is not taken
 */
export async function moveIn(
  { calendar, caller, payloads }: Setting,
  period: Period | undefined,
): Promise<number | null> {
  if (!period) return null;
  const customer = payloads.customer('resident', {
    name: payloads.name('resident', 'plain'),
    created_at: calendar.created(reservedDays.residents).noon,
    period_id: period.id,
  });
  const answer = await caller('administrator').post(operations['customers.change'].path, { add: [customer] });
  return answer.status === 200 ? (idOf(itemsOf(answer)[0]) ?? null) : null;
}

/** Looks what became of that customer and of some that were stored before in periods of the account. */
export async function residentsOf(
  { calendar, caller, play }: Setting,
  found: readonly Period[],
  moved: { readonly id: number | null; readonly period: Period | undefined },
): Promise<Residents> {
  const before = await play(added).catch((): Readonly<Record<string, Added>> => ({}));
  const settled = Object.values(before)
    .filter(({ stored }) => found.some(({ id }) => id === at(stored, 'period_id')))
    .slice(0, MOST);
  const known = [
    ...settled.map(({ id, stored }) => ({ id: id ?? 0, period: at(stored, 'period_id') })),
    ...(moved.id === null ? [] : [{ id: moved.id, period: moved.period?.id }]),
  ];
  const after =
    known.length > 0
      ? await readBack(
          caller('administrator'),
          known.map(({ id }) => id),
          calendar.created(reservedDays.residents),
        )
      : new Map<number, Item>();
  const all = known.map((one): Resident => ({ ...one, after: after.get(one.id) ?? null }));
  return {
    ofRemoved: all.find(({ id }) => id === moved.id) ?? null,
    ofKept: all.filter(({ id }) => id !== moved.id),
  };
}
