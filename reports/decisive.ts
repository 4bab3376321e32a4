/** The request that decided a failure, and what the answer to it shows. */
import { isObject, member, parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { cut, oneLine } from '../spec/run/plain.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import type { Failure } from './defects.ts';
import { statusOf } from './exchanges.ts';
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
  const all = (result.exchanges ?? []).flatMap((id) => byId.get(id) ?? []);
  const one =
    quotedIn(result, symptom, all) ??
    countedIn(symptom, all) ??
    ownOf(result, symptom, all) ??
    namingOf(symptom, all) ??
    all.at(-1);
  if (!one) return null;
  return readBack(symptom, all) ?? { request: one.id, answer: one.id };
}

/** `_embedded.items[0].name` of `/_embedded/items/0/name`. */
function dotted(pointer: string): string {
  return pointer
    .split('/')
    .filter((name) => name !== '')
    .map((name, at) => (/^\d+$/.test(name) ? `[${name}]` : `${at > 0 ? '.' : ''}${name}`))
    .join('');
}

/** The answer that the words of the failure quote. */
function quotedIn({ reason = '' }: RequirementResult, { status }: Symptom, all: readonly Exchange[]) {
  if (status === null) return undefined;
  const method = /\b([A-Z]{3,}) was answered\b/.exec(reason)?.[1];
  const ofMethod = all.filter(({ request }) => request.method === method);
  const answered = (ofMethod.length > 0 ? ofMethod : all).filter((one) => statusOf(one) === status);
  const quote =
    new RegExp(`\\b${String(status)} (.{2,250})`).exec(reason)?.[1]?.split('…')[0]?.slice(0, -1) ?? '';
  const quoting = answered.filter(
    ({ response }) => quote !== '' && response?.body.startsWith(quote) === true,
  );
  return quoting.at(-1) ?? answered.at(-1);
}

/** The answer with as many records as the failure complains of. */
function countedIn({ kind, operation, subject, expected, received }: Symptom, all: readonly Exchange[]) {
  if (kind !== 'rows' || !/^\d+$/.test(received ?? '')) return undefined;
  const same = all.filter(
    (one) => one.operation === operation && recordsOf(one).items.length === Number(received),
  );
  const asked = `${subject?.split(', ')[0] ?? ''}=${expected ?? ''}`;
  return (
    same.findLast(({ request }) =>
      new RegExp(`[?&]${asked.replace(/[^\w=]/g, '.')}(?!\\d)`).test(request.url),
    ) ?? same.at(-1)
  );
}

/** The last one that a claim sent itself, of its operation where there is one. */
function ownOf({ id }: RequirementResult, { operation }: Symptom, all: readonly Exchange[]) {
  const own = all.filter(({ purpose }) => purpose === id || purpose.startsWith(`${id},`));
  return own.findLast((exchange) => exchange.operation === operation) ?? own.at(-1);
}

/** The last one of the operation that names the subject, else the last of the operation. */
function namingOf({ operation, subject }: Symptom, all: readonly Exchange[]) {
  const name = subject?.split(/[.[\],]+/).findLast((part) => part !== '') ?? '';
  const same = all.filter((exchange) => exchange.operation === operation);
  return (
    same.findLast(({ request }) => name !== '' && `${request.url}${request.body ?? ''}`.includes(name)) ??
    same.at(-1)
  );
}

/** What was sent with a field, and how that reads in a later answer: the pair that the failure is about, else the first. */
function readBack({ kind, subject, expected, received }: Symptom, all: readonly Exchange[]): Decisive | null {
  const field = subject?.split(', ')[0] ?? '';
  if (kind !== 'stored' || field === '') return null;
  const isSame = (value: unknown, text: string | null) => {
    if (text === null || typeof value !== 'string')
      return text === (value === undefined ? 'nothing' : JSON.stringify(value));
    return value === text.replace(/^"|"$/g, '');
  };
  let best: { readonly pair: Decisive; readonly likeness: number } | undefined;
  for (const write of all) {
    for (const { element, id, value } of sentWith(field, write)) {
      const isSent = isSame(value, expected);
      for (const read of all) {
        if (read.id <= write.id || read.request.method !== 'GET' || id === '') continue;
        const { items, places } = recordsOf(read);
        const at = places.get(id);
        const came = at === undefined ? undefined : member(items[at], field);
        // What is gone is what came of it, where that is what the failure tells.
        if (at === undefined || (came === undefined && received !== 'nothing')) continue;
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

/** The records that an answer holds. */
export function itemsIn(body: string): readonly unknown[] {
  const items = member(member(parsedJson(body), '_embedded'), 'items');
  return Array.isArray(items) ? (items as readonly unknown[]) : [];
}

/** A failure in three lines: what was sent, what came, what was promised. */
export interface Lines {
  readonly request: Exchange;
  /** The element of a batch as it was sent, or the beginning of the body. */
  readonly sent: string;
  readonly answer: Exchange;
  /** What is compared, where the failure says it; null where it does not, or the place tells it. */
  readonly about: string | null;
  /** What came, where it differs. */
  readonly came: string;
  /** Whether it is the status that differs; what came is the beginning of the body then. */
  readonly isStatus: boolean;
  /** What was expected there; null where the promise alone tells. */
  readonly expected: string | null;
}

const longestSent = 220;

/** @returns null where no exchange is at hand */
export function linesOf(
  { result, symptom }: Failure,
  decisive: Decisive | null,
  byId: ReadonlyMap<number, Exchange>,
): Lines | null {
  const [request, answer] = [byId.get(decisive?.request ?? 0), byId.get(decisive?.answer ?? 0)];
  if (!request || !answer) return null;
  const { kind, subject, expected, received, status } = symptom;
  const isStatus = status !== null && (received === null || received === String(status));
  const body = answer.response?.body ?? '';
  const came = isStatus ? short(body === '' ? 'no body' : body) : (received ?? short(result.reason ?? ''));
  const compared = /^(.+)\nExpected: /.exec(result.detail ?? '')?.[1];
  const what = compared ?? (kind === 'rows' && expected !== null ? 'rows' : undefined);
  const about = decisive?.path !== undefined || what === undefined ? null : short(what);
  const sent = sentOf(request, decisive?.element, subject?.split(', ')[0]);
  return { request, sent, answer, about, came, isStatus, expected };
}

/** The element that it is about, else the whole body, on one line; of a long element the field alone. */
function sentOf({ request: { body = '' } }: Exchange, element = '', field = ''): string {
  const [, list = '', at = ''] = /^(.+)\[(\d+)\]$/.exec(element) ?? [];
  const elements = member(parsedJson(body), list);
  const one: unknown = Array.isArray(elements) ? elements[Number(at)] : undefined;
  if (one === undefined) return short(body, longestSent);
  const whole = JSON.stringify(one);
  const own = member(one, field);
  if (whole.length <= longestSent || own === undefined) return short(whole, longestSent);
  return short(`{… ${JSON.stringify(field)}:${JSON.stringify(own)} …}`, longestSent);
}

/** Of what is answered alike whatever is asked, the answer itself is what came. */
export function alikeLines(lines: Lines): Lines {
  const { response } = lines.answer;
  const body = response?.body ?? '';
  return {
    ...lines,
    about: null,
    came: short(body === '' ? 'no body' : body),
    isStatus: false,
    expected: null,
  };
}

function short(text: string, longest = 160): string {
  const { text: begin, left } = cut(oneLine(text, longest + 1), longest);
  return left > 0 ? `${begin}…` : begin;
}
