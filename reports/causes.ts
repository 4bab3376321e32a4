import type { RequirementResult } from '../spec/run/results.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { operationIds } from '../spec/operations.ts';
import { several } from '../spec/run/plain.ts';
import { grouped } from './labels.ts';

/** One thing that is wrong with a target, and everything that fails because of it. */
export interface Cause {
  /** `cause-` and the id of its first requirement. */
  readonly id: string;
  /** One line; backticks mark names. */
  readonly title: string;
  /** What was expected and what came, in the words of its first requirement. */
  readonly reason: string;
  /** Whether it decides the verdict: one of its requirements at least is stated or shown. */
  readonly decides: boolean;
  /** In the order of the catalogue. */
  readonly requirements: readonly RequirementResult[];
  /** Requirements that could not be tried because one of these failed. */
  readonly blocked: readonly RequirementResult[];
  /** The exchanges that show it, ascending. */
  readonly exchanges: readonly number[];
}

/** What a cause needs to know of an exchange. */
type Evident = Pick<Exchange, 'id' | 'violations'>;

/**
 * Puts failures with the same cause together, those that decide the verdict first, the wider ones before the
 * narrower. Two failures have the same cause when
 * - the contract finds the same wrong in the same part of several operations' answers,
 * - it finds the same wrong type in several parts,
 * - tests of one operation or one area fail with the same words, whatever the ids in them,
 * - tests of one scenario fail in the same way,
 * - a test complains of a status that the contract complains of in the same exchange.
 * @param exchanges for the whole number of exchanges that show a violation; results list only the first ones
 */
export function causesOf(
  requirements: readonly RequirementResult[],
  exchanges: readonly Evident[] = [],
): readonly Cause[] {
  const violations = violatingExchanges(exchanges);
  const failed = requirements.filter(({ outcome }) => outcome === 'failed');
  const statuses = undocumentedStatuses(failed, violations);
  const causes = joined(failed.map((result) => ({ keys: keysOf(result, statuses), result }))).map((group) =>
    causeOf(group, requirements, violations),
  );
  return causes.sort((a, b) => Number(b.decides) - Number(a.decides) || weight(b) - weight(a));
}

function weight({ requirements, blocked }: Cause): number {
  return requirements.length + blocked.length;
}

type Shown = { readonly exchange: number; readonly violation: Evident['violations'][number] };

/** Every violation by the requirement that it is charged to. */
function violatingExchanges(exchanges: readonly Evident[]): ReadonlyMap<string, readonly Shown[]> {
  const shown = exchanges.flatMap(({ id, violations }) =>
    violations.map((violation) => ({ exchange: id, violation })),
  );
  return grouped(shown, ({ violation }) => violation.requirement);
}

/** The status that the contract complains of, by exchange. */
function undocumentedStatuses(
  failed: readonly RequirementResult[],
  violations: ReadonlyMap<string, readonly Shown[]>,
): ReadonlyMap<number, string> {
  const shown = failed.flatMap(({ id }) => violations.get(id) ?? []);
  return new Map(
    shown.flatMap(({ exchange, violation: { pointer, actual } }) =>
      pointer === 'status' ? [[exchange, actual] as const] : [],
    ),
  );
}

/** Two failures that share a key have the same cause. */
function keysOf(result: RequirementResult, statuses: ReadonlyMap<number, string>): readonly string[] {
  const [violation] = result.violations ?? [];
  if (violation) {
    const actual = actualKind(violation.actual);
    const part = `part ${partOf(result.id)} ${actual}`;
    if (violation.pointer === 'status') return [part, ...complainedOf(actual, statuses)];
    const expected = expectedKind(violation.expected);
    const otherType = expected !== null && actual !== 'nothing' && expected !== actual;
    return otherType ? [part, `type ${expected} ${actual}`] : [part];
  }
  const bare = isBare(result);
  const shape = bare ? wayOf(result) : shapeOf(result);
  const words = result.id.split('.');
  const scenario = `scenario ${(result.exchanges ?? []).join()} ${words.slice(0, 3).join('.')} ${shape}`;
  const own = bare
    ? [scenario]
    : [`area ${words.slice(0, 2).join('.')} ${shape}`, `operation ${result.operation} ${shape}`];
  return [...own, ...statusKeys(result, statuses)];
}

function complainedOf(status: string, statuses: ReadonlyMap<number, string>): readonly string[] {
  return [...statuses].flatMap(([exchange, actual]) =>
    actual === status ? [statusKey(exchange, status)] : [],
  );
}

function statusKey(exchange: number, status: string): string {
  return `exchange ${String(exchange)} ${status}`;
}

function statusKeys(
  { exchanges = [], reason = '' }: RequirementResult,
  statuses: ReadonlyMap<number, string>,
): readonly string[] {
  return exchanges.flatMap((exchange) => {
    const status = statuses.get(exchange);
    return status !== undefined && reason.split(/\D+/).includes(status) ? [statusKey(exchange, status)] : [];
  });
}

/**
 * What was demanded, without what differs from one record to the next: ids, times, names. Where two values were
 * compared, what came is left out: of several batches each has its own.
 */
function shapeOf({ reason = '', detail = '' }: RequirementResult): string {
  const [demanded = '', received] = detail.split('\nReceived: ');
  return (received === undefined ? reason : demanded)
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\d{4,}/g, 'N')
    .replace(/\/\d+(?=\/|\b)/g, '/*');
}

/** Whether two values are all that is told: nothing says what was compared. */
function isBare({ detail = '' }: RequirementResult): boolean {
  return detail.startsWith('Expected: ');
}

/** How two values were compared, whatever they are: as equals, or by the words around the expected one. */
function wayOf({ detail = '' }: RequirementResult): string {
  const [expected = ''] = detail.slice('Expected: '.length).split('\nReceived: ');
  const words = /^(?:nothing$|(?:anything but|all of|more than|no) )| (?:among them|of them|or less)$/.exec(
    expected,
  );
  return words?.[0] ?? 'equal';
}

interface Keyed {
  readonly keys: readonly string[];
  readonly result: RequirementResult;
}

interface Group {
  readonly keys: string[];
  readonly members: RequirementResult[];
}

/** Joins what shares a key, also by way of a third; each group in the order in which its members came. */
function joined(failures: readonly Keyed[]): readonly (readonly RequirementResult[])[] {
  const groups = new Map<string, Group>();
  for (const { keys, result } of failures) {
    const same = [...new Set(keys.flatMap((key) => groups.get(key) ?? []))];
    const [widest = { keys: [], members: [] }, ...others] = same.sort(
      (a, b) => b.members.length - a.members.length,
    );
    widest.members.push(...others.flatMap(({ members }) => members), result);
    for (const key of [...others.flatMap((other) => other.keys), ...keys]) {
      if (groups.get(key) === widest) continue;
      widest.keys.push(key);
      groups.set(key, widest);
    }
  }
  const order = new Map(failures.map(({ result }, at) => [result, at]));
  return [...new Set(groups.values())].map(({ members }) =>
    members.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
  );
}

function causeOf(
  members: readonly RequirementResult[],
  all: readonly RequirementResult[],
  violations: ReadonlyMap<string, readonly Shown[]>,
): Cause {
  const contract = members.filter((one) => (one.violations ?? []).length > 0);
  const exchangesOf = (one: RequirementResult) =>
    violations.get(one.id)?.map(({ exchange }) => exchange) ?? one.exchanges ?? [];
  // Where the contract finds it, its exchanges show it; those of a test include all that led up to it.
  const exchanges = [...new Set((contract.length > 0 ? contract : members).flatMap(exchangesOf))];
  const [first] = contract.length > 0 ? contract : members;
  const ids = new Set(members.map(({ id }) => id));
  return {
    id: `cause-${members[0]?.id ?? ''}`,
    title: contract.length > 0 ? contractTitle(contract, exchanges.length) : behaviourTitle(members),
    reason: first?.reason ?? 'no reason given',
    decides: members.some(({ evidence }) => evidence !== 'inferred'),
    requirements: members,
    blocked: all.filter(
      ({ outcome, reason = '' }) => outcome === 'dependency' && ids.has(/^[\w.]+/.exec(reason)?.[0] ?? ''),
    ),
    exchanges: exchanges.sort((a, b) => a - b),
  };
}

/** The part of an answer that a requirement of the contract is about: `items.id` of `records.list.response.items.id`. */
function partOf(id: string): string {
  return id.replace(/^.*?\.response\./s, '');
}

/** The kind of value that the words of a violation say came: `string`, `nothing`; else the words themselves. */
function actualKind(actual: string): string {
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
function expectedKind(expected: string): string | null {
  return expectedKinds.find(([begin]) => begin.test(expected))?.[1] ?? null;
}

const expectedKinds = [
  [/^(?:an integer|a number|whole Unix seconds)\b/, 'number'],
  [/^a (?:non-empty )?string\b/, 'string'],
  [/^a list\b/, 'list'],
  [/^an object\b/, 'object'],
  [/^true or false\b/, 'boolean'],
] as const satisfies readonly (readonly [RegExp, string])[];

/**
 * What the contract finds wrong, where, and how often: `Content-Type wrong on all 6 operations: 143 exchanges`.
 * @param requirements of the contract, with their violations; at least one
 */
function contractTitle(requirements: readonly RequirementResult[], exchanges: number): string {
  const [violation] = requirements[0]?.violations ?? [];
  const parts = [...new Set(requirements.map(({ id }) => partOf(id)))];
  const actual = actualKind(violation?.actual ?? '');
  const where = `${whereOf(requirements)}: ${several(exchanges, 'exchange')}`;
  const [part = ''] = parts;
  if (parts.length > 1) {
    const expected = aKind(expectedKind(violation?.expected ?? '') ?? 'value');
    return `${capital(aKind(actual))} where ${expected} belongs, ${several(parts.length, 'field')} ${where}`;
  }
  const name = nameOf(part, violation?.pointer ?? '');
  if (violation?.pointer === 'status') return `${name} ${actual} is not documented ${where}`;
  return `${name} ${actual === 'nothing' ? 'missing' : 'wrong'} ${where}`;
}

/** `Content-Type` of `header:content-type`, `Status`, `Body`; in backticks where it is a field. */
function nameOf(part: string, pointer: string): string {
  const header = /^header:(.+)$/.exec(pointer)?.[1];
  if (header !== undefined) return header.split('-').map(capital).join('-');
  return part === 'status' || part === 'body' ? capital(part) : `\`${part}\``;
}

/** ``on `records.list` ``, `on 3 operations`, `on all 6 operations` */
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
function behaviourTitle(requirements: readonly RequirementResult[]): string {
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
