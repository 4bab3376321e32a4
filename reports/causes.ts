import type { RequirementResult } from '../spec/run/results.ts';
import { actualKind, behaviourTitle, contractTitle, expectedKind, partOf } from './cause-labels.ts';
import type { RecordedExchange } from './recorded.ts';

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
export type Evident = Pick<RecordedExchange, 'id' | 'violations'>;

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
  exchanges: Iterable<Evident> = [],
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
function violatingExchanges(exchanges: Iterable<Evident>): ReadonlyMap<string, readonly Shown[]> {
  const found = new Map<string, Shown[]>();
  for (const { id, violations } of exchanges) {
    for (const violation of violations) {
      const known = found.get(violation.requirement) ?? [];
      known.push({ exchange: id, violation });
      found.set(violation.requirement, known);
    }
  }
  return found;
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
  const shape = shapeOf(result.reason ?? '');
  const words = result.id.split('.');
  const scenario = `scenario ${(result.exchanges ?? []).join()} ${words.slice(0, 3).join('.')} ${shape}`;
  const own = isBare(shape)
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

/** A reason without what differs from one customer to the next: ids, times, names, the order of a list. */
function shapeOf(reason: string): string {
  const [matcher = reason] = /^expect\([^)]*\)\.[\w.]+/.exec(reason) ?? [];
  return matcher
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\d{4,}/g, 'N')
    .replace(/\/\d+(?=\/|\b)/g, '/*');
}

/** The runner's own words, which say nothing of what was compared. */
function isBare(shape: string): boolean {
  return shape.startsWith('expect(');
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
