/** What a server, or a cache before it, tells of records that is not so. Each does one thing. */
import { isObject, member, parsedJson } from '../../../spec/contract/json.ts';
import { instead } from './harms.ts';
import type { Harm, Trouble } from './troubles.ts';
import type { Answer, Asked } from './wire.ts';

/** Ids of records of the account that are somebody else's, by kind. */
export type Foreign = Readonly<Record<'customers' | 'transactions', readonly number[]>>;

type Told = (items: readonly unknown[], foreign: Foreign) => readonly unknown[];

const kindOf = ({ path }: Asked): keyof Foreign | null => {
  const [, kind] = /^\/api\/v2\/(customers|transactions)(?:[/?]|$)/.exec(path) ?? [];
  return kind === 'customers' || kind === 'transactions' ? kind : null;
};

const adds = (asked: Asked, kind?: keyof Foreign): boolean =>
  asked.method === 'POST' &&
  asked.body.includes('"add":[{') &&
  kindOf(asked) !== null &&
  (!kind || kindOf(asked) === kind);

/** The honest answer with other items in it. */
const toldOf =
  (change: (items: unknown) => unknown): Harm =>
  (line) => {
    const body = parsedJson(line.answer.body.toString('utf8'));
    const embedded = member(body, '_embedded');
    const changed = isObject(embedded) && {
      ...(body as object),
      _embedded: { ...embedded, items: change(member(embedded, 'items')) },
    };
    const told = changed ? Buffer.from(JSON.stringify(changed)) : line.answer.body;
    instead({ ...line.answer, body: told })(line);
  };

const withId = (item: unknown, id: number): unknown => (isObject(item) ? { ...item, id } : id);
const idOf = (item: unknown): number => Number(isObject(item) ? item['id'] : item);

/** Tells something else of what was added; the rest of the answer is honest. */
const acknowledging =
  (told: Told, kind?: keyof Foreign) =>
  (foreign: Foreign): Trouble => {
    const play = toldOf((items) => (Array.isArray(items) ? told(items, foreign) : items));
    return { strike: (asked) => (adds(asked, kind) ? { play, before: false } : null) };
  };

/** Shows something else of what there is in every n-th list. */
const listing = (change: (items: readonly unknown[]) => readonly unknown[], n: number) => (): Trouble => {
  const play = toldOf((items) => (Array.isArray(items) ? change(items) : items));
  return {
    strike: ({ method, number }) => (method === 'GET' && number % n === 0 ? { play, before: false } : null),
  };
};

const foreignIds =
  (kind: keyof Foreign): Told =>
  (items, foreign) =>
    items.map((item, index) => {
      const ids = foreign[kind];
      return withId(item, ids[index % ids.length] ?? 0);
    });

/** Answers with what it told before to a request that has the same key. */
const cached = (keyOf: (asked: Asked) => string | null) => (): Trouble => {
  const kept = new Map<string, Answer>();
  return {
    strike(asked) {
      const key = keyOf(asked);
      if (key === null) return null;
      const play: Harm = (line) => {
        const answer = kept.get(key) ?? line.answer;
        kept.set(key, answer);
        instead(answer)(line);
      };
      return { play, before: false };
    },
  };
};

/** Every n-th answer is that to the request before it. */
const swapped = (n: number) => (): Trouble => {
  let last: Answer | undefined;
  return {
    strike(asked) {
      const play: Harm = (line) => {
        const told = asked.number % n === 0 && last ? last : line.answer;
        last = line.answer;
        instead(told)(line);
      };
      return { play, before: false };
    },
  };
};

/** A line that answers so many requests with the answer before; nobody else's records matter to it. */
export const mixedUp = (which: 'fourth' | 'seventh'): Trouble => swapped(which === 'fourth' ? 4 : 7)();

/** By what they do; each is made anew for every run. */
export const lies: Readonly<Record<string, (foreign: Foreign) => Trouble>> = {
  'acknowledges customers with the id before': acknowledging(
    (items) => items.map((item) => withId(item, idOf(item) - 1)),
    'customers',
  ),
  'acknowledges customers with the id after': acknowledging(
    (items) => items.map((item) => withId(item, idOf(item) + 1)),
    'customers',
  ),
  'acknowledges customers of others': acknowledging(foreignIds('customers'), 'customers'),
  'acknowledges a customer of another in the first place': acknowledging(
    ([first, ...rest], foreign) => [withId(first, foreign.customers[0] ?? 0), ...rest],
    'customers',
  ),
  'acknowledges a customer of another in the last place': acknowledging(
    (items, foreign) => [...items.slice(0, -1), withId(items.at(-1), foreign.customers[1] ?? 0)],
    'customers',
  ),
  'acknowledges a customer of another beside those that were added': acknowledging(
    (items, foreign) => [...items, withId(items[0], foreign.customers[0] ?? 0)],
    'customers',
  ),
  'acknowledges all customers with one id of another': acknowledging(
    (items, foreign) => items.map((item) => withId(item, foreign.customers[0] ?? 0)),
    'customers',
  ),
  'acknowledges every customer but the first': acknowledging((items) => items.slice(1), 'customers'),
  'acknowledges no customer': acknowledging(() => [], 'customers'),
  'acknowledges customers in reverse': acknowledging((items) => [...items].reverse(), 'customers'),
  'acknowledges customers that nobody has': acknowledging(
    (items) => items.map((item) => withId(item, idOf(item) + 1_000_000)),
    'customers',
  ),
  'acknowledges bare ids of others': acknowledging((_items, foreign) => foreign.customers, 'customers'),
  'acknowledges transactions of others': acknowledging(foreignIds('transactions'), 'transactions'),
  'acknowledges transactions with the id before': acknowledging(
    (items) => items.map((item) => withId(item, idOf(item) - 1)),
    'transactions',
  ),
  'acknowledges transactions with the ids of customers': acknowledging(
    foreignIds('customers'),
    'transactions',
  ),
  'acknowledges a transaction of another beside those that were added': acknowledging(
    (items, foreign) => [...items, withId(items[0], foreign.transactions[0] ?? 0)],
    'transactions',
  ),
  'acknowledges no transaction': acknowledging(() => [], 'transactions'),
  'keeps the first answer to additions at a path': cached((asked) => (adds(asked) ? asked.path : null)),
  'keeps the first answer to a path and method': cached(({ method, path }) => `${method} ${path}`),
  'keeps the first answer to a path without its query': cached(({ method, path }) =>
    method === 'GET' ? path.replace(/\?.*/, '') : null,
  ),
  'keeps the first answer to a path and query': cached(({ method, path }) =>
    method === 'GET' ? path : null,
  ),
  'keeps the first answer to every id': cached(({ method, path }) =>
    /[?&]id/.test(path) ? `${method} ${path}` : null,
  ),
  'keeps the first list of periods': cached(({ method, path }) =>
    method === 'GET' && path.startsWith('/api/v2/customers_periods') ? 'periods' : null,
  ),
  'answers every second request with the answer before': swapped(2),
  'answers every third request with the answer before': swapped(3),
  'answers every seventh request with the answer before': swapped(7),
  'answers every fourth request with the answer before': swapped(4),
  'lists every other time without the first record': listing((items) => items.slice(1), 2),
  'lists every third time nothing': listing(() => [], 3),
  'lists every fifth time without the last record': listing((items) => items.slice(0, -1), 5),
  'answers deletions with customers of others': (foreign) => ({
    strike: (asked) =>
      asked.body.startsWith('{"delete"') && kindOf(asked) === 'customers'
        ? { before: false, play: toldOf(() => ({ deleted: foreign.customers.map((id) => ({ id })) })) }
        : null,
  }),
};
