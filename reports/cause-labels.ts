import { operationIds } from '../spec/operations.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import { several } from '../spec/run/plain.ts';

/** The part of an answer that a requirement of the contract is about: `items.id` of `customers.list.response.items.id`. */
export function partOf(id: string): string {
  return id.replace(/^.*?\.response\./s, '');
}

/** The kind of value that the words of a violation say came: `string`, `nothing`; else the words themselves. */
export function actualKind(actual: string): string {
  const found = actualKinds.find(([begin]) => begin.test(actual));
  return found?.[1] ?? actual;
}

const actualKinds = [
  [/^nothing$/, 'nothing'],
  [/^(?:the|an empty) string\b|^"/, 'string'],
  [/^the number\b/, 'number'],
  [/^(?:a|an empty) list\b/, 'list'],
  [/^an (?:empty )?object\b/, 'object'],
  [/^(?:true|false)$/, 'boolean'],
] as const satisfies readonly (readonly [RegExp, string])[];

/** The one kind of value that the words of a violation ask for, as `actualKind` names it; null where it is not one. */
export function expectedKind(expected: string): string | null {
  return expectedKinds.find(([begin]) => begin.test(expected))?.[1] ?? null;
}

const expectedKinds = [
  [/^(?:an integer|a number|whole Unix seconds)\b/, 'number'],
  [/^a (?:non-empty )?string\b/, 'string'],
  [/^a list\b/, 'list'],
  [/^an object\b/, 'object'],
  [/^true or false\b/, 'boolean'],
] as const satisfies readonly (readonly [RegExp, string])[];

const names: ReadonlyMap<string, string> = new Map([
  ['contentType', 'Content-Type'],
  ['runtimeTimestamp', 'Runtime-Timestamp'],
  ['status', 'Status'],
  ['body', 'Body'],
]);

/**
 * What the contract finds wrong, where, and how often: `Content-Type wrong on all 6 operations: 143 exchanges`.
 * @param requirements of the contract, with their violations; at least one
 */
export function contractTitle(requirements: readonly RequirementResult[], exchanges: number): string {
  const [violation] = requirements[0]?.violations ?? [];
  const parts = [...new Set(requirements.map(({ id }) => partOf(id)))];
  const actual = actualKind(violation?.actual ?? '');
  const where = `${whereOf(requirements)}: ${several(exchanges, 'exchange')}`;
  const [part = ''] = parts;
  if (parts.length > 1) {
    const expected = aKind(expectedKind(violation?.expected ?? '') ?? 'value');
    return `${capital(aKind(actual))} where ${expected} belongs, ${several(parts.length, 'field')} ${where}`;
  }
  const name = names.get(part) ?? `\`${part}\``;
  if (violation?.pointer === 'status') return `${name} ${actual} is not documented ${where}`;
  return `${name} ${actual === 'nothing' ? 'missing' : 'wrong'} ${where}`;
}

/** `on customers.list`, `on 3 operations`, `on all 6 operations` */
function whereOf(requirements: readonly RequirementResult[]): string {
  const operations = new Set(
    requirements.map(({ id, operation }) => operation ?? id.replace(/\.response\..*$/s, '')),
  );
  if (operations.size === 1) return `on \`${[...operations].join('')}\``;
  return `on ${operations.size === operationIds.length ? 'all ' : ''}${String(operations.size)} operations`;
}

function aKind(kind: string): string {
  const words = kind === 'boolean' ? 'true or false' : kind;
  return /^(?:null|true)/.test(words) ? words : `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The sentence of the one requirement that fails, or how many fail alike and where. */
export function behaviourTitle(requirements: readonly RequirementResult[]): string {
  const [first, ...others] = requirements;
  if (!first || others.length === 0) return first?.says ?? '';
  const begin = sharedBegin(requirements.map(({ id }) => id.split('.')));
  const where = begin.length > 0 ? ` of \`${begin.join('.')}\`` : '';
  return `${String(requirements.length)} requirements${where} fail alike`;
}

function sharedBegin([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  const end = first.findIndex((word, at) => others.some((other) => other[at] !== word));
  return end === -1 ? first : first.slice(0, end);
}
