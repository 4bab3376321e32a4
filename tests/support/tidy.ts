import { operations } from '../../spec/operations.ts';
import type { Ledger } from '../../target/ledger.ts';
import { idsOf } from './answer.ts';
import type { Caller } from './caller.ts';
import { ownCustomers } from './marker.ts';

/** How many records one request deletes. */
const BATCH = 250;

/**
 * Deletes what the run created: transactions, then customers, then what the ledger did not know of.
 * @returns what is left, a sentence each
 */
export async function tidyUp(administrator: Caller, ledger: Ledger, marker: string): Promise<string[]> {
  try {
    await deleteAll(administrator, operations['transactions.change'].path, ledger.transactions);
    await deleteAll(administrator, operations['customers.change'].path, ledger.customers);
    const stray = idsOf(await ownCustomers(administrator, marker));
    await deleteAll(administrator, operations['customers.change'].path, stray);
  } catch (error) {
    return [`Tidying up broke off: ${error instanceof Error ? error.message : String(error)}`];
  }
  return [
    ...ledger.customers.map((id) => `Customer ${id} could not be deleted.`),
    ...ledger.transactions.map((id) => `Transaction ${id} could not be deleted.`),
  ];
}

/** Deletes in batches. */
export async function deleteAll(administrator: Caller, path: string, ids: readonly number[]): Promise<void> {
  for (let start = 0; start < ids.length; start += BATCH) {
    await administrator.post(path, { delete: ids.slice(start, start + BATCH) });
  }
}
