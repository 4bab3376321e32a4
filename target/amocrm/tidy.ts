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
  transactionsPath,
} from './own-records.ts';
import { periodOf } from './period.ts';

/** How many records one request deletes. */
const BATCH = 250;

/** Attempts in a row that bring nothing further, after which it is given up. */
const ATTEMPTS = 5;

/**
 * Deletes what the run created: transactions, then customers, then what the ledger did not know of. Where nobody
 * knows what came of a change, the account is looked at before anything is sent again.
 * @returns what is left, a sentence each
 */
export async function tidyUp(administrator: Caller, ledger: Ledger, marker: string): Promise<string[]> {
  const customers = (): readonly number[] => ledger.of('customers');
  const transactions = (): readonly number[] => ledger.of('transactions');
  const left = (): string[] => undeleted(customers(), transactions());
  let spared: readonly string[] = [];
  const look = async (): Promise<readonly string[]> => {
    const known = { customers: customers(), buyers: ledger.owners };
    const remains = await remainsOf(administrator, known, marker);
    const living = { customers: idsOf(remains.customers), transactions: idsOf(remains.transactions) };
    ledger.looked(living);
    return remains.spared;
  };
  let brokeOff = '';
  let least = Infinity;
  for (let inVain = 0; inVain < ATTEMPTS;) {
    inVain = ledger.living < least ? 0 : inVain + 1;
    least = Math.min(least, ledger.living);
    try {
      if (ledger.isInDoubt) spared = await look();
      await deleteAll(administrator, transactionsPath, transactions());
      await deleteAll(administrator, customersPath, customers());
      const stray = await remainsOf(administrator, { customers: [], buyers: [] }, marker);
      await deleteAll(administrator, customersPath, idsOf(stray.customers));
      // What nobody acknowledged may be gone all the same.
      if (left().length > 0) await look();
      return [...spared, ...left()];
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
    await administrator.post(path, { delete: ids.slice(start, start + BATCH) });
  }
}
