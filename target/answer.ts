import { idFrom, parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';

/** An element of a list or an acknowledgement, as it came: nothing about it is taken for granted. */
export type Item = Readonly<Record<string, unknown>>;

/** What came back for a request that was answered at all. */
export interface Answer {
  readonly exchange: Exchange;
  readonly status: number;
  /** The parsed body, empty below a hundred levels; undefined where there is none or it is no JSON. */
  readonly body: unknown;
}

/** Far below all that a claim looks at: what lies deeper can neither be compared nor shown. */
const DEEPEST = 100;

/** Reads an answered exchange. */
export function answerOf(exchange: Exchange): Answer {
  const value = parsedJson(exchange.response?.body ?? '');
  return {
    exchange,
    status: exchange.response?.status ?? 0,
    body: isDeeperThan(DEEPEST, value) ? cutBelow(DEEPEST, value) : value,
  };
}

/** Looks no deeper than asked: recursion would not get to the bottom of what a hostile server sends. */
function isDeeperThan(depth: number, value: unknown): boolean {
  if (!isNested(value)) return false;
  if (depth === 0) return true;
  const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return inside.some((one) => isDeeperThan(depth - 1, one));
}

/** A copy that is empty below so many levels. */
function cutBelow(depth: number, value: unknown): unknown {
  if (!isNested(value)) return value;
  if (depth === 0) return Array.isArray(value) ? [] : {};
  if (Array.isArray(value)) return value.map((one: unknown) => cutBelow(depth - 1, one));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cutBelow(depth - 1, one)]));
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows keys into a value; undefined where the way ends. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isItem(inner) ? inner[key] : undefined), value);
}

/** What stands under `_embedded.items`. */
export function embeddedItems(answer: Answer): unknown {
  return at(answer.body, '_embedded', 'items');
}

/**
 * The elements of a list: those of a 200; none for a 204 or where there is no list.
 * In answers to mixed changes the acknowledgements stand under numeric keys beside `deleted`.
 */
export function itemsOf(answer: Answer): readonly Item[] {
  const items = embeddedItems(answer);
  const values = isItem(items)
    ? Object.entries(items).flatMap(([key, value]: [string, unknown]) => (/^\d+$/.test(key) ? [value] : []))
    : items;
  return Array.isArray(values) ? values.filter(isItem) : [];
}

/** Whether an answer lists something, were it nothing. */
export function isList(answer: Answer): boolean {
  const { status, body } = answer;
  return (
    status === 204 || (status === 200 && isItem(body) && typeof (embeddedItems(answer) ?? []) === 'object')
  );
}

/** The entries of `deleted` in the answer to a deletion. */
export function deletedOf(answer: Answer): readonly Item[] {
  const deleted = at(embeddedItems(answer), 'deleted');
  return Array.isArray(deleted) ? deleted.filter(isItem) : [];
}

/** A positive integer id, also where it came as digits in a string: its type is judged by the contract. */
export function idOf(item: unknown): number | undefined {
  return idFrom(at(item, 'id'));
}

/** The ids of all elements that have one. */
export function idsOf(items: readonly unknown[]): readonly number[] {
  return items.map(idOf).filter((id) => id !== undefined);
}

/** How a change was refused: by the status, by an error for the item, or not at all. */
export type Refusal = 'status' | 'item' | null;

/** Tells how an answer refuses the only change of its request (readings `requiredOnAdd`, `partlyBadBatch`). */
export function refusalOf(answer: Answer): Refusal {
  if (answer.status >= 400 && answer.status < 500) return 'status';
  const errors = at(answer.body, '_embedded', 'errors');
  const listed = typeof errors === 'object' && errors !== null && Object.values(errors).some(isFilled);
  return answer.status === 200 && listed && itemsOf(answer).length === 0 ? 'item' : null;
}

/** Whether an answer says of one change among several that it is refused: by its status, or by errors of elements. */
export function refusesSome({ status, body }: Answer): boolean {
  const errors = at(body, '_embedded', 'errors');
  return (status >= 400 && status < 500) || (status === 200 && isFilled(errors));
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined;
}

/** An answer in a few words, for messages: `400 {"title":"…"}`. */
export function inWords(answer: Answer): string {
  const body = answer.exchange.response?.body ?? '';
  const short = body.length > 160 ? `${body.slice(0, 160)}…` : body;
  return `${answer.status} ${short || 'without a body'}`;
}
