import type { Call } from './call.ts';
import { Refusal } from './refusal.ts';
import type { JsonObject } from './values.ts';

/** The most rows that one list answers with. */
export const rowLimit = 500;

/**
 * Ids in a query parameter: `id=1`, `id=1,2`, `id[]=1&id[]=2` or `id[0]=1`.
 * @returns each id once, or undefined when the parameter is not there
 * @throws Refusal for anything but digits
 */
export function idsIn(query: JsonObject, parameter: string): readonly number[] | undefined {
  return query[parameter] === undefined ? undefined : idsOfParameter(query[parameter], parameter);
}

/** The ids of a parameter's value, whichever of the forms it has. @throws Refusal */
export function idsOfParameter(value: unknown, parameter: string): readonly number[] {
  const texts = Array.isArray(value) ? value : [value];
  const parts = texts.flatMap((text) => (typeof text === 'string' ? text.split(',') : [undefined]));
  return [...new Set(parts.map((part) => wholeNumber(part?.trim(), parameter)))];
}

/**
 * Cuts the rows that `limit_rows` and `limit_offset` ask for; the offset counts only beside a limit.
 * @throws Refusal for a malformed limit or offset
 */
export function pageOf<Row>(rows: readonly Row[], { query, policy }: Call): readonly Row[] {
  if (query.limit_rows === undefined) return rows.slice(0, policy.pageSize);
  const asked = wholeNumber(query.limit_rows, 'limit_rows');
  if (asked > rowLimit && policy.tooManyRows === 'refused') {
    throw new Refusal(`limit_rows has to be ${rowLimit} at most`);
  }
  if (asked === 0) throw new Refusal('limit_rows has to be at least 1');
  const offset = query.limit_offset === undefined ? 0 : wholeNumber(query.limit_offset, 'limit_offset');
  return rows.slice(offset, offset + Math.min(asked, rowLimit));
}

/** Rows in the order of the policy (reading 24). */
export function ordered<Row>(rows: Iterable<Row>, { policy }: Call): Row[] {
  const oldestFirst = [...rows];
  return policy.listOrder === 'oldestFirst' ? oldestFirst : oldestFirst.reverse();
}

/** The known ones among the ids. */
export function pick<Row>(rows: ReadonlyMap<number, Row>, ids: readonly number[]): Row[] {
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** As many of the rows that ids named as a list without `limit_rows` has; all where that is sent, or the policy says so. */
export function lookedUp<Row>(rows: readonly Row[], { query, policy }: Call): readonly Row[] {
  return policy.lookUp === 'paged' && query.limit_rows === undefined ? rows.slice(0, policy.pageSize) : rows;
}

function wholeNumber(value: unknown, parameter: string): number {
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  throw new Refusal(`${parameter} has to be a whole number`);
}
