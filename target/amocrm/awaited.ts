import { idFrom, listOf, member, parsedJson } from '../../spec/contract/json.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { answerOf, at, idOf, isList, itemsOf, type Item } from '../answer.ts';
import type { Announced, Awaited, RecordId } from '../api.ts';
import { companyOf, contactsOf } from './customer.ts';
import { secondsOf } from './fitting.ts';
import { beforePurchase, periodsOf } from './period.ts';
import { acknowledgedIn, idOfEntry, kindAt, records, type Kind } from './records.ts';

const DAY = 86_400;

/** So many rows a list has at most, however many are asked for. */
const MOST_ROWS = 500;

/** What answers show of a change that the target has acknowledged, once it is visible. */
export function awaitedFrom(exchange: Exchange): readonly Awaited[] {
  const sent = parsedJson(exchange.request.body ?? '');
  if (exchange.operation === 'periods.change') return [replacement(listOf(member(sent, 'update')))];
  const change = records.changeIn(exchange);
  if (change === null) return [];
  const kind = change.kind as Kind;
  const adds = listOf(member(sent, 'add'));
  const acknowledged = acknowledgedIn(exchange);
  const updates = kind === 'customers' ? listOf(member(sent, 'update')) : [];
  // Where some of a batch is refused, nobody can tell which of it was added under which id.
  const isWhole = adds.length === change.created.length;
  return [
    ...change.created.map((id, index) => addition({ kind, id }, isWhole ? [adds[index]] : adds)),
    ...change.deleted.map((id) => deletion({ kind, id })),
    ...updates.flatMap((entry) => {
      const id = idOfEntry(entry);
      return id !== undefined && acknowledged.includes(id) ? [update({ kind, id }, entry)] : [];
    }),
  ];
}

/**
 * It is shown where it is asked for by its id, and in a whole list that it belongs to.
 * @param entries one of them is what was added
 */
function addition(about: RecordId, entries: readonly unknown[]): Awaited {
  const [customer] =
    about.kind === 'transactions' ? entries.map((entry) => idFrom(at(entry, 'customer_id'))) : [];
  return {
    about,
    ...(customer !== undefined && { hangsOn: { kind: 'customers', id: customer } }),
    isMissedIn(request, exchange) {
      const list = listIn(request, exchange);
      if (list?.kind !== about.kind) return undefined;
      if (list.items.has(about.id)) return false;
      return list.named.has(about.id) || entries.every(list.hasAllLike) ? true : undefined;
    },
  };
}

/** It is shown no longer, or as a deleted one. */
function deletion(about: RecordId): Awaited {
  return {
    about,
    isMissedIn(request, exchange) {
      const list = listIn(request, exchange);
      if (list?.kind !== about.kind) return undefined;
      const item = list.items.get(about.id);
      if (item !== undefined) return item['is_deleted'] !== true;
      return list.named.has(about.id) ? false : undefined;
    },
  };
}

/** The customer shows some of what was sent, and nothing of what was detached. */
function update(about: RecordId, entry: unknown): Awaited {
  return {
    about,
    isMissedIn(request, exchange) {
      const list = listIn(request, exchange);
      const item = list?.kind === about.kind ? list.items.get(about.id) : undefined;
      return item === undefined ? undefined : showsNothingOf(entry, item);
    },
  };
}

const plainFields = ['name', 'next_date', 'next_price', 'periodicity', 'responsible_user_id'] as const;

function showsNothingOf(entry: unknown, item: Item): boolean {
  const sent = plainFields.filter((field) => at(entry, field) !== undefined);
  if (sent.length > 0) return sent.every((field) => String(at(entry, field)) !== String(item[field]));
  const detached = listOf(at(entry, 'unlink', 'contacts_id')).map(idFrom);
  const company = idFrom(at(entry, 'unlink', 'company_id'));
  return (
    contactsOf(item).some((id) => detached.includes(id)) ||
    (company !== undefined && companyOf(item) === company)
  );
}

/** The list has all that was sent, in its order, and of what comes before the purchase nothing else. */
function replacement(entries: readonly unknown[]): Awaited {
  const sent = entries.map((entry) => ({
    id: idOfEntry(entry),
    period: Number(at(entry, 'period')),
    color: String(at(entry, 'color')).toLowerCase(),
    sort: Number(at(entry, 'sort')),
  }));
  const kept = sent.flatMap(({ id }) => id ?? []);
  return {
    about: null,
    isMissedIn(_request, exchange) {
      const answer = exchange.operation === 'periods.list' ? answerOf(exchange) : null;
      if (answer === null || !isList(answer)) return undefined;
      const listed = periodsOf(answer);
      const isMissing = sent.some(
        ({ id, period, color }) =>
          !listed.some(
            (one) => (id === undefined || one.id === id) && one.period === period && one.color === color,
          ),
      );
      const others = listed.filter(({ id, type }) => type !== 'after' && !kept.includes(id));
      const ofBefore = beforePurchase(listed).map(({ id }) => id);
      const order = ofBefore.filter((id) => kept.includes(id));
      const wanted = [...sent]
        .sort((a, b) => a.sort - b.sort)
        .flatMap(({ id }) => (id !== undefined && order.includes(id) ? [id] : []));
      return isMissing || others.length > sent.length - kept.length || order.join() !== wanted.join();
    },
  };
}

/** A list of records as it came. */
interface List {
  readonly kind: string;
  /** The ids that it was asked for by. */
  readonly named: ReadonlySet<number>;
  readonly items: ReadonlyMap<number, Item>;
  /** Whether what was added so has to be in it. */
  readonly hasAllLike: (entry: unknown) => boolean;
}

/** An answer is looked into once for all that is awaited. */
const lists = new WeakMap<Exchange, List | null>();

/** Null for what is no list of records. */
function listIn(request: Announced, exchange: Exchange): List | null {
  const known = lists.get(exchange);
  if (known !== undefined) return known;
  const answer = answerOf(exchange);
  const kind = request.method === 'GET' && isList(answer) ? kindAt(request.path) : null;
  const items = new Map(itemsOf(answer).map((item) => [idOf(item) ?? 0, item]));
  const list = kind && {
    kind,
    named: new Set(records.namedIn(request).map(({ id }) => id)),
    items,
    hasAllLike: askedFor(request, items.size),
  };
  lists.set(exchange, list);
  return list;
}

/** What a list may be narrowed down by, and who belongs to it then; what is not here is not told. */
const filters: Readonly<Record<string, (asked: string, entry: unknown) => boolean>> = {
  customer_id: (asked, entry) => idFrom(at(entry, 'customer_id')) === Number(asked),
  'filter[date][type]': (asked) => asked === 'create',
  'filter[date][from]': (asked, entry) => Number(at(entry, 'created_at')) >= secondsIn(asked) + DAY,
  'filter[date][to]': (asked, entry) => Number(at(entry, 'created_at')) <= secondsIn(asked) - DAY,
  'filter[main_user][]': (asked, entry) =>
    asked
      .split(',')
      .map(Number)
      .includes(idFrom(at(entry, 'responsible_user_id')) ?? 0),
  'filter[next_date][from]': (asked, entry) => Number(at(entry, 'next_date')) >= secondsIn(asked) + DAY,
  'filter[next_date][to]': (asked, entry) => Number(at(entry, 'next_date')) <= secondsIn(asked) - DAY,
};

/** Who has to be in a list of so many rows: nobody, unless it is whole and narrowed down. */
function askedFor({ path }: Announced, size: number): List['hasAllLike'] {
  const { searchParams } = new URL(path, 'http://target');
  const query = Object.fromEntries(
    [...searchParams.keys()].map((name) => [name, searchParams.getAll(name).join()]),
  );
  // How many rows come where none are asked for is the target's choice.
  const { limit_rows: rows = '1', limit_offset: offset = '0', ...narrowed } = query;
  const asked = Object.entries(narrowed);
  if (asked.length === 0 || Number(offset) !== 0 || size >= Math.min(Number(rows), MOST_ROWS))
    return () => false;
  return (entry) => asked.every(([name, value]) => filters[name]?.(value, entry) === true);
}

function secondsIn(day: string): number {
  return secondsOf(day) ?? NaN;
}
