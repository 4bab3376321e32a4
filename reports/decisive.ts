/** The request that decided a failure, and what the answer to it shows. */
import { isDeepStrictEqual } from 'node:util';
import { isObject, member, parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { oneLine } from '../spec/run/plain.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import type { Failure } from './defects.ts';
import { differencesOf } from './json-difference.ts';
import { itemsIn, membersIn, showing } from './members.ts';
import { naming, namingOf, nearestTo, ownOf, quotedIn } from './likely-exchanges.ts';
import { culpritIn } from './suspects.ts';
import { nameOfPointer, type Symptom } from './symptom.ts';

/** The request that decided a failure and the answer that shows it: mostly one exchange, two where it was read back. */
export interface Decisive {
  readonly request: number;
  readonly answer: number;
  /** The element of a batch that it is about, by its place in the request: `add[3]`. */
  readonly element?: string;
  /** The id of the record that it is about, where one is told. */
  readonly record?: string;
  /** Whether what was sent and what came there are the very values that the failure tells. */
  readonly exact?: true;
  /** Whether the answer is sure to be the list in which records lack or are in vain. */
  readonly listed?: true;
  /** Where in the answer it stands: `_embedded.items[3].tags`; a header by its name. */
  readonly path?: string;
}

/** What a failure shows, in the exchanges that bear on it; null where none is at hand. */
export function decisiveOf(
  { result, symptom }: Failure,
  byId: ReadonlyMap<number, Exchange>,
): Decisive | null {
  const [violation] = result.violations ?? [];
  if (violation) {
    const { exchange, pointer } = violation;
    const path = /^header:/.test(pointer) ? nameOfPointer(pointer) : dotted(pointer);
    return { request: exchange, answer: exchange, ...(path !== null && path !== '' && { path }) };
  }
  const culprit = culpritIn(result.reason ?? '', byId.values());
  if (culprit) return { ...culprit, exact: true };
  const all = (result.exchanges ?? []).flatMap((id) => byId.get(id) ?? []);
  const value = shownIn(result, symptom, all);
  if (value) return value;
  const members = membersIn(result.reason ?? '');
  const listing = members && showing(members, all);
  if (listing) return { request: listing.id, answer: listing.id, listed: true };
  const one =
    naming(result, symptom, all) ??
    quotedIn(result, symptom, all) ??
    countedIn(result, symptom, all) ??
    ownOf(result, symptom, all) ??
    namingOf(symptom, all) ??
    all.at(-1);
  if (!one) return null;
  return readBack(symptom, all) ?? { request: one.id, answer: one.id };
}

/** `_embedded.items[0].name` of `/_embedded/items/0/name`. */
function dotted(pointer: string): string {
  return spelledOut(pointer.split('/').filter((name) => name !== ''));
}

function spelledOut(path: readonly string[]): string {
  return path.map((name, at) => (/^\d+$/.test(name) ? `[${name}]` : `${at > 0 ? '.' : ''}${name}`)).join('');
}

/** The answer with as many records as the failure complains of; of several, one to a request that the id tells of. */
function countedIn(
  { id }: RequirementResult,
  { kind, operation, subject, expected, received }: Symptom,
  all: readonly Exchange[],
) {
  if (kind !== 'rows' || !/^\d+$/.test(received ?? '')) return undefined;
  const same = all.filter(
    (one) => one.operation === operation && recordsOf(one).items.length === Number(received),
  );
  const asked = `${subject?.split(', ')[0] ?? ''}=${expected ?? ''}`;
  return (
    same.findLast(({ request }) =>
      new RegExp(`[?&]${asked.replace(/[^\w=]/g, '.')}(?!\\d)`).test(request.url),
    ) ?? nearestTo(id, same)
  );
}

/** Where the very value stands that a failure tells: in a record that was changed, or in what was compared as a whole. */
function shownIn(
  { reason = '', detail = '' }: RequirementResult,
  { kind, operation }: Symptom,
  all: readonly Exchange[],
): Decisive | null {
  const [, field = '', id, is = ''] =
    /^Changed: (\w+) of (\d+) was .*? and is (.*?)(?:; |\.$)/s.exec(reason) ?? [];
  if (id !== undefined) return standing({ id, path: [field], value: parsedJson(is) }, operation, all);
  const [, wanted = '', came = ''] = /(?:^|\n)Expected: (.*)\nReceived: (.*)$/s.exec(detail) ?? [];
  const [expected, received] = [parsedJson(wanted), parsedJson(came)];
  const isCompound = typeof expected === 'object' && typeof received === 'object' && received !== null;
  const [first] = isCompound && kind === 'differs' ? differencesOf(expected, received) : [];
  if (first?.received === undefined) return null;
  const path = partsOf(first.path);
  const within = recordWithin(received, path);
  const found = within && standing({ ...within, value: first.received }, operation, all);
  return found ?? (!came.includes('"id"') ? null : placed(received, path, all));
}

/** \`['tags', '1', 'name']\` of \`tags[1].name\`. */
export function partsOf(path: string): readonly string[] {
  return path.match(/[^.[\]]+/g) ?? [];
}

/** The innermost record with an id on the way to a place, and the rest of the way. */
function recordWithin(value: unknown, path: readonly string[]) {
  const ways = path.map((_, at) => ({ to: path.slice(0, at), rest: path.slice(at) })).toReversed();
  for (const { to, rest } of ways) {
    const id = idIn(valueAt(value, to));
    if (id !== '' && rest[0] !== 'id') return { id, path: rest };
  }
  return null;
}

export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((within, name) => member(within, name), value);
}

/** The last answer in which a record has a value, and the change before it. */
function standing(
  { id, path, value }: { readonly id: string; readonly path: readonly string[]; readonly value: unknown },
  operation: Symptom['operation'],
  all: readonly Exchange[],
): Decisive | null {
  for (const answer of value === undefined ? [] : all.toReversed()) {
    const { items, places } = recordsOf(answer);
    const at = places.get(id);
    if (at === undefined || !isDeepStrictEqual(valueAt(items[at], path), value)) continue;
    const change = all.findLast(
      (one) => one.id < answer.id && one.request.method !== 'GET' && one.operation === operation,
    );
    return {
      request: (change ?? answer).id,
      answer: answer.id,
      record: id,
      path: spelledOut(['_embedded', 'items', String(at), ...path]),
      exact: true,
    };
  }
  return null;
}

/** The last answer that holds what came as a whole, and where in it the difference stands. */
function placed(received: unknown, path: readonly string[], all: readonly Exchange[]): Decisive | null {
  for (const answer of all.toReversed()) {
    const way = wayTo(received, parsedJson(answer.response?.body ?? ''));
    if (way === null) continue;
    return { request: answer.id, answer: answer.id, path: spelledOut([...way, ...path]), exact: true };
  }
  return null;
}

function wayTo(sought: unknown, value: unknown): readonly string[] | null {
  if (isDeepStrictEqual(sought, value)) return [];
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const way = wayTo(sought, inner);
    if (way !== null) return [name, ...way];
  }
  return null;
}

/** What was sent with a field, and how that reads in a later answer: the pair that the failure is about, else the first. */
function readBack(
  { kind, subject, operation, expected, received }: Symptom,
  all: readonly Exchange[],
): Decisive | null {
  const field = subject?.split(', ')[0] ?? '';
  if (kind !== 'stored' || field === '') return null;
  const isSame = (value: unknown, text: string | null) => {
    if (text === null || typeof value !== 'string')
      return text === (value === undefined ? 'nothing' : JSON.stringify(value));
    const bare = text.replace(/^"|"$/g, '');
    // Words that make no difference between two texts left out the blanks in which they differ.
    if (expected === received) return oneLine(value) === bare;
    return value === bare || JSON.stringify(value) === text;
  };
  let best: { readonly pair: Decisive; readonly likeness: number } | undefined;
  for (const write of all.filter((one) => one.operation === operation)) {
    for (const { element, id, value } of sentWith(field, write)) {
      const isSent = isSame(value, expected);
      for (const read of all) {
        if (read.id <= write.id || read.request.method !== 'GET' || id === '') continue;
        const { items, places } = recordsOf(read);
        const at = places.get(id);
        const came = at === undefined ? undefined : member(items[at], field);
        // What is gone is what came of it, where that is what the failure tells.
        if (at === undefined || (came === undefined && received !== 'nothing')) continue;
        // Nothing is wrong with what reads back as it was sent.
        if (isDeepStrictEqual(came, value)) continue;
        // What no record shows under this name is shown under another.
        if (came === undefined && !items.some((item) => isObject(item) && field in item)) continue;
        // What came tells more than what was sent: that may have been sent more than once.
        const likeness = (isSame(came, received) ? 2 : 0) + (isSent ? 1 : 0);
        if (best !== undefined && likeness <= best.likeness) continue;
        const path = `_embedded.items[${String(at)}].${field}`;
        best = { pair: { request: write.id, answer: read.id, element, record: id, path }, likeness };
        if (likeness === 3) return { ...best.pair, exact: true };
      }
    }
  }
  if (!best) return null;
  return best.likeness >= 2 ? { ...best.pair, exact: true } : best.pair;
}

interface Sent {
  readonly element: string;
  readonly id: string;
  readonly value: unknown;
}

/** The elements of a request that carry a field, with the ids that they have or were given. */
function sentWith(field: string, { request, response }: Exchange): readonly Sent[] {
  if (request.body?.includes(field) !== true) return [];
  const body = parsedJson(request.body);
  if (!isObject(body)) return [];
  const given = itemsIn(response?.body ?? '');
  return Object.entries(body).flatMap(([list, elements]) =>
    (Array.isArray(elements) ? (elements as readonly unknown[]) : []).flatMap((element, at) =>
      isObject(element) && field in element
        ? [
            {
              element: `${list}[${String(at)}]`,
              id: idIn(element) || idIn(given[at]),
              value: element[field],
            },
          ]
        : [],
    ),
  );
}

/** The records of an answer, and where each of them stands. */
interface Records {
  readonly items: readonly unknown[];
  readonly places: ReadonlyMap<string, number>;
}

/** What many failures look at is parsed once, and kept as long as there is room. */
const parsed = new WeakMap<Exchange, WeakRef<Records>>();

function recordsOf(exchange: Exchange): Records {
  const known = parsed.get(exchange)?.deref();
  if (known !== undefined) return known;
  const items = itemsIn(exchange.response?.body ?? '');
  const places = new Map<string, number>();
  for (const [at, item] of items.entries()) if (!places.has(idIn(item))) places.set(idIn(item), at);
  const records = { items, places };
  parsed.set(exchange, new WeakRef(records));
  return records;
}

/** The id of a record; empty where it has none. */
function idIn(record: unknown): string {
  const id = member(record, 'id');
  return typeof id === 'number' || typeof id === 'string' ? String(id) : '';
}
