/** Which failures are likely one defect. */
import type { Exchange } from '../spec/run/exchange.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import { decisiveOf } from './decisive.ts';
import type { Failure, KnownFault } from './defects.ts';
import { statusOf } from './exchanges.ts';
import { grouped } from './labels.ts';
import { actualKind, expectedKind, type Kind, type Symptom } from './symptom.ts';

/** From how many fields or parameters on the same is one defect of all of them, and not one of each. */
const WIDE = 4;

/** From how many parts of answers on the same wrong type is one defect, or of operations the same wrong value. */
const EVERYWHERE = 3;

/** From how many failures on a target is no implementation with a handful of faults. */
const MANY = 60;

/** Sorts of failures that are the same thing seen from another side. */
export const sideOf = {
  missing: 'message',
  type: 'message',
  value: 'message',
  link: 'message',
  status: 'status',
  stored: 'taken',
  lost: 'taken',
  refused: 'taken',
  differs: 'taken',
  accepted: 'accepted',
  answer: 'answer',
  effect: 'accepted',
  rows: 'list',
  extra: 'list',
  fewer: 'list',
} as const satisfies Record<Kind, string>;

/** Failures that are likely one defect. */
export interface Group {
  /** The one that shows it best. */
  readonly lead: Failure;
  /** In the order of the catalogue. */
  readonly failures: readonly Failure[];
  /** Where the target gives some operation one and the same answer, whatever it is asked: that answer. */
  readonly sameAnswer: string | null;
}

/**
 * Puts failures together. What known faults fail together is taken first; what an answer that breaks the contract
 * explains follows that answer; the rest is put together by what it is about. What is wrong everywhere, or in many
 * fields of one action, is then one defect: by what leads each group, lest a consequence bridges two defects.
 */
export function groupsOf(
  failures: readonly Failure[],
  requirements: readonly RequirementResult[],
  byId: ReadonlyMap<number, Exchange>,
  known: readonly KnownFault[],
): readonly Group[] {
  const uniform = uniformAnswers(byId);
  const failing = new Set(failures.map(({ result }) => result.id));
  const rows = rowsOf(failing, requirements, known);
  const keyed = failures.map((failure): Keyed<Failure> => {
    const { result } = failure;
    const answer = byId.get(decisiveOf(failure, byId)?.answer ?? 0);
    const same = answer && uniform.get(answer);
    if (same !== undefined) return { of: failure, keys: [`${uniformly}${same}`] };
    const message = result.violations?.[0] ? result.id : explanationOf(failure, answer, failing, byId);
    const row = rows.get(result.id) ?? rows.get(message ?? '');
    if (row !== undefined) return { of: failure, keys: [`known ${row}`] };
    return { of: failure, keys: message === undefined ? keysOf(failure, answer) : [`of ${message}`] };
  });
  const units = joined(keyed).flatMap(({ members, key }) => groupOf(members, known, key));
  return joined(merging(units)).flatMap(({ members }) =>
    groupOf(
      inOrder(
        members.flatMap((unit) => unit.failures),
        failures,
      ),
      known,
      members[0]?.key ?? '',
    ),
  );
}

const uniformly = 'uniform ';

interface Keyed<Of> {
  readonly of: Of;
  /** Whatever shares a key is the same defect. */
  readonly keys: readonly string[];
}

interface Unit extends Group {
  readonly key: string;
}

function groupOf(failures: readonly Failure[], known: readonly KnownFault[], key: string): readonly Unit[] {
  const lead = leadOf(failures, known);
  const sameAnswer = key.startsWith(uniformly) ? key.slice(uniformly.length) : null;
  return lead === undefined ? [] : [{ lead, failures, sameAnswer, key }];
}

function inOrder(some: readonly Failure[], all: readonly Failure[]): readonly Failure[] {
  const mine = new Set(some);
  return all.filter((one) => mine.has(one));
}

/** What the likeliest known fault breaks, else the first of the firmest evidence, a message before a behaviour. */
function leadOf(failures: readonly Failure[], known: readonly KnownFault[]): Failure | undefined {
  const ids = new Set(failures.map(({ result }) => result.id));
  // Of a fault that explains the lesser part only, the rest tells more.
  const [likeliest] = known
    .filter(({ failed }) => failed.length * 2 >= failures.length)
    .filter(({ breaks, failed }) => failed.length > 1 && ids.has(breaks) && failed.every((id) => ids.has(id)))
    .sort((a, b) => b.failed.length - a.failed.length);
  const rankOf = ({ result: { id, evidence, violations } }: Failure) =>
    id === likeliest?.breaks ? -1 : (evidence === 'inferred' ? 2 : 0) + (violations === undefined ? 1 : 0);
  return failures.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
}

/** What a behaviour is grouped by that no message explains. */
function keysOf({ result, symptom }: Failure, answer: Exchange | undefined): readonly string[] {
  const { action, subject, kind, topic, operation } = symptom;
  const refusal = `${String(answer ? statusOf(answer) : 0)} ${withoutData(answer?.response?.body ?? '')}`;
  return [
    `about ${action} ${subject ?? topic} ${sideOf[kind]}`,
    ...(isBare(result) ? [] : [`words ${action} ${shapeOf(result)}`]),
    ...(subject === null ? [`topic ${action} ${topic.split(' ')[0] ?? ''} ${kind}`] : []),
    ...(kind === 'refused' ? [`refusal ${operation ?? ''} ${refusal}`] : []),
  ];
}

function typesOf({ expected, received }: Symptom): string {
  return `${expectedKind(expected ?? '') ?? ''} ${actualKind(received ?? '') ?? ''}`;
}

/** The failed requirement of a message that explains a failure: of the very field, or of all that an answer holds. */
function explanationOf(
  { result, symptom: { subject, kind } }: Failure,
  answer: Exchange | undefined,
  failing: ReadonlySet<string>,
  byId: ReadonlyMap<number, Exchange>,
): string | undefined {
  const charged = (of: Exchange['violations'] = []) =>
    of.filter(({ requirement }) => failing.has(requirement));
  const own = charged(answer?.violations);
  if (kind === 'link') return own.find(({ pointer }) => pointer.includes('_links'))?.requirement;
  const names = new Set(
    subject?.split(', ').map((name) => name.split(/[.[\]]+/).findLast((part) => part !== '')),
  );
  const all = (result.exchanges ?? []).flatMap((id) => charged(byId.get(id)?.violations));
  const inField = [...own, ...all].find(({ pointer }) => pointer.split('/').some((part) => names.has(part)));
  const inWhole = own.find(({ pointer }) => /^(?:status|(?:\/_embedded(?:\/items)?)?)$/.test(pointer));
  return (inField ?? inWhole)?.requirement;
}

/** What was demanded, without what differs from one record to the next: ids, times, names. */
function shapeOf({ reason = '', detail = '' }: RequirementResult): string {
  const [demanded = '', received] = detail.split('\nReceived: ');
  return withoutData(received === undefined ? reason : demanded);
}

function withoutData(text: string): string {
  return text
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\d{4,}/g, 'N')
    .replace(/\/\d+(?=\/|\b)/g, '/*');
}

/** Whether two values are all that is told: nothing says what was compared. */
function isBare({ detail = '' }: RequirementResult): boolean {
  return detail.startsWith('Expected: ');
}

/** The answers of a target that gives several operations one and the same answer, whatever they are asked. */
function uniformAnswers(byId: ReadonlyMap<number, Exchange>): ReadonlyMap<Exchange, string> {
  const answered = [...byId.values()].filter(({ response }) => response !== undefined);
  const answerOf = ({ response }: Exchange) =>
    `${String(response?.status)} ${response?.body.trim() ?? ''}`.trim();
  const asked = grouped(
    answered.filter(({ operation, as }) => operation !== null && as === 'administrator'),
    ({ operation }) => operation ?? '',
  );
  const alike = [...asked].flatMap(([operation, [first, ...others]]) => {
    const answer = first && answerOf(first);
    return answer !== undefined && others.every((one) => answerOf(one) === answer)
      ? [{ operation, answer }]
      : [];
  });
  const uniform = new Map([...grouped(alike, ({ answer }) => answer)].filter(([, all]) => all.length > 1));
  if (uniform.size === 0) return new Map();
  return new Map(
    answered.flatMap((one) => {
      const same = uniform.get(answerOf(one));
      const isOfThem = one.operation === null || same?.some(({ operation }) => operation === one.operation);
      return same !== undefined && isOfThem === true ? [[one, answerOf(one)] as const] : [];
    }),
  );
}

/**
 * Which known fault explains each failure: first the one that explains most, then the one that explains most of the
 * rest. A fault explains where all that it fails failed here, or could not be tried.
 * @returns names of faults by requirement
 */
function rowsOf(
  failing: ReadonlySet<string>,
  requirements: readonly RequirementResult[],
  known: readonly KnownFault[],
): ReadonlyMap<string, string> {
  const untried = new Set(requirements.flatMap(({ id, outcome }) => (outcome === 'dependency' ? [id] : [])));
  const possible = known.filter(
    ({ failed }) => failed.length > 1 && failed.every((id) => failing.has(id) || untried.has(id)),
  );
  // A row tells of one fault. Where much more fails than any explains, those that fit do so by chance.
  const widest = Math.max(0, ...possible.map(({ failed }) => failed.length));
  if (failing.size > MANY && widest * 2 < failing.size) return new Map();
  const open = new Set(failing);
  const rows = new Map<string, string>();
  for (;;) {
    const [best] = possible
      .map(({ name, failed }) => ({ name, of: failed.length, gain: failed.filter((id) => open.has(id)) }))
      .filter(({ gain }) => gain.length > 1)
      .sort((a, b) => b.gain.length - a.gain.length || a.of - b.of);
    if (!best) return rows;
    for (const id of best.gain) {
      rows.set(id, best.name);
      open.delete(id);
    }
  }
}

/** What makes one defect of several groups: the same in the same part, everywhere, or in many fields of one action. */
function merging(units: readonly Unit[]): readonly Keyed<Unit>[] {
  const wideKeys = new Set([
    ...wide(units, typeKey, ({ subject }) => subject ?? '', EVERYWHERE),
    ...wide(units, valueKey, ({ operation }) => operation ?? '', EVERYWHERE),
    ...wide(units, sameKey, ({ operation }) => operation ?? '', 2),
    ...wide(units, wayKey, ({ subject, topic }) => subject ?? topic, WIDE),
  ]);
  return units.map((unit) => {
    const { symptom } = unit.lead;
    if (unit.sameAnswer !== null) return { of: unit, keys: [unit.key] };
    const keys = [typeKey, valueKey, sameKey, wayKey]
      .map((keyOf) => keyOf(symptom))
      .filter((key) => wideKeys.has(key));
    return { of: unit, keys: [partKey(symptom) ?? unit.key, ...keys] };
  });
}

function wide(
  units: readonly Unit[],
  keyOf: (symptom: Symptom) => string,
  partOf: (symptom: Symptom) => string,
  from: number,
): readonly string[] {
  const same = grouped(units, ({ lead }) => keyOf(lead.symptom));
  return [...same].flatMap(([key, all]) =>
    key !== '' && new Set(all.map(({ lead }) => partOf(lead.symptom))).size >= from ? [key] : [],
  );
}

const typeKey = (symptom: Symptom) => (symptom.kind === 'type' ? `type ${typesOf(symptom)}` : '');
const valueKey = ({ kind, subject }: Symptom) => (kind === 'value' ? `value ${subject ?? ''}` : '');
const sameKey = ({ kind, subject, expected, received }: Symptom) =>
  kind === 'value'
    ? `same ${subject ?? ''} ${withoutData(expected ?? '')} ${withoutData(received ?? '')}`
    : '';
const wayKey = ({ action, kind }: Symptom) => `way ${action} ${kind}`;

/** The same part of several answers: missing, of another type, or of a status that is not documented. */
function partKey(symptom: Symptom): string | null {
  const { kind, subject, status } = symptom;
  if (kind === 'status') return `part status ${String(status)}`;
  if (kind !== 'missing' && kind !== 'type') return null;
  return `part ${kind} ${subject ?? ''} ${kind === 'type' ? typesOf(symptom) : ''}`;
}

/** Joins what shares a key, also by way of a third; groups and members in the order in which they came. */
function joined<Of>(
  all: readonly Keyed<Of>[],
): readonly { readonly members: readonly Of[]; readonly key: string }[] {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    const parent = parents.get(key);
    return parent === undefined ? key : rootOf(parent);
  };
  for (const { keys } of all) {
    const [first = '', ...others] = keys;
    for (const other of others) {
      const [from, to] = [rootOf(other), rootOf(first)];
      if (from !== to) parents.set(from, to);
    }
  }
  return [...grouped(all, ({ keys }) => rootOf(keys[0] ?? ''))].map(([key, group]) => ({
    key,
    members: group.map(({ of }) => of),
  }));
}
