/** What the contract demands and what came, in words that fit into one line. */
import { isObject, type JsonObject } from './json.ts';

const typeWords: Readonly<Record<string, string>> = {
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/**
 * What a schema node demands of a value: its `x-expected`, or words made of its keywords.
 * @returns null where it demands nothing by itself
 */
export function expectedBy(node: JsonObject): string | null {
  const given = node['x-expected'];
  if (typeof given === 'string') return given;
  if (Array.isArray(node['enum'])) return `one of ${node['enum'].map(String).join(', ')}`;
  const types = [node['type']].flat().filter((type) => typeof type === 'string');
  return types.length === 0 ? null : types.map((type) => typeExpected(type, node)).join(' or ');
}

function typeExpected(type: string, node: JsonObject): string {
  const words = typeWords[type] ?? type;
  if (type === 'string' && Number(node['minLength']) > 0) return 'a non-empty string';
  if (type !== 'integer' || typeof node['minimum'] !== 'number') return words;
  return `${words} of ${String(node['minimum'])} or more`;
}

const longest = 100;

/** What came, cut to about a hundred characters and never deeper than one level: bodies may be hostile. */
export function described(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'an empty string' : `the string ${quoted(value)}`;
  if (typeof value === 'number') return `the number ${String(value)}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${String(value.length)}`;
  if (isObject(value)) return describedObject(value);
  return value === null || typeof value === 'boolean' ? String(value) : `a ${typeof value}`;
}

function describedObject(value: JsonObject): string {
  const names = Object.keys(value);
  if (names.length === 0) return 'an empty object';
  const shown = names.slice(0, 4).map((name) => cut(name, 20));
  return `an object with ${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
}

/** A text in double quotes with its control characters escaped, shortened. */
export function quoted(text: string): string {
  const whole = JSON.stringify(text.slice(0, longest + 1));
  return whole.length <= longest + 2 ? whole : `${whole.slice(0, longest)}…"`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
