/** What one failure shows, taken from its own result: where, on what, and in which way it differs. */
import { isObject, namesIn } from '../spec/contract/json.ts';
import { openapi } from '../spec/openapi.ts';
import { type OperationId, operationIds, operations } from '../spec/operations.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import { mostFields, side, sidesOf } from './sides.ts';

/** In which way something differs from what is promised. */
export type Kind =
  | 'missing'
  | 'type'
  | 'value'
  | 'status'
  | 'stored'
  | 'lost'
  | 'refused'
  | 'accepted'
  | 'answer'
  | 'effect'
  | 'rows'
  | 'extra'
  | 'fewer'
  | 'link'
  | 'differs';

export interface Symptom {
  /** Null where a requirement is about no single operation. */
  readonly operation: OperationId | null;
  /** What was done, by the first two words of the id: several actions may go by one operation. */
  readonly action: string;
  /** The field, parameter or header: `next_date`, `filter[date]`, `Content-Type`; null where it is none. */
  readonly subject: string | null;
  /** A parameter beside the subject that the requirement is about: `unlink`. */
  readonly beside: string | null;
  /** The rest of the id in words: `unknown contact`. */
  readonly topic: string;
  readonly kind: Kind;
  /** Both sides on one line; null where the words of the failure do not name them. */
  readonly expected: string | null;
  readonly received: string | null;
  /** The status of the answer that the failure complains of. */
  readonly status: number | null;
}

export function symptomOf(result: RequirementResult): Symptom {
  const operation = operationOf(result);
  const place = {
    operation,
    action: result.id.split('.').slice(0, 2).join('.'),
    topic: topicOf(result.id, operation),
  };
  const [violation] = result.violations ?? [];
  if (violation) return { ...place, beside: null, ...violated(violation) };
  const reason = result.reason ?? '';
  const sides = sidesOf(result);
  const status = /expected anything but null/.test(reason) ? null : statusIn(reason);
  const own = namedIn(result.id);
  const subject = storedFields(reason) ?? sides.fields ?? subjectIn(result, operation) ?? own;
  const demanded = wantedStatuses(reason);
  const { expected, received } =
    demanded === '' ? sides : { expected: demanded, received: String(status ?? 'nothing') };
  return {
    ...place,
    expected,
    received,
    status,
    kind: kindOf(reason, { ...sides, operation, status }),
    subject,
    beside: besideOf(own, subject),
  };
}

/** The names in an id that the subject does not have. */
function besideOf(own: string | null, subject: string | null): string | null {
  if (own === null || subject === null) return null;
  const told = new Set(subject.split(/[^\w]+/));
  const others = own.split(', ').filter((name) => !told.has(name));
  return others.length === 0 ? null : others.join(', ');
}

/** `GET customers`, with the action where its operation has several: `POST customers (add)`. */
export function placeOf({ operation, action }: Pick<Symptom, 'operation' | 'action'>): string {
  if (operation === null) return `\`${action}\``;
  const { method, path } = operations[operation];
  const word = action.split('.')[1] ?? '';
  const isOwn = action === operation || operation.split('.')[0] !== action.split('.')[0];
  return `${method} ${path.split('/').at(-1) ?? ''}${isOwn ? '' : ` (${word})`}`;
}

function operationOf({ id, operation }: RequirementResult): OperationId | null {
  if (operation !== null) return operation;
  return operationIds.find((one) => id.startsWith(`${one}.`) || id.endsWith(`.${one}`)) ?? null;
}

/** The words of an id behind its area and action, without the operation that some end with. */
function topicOf(id: string, operation: OperationId | null): string {
  const rest = operation !== null && id.endsWith(`.${operation}`) ? id.slice(0, -operation.length - 1) : id;
  const words = rest.split('.');
  const isOfOperation = operation !== null && words[0] === operation.split('.')[0];
  return words
    .slice(isOfOperation && words.length > 2 ? 2 : 1)
    .join(' ')
    .replaceAll('_', ' ')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

type Violation = NonNullable<RequirementResult['violations']>[number];

function violated({
  pointer,
  expected,
  actual,
}: Violation): Pick<Symptom, 'subject' | 'kind' | 'expected' | 'received' | 'status'> {
  const sides = { expected: side(expected, 80), received: side(actual, 80), status: null };
  const subject = nameOfPointer(pointer);
  if (pointer === 'status')
    return { ...sides, subject: null, kind: 'status', status: Number(actual) || null };
  if (actual === 'nothing') return { ...sides, subject, kind: 'missing' };
  const [wanted, came] = [expectedKind(expected), actualKind(actual)];
  return { ...sides, subject, kind: wanted !== null && came !== null && wanted !== came ? 'type' : 'value' };
}

/** `name` of `/_embedded/items/0/name`, `Content-Type` of `header:content-type`; null for a whole body. */
export function nameOfPointer(pointer: string): string | null {
  const header = /^header:(.+)$/.exec(pointer)?.[1];
  if (header !== undefined) return header.split('-').map(capital).join('-');
  const inItem = pointer.replace(/^\/_embedded\/items\/(?:\w+\/)?\d+(?=\/)/, '');
  const names = inItem.split('/').filter((name) => name !== '' && !/^\d+$/.test(name));
  return names.length === 0 ? null : names.join('.');
}

/** `items[0].name` of `/_embedded/items/0/name`, `Content-Type` of `header:content-type`; null for no pointer. */
export function placeOfPointer(pointer: string): string | null {
  if (/^header:\S+$/.test(pointer)) return nameOfPointer(pointer);
  if (!/^\/\S*$/.test(pointer)) return null;
  const [, ...names] = pointer.replace(/^\/_embedded(?=\/items\/\d)/, '').split('/');
  return names.map((name, at) => (/^\d+$/.test(name) ? `[${name}]` : `${at > 0 ? '.' : ''}${name}`)).join('');
}

/** The kind of value that the words of a violation say came: `string`, `nothing`; null where they tell a value. */
export function actualKind(actual: string): string | null {
  return actualKinds.find(([begin]) => begin.test(actual))?.[1] ?? null;
}

const actualKinds = [
  [/^nothing$/, 'nothing'],
  [/^null$/, 'null'],
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

function statusIn(reason: string): number | null {
  const found =
    /(?:answer was|was answered|not taken:|Not refused:|acknowledged:|^) ?([1-5]\d\d)\b(?! \w+:)/.exec(
      reason,
    )?.[1];
  return found === undefined ? null : Number(found);
}

const kinds = [
  [/reads back as/, 'stored'],
  [/acknowledged, and then not found|is not found\b/, 'lost'],
  [/Not refused:|The answer holds\b|still found/, 'accepted'],
  [/not taken/, 'refused'],
  [/self link|^The link |^found by /, 'link'],
  [/^Listed are no ids/, 'fewer'],
  [/^Listed are /, 'extra'],
  [/changed something|^Changed:|was changed:|is gone\.$/, 'effect'],
  [/Not listed, but matching/, 'fewer'],
  [/Listed, but not matching|do not match|do not belong/, 'extra'],
  [/\brows?\b/i, 'rows'],
  [/The list is another one/, 'rows'],
] as const satisfies readonly (readonly [RegExp, Kind])[];

function kindOf(
  reason: string,
  { expected, received, operation, status }: Pick<Symptom, 'expected' | 'received' | 'operation' | 'status'>,
): Kind {
  // A quoted body may hold any words.
  const own = reason.split(/[[{]/)[0] ?? '';
  const found = kinds.find(([words]) => words.test(own))?.[1];
  if (found !== undefined) return found;
  const demanded = wantedStatuses(reason);
  if (status === null || demanded === '') {
    if (received === 'nothing') return 'lost';
    return isRead(operation) && [expected, received].every((side) => /^\d{1,4}$/.test(side ?? ''))
      ? 'rows'
      : 'differs';
  }
  if (/2(?:\d\d|xx)/.test(demanded)) return status >= 500 ? 'answer' : 'refused';
  return status < 400 ? 'accepted' : 'answer';
}

/** `200 or 204` of what says that one of these was expected. */
function wantedStatuses(reason: string): string {
  return (
    /\bStatus ([\dx, or]+) expected/.exec(reason)?.[1] ??
    /^\d{3} .*: expected (\d{3}), received \d{3}$/s.exec(reason)?.[1] ??
    ''
  );
}

/** The fields that read back otherwise than they were sent. */
function storedFields(reason: string): string | null {
  const fields = [...reason.matchAll(/(?:^|[:;] )([a-z_]+) reads back as/g)].map(([, field = '']) => field);
  if (fields.length === 0) {
    return /^Changed: (\w+) of /.exec(reason)?.[1] ?? null;
  }
  return [...new Set(fields)].slice(0, 3).join(', ');
}

/** What the source calls it: the row that has most of the words of the id in its name. */
function subjectIn({ id, source }: RequirementResult, operation: OperationId | null): string | null {
  const words = new Set(id.split('.').slice(2));
  const rows = source.flatMap((row) => /› (parameter|response) ([^›]+)$/.exec(row)?.slice(1, 3) ?? []);
  const named = rows
    .flatMap((part, at) => (at % 2 === 1 ? [{ side: rows[at - 1] ?? '', names: part.split('/') }] : []))
    .map((row) => ({ ...row, score: row.names.filter((name) => words.has(name)).length }));
  const best = Math.max(0, ...named.map(({ score }) => score));
  const likely = named.filter(({ score, names, side }) =>
    best > 0 ? score === best : names.length > 1 || side === 'response' || isRead(operation),
  );
  const [first, ...others] = likely.map(({ names }) => names);
  if (first === undefined) return null;
  const isQuery = isRead(operation) && likely[0]?.side === 'parameter';
  const end = first.findIndex((name, at) => others.some((other) => other[at] !== name));
  const shared = end === -1 ? first : first.slice(0, end);
  // What rows share is worth a name where it is more than the list that they all stand in.
  if (end === -1 || shared.length > 1 || (isQuery && shared.length > 0))
    return spelled(shared, isQuery, likely[0]?.side);
  if (best === 0 && others.length >= mostFields) return null;
  return [...new Set(likely.map(({ names }) => spelled(names, isQuery, likely[0]?.side)))]
    .slice(0, mostFields)
    .join(', ');
}

/** Every field and parameter of the contract. */
const known = new Set(namesOf(openapi));

function namesOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(namesOf);
  if (!isObject(node)) return [];
  const { name, properties } = node;
  return [
    ...(typeof name === 'string' && 'in' in node ? name.split(/[[\]]+/) : []),
    ...namesIn(properties),
    ...Object.values(node).flatMap(namesOf),
  ];
}

/** The fields and parameters that stand in an id itself. */
function namedIn(id: string): string | null {
  const words = id
    .split('.')
    .slice(2)
    .map((word) => (/^links?$/.test(word) ? '_links' : word));
  const names = words.filter((word) => known.has(word));
  return names.length === 0 ? null : names.join(', ');
}

function isRead(operation: OperationId | null): boolean {
  return operation !== null && operations[operation].method === 'GET';
}

/** A parameter as in a query, `filter[date]`; a field without the list of records that it stands in, `tags.name`. */
function spelled(names: readonly string[], isQuery: boolean, side = ''): string {
  if (isQuery) return names.map((name, at) => (at === 0 ? name : `[${name}]`)).join('');
  const isInList = names.length > 1 && (side === 'parameter' || names[0] === 'items');
  return names.slice(isInList ? 1 : 0).join('.');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
