import { operations } from '../../spec/operations.ts';
import { CannotJudge } from '../../spec/run/signals.ts';
import { at, idOf, idsOf, inWords, itemsOf, type Answer, type Item } from '../answer.ts';
import type { Caller, Query } from '../caller.ts';

export const customersPath = operations['customers.list'].path;
export const transactionsPath = operations['transactions.list'].path;

/** The most rows that the source lets one answer have. */
const ROWS = 500;

/** How many ids one request asks for: a URL has to stay short. */
const IDS_AT_ONCE = 100;

/** All customers of a run are said to have been created in these years, see `Calendar`. */
const createdInRun = {
  'filter[date][type]': 'create',
  'filter[date][from]': '01.01.1996',
  'filter[date][to]': '31.12.2008',
};

/** What there is of a run, or of all runs. */
export interface Remains {
  readonly customers: readonly Item[];
  readonly transactions: readonly Item[];
  /** Records under ids of the run that are somebody else's by now, a sentence each. */
  readonly spared: readonly string[];
}

/**
 * Looks for what there is of a run, whether it is known of or not: told by the marker, never by an id alone.
 * @param known ids of customers that the run created, and of those to which it may have added transactions
 * @param marker of the run; undefined for whatever carries a marker
 */
export async function remainsOf(
  caller: Caller,
  known: { readonly customers: readonly number[]; readonly buyers: readonly number[] },
  marker: string | undefined,
): Promise<Remains> {
  const isOwn = (item: Item): boolean =>
    markerIn(item) !== undefined && (marker === undefined || markerIn(item) === marker);
  const [noted, marked] = await Promise.all([
    livingCustomers(caller, known.customers),
    markedCustomers(caller).then((all) => all.filter(isOwn)),
  ]);
  const customers = [
    ...new Map([...marked, ...noted.filter(isOwn)].map((item) => [idOf(item), item])).values(),
  ];
  const own = new Set(idsOf(customers));
  const transactions = (await livingTransactions(caller, known.buyers)).filter(
    (item) => isOwn(item) || (isBare(item) && own.has(idOf(at(item, 'customer')) ?? 0)),
  );
  const spared = noted
    .filter((item) => !isOwn(item))
    .map(({ id }) => `Customer ${String(id)} is left alone: it does not carry the marker of the run.`);
  return { customers, transactions, spared };
}

/**
 * Customers that runs of the suite left in the account, page by page until nothing new comes. Deleted ones that
 * are still listed are left out.
 */
async function markedCustomers(caller: Caller, read = shownBy): Promise<readonly Item[]> {
  return (await wholeList(caller, customersPath, createdInRun, read)).filter(
    (customer) => customer['is_deleted'] !== true && markerIn(customer) !== undefined,
  );
}

/** Whether a transaction has no text that could carry a marker. */
function isBare({ comment }: Item): boolean {
  return comment === undefined || comment === null || comment === '';
}

/** The marker that a customer's name or a transaction's comment begins with; undefined where there is none. */
function markerIn({ name, comment }: Item): string | undefined {
  const text = name ?? comment;
  return typeof text === 'string' ? /^(acf-[0-9a-z]+(?:-\d+)?) /.exec(text)?.[1] : undefined;
}

/**
 * The marker of a run: made of the seed alone, so that the same seed sends the same bytes; where an interrupted
 * run of the same seed left something behind, a generation is added.
 */
export async function markerOf(caller: Caller, seed: number): Promise<string> {
  const base = `acf-${seed.toString(36)}`;
  // What a target makes of lists is for claims to judge: one that can't be read keeps no run from beginning.
  const generations = (await markedCustomers(caller, itemsOf)).flatMap((customer) => {
    const [, seedPart, generation] = /^(acf-[0-9a-z]+)(?:-(\d+))?$/.exec(markerIn(customer) ?? '') ?? [];
    return seedPart === base ? [Number(generation ?? 1)] : [];
  });
  return generations.length > 0 ? `${base}-${Math.max(...generations) + 1}` : base;
}

/** @throws CannotJudge where the answer says nothing of what there is */
function shownBy(answer: Answer): readonly Item[] {
  if (answer.status === 401 || answer.status === 403 || answer.status >= 500) {
    throw new CannotJudge({ outcome: 'error', reason: `A list can't be read: ${inWords(answer)}` });
  }
  return itemsOf(answer);
}

/** Every element of a list, asked for page by page until nothing new comes; those without an id are left out. */
async function wholeList(
  caller: Caller,
  path: string,
  query: Query,
  read = shownBy,
): Promise<readonly Item[]> {
  const found = new Map<number, Item>();
  for (;;) {
    const offset = found.size > 0 ? { limit_offset: found.size } : {};
    const page = read(await caller.get(path, { ...query, limit_rows: ROWS, ...offset }));
    const known = found.size;
    for (const item of page) {
      const id = idOf(item);
      if (id !== undefined) found.set(id, item);
    }
    if (page.length < ROWS || found.size === known) return [...found.values()];
  }
}

/** The customers that there are of some ids, without deleted ones that are still shown. */
export async function livingCustomers(caller: Caller, ids: readonly number[]): Promise<readonly Item[]> {
  const batches = Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, index) =>
    ids.slice(index * IDS_AT_ONCE, (index + 1) * IDS_AT_ONCE),
  );
  const found = await Promise.all(
    batches.map(async (batch) => {
      const answer = await caller.get(customersPath, { id: batch, limit_rows: ROWS });
      return shownBy(answer).filter((item) => batch.includes(idOf(item) ?? 0));
    }),
  );
  return found.flat().filter(({ is_deleted }) => is_deleted !== true);
}

/** The living transactions of some customers: a transaction can't be asked for together with others. */
export async function livingTransactions(
  caller: Caller,
  customers: readonly number[],
): Promise<readonly Item[]> {
  const found = await Promise.all(
    customers.map(async (customer) => {
      const listed = await wholeList(caller, transactionsPath, { customer_id: customer });
      return listed.filter((item) => idOf(at(item, 'customer')) === customer);
    }),
  );
  return found.flat().filter(({ is_deleted }) => is_deleted !== true);
}
