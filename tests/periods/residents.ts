/** Customers in periods, while the list of periods is replaced around them. */
import { operations } from '../../spec/operations.ts';
import type { Period } from '../../target/amocrm/period.ts';
import { at, idsOf, itemsOf, type Answer, type Item } from '../../target/answer.ts';
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
  readonly before: Item | null;
  readonly after: Item | null;
}

export interface Residents {
  /** In periods that were left out of the list, and are gone. */
  readonly ofRemoved: readonly Resident[];
  /** In periods that are still there, those that were just added among them. */
  readonly ofKept: readonly Resident[];
}

/** A customer who is put into a period that was just added. */
export interface Newcomer {
  readonly answer: Answer;
  readonly period: number;
  /** As it is found while the period is there; null where it was not taken. */
  readonly before: Item | null;
}

/** Puts a customer with every field into each of some new periods, and into the first one another, who buys something. */
export async function moveIn(setting: Setting, periods: readonly Period[]): Promise<readonly Newcomer[]> {
  if (periods.length === 0) return [];
  const { calendar, caller, payloads, target } = setting;
  const day = calendar.created(reservedDays.residents);
  const administrator = caller('administrator');
  const customer = (label: string, period: number) => {
    const name = payloads.name(label, 'plain');
    const fields = { ...everyField(setting, label), name, created_at: day.noon, period_id: period };
    return payloads.customer(label, fields);
  };
  const customers = [
    ...periods.map(({ id }, index) => customer(`resident ${String(index + 1)}`, id)),
    customer('resident who buys', periods[0]?.id ?? 0),
  ];
  const answer = await administrator.post(operations['customers.change'].path, { add: customers });
  const ids = answer.status === 200 ? idsOf(itemsOf(answer)) : [];
  const found = ids.length > 0 ? await readBack(administrator, ids, day) : new Map<number, Item>();
  const storedAs = (index: number): Item | null =>
    [...found.values()].find((item) => item['name'] === customers[index]?.name) ?? null;
  const newcomers = periods.map(({ id }, index): Newcomer => ({
    answer,
    period: id,
    before: storedAs(index),
  }));
  const [buyer] = idsOf([storedAs(periods.length)]);
  if (buyer !== undefined && target.features.transactions) {
    const purchase = payloads.transaction('resident', buyer);
    await administrator.post(operations['transactions.change'].path, { add: [purchase] });
  }
  return newcomers;
}

/** Looks what became of those customers, and of some that were stored before in periods of the account. */
export async function residentsOf(
  { calendar, caller, play }: Setting,
  list: readonly Period[],
  newcomers: readonly Newcomer[],
): Promise<Residents> {
  const added = await play(addedBefore).catch((): Readonly<Record<string, Added>> => ({}));
  const isListed = (period: unknown): boolean => list.some(({ id }) => id === period);
  const settled = Object.values(added)
    .map(({ stored }) => stored)
    .filter((stored) => isListed(at(stored, 'period_id')))
    .slice(0, MOST);
  const arrived = newcomers.flatMap(({ before, period }) =>
    before !== null && before['period_id'] === period ? [before] : [],
  );
  const before = [...settled, ...arrived].flatMap((item) => {
    const [id] = idsOf([item]);
    return id === undefined ? [] : [{ id, period: at(item, 'period_id'), before: item }];
  });
  const day = calendar.created(reservedDays.residents);
  const ids = before.map(({ id }) => id);
  const now = ids.length > 0 ? await readBack(caller('administrator'), ids, day) : new Map<number, Item>();
  const residents = before.map((one): Resident => ({ ...one, after: now.get(one.id) ?? null }));
  return {
    ofRemoved: residents.filter(({ period }) => !isListed(period)),
    ofKept: residents.filter(({ period }) => isListed(period)),
  };
}
