/** What a defect is called. */
import { isObject, namesIn } from '../spec/contract/json.ts';
import { operationPointer, placeOf as nodeAt, referenceOf } from '../spec/openapi.ts';
import { type OperationId, operationIds, operations } from '../spec/operations.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import type { Failure } from './defects.ts';
import { type Group, sideOf } from './same-defect.ts';
import { actualKind, expectedKind, type Kind, placeOf, type Symptom } from './symptom.ts';

const mostNamed = 4;

/**
 * One line: what, on which operation, in which way, and what came instead. Backticks mark names.
 * @param request that decided: its method may be none of the operation
 */
export function headlineOf({ lead, failures, sameAnswer }: Group, request?: Exchange): string {
  const { symptom, result } = lead;
  const alike = [
    lead,
    ...failures.filter((one) => one !== lead && sideOf[one.symptom.kind] === sideOf[symptom.kind]),
  ];
  if (sameAnswer !== null)
    return `${operationsOf(failures)} answer everything alike: \`${oneLine(sameAnswer.replaceAll('`', 'ʼ'), 80)}\``;
  const beside = symptom.beside === null ? '' : ` with \`${symptom.beside}\``;
  const otherMethod = ofOtherMethod(symptom, request);
  if (otherMethod !== null && (symptom.kind === 'accepted' || symptom.kind === 'effect'))
    return `${otherMethod} is ${symptom.kind === 'accepted' ? 'accepted' : 'refused, and carried out all the same'}${differenceOf(symptom, result.reason ?? '')}`;
  const where = `${placesOf(alike)}${beside}`;
  const named = alike.filter(({ symptom: { kind } }) => kind === symptom.kind);
  if (symptom.subject === null && !isOfWhole(symptom))
    return `${where} breaks “${promiseOf(result)}”${differenceOf(symptom, result.reason ?? '')}${besides(named, symptom)}`;
  // What was asked for and what came are those of one parameter.
  const isOfOne = symptom.kind === 'rows';
  const names = namesOf(isOfOne ? [lead] : named);
  const sentence = sentences[symptom.kind]({
    what: whatOf(names, symptom),
    are: names.length > 1 ? 'are' : 'is',
    where,
    symptom,
    reason: result.reason ?? '',
  });
  return isOfOne ? `${sentence}${besides(named, symptom)}` : sentence;
}

/** `PUT things`, where what was sent is of no method of its operation. */
function ofOtherMethod({ operation }: Symptom, request: Exchange | undefined): string | null {
  if (operation === null || request === undefined) return null;
  const { method, path } = operations[operation];
  const sent = request.request;
  const isThere = new URL(sent.url).pathname.replace(/\/$/, '').endsWith(path);
  const isKnown = operationIds.some(
    (one) => operations[one].path === path && operations[one].method === sent.method,
  );
  return isThere && !isKnown && sent.method !== method
    ? `${sent.method} ${path.split('/').at(-1) ?? ''}`
    : null;
}

/** Whether a body or a status is wrong, which needs no name. */
function isOfWhole({ kind }: Symptom): boolean {
  return kind === 'missing' || kind === 'type' || kind === 'value' || kind === 'status';
}

function promiseOf({ says }: Failure['result']): string {
  return oneLine(says.replace(/\.$/, '').replaceAll('`', ''), longestPromise);
}

const longestPromise = 120;

/** What came in the place of what is promised, behind the promise. */
function differenceOf(symptom: Symptom, reason: string): string {
  const { kind, status, expected } = symptom;
  if (kind === 'rows') return asked(symptom);
  if (status !== null && (kind === 'accepted' || kind === 'refused' || kind === 'answer'))
    return `: ${String(status)} came${expected === null ? '' : `, expected ${enumerated(expected)}`}`;
  if (expected !== null) return compared(symptom);
  // What was compared says the promise again.
  const told = /; (the answer was .*?)(?:: expected anything but null.*)?$/s.exec(reason)?.[1] ?? reason;
  return `: \`${oneLine(told.replace(/\.$/, '').replaceAll('`', 'ʼ'), longestReason)}\``;
}

const longestReason = 100;

/** `400, 404 or 405` of `400 or 404 or 405`. */
function enumerated(statuses: string): string {
  return statuses.replace(/ or (?=.* or )/g, ', ');
}

/** Names the other parameters that show the same. */
function besides(alike: readonly Failure[], { subject }: Symptom): string {
  const own = new Set(subject?.split(', '));
  const others = namesOf(alike)
    .filter((name) => !own.has(name))
    .map((name) => `\`${name}\``);
  return others.length === 0 ? '' : ` (and with it ${others.slice(0, mostNamed).join(', ')})`;
}

/** What failures are about, each name once. */
function namesOf(failures: readonly Failure[]): readonly string[] {
  return [...new Set(failures.flatMap((one) => one.symptom.subject?.split(', ') ?? []))];
}

interface Words {
  readonly what: string;
  readonly are: 'is' | 'are';
  readonly where: string;
  readonly symptom: Symptom;
  readonly reason: string;
}

const sentences = {
  missing: ({ what, are, where }) => `${what} ${are} missing from answers to ${where}`,
  type: ({ what, are, where, symptom: { expected, received } }) =>
    `${what} ${are}${are === 'are' ? ' each' : ''} ${aKind(actualKind(received ?? ''))} instead of ${aKind(expectedKind(expected ?? ''))} in answers to ${where}`,
  value: ({ what, are, where, symptom: { expected, received } }) =>
    `${what} ${are} wrong in answers to ${where}: expected ${expected ?? ''}, got ${received ?? ''}`,
  status: ({ where, symptom: { received } }) =>
    `Status ${received ?? ''} answers ${where}, and is not documented`,
  stored: ({ what, are, where, symptom }) =>
    `${what} ${are === 'are' ? 'read' : 'reads'} back otherwise after ${where}${sent(symptom)}`,
  lost: ({ what, are, where, symptom }) => `${what} ${are} lost by ${where}${sent(symptom)}`,
  refused: ({ what, are, where, symptom: { status } }) =>
    `${what} ${are} refused by ${where}${withStatus(status)}`,
  accepted: ({ what, are, where, symptom: { status, topic } }) =>
    `${are === 'is' ? faulty(topic) : ''}${what} ${are} not refused by ${where}${withStatus(status)}`,
  answer: ({ what, are, where, symptom: { expected, received } }) =>
    `${what} ${are} answered ${received ?? ''} by ${where}, instead of ${enumerated(expected ?? '')}`,
  effect: ({ what, are, where, symptom: { expected, received } }) =>
    `${what} ${are} changed by ${where}, which should leave ${are === 'is' ? 'it' : 'them'} alone${expected === null || received === null ? '' : `: ${expected} became ${received}`}`,
  rows: ({ what, where, symptom }) => `${what} ${rowsInWords(symptom)} on ${where}${asked(symptom)}`,
  extra: ({ what, are, where, symptom }) =>
    `${what} ${are === 'are' ? 'let' : 'lets'} through what does not match, on ${where}${compared(symptom)}`,
  fewer: ({ what, are, where, symptom }) =>
    `${what} ${are === 'are' ? 'leave' : 'leaves'} out what matches, on ${where}${compared(symptom)}`,
  link: ({ what, are, where, reason }) =>
    `${what} ${are} wrong in answers to ${where}: ${linkInWords(reason)}`,
  differs: ({ what, are, where, symptom }) =>
    `${what} ${are === 'are' ? 'differ' : 'differs'} on ${where}${compared(symptom)}`,
} as const satisfies Record<Kind, (words: Words) => string>;

function withStatus(status: number | null): string {
  return status === null ? '' : `: ${String(status)} came`;
}

/** What is wrong about a name that should have been refused, where a topic says so: `A missing `. */
function faulty(topic: string): string {
  if (/\brequired\b/.test(topic)) return 'A missing ';
  return /\bunknown\b/.test(topic) ? 'An unknown ' : '';
}

/** `next_date`, or the names of several in the order in which they come; the body where none is named. */
function whatOf(named: readonly string[], { kind, operation }: Symptom): string {
  if (named.length === 0) return 'The body';
  const isOfSent = operation !== null && (kind === 'stored' || kind === 'lost');
  const spelled = named.slice(0, mostNamed).map((name) => {
    const sentAs = isOfSent && !named.includes(`${name}_id`) && sentBy(operation).has(`${name}_id`);
    return sentAs ? `\`${name}\` (\`${name}_id\`)` : `\`${name}\``;
  });
  const shown = spelled.join(', ');
  return named.length > mostNamed ? `${shown} and ${several(named.length - mostNamed, 'other')}` : shown;
}

/** The names of all that a request of an operation may hold: what is shown as `company` is sent as `company_id`. */
function sentBy(operation: OperationId): ReadonlySet<string> {
  const names = new Set<string>();
  const followed = new Set<string>();
  const collect = (node: unknown): void => {
    const reference = referenceOf(node);
    if (reference !== null) {
      if (followed.has(reference)) return;
      followed.add(reference);
      collect(nodeAt(reference).node);
    } else if (Array.isArray(node)) node.forEach(collect);
    else if (isObject(node)) {
      for (const name of namesIn(node['properties'])) names.add(name);
      Object.values(node).forEach(collect);
    }
  };
  const { node } = nodeAt(operationPointer(operation));
  collect(isObject(node) ? node['requestBody'] : undefined);
  return names;
}

/** The operations by method and path alone. */
function operationsOf(group: readonly Failure[]): string {
  return placesOf(
    group.map(({ result, symptom }) => ({
      result,
      symptom: { ...symptom, action: symptom.operation ?? symptom.action },
    })),
  );
}

function placesOf(group: readonly Failure[]): string {
  const operations = new Set(group.flatMap(({ symptom: { operation } }) => operation ?? []));
  if (operations.size === operationIds.length) return `all ${String(operations.size)} operations`;
  const places = [...new Set(group.map(({ symptom }) => placeOf(symptom)))];
  return places.length > mostNamed
    ? `${places.slice(0, mostNamed - 1).join(', ')} and ${several(places.length - mostNamed + 1, 'other')}`
    : places.join(', ');
}

function sent({ expected, received }: Symptom): string {
  if (expected === null || received === null) return '';
  return received === 'nothing'
    ? `: sent ${expected}, and it is gone`
    : `: sent ${expected}, got ${received}`;
}

function asked({ expected, received }: Symptom): string {
  const [wanted, came] = [numberIn(expected), countIn(received)];
  return wanted === null || came === null
    ? compared({ expected, received })
    : `: asked for ${String(wanted)}, got ${String(came)}`;
}

function rowsInWords({ expected, received }: Symptom): string {
  const [wanted, came] = [numberIn(expected), countIn(received)];
  if (wanted === null || came === null) return 'gives other rows than it should';
  return came > wanted ? 'is ignored' : 'gives too few rows';
}

function numberIn(text: string | null): number | null {
  const found = /^\d+(?!\d| to)/.exec(text ?? '')?.[0];
  return found === undefined ? null : Number(found);
}

function countIn(text: string | null): number | null {
  return /^\d+$/.test(text ?? '') ? Number(text) : null;
}

function compared({ expected, received }: Pick<Symptom, 'expected' | 'received'>): string {
  if (received === null || expected === '""') return '';
  return expected === null ? `: ${received}` : `: expected ${expected}, got ${received}`;
}

/** What is wrong with a link, behind the sentence that says so. */
function linkInWords(reason: string): string {
  const words = reason.replaceAll('`', 'ʼ');
  const tail = /does not name the request: (.*?)\.?$/.exec(words)?.[1] ?? words;
  return oneLine(tail, 120);
}

function aKind(kind: string | null): string {
  const words = kind === null ? 'something else' : kind === 'boolean' ? 'true or false' : kind;
  return /^(?:null|true|something|nothing)/.test(words)
    ? words
    : `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
