import { Refusal } from './refusal.ts';

/** Readers of single values of a request: each gives the value in its own type or refuses it by name. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An integer, sent as a number or as decimal digits. */
export function integerOf(value: unknown, field: string): number {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw new Refusal(`${field} has to be an integer`);
}

/** An integer within bounds, both included: what lies outside could not be shown in an answer. */
export function boundedOf(value: unknown, field: string, [least, most]: Bounds): number {
  const number = integerOf(value, field);
  if (least <= number && number <= most) return number;
  throw new Refusal(`${field} has to lie between ${least} and ${most}`);
}

export type Bounds = readonly [least: number, most: number];

export const ids: Bounds = [1, Number.MAX_SAFE_INTEGER];
/** Unix seconds: milliseconds lie beyond. */
export const moments: Bounds = [0, 99_999_999_999];
export const counts: Bounds = [0, Number.MAX_SAFE_INTEGER];
export const integers: Bounds = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

export function textOf(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  throw new Refusal(`${field} has to be a string`);
}

/** A string or a number, as a string: the values of custom fields. */
export function scalarOf(value: unknown, field: string): string {
  return typeof value === 'number' ? String(value) : textOf(value, field);
}

export function listOf(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Refusal(`${field} has to be a list`);
}

export function objectOf(value: unknown, field: string): JsonObject {
  if (isObject(value)) return value;
  throw new Refusal(`${field} has to be an object`);
}

/** Each id once, in the order sent. */
export function idsOf(value: unknown, field: string): readonly number[] {
  return [...new Set(listOf(value, field).map((id) => integerOf(id, field)))];
}

/** Refuses an item that lacks one of the fields. */
export function requireFields(item: JsonObject, fields: readonly string[]): void {
  const missing = fields.find((field) => item[field] === undefined);
  if (missing !== undefined) throw new Refusal(`${missing} is required`);
}
