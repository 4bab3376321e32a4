import { several } from '../../spec/run/plain.ts';
import type { SweepPlan } from '../api.ts';
import { at, idOf, idsOf, isItem } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { JournalFacts } from '../journal.ts';
import type { Ledger } from '../ledger.ts';
import { AccountPeriods } from './account-periods.ts';
import {
  customersPath,
  livingCustomers,
  livingTransactions,
  remainsOf,
  type Remains,
  transactionsPath,
} from './own-records.ts';
import { periodOf } from './period.ts';

/** How many records one request deletes. */
const BATCH = 250;

/** Attempts in a row that bring nothing further, after which it is given up. */
const ATTEMPTS = 5;

/**
 * Deletes what the run created, as far as it carries the marker now: what was acknowledged tells where to look, and
 * nothing more. Goes on until nothing of the run is to be seen, or attempts bring nothing further.
 * @returns what is left, and what is left alone, a sentence each
 */
export async function tidyUp(
  administrator: Caller,
  ledger: Ledger,
  marker: string,
): Promise<readonly string[]> {
  // Nothing is bought any more: who has no transactions at the first look has none later.
  let buyers = ledger.owners;
  const look = async (): Promise<Remains> => {
    const remains = await remainsOf(administrator, { customers: ledger.of('customers'), buyers }, marker);
    buyers = [...new Set(idsOf(remains.transactions.map((item) => at(item, 'customer'))))];
    ledger.looked({ customers: idsOf(remains.customers), transactions: idsOf(remains.transactions) });
    return remains;
  };
  let brokeOff = '';
  let least = Infinity;
  for (let inVain = 0; inVain < ATTEMPTS;) {
    inVain = ledger.living < least ? 0 : inVain + 1;
    least = Math.min(least, ledger.living);
    try {
      const { customers, transactions, spared } = await look();
      await deleteAll(administrator, transactionsPath, idsOf(transactions));
      await deleteAll(administrator, customersPath, idsOf(customers));
      const stray = await remainsOf(administrator, { customers: [], buyers: [] }, marker);
      await deleteAll(administrator, customersPath, idsOf(stray.customers));
      // What nobody acknowledged may be gone all the same.
      if (ledger.living > 0) await look();
      return [...spared, ...undeleted(ledger.of('customers'), ledger.of('transactions'))];
    } catch (error) {
      brokeOff = error instanceof Error ? error.message : String(error);
    }
  }
  return [`Tidying up broke off: ${brokeOff}`];
}

/** Plans to delete what is left of a run, and to put the account's periods back where they are not as it found them. */
export async function planSweep(administrator: Caller, journal: JournalFacts | null): Promise<SweepPlan> {
  const known = {
    customers: journal?.records['customers'] ?? [],
    buyers: journal?.owners ?? [],
  };
  // A run that has drawn no marker yet created nothing.
  const marker = journal === null ? undefined : (journal.marker ?? '');
  const { customers, transactions, spared } = await remainsOf(administrator, known, marker);
  const periods = await changedPeriods(administrator, journal?.found ?? []);
  return {
    isEmpty: customers.length + transactions.length === 0 && periods === null,
    says: [
      ...(transactions.length > 0 ? [`delete ${several(transactions.length, 'transaction')}`] : []),
      ...(customers.length > 0 ? [`delete ${several(customers.length, 'customer')}:`] : []),
      ...customers.slice(0, 5).map(({ id, name }) => `  ${String(id)} ${String(name)}`),
      ...(customers.length > 5 ? [`  and ${String(customers.length - 5)} more`] : []),
      ...(periods ? ['put the periods back:', ...periods.changes().map((change) => `  ${change}`)] : []),
      ...spared,
    ],
    async carryOut() {
      const [customerIds, transactionIds] = [idsOf(customers), idsOf(transactions)];
      await deleteAll(administrator, transactionsPath, transactionIds);
      await deleteAll(administrator, customersPath, customerIds);
      const buyers = [...new Set(idsOf(transactions.map((item) => at(item, 'customer'))))];
      const stillThere = await livingCustomers(administrator, customerIds);
      const stillListed = (await livingTransactions(administrator, buyers)).filter((item) =>
        transactionIds.includes(idOf(item) ?? 0),
      );
      return [...undeleted(idsOf(stillThere), idsOf(stillListed)), ...((await periods?.settle()) ?? [])];
    },
  };
}

/** The account's periods where they are not as they were found; null where they are, or nobody knows. */
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

function undeleted(customers: readonly number[], transactions: readonly number[]): string[] {
  return [
    ...customers.map((id) => `Customer ${id} could not be deleted.`),
    ...transactions.map((id) => `Transaction ${id} could not be deleted.`),
  ];
}

async function deleteAll(administrator: Caller, path: string, ids: readonly number[]): Promise<void> {
  for (let start = 0; start < ids.length; start += BATCH) {
    const request = (): Promise<unknown> =>
      administrator.post(path, { delete: ids.slice(start, start + BATCH) });
    // Where the answer is lost: to delete twice, right after a look, does no harm.
    await request().catch(request);
  }
}
