import { operations } from '../../spec/operations.ts';
import type { Ledger } from '../ledger.ts';
import { at, idOf, idsOf, itemsOf, type Item } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { markerIn, ownCustomers } from './marker.ts';
import { wholeList } from './whole-list.ts';

/** How many records one request deletes. */
const BATCH = 250;

/** How many ids one request asks for: a URL has to stay short. */
const IDS_AT_ONCE = 100;

const ATTEMPTS = 5;

const customersPath = operations['customers.list'].path;
const transactionsPath = operations['transactions.list'].path;

/**
 * Deletes what the run created: transactions, then customers, then what the ledger did not know of. Where nobody
 * knows what came of a change, the account is looked at before anything is sent again.
 * @returns what is left, a sentence each
 */
export async function tidyUp(administrator: Caller, ledger: Ledger, marker: string): Promise<string[]> {
  let brokeOff = '';
  const spared: string[] = [];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      if (ledger.isInDoubt) {
        const living = await livingOf(administrator, ledger, marker);
        spared.splice(0, Infinity, ...living.spared);
        ledger.looked(living);
      }
      await deleteAll(administrator, transactionsPath, ledger.transactions);
      await deleteAll(administrator, customersPath, ledger.customers);
      const stray = idsOf(await ownCustomers(administrator, marker));
      await deleteAll(administrator, customersPath, stray);
      // What nobody acknowledged may be gone all the same.
      if (leftIn(ledger).length > 0) ledger.looked(await livingOf(administrator, ledger, marker));
      return [...spared, ...leftIn(ledger)];
    } catch (error) {
      brokeOff = error instanceof Error ? error.message : String(error);
    }
  }
  return [`Tidying up broke off: ${brokeOff}`];
}

function leftIn({ customers, transactions }: Ledger): string[] {
  return [
    ...customers.map((id) => `Customer ${id} could not be deleted.`),
    ...transactions.map((id) => `Transaction ${id} could not be deleted.`),
  ];
}

/** What there is of a run, whether its ledger knows of it or not: told by the marker, never by an id alone. */
async function livingOf(administrator: Caller, ledger: Ledger, marker: string) {
  const isOwn = (item: Item): boolean => markerIn(item) === marker;
  const known = await livingCustomers(administrator, ledger.customers);
  const marked = await ownCustomers(administrator, marker);
  const customers = [...new Set(idsOf([...known.filter(isOwn), ...marked]))];
  const own = new Set([...customers, ...ledger.customers]);
  const transactions = (await livingTransactions(administrator, ledger.buyers)).filter(
    (item) => isOwn(item) || own.has(idOf(at(item, 'customer')) ?? 0),
  );
  const spared = known
    .filter((item) => !isOwn(item))
    .map(({ id }) => `Customer ${String(id)} is left alone: it does not carry the marker of the run.`);
  return { customers, transactions: idsOf(transactions), spared };
}

/** The customers that there are of some ids, without deleted ones that are still shown. */
export async function livingCustomers(
  administrator: Caller,
  ids: readonly number[],
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const batch = ids.slice(start, start + IDS_AT_ONCE);
    const answer = await administrator.get(customersPath, { id: batch });
    found.push(...itemsOf(answer).filter((item) => batch.includes(idOf(item) ?? 0)));
  }
  return found.filter(({ is_deleted }) => is_deleted !== true);
}

/** The living transactions of some customers: a transaction can't be asked for together with others. */
export async function livingTransactions(
  administrator: Caller,
  customers: readonly number[],
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (const customer of customers) {
    const listed = await wholeList(administrator, transactionsPath, { customer_id: customer });
    found.push(...listed.filter((item) => idOf(at(item, 'customer')) === customer));
  }
  return found.filter(({ is_deleted }) => is_deleted !== true);
}

/** Deletes in batches. */
export async function deleteAll(administrator: Caller, path: string, ids: readonly number[]): Promise<void> {
  for (let start = 0; start < ids.length; start += BATCH) {
    await administrator.post(path, { delete: ids.slice(start, start + BATCH) });
  }
}
