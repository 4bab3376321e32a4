import { at, idOf, idsOf, type Item } from '../answer.ts';
import type { RecordId } from '../api.ts';
import type { Caller } from '../caller.ts';
import type { Ledger } from '../ledger.ts';
import {
  attempted,
  customersPath,
  livingCustomers,
  plannedInRun,
  remainsOf,
  type Remains,
  transactionsPath,
} from './own-records.ts';
import type { Kind } from './records.ts';

/** How many records one request deletes. */
const BATCH = 250;

/** Attempts in a row that bring nothing further, after which it is given up. */
const ATTEMPTS = 5;

/**
 * Deletes what the run created, as far as it carries the marker now: what was acknowledged tells where to look, and
 * nothing more. Goes on until nothing of the run is to be seen, or attempts bring nothing further; a step that breaks
 * keeps no other one from being taken.
 * @returns what is left, and what is left alone, a sentence each
 */
export async function tidyUp(
  administrator: Caller,
  ledger: Ledger,
  marker: string,
  kept: readonly RecordId[] = [],
): Promise<readonly string[]> {
  const isKept = (kind: string, id: number): boolean =>
    kept.some((one) => one.kind === kind && one.id === id);
  // Nothing is bought any more: who has no transactions at the first look has none later.
  let buyers = ledger.owners;
  let isFirst = true;
  const look = async (): Promise<Remains> => {
    const remains = await remainsOf(administrator, { customers: ledger.of('customers'), buyers }, marker);
    buyers = [...new Set([...buyersOf(remains.transactions), ...remains.unread])];
    if (remains.broken.length === 0)
      ledger.looked({ customers: idsOf(remains.customers), transactions: idsOf(remains.transactions) });
    if (isFirst && remains.broken.length + remains.endless.length === 0)
      await takeStock(administrator, ledger, remains);
    isFirst = false;
    return {
      ...remains,
      customers: remains.customers.filter((item) => !isKept('customers', idOf(item) ?? 0)),
      transactions: remains.transactions.filter((item) => !isKept('transactions', idOf(item) ?? 0)),
    };
  };
  /** One way through everything. */
  const round = async (): Promise<Pick<Remains, 'spared' | 'broken' | 'endless'>> => {
    const first = await look();
    const { spared, endless } = first;
    const broken = [...first.broken, ...(await deleteRemains(administrator, first))];
    if (endless.length === 0) {
      // What was refused and stored all the same may be dated as the target likes.
      const stray = await remainsOf(administrator, { customers: [], buyers: [] }, marker, [plannedInRun]);
      // What was kept for its transactions is kept still.
      const untouched = broken.length > 0 ? idsOf(first.customers) : first.unread;
      const customers = stray.customers.filter(
        (item) => !untouched.includes(idOf(item) ?? 0) && !isKept('customers', idOf(item) ?? 0),
      );
      broken.push(...stray.broken, ...(await deleteAll(administrator, customersPath, idsOf(customers))));
    }
    // What nobody acknowledged may be gone all the same.
    if (ledger.living > 0 && broken.length === 0) broken.push(...(await look()).broken);
    return { spared, endless, broken };
  };
  let least = Infinity;
  let inVain = 0;
  for (;;) {
    inVain = ledger.living < least ? 0 : inVain + 1;
    least = Math.min(least, ledger.living);
    const { spared, endless, broken } = await round();
    if (broken.length === 0) {
      const of = (kind: string, keeps: boolean) => ledger.of(kind).filter((id) => isKept(kind, id) === keeps);
      return [
        ...spared,
        ...new Set(endless),
        ...undeleted(of('customers', false), of('transactions', false)),
        ...leftToLookAt(of('customers', true), of('transactions', true)),
      ];
    }
    if (inVain >= ATTEMPTS - 1) {
      const reasons = [...new Set(broken)].map((reason) => `Tidying up broke off: ${reason}`);
      return [...spared, ...new Set(endless), ...reasons];
    }
  }
}

/** How many transactions that no list shows are looked up one by one. */
const MOST_LOOKED_UP = 5;

/** The statuses of answers that tell whether something is there. */
const TELLING: readonly number[] = [200, 204, 404, 410];

/**
 * Tells the inventory what is there, before anything is deleted. Customers have been looked up by their ids already;
 * a transaction that its list left out may be shown so, too. What differs from what it was is looked at once more.
 */
async function takeStock(
  administrator: Caller,
  { inventory, untouched }: Ledger,
  { customers, transactions }: Pick<Remains, 'customers' | 'transactions'>,
): Promise<void> {
  inventory.looked({ customers: idsOf(customers), transactions: idsOf(transactions) });
  const unlisted = inventory.missing.filter(({ kind }) => kind === 'transactions');
  for (const one of unlisted.slice(0, MOST_LOOKED_UP)) {
    const answer = await attempted(() => administrator.get(transactionsPath, { id: one.id }));
    if ('says' in answer || !TELLING.includes(answer.value.status)) inventory.excuse(one);
  }
  for (const one of unlisted.slice(MOST_LOOKED_UP)) inventory.excuse(one);
  const doubtful = (kind: Kind): readonly number[] =>
    untouched.doubtful.filter((one) => one.kind === kind).map(({ id }) => id);
  await livingCustomers(administrator, doubtful('customers'));
  for (const id of doubtful('transactions').slice(0, MOST_LOOKED_UP))
    await attempted(() => administrator.get(transactionsPath, { id }));
  untouched.settle();
}

/**
 * Deletes customers and transactions. A customer whose transactions could not be looked at, or deleted, is kept: they
 * would not be found without it.
 * @returns what broke, a sentence each
 */
export async function deleteRemains(
  administrator: Caller,
  { customers, transactions, unread }: Pick<Remains, 'customers' | 'transactions' | 'unread'>,
): Promise<readonly string[]> {
  const broken = await deleteAll(administrator, transactionsPath, idsOf(transactions));
  const kept = new Set(broken.length > 0 ? [...unread, ...buyersOf(transactions)] : unread);
  const last = idsOf(customers).filter((id) => !kept.has(id));
  if (broken.length === 0) return deleteAll(administrator, customersPath, last);
  // Changes whose answers are lost one after the other would be taken for a dead target: it is looked at between them.
  const living = await livingCustomers(administrator, last);
  const gone = await deleteAll(administrator, customersPath, idsOf(living.items));
  return [...broken, ...living.broken, ...gone];
}

/** Ids of the customers of transactions. */
function buyersOf(transactions: readonly Item[]): readonly number[] {
  return idsOf(transactions.map((item) => at(item, 'customer')));
}

export function undeleted(customers: readonly number[], transactions: readonly number[]): string[] {
  return [
    ...customers.map((id) => `Customer ${id} could not be deleted.`),
    ...transactions.map((id) => `Transaction ${id} could not be deleted.`),
  ];
}

/** How many ids a sentence names. */
const MOST_NAMED = 20;

function leftToLookAt(customers: readonly number[], transactions: readonly number[]): string[] {
  const named = (ids: readonly number[]): string =>
    `${ids.slice(0, MOST_NAMED).join(', ')}${ids.length > MOST_NAMED ? ` and ${String(ids.length - MOST_NAMED)} more` : ''}`;
  return [
    ...(customers.length > 0
      ? [`Kept to be looked at, of claims that failed: customers ${named(customers)}.`]
      : []),
    ...(transactions.length > 0
      ? [`Kept to be looked at, of claims that failed: transactions ${named(transactions)}.`]
      : []),
  ];
}

/** @returns what broke, a sentence each */
async function deleteAll(
  administrator: Caller,
  path: string,
  ids: readonly number[],
): Promise<readonly string[]> {
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) =>
    ids.slice(index * BATCH, (index + 1) * BATCH),
  );
  const deleted = await Promise.all(
    batches.map((batch) => {
      // Where the answer is lost: to delete twice, right after a look, does no harm.
      const request = (): Promise<unknown> => administrator.post(path, { delete: batch });
      return attempted(() => request().catch(request));
    }),
  );
  return deleted.flatMap((one) => ('says' in one ? [one.says] : []));
}
