import { operations } from '../../spec/operations.ts';
import type { JournalFacts } from '../../target/journal.ts';
import { AccountPeriods } from '../../target/amocrm/account-periods.ts';
import { periodOf } from '../../target/amocrm/period.ts';
import { at, idOf, isItem, type Item } from '../../target/answer.ts';
import type { Caller } from '../../target/caller.ts';
import { markedCustomers, markerIn } from '../../target/amocrm/marker.ts';
import { deleteAll, livingCustomers, livingTransactions } from '../../target/amocrm/tidy.ts';

/** What a sweep would do, and what it would leave alone and why. */
export interface SweepPlan {
  readonly customers: readonly Item[];
  readonly transactions: readonly Item[];
  /** The account's periods where they are not as the run found them; null where they are, or nobody knows. */
  readonly periods: AccountPeriods | null;
  /** Records under ids of the run that are somebody else's by now, a sentence each. */
  readonly spared: readonly string[];
}

/**
 * Looks for what a run left, by its marker and by its journal; without a journal for what any run left by its
 * marker. An id alone is never enough: it may have been given to something else since.
 * @throws CannotJudge when the account can't be read
 */
export async function planSweep(administrator: Caller, journal: JournalFacts | null): Promise<SweepPlan> {
  const isOwn = (item: Item): boolean =>
    markerIn(item) !== undefined && (journal === null || markerIn(item) === journal.marker);
  const marked = (await markedCustomers(administrator)).filter(isOwn);
  const noted = await livingCustomers(administrator, journal?.customers ?? []);
  const customers = byId([...marked, ...noted.filter(isOwn)]);

  const own = new Set([...(journal?.customers ?? []), ...customers.flatMap((one) => idOf(one) ?? [])]);
  const transactions = (await livingTransactions(administrator, journal?.buyers ?? [])).filter(
    (item) => isOwn(item) || own.has(idOf(at(item, 'customer')) ?? 0),
  );
  const spared = noted
    .filter((item) => !isOwn(item))
    .map(({ id }) => `Customer ${String(id)} is left alone: it does not carry the marker of the run.`);
  const periods = await changedPeriods(administrator, journal?.periods ?? []);
  return { customers, transactions, periods, spared };
}

/** @returns what is left all the same, a sentence each */
export async function carryOut(administrator: Caller, plan: SweepPlan): Promise<readonly string[]> {
  const [transactions, customers] = [plan.transactions, plan.customers].map((items) =>
    items.flatMap((item) => idOf(item) ?? []),
  );
  await deleteAll(administrator, operations['transactions.change'].path, transactions ?? []);
  await deleteAll(administrator, operations['customers.change'].path, customers ?? []);
  const buyers = plan.transactions.flatMap((item) => idOf(at(item, 'customer')) ?? []);
  const still = new Set(transactions);
  return [
    ...(await livingCustomers(administrator, customers ?? [])).map(
      ({ id }) => `Customer ${String(id)} could not be deleted.`,
    ),
    ...(await livingTransactions(administrator, [...new Set(buyers)]))
      .filter((item) => still.has(idOf(item) ?? 0))
      .map(({ id }) => `Transaction ${String(id)} could not be deleted.`),
    ...((await plan.periods?.settle()) ?? []),
  ];
}

async function changedPeriods(
  administrator: Caller,
  found: readonly unknown[],
): Promise<AccountPeriods | null> {
  const earlier = found.filter(isItem).map(periodOf);
  const whole = earlier.filter((period) => period !== null);
  if (whole.length === 0 || whole.length < found.length) return null;
  const periods = await AccountPeriods.resume(administrator, whole);
  return periods.changes().length > 0 ? periods : null;
}

function byId(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [idOf(item), item])).values()];
}
