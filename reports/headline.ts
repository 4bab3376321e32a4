/** What a defect is called. */
import { isObject, namesIn } from '../spec/contract/json.ts';
import { operationPointer, placeOf as nodeAt, referenceOf } from '../spec/openapi.ts';
import { type OperationId, operationIds } from '../spec/operations.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import type { Failure } from './defects.ts';
import { type Group, sideOf } from './same-defect.ts';
import { actualKind, expectedKind, type Kind, placeOf, type Symptom } from './symptom.ts';

const mostNamed = 4;

/** One line: what, on which operation, in which way, and what came instead. Backticks mark names. */
export function headlineOf({ lead, failures, sameAnswer }: Group): string {
  const { symptom, result } = lead;
  const alike = [
    lead,
    ...failures.filter((one) => one !== lead && sideOf[one.symptom.kind] === sideOf[symptom.kind]),
  ];
  if (sameAnswer !== null)
    return `${operationsOf(failures)} answer everything alike: \`${oneLine(sameAnswer.replaceAll('`', 'ʼ'), 80)}\``;
  const beside = symptom.beside === null ? '' : ` with \`${symptom.beside}\``;
  const where = `${placesOf(alike)}${beside}`;
  const named = alike.filter(({ symptom: { kind } }) => kind === symptom.kind);
  // What was asked for and what came are those of one parameter.
  const isOfOne = symptom.kind === 'rows' && symptom.subject !== null;
  const sentence = sentences[symptom.kind]({
    what: whatOf(isOfOne ? [lead] : named, symptom),
    where,
    symptom,
    reason: result.reason ?? '',
  });
  return isOfOne ? `${sentence}${besides(named, symptom)}` : sentence;
}

/** Names the other parameters that show the same. */
function besides(alike: readonly Failure[], { subject }: Symptom): string {
  const own = new Set(subject?.split(', '));
  const named = new Set(alike.flatMap((one) => one.symptom.subject?.split(', ') ?? []));
  const others = [...named].filter((name) => !own.has(name)).map((name) => `\`${name}\``);
  return others.length === 0 ? '' : ` (and with it ${others.slice(0, mostNamed).join(', ')})`;
}

interface Words {
  readonly what: string;
  readonly where: string;
  readonly symptom: Symptom;
  readonly reason: string;
}

const sentences = {
  missing: ({ what, where }) => `${what} is missing from answers to ${where}`,
  type: ({ what, where, symptom: { expected, received } }) =>
    `${what} is ${aKind(actualKind(received ?? ''))} instead of ${aKind(expectedKind(expected ?? ''))} in answers to ${where}`,
  value: ({ what, where, symptom: { expected, received } }) =>
    `${what} is wrong in answers to ${where}: expected ${expected ?? ''}, got ${received ?? ''}`,
  status: ({ where, symptom: { received } }) =>
    `Status ${received ?? ''} answers ${where}, and is not documented`,
  stored: ({ what, where, symptom }) => `${what} reads back otherwise after ${where}${sent(symptom)}`,
  lost: ({ what, where, symptom }) => `${what} is lost by ${where}${sent(symptom)}`,
  refused: ({ what, where, symptom: { status } }) => `${what} is refused by ${where}${withStatus(status)}`,
  accepted: ({ what, where, symptom: { status } }) =>
    `${what} is not refused by ${where}${withStatus(status)}`,
  answer: ({ what, where, symptom: { expected, received } }) =>
    `${what} is answered ${received ?? ''} by ${where}, instead of ${expected ?? ''}`,
  effect: ({ what, where }) => `${what}: ${where} changes what it should leave alone`,
  rows: ({ what, where, symptom }) => `${what} ${rowsInWords(symptom)} on ${where}${asked(symptom)}`,
  extra: ({ what, where }) => `${what} lets through what does not match, on ${where}`,
  fewer: ({ what, where }) => `${what} leaves out what matches, on ${where}`,
  link: ({ what, where, reason }) => `${what} is wrong in answers to ${where}: ${linkInWords(reason)}`,
  differs: ({ what, where, symptom }) => `${what} differs on ${where}${compared(symptom)}`,
} as const satisfies Record<Kind, (words: Words) => string>;

function withStatus(status: number | null): string {
  return status === null ? '' : `: ${String(status)} came`;
}

/** `next_date`, or the names of several in the order in which they come; a topic in quotes where nothing is named. */
function whatOf(alike: readonly Failure[], { kind, subject, topic, operation }: Symptom): string {
  const named = [...new Set(alike.flatMap((one) => one.symptom.subject?.split(', ') ?? []))];
  const isWhole = subject === null && (kind === 'missing' || kind === 'type' || kind === 'value');
  const first = isWhole ? ['The body'] : subject === null ? [`“${topic}”`] : [];
  const isOfSent = operation !== null && (kind === 'stored' || kind === 'lost');
  const spelled = named.slice(0, mostNamed).map((name) => {
    const sentAs = isOfSent && !named.includes(`${name}_id`) && sentBy(operation).has(`${name}_id`);
    return sentAs ? `\`${name}\` (\`${name}_id\`)` : `\`${name}\``;
  });
  const shown = [...first, ...spelled].join(', ');
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
  const found = /^\d+/.exec(text ?? '')?.[0];
  return found === undefined ? null : Number(found);
}

function countIn(text: string | null): number | null {
  return /^\d+$/.test(text ?? '') ? Number(text) : null;
}

function compared({ expected, received }: Pick<Symptom, 'expected' | 'received'>): string {
  return expected === null || received === null || expected === '""'
    ? ''
    : `: expected ${expected}, got ${received}`;
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
