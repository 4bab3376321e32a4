/** A failure in three lines: what was sent, what came, what was promised. */
import { member, parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { cut, oneLine } from '../spec/run/plain.ts';
import { type Decisive, partsOf, valueAt } from './decisive.ts';
import type { Failure } from './defects.ts';
import { apart } from './sides.ts';
import type { Symptom } from './symptom.ts';

/** The exchanges of a failure, and what is told of them. */
export interface Lines {
  readonly request: Exchange;
  /** Which element of a batch it is about, `add[5]`; null where it is about none. */
  readonly element: string | null;
  /** That element as it was sent, or the beginning of the body. */
  readonly sent: string;
  readonly answer: Exchange;
  /** What is compared, where the failure says it; null where it does not, or the place tells it. */
  readonly about: string | null;
  /** What came, where it differs. */
  readonly came: string;
  /** Whether it is the status that differs; what came is the beginning of the body then. */
  readonly isStatus: boolean;
  /** What was expected there; null where the promise alone tells. */
  readonly expected: string | null;
}

const longestSent = 220;

/** @returns null where no exchange is at hand */
export function linesOf(
  { result, symptom }: Failure,
  decisive: Decisive | null,
  byId: ReadonlyMap<number, Exchange>,
): Lines | null {
  const [request, answer] = [byId.get(decisive?.request ?? 0), byId.get(decisive?.answer ?? 0)];
  if (!request || !answer) return null;
  const { kind, subject, status } = symptom;
  const field = subject?.split(', ')[0] ?? '';
  const { expected, received } = toldApart(symptom, decisive, request, answer, field);
  const isStatus = status !== null && (received === null || received === String(status));
  const body = answer.response?.body ?? '';
  const whole = short(body === '' ? 'no body' : body);
  // Where none of several permitted ways was taken, what was expected is told, and what came is the answer.
  const [, permitted = null] =
    /^(.*): expected anything but null, received null$/.exec(result.reason ?? '') ?? [];
  const came = isStatus || permitted !== null ? whole : (received ?? short(result.reason ?? ''));
  const compared = /^(.+)\nExpected: /.exec(result.detail ?? '')?.[1];
  const what = compared ?? (kind === 'rows' && expected !== null ? 'rows' : undefined);
  const isPlaced = decisive?.path !== undefined || permitted !== null || (received === null && !isStatus);
  const about = isPlaced || what === undefined ? null : short(what);
  const element = decisive?.element ?? null;
  const sent = sentBy(request, element ?? undefined, field);
  return { request, element, sent, answer, about, came, isStatus, expected: permitted ?? expected };
}

/** Both sides; from the very messages where the words of the failure make no difference between them. */
function toldApart(
  { expected, received }: Symptom,
  decisive: Decisive | null,
  request: Exchange,
  answer: Exchange,
  field: string,
): Pick<Symptom, 'expected' | 'received'> {
  if (expected !== received || decisive?.path === undefined) return { expected, received };
  const sent: unknown = member(elementOf(request, decisive.element), field);
  const came = valueAt(parsedJson(answer.response?.body ?? ''), partsOf(decisive.path));
  if (typeof sent !== 'string' || typeof came !== 'string') return { expected, received };
  return apart(JSON.stringify(sent), JSON.stringify(came));
}

/** The element of a batch at `add[3]`; undefined where there is none. */
function elementOf({ request }: Exchange, element = ''): unknown {
  const [, list = '', at = ''] = /^(.+)\[(\d+)\]$/.exec(element) ?? [];
  return member(member(parsedJson(request.body ?? ''), list), at);
}

/**
 * What was sent, on one line: the element that it is about, else the whole body; of a long element the field alone.
 * @param element `add[5]`
 */
export function sentBy(exchange: Exchange, element?: string, field = ''): string {
  const one = elementOf(exchange, element);
  if (one === undefined) return short(exchange.request.body ?? '', longestSent);
  const whole = JSON.stringify(one);
  const own = member(one, field);
  if (whole.length <= longestSent || own === undefined) return short(whole, longestSent);
  return short(`{… ${JSON.stringify(field)}:${JSON.stringify(own)} …}`, longestSent);
}

/** `add[5] {"name":"a"}` */
export function sentInWords({ element, sent }: Pick<Lines, 'element' | 'sent'>): string {
  return element === null ? sent : `${element} ${sent}`;
}

/** Of what is answered alike whatever is asked, the answer itself is what came. */
export function alikeLines(lines: Lines): Lines {
  const { response } = lines.answer;
  const body = response?.body ?? '';
  return {
    ...lines,
    about: null,
    came: short(body === '' ? 'no body' : body),
    isStatus: false,
    expected: null,
  };
}

function short(text: string, longest = 160): string {
  const { text: begin, left } = cut(oneLine(text, longest + 1), longest);
  return left > 0 ? `${begin}…` : begin;
}
