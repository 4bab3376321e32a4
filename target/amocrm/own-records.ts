import { operations } from '../../spec/operations.ts';
import { CannotJudge } from '../../spec/run/signals.ts';
import { at, idOf, idsOf, inWords, isList, itemsOf, type Answer, type Item } from '../answer.ts';
import type { Caller, Query } from '../caller.ts';

export const customersPath = operations['customers.list'].path;
export const transactionsPath = operations['transactions.list'].path;

/** The most rows that the source lets one answer have. */
const ROWS = 500;

/** How many ids one request asks for: a URL has to stay short. */
const IDS_AT_ONCE = 100;

/** How many pages of a list are read: a hundred thousand rows. */
const MOST_PAGES = 200;

/** All customers of a run are said to have been created in these years, see `Calendar`. */
export const createdInRun = {
  'filter[date][type]': 'create',
  'filter[date][from]': '01.01.1996',
  'filter[date][to]': '31.12.2008',
};

/** Most of them are expected to buy in these, whatever a target makes of their creation. */
export const plannedInRun = {
  'filter[next_date][from]': '01.01.2031',
  'filter[next_date][to]': '31.12.2037',
};

/** What a look at lists brought. */
interface Look {
  readonly items: readonly Item[];
  /** Why something could not be looked at just now, a sentence each. */
  readonly broken: readonly string[];
  /** Which lists did not come to an end, a sentence each. */
  readonly endless: readonly string[];
}

/** A look at a whole list. */
interface Listed extends Look {
  /** When it was last answered, by the target's clock; Unix seconds. */
  readonly at: number;
}

/** What there is of a run, or of all runs. */
export interface Remains extends Omit<Listed, 'items'> {
  readonly customers: readonly Item[];
  readonly transactions: readonly Item[];
  /** Customers whose transactions could not be looked at. */
  readonly unread: readonly number[];
  /** Records under ids of the run that are somebody else's by now, a sentence each. */
  readonly spared: readonly string[];
  /** Customers that carry the markers of other runs. */
  readonly others: readonly Item[];
}

/**
 * Looks for what there is of a run, whether it is known of or not: told by the marker, never by an id alone. What can't
 * be looked at keeps nothing else from being seen.
 * @param known ids of customers that the run created, and of those to which it may have added transactions
 * @param marker of the run; undefined for whatever carries a marker
 * @param lists of customers that are read
 */
export async function remainsOf(
  caller: Caller,
  known: { readonly customers: readonly number[]; readonly buyers: readonly number[] },
  marker: string | undefined,
  lists: readonly Query[] = [createdInRun],
): Promise<Remains> {
  const isOwn = (item: Item): boolean =>
    markerIn(item) !== undefined && (marker === undefined || markerIn(item) === marker);
  const marked = joined(await Promise.all(lists.map((query) => markedCustomers(caller, shownBy, query))));
  const shown = new Set(idsOf(marked.items));
  const noted = await livingCustomers(
    caller,
    known.customers.filter((id) => !shown.has(id)),
  );
  const customers = [
    ...new Map([...marked.items, ...noted.items].filter(isOwn).map((item) => [idOf(item), item])).values(),
  ];
  const own = new Set(idsOf(customers));
  const bought = await livingTransactions(caller, known.buyers, own);
  const spared = noted.items
    .filter((item) => !isOwn(item))
    .map(({ id }) => `Customer ${String(id)} is left alone: it does not carry the marker of the run.`);
  return {
    customers,
    transactions: bought.items.filter(
      (item) => isOwn(item) || (isBare(item) && own.has(idOf(at(item, 'customer')) ?? 0)),
    ),
    unread: bought.unread,
    spared,
    others: marked.items.filter((item) => !isOwn(item)),
    at: marked.at,
    broken: [noted, marked, bought].flatMap(({ broken }) => broken),
    endless: [noted, marked, bought].flatMap(({ endless }) => endless),
  };
}

/**
 * Customers that runs of the suite left in the account, page by page until nothing new comes. Deleted ones that
 * are still listed are left out.
 */
export function markedCustomers(
  caller: Caller,
  read = shownBy,
  query: Query = createdInRun,
): Promise<Listed> {
  return wholeList(caller, {
    path: customersPath,
    query,
    read,
    keeps: (customer) => customer['is_deleted'] !== true && markerIn(customer) !== undefined,
  });
}

/** What several lists brought. */
function joined(lists: readonly Listed[]): Listed {
  return {
    items: [...new Map(lists.flatMap(({ items }) => items).map((item) => [idOf(item), item])).values()],
    broken: lists.flatMap(({ broken }) => broken),
    endless: lists.flatMap(({ endless }) => endless),
    at: Math.max(...lists.map(({ at }) => at)),
  };
}

/** Whether a transaction has no text that could carry a marker: none, or a few digits, as a run sends them. */
export function isBare({ comment }: Readonly<Record<string, unknown>>): boolean {
  const text = typeof comment === 'number' ? String(comment) : (comment ?? '');
  return typeof text === 'string' && /^\d{0,4}$/.test(text);
}

/** Whether a record carries the marker of a run, whichever. */
export function isMarked(item: Item): boolean {
  return markerIn(item) !== undefined;
}

/** The marker that a customer's name or a transaction's comment begins with; undefined where there is none. */
export function markerIn({ name, comment }: Item): string | undefined {
  const text = name ?? comment;
  return typeof text === 'string' ? /^(acf-[0-9a-z]+(?:-\d+)?) /.exec(text)?.[1] : undefined;
}

/**
 * The marker of a run: made of the seed alone, so that the same seed sends the same bytes; where an interrupted
 * run of the same seed left something behind, a generation is added.
 * @param marked the customers of all runs
 */
export function markerFor(seed: number, marked: readonly Item[]): string {
  const base = `acf-${seed.toString(36)}`;
  const generations = marked.flatMap((customer) => {
    const [, seedPart, generation] = /^(acf-[0-9a-z]+)(?:-(\d+))?$/.exec(markerIn(customer) ?? '') ?? [];
    return seedPart === base ? [Number(generation ?? 1)] : [];
  });
  return generations.length > 0 ? `${base}-${Math.max(...generations) + 1}` : base;
}

/** @throws CannotJudge where the answer says nothing of what there is */
function shownBy(answer: Answer): readonly Item[] {
  if (!isList(answer))
    throw new CannotJudge({ outcome: 'error', reason: `A list can't be read: ${inWords(answer)}` });
  return itemsOf(answer);
}

/** The same where what is asked for may be gone, which a target may say by such a status. */
function shownUnless(gone: readonly number[]): (answer: Answer) => readonly Item[] {
  return (answer) => (gone.includes(answer.status) ? [] : shownBy(answer));
}

function timeOf({ exchange: { response, sentAt } }: Answer): number {
  const { 'runtime-timestamp': stamp = '', date = '' } = response?.headers ?? {};
  const dated = Date.parse(date);
  return timeIn(stamp) ?? (Number.isNaN(dated) ? sentAt : dated) / 1000;
}

/** Unix seconds in the header that is made for them; null where there are none. */
export function timeIn(stamp: string): number | null {
  return /^\d{9,10}$/.test(stamp) ? Number(stamp) : null;
}

/** Reads what a GET is answered; where that can't be read it is asked once more. */
async function readFrom<T>(get: () => Promise<Answer>, read: (answer: Answer) => T): Promise<T> {
  const first = await get();
  try {
    return read(first);
  } catch {
    return read(await get());
  }
}

interface List {
  readonly path: string;
  readonly query: Query;
  readonly read?: (answer: Answer) => readonly Item[];
  /** Which elements are wanted: a list may be longer than there is room for. */
  readonly keeps: (item: Item) => boolean;
}

/**
 * What is wanted of a list, asked for page by page until nothing new comes; elements without an id are left out. The
 * one place where a list is read to its end, which a server may never come to.
 */
async function wholeList(caller: Caller, { path, query, read = shownBy, keeps }: List): Promise<Listed> {
  const known = new Set<number>();
  const kept = new Map<number, Item>();
  let at = 0;
  const looked = (trouble: Partial<Look>): Listed => ({
    at,
    items: [...kept.values()],
    broken: [],
    endless: [],
    ...trouble,
  });
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const before = known.size;
    const offset = before > 0 ? { limit_offset: before } : {};
    const get = () => caller.get(path, { ...query, limit_rows: ROWS, ...offset });
    const page = await attempted(() =>
      readFrom(get, (answer) => {
        at = timeOf(answer);
        return read(answer);
      }),
    );
    if ('says' in page) return looked({ broken: [page.says] });
    for (const item of page.value) {
      const id = idOf(item);
      if (id === undefined) continue;
      known.add(id);
      if (keeps(item)) kept.set(id, item);
    }
    if (page.value.length < ROWS || known.size === before) return looked({});
  }
  const which = Object.entries(query).map(([name, value]) => ` ${name}=${String(value)}`);
  return looked({
    endless: [
      `The list ${path}${which.join('')} does not end within ${MOST_PAGES} pages of ${ROWS}: what comes behind them was not looked at.`,
    ],
  });
}

/** What came of a step, or why nothing did, in a sentence. */
export async function attempted<T>(
  step: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly says: string }> {
  try {
    return { value: await step() };
  } catch (error) {
    return { says: error instanceof Error ? error.message : String(error) };
  }
}

/** The customers that there are of some ids, without deleted ones that are still shown. */
export async function livingCustomers(caller: Caller, ids: readonly number[]): Promise<Look> {
  const batches = Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, index) =>
    ids.slice(index * IDS_AT_ONCE, (index + 1) * IDS_AT_ONCE),
  );
  const found = await Promise.all(
    batches.map((batch) =>
      attempted(async () => {
        const shown = await readFrom(
          () => caller.get(customersPath, { id: batch, limit_rows: ROWS }),
          shownUnless([404, 410]),
        );
        return shown.filter((item) => batch.includes(idOf(item) ?? 0));
      }),
    ),
  );
  return {
    items: found
      .flatMap((batch) => ('value' in batch ? batch.value : []))
      .filter(({ is_deleted }) => is_deleted !== true),
    broken: found.flatMap((batch) => ('says' in batch ? [batch.says] : [])),
    endless: [],
  };
}

/**
 * The living transactions of some customers: a transaction can't be asked for together with others.
 * @param living customers that are there; of others a target may refuse to list anything
 */
export async function livingTransactions(
  caller: Caller,
  customers: readonly number[],
  living: ReadonlySet<number> = new Set(),
): Promise<Look & Pick<Remains, 'unread'>> {
  const found = await Promise.all(
    customers.map(async (customer) => {
      const listed = await wholeList(caller, {
        path: transactionsPath,
        query: { customer_id: customer },
        read: living.has(customer) ? shownBy : shownUnless([400, 404, 410, 422]),
        keeps: (item) => idOf(at(item, 'customer')) === customer && item['is_deleted'] !== true,
      });
      return { customer, ...listed };
    }),
  );
  return {
    items: found.flatMap(({ items }) => items),
    unread: found.filter(({ broken }) => broken.length > 0).map(({ customer }) => customer),
    broken: found.flatMap(({ broken }) => broken),
    endless: found.flatMap(({ endless }) => endless),
  };
}
