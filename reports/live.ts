/** A run on the terminal while it goes on: how far it is, and each failure as it shows. */
import type { ClaimRecord } from '../engine/record.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { isObject, parsedJson } from '../spec/contract/json.ts';
import { oneLine } from '../spec/run/plain.ts';
import type { RequirementResult } from '../spec/run/results.ts';
import { pathOf } from './exchanges.ts';
import { differencesOf } from './json-difference.ts';
import { outcomeWords } from './labels.ts';
import { paintWith } from './paint.ts';
import { apart, asText, beginAlike } from './sides.ts';
import { placeOfPointer } from './symptom.ts';

/** Columns of a pipe, and of a terminal that doesn't say how wide it is. */
export const usualWidth = 120;

/** How far a run is: what was just finished, how many of how many, and how many of them failed. */
export interface Step {
  readonly done: number;
  readonly of: number;
  readonly failed: number;
  readonly record: Pick<ClaimRecord, 'requirement' | 'outcome'>;
}

/** Puts the cursor at the beginning of the line and clears it. */
export const clearLine = '\r\u001b[2K';

/** The line that a terminal shows and overwrites: `[ 87/203] 2 failed · protocol.unknownPath ✓`, cut to its width. */
export function progressLine({ done, of, failed, record }: Step, columns: number): string {
  const total = String(of);
  const count = failed > 0 ? `${String(failed)} failed · ` : '';
  const head = `[${String(done).padStart(total.length)}/${total}] ${count}`;
  const { mark } = outcomeWords[record.outcome];
  const room = Math.max(8, columns - head.length - mark.length - 2);
  return `${clearLine}${head}${oneLine(record.requirement, room)} ${mark}`;
}

/** The same where nothing can be overwritten: a line for every tenth of the run, otherwise null. */
export function milestone({ done, of, failed }: Pick<Step, 'done' | 'of' | 'failed'>): string | null {
  const tenth = (count: number) => Math.floor((count * 10) / of);
  if (done < of && tenth(done) <= tenth(done - 1)) return null;
  return `${String(done)} of ${String(of)} tests done${failed > 0 ? `, ${String(failed)} failed` : ''}`;
}

/** A requirement that failed, with the request that decided and the answer that shows it. */
export interface Failure extends Pick<RequirementResult, 'id' | 'says' | 'evidence' | 'reason' | 'detail'> {
  readonly request?: Exchange;
  /** What of the request it is about. */
  readonly sent?: string;
  readonly answer?: Exchange;
}

export interface FailureOptions {
  readonly colour: boolean;
  readonly width: number;
  /** The command that tries it again. */
  readonly rerun?: string;
  /** Where the page will tell more: a `file://` URL. */
  readonly why?: string;
}

const margin = '  ';

/**
 * A failure in at most six lines: mark and id, promise, request, what came and what was expected, how to try it again,
 * where to read more. Only the last two may be wider than the terminal: they are to be pasted and opened.
 */
export function failureInWords(failure: Failure, options: FailureOptions): string {
  const { id, says, evidence, request, sent } = failure;
  const { colour, width, rerun, why } = options;
  const paint = paintWith(colour);
  const isWarning = evidence === 'inferred';
  const colourOf = isWarning ? 'yellow' : 'red';
  const room = width - margin.length;
  const head = `${outcomeWords.failed.mark} ${id}${isWarning ? ' (inferred: a warning)' : ''}`;
  const arrow = '→ ';
  const came = `${arrow}${cameInWords(failure, room - arrow.length)}`;
  return [
    paint('bold', paint(colourOf, oneLine(head, width))),
    `${margin}${oneLine(says, room)}`,
    ...(request ? [`${margin}${requestInWords(request, room, sent)}`] : []),
    `${margin}${paint(colourOf, oneLine(came, room))}`,
    ...(rerun === undefined ? [] : [paint('dim', `${margin}rerun: ${rerun}`)]),
    ...(why === undefined ? [] : [paint('dim', `${margin}why:   ${why}`)]),
  ].join('\n');
}

/** Characters of what was sent that say more than nothing. */
const leastSent = 8;

/**
 * `GET /api/v2/things?filter[date]=01.02.2003`, decoded where that says the same, its middle cut to fit.
 * @param sent what of its body is told behind that, as far as there is room
 */
export function requestInWords({ request }: Pick<Exchange, 'request'>, room = usualWidth, sent = ''): string {
  const line = oneLine(`${request.method} ${decoded(pathOf(request.url))}`, 4_000);
  const characters = Array.from(line);
  const left = room - characters.length - 1;
  if (characters.length <= room)
    return sent === '' || left < leastSent ? line : `${line} ${oneLine(sent, left)}`;
  const end = Math.floor((room - 1) / 3);
  return `${characters.slice(0, room - 1 - end).join('')}…${characters.slice(-end).join('')}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * `200: 500 of them (expected 1 of them)`: the status where the words don't tell it, what came, what was expected. Where
 * there is no room for all, what came and what was expected share it, and of what stands before them the end is kept.
 * @param room characters
 */
export function cameInWords(
  { reason = 'no reason given', detail = '', answer }: Failure,
  room = Infinity,
): string {
  const status = answer?.response?.status;
  const before = status === undefined || reason.includes(String(status)) ? '' : `${String(status)}: `;
  const { about, expected, received, behind } = comparedIn(reason, detail);
  if (expected === undefined || received === undefined) return `${before}${reason}`;
  const field = fieldOf(expected, received);
  const place = field === null ? about : `${about}${field.path}: `;
  const { expected: wanted, received: came } =
    field ?? (beginAlike(expected, received) ? apart(expected, received) : { expected, received });
  const sides = { came: shortened(came ?? ''), wanted: shortened(wanted ?? '') };
  const whole = told(before, place, sides, behind);
  return lengthOf(whole) <= room
    ? whole
    : told(before, ...fitted(place, sides, room - lengthOf(told(before, '', none))));
}

interface Sides {
  readonly came: string;
  readonly wanted: string;
}

const none: Sides = { came: '', wanted: '' };

function told(before: string, place: string, { came, wanted }: Sides, behind = ''): string {
  return `${before}${place}${came} (expected ${wanted})${behind}`;
}

/** The place and both sides, cut to so many characters: the place to a third of them at most. */
function fitted(place: string, sides: Sides, room: number): readonly [string, Sides] {
  const { came, wanted } = fromWhereTheyDiffer(sides);
  const characters = Array.from(place);
  const third = Math.max(Math.floor(room / 3), room - lengthOf(came) - lengthOf(wanted));
  const kept = characters.length <= third ? place : `…${characters.slice(1 - Math.max(third, 2)).join('')}`;
  const left = room - lengthOf(kept);
  const half = Math.floor(left / 2);
  const forCame = lengthOf(wanted) < half ? left - lengthOf(wanted) : Math.min(lengthOf(came), half);
  return [
    kept,
    { came: oneLine(came, Math.max(forCame, 1)), wanted: oneLine(wanted, Math.max(left - forCame, 1)) },
  ];
}

/** Characters that both sides keep in front of where they differ, so that it is seen what they are. */
const inCommon = 6;

function fromWhereTheyDiffer({ came, wanted }: Sides): Sides {
  const [a, b] = [Array.from(came), Array.from(wanted)];
  const differs = a.findIndex((character, at) => character !== b[at]);
  const from = (differs === -1 ? a.length : differs) - inCommon;
  return from <= 1
    ? { came, wanted }
    : { came: `…${a.slice(from).join('')}`, wanted: `…${b.slice(from).join('')}` };
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** What the words of a failure compare, and what stands before and behind it. */
interface Compared {
  readonly about: string;
  readonly behind: string;
  /** Undefined where they compare nothing. */
  readonly expected?: string | undefined;
  readonly received?: string | undefined;
}

function comparedIn(reason: string, detail: string): Compared {
  const sides = /^(?:(.*)\n)?Expected: (.*?)\nReceived: (.*)$/s.exec(detail);
  if (sides !== null) {
    const [, what = '', expected, received = ''] = sides;
    const place = placeOfPointer(what);
    if (place !== null) return { about: `${place}: `, expected, received: valueIn(received), behind: '' };
    return { about: what === '' ? '' : `${oneLine(what, 120)}: `, expected, received, behind: '' };
  }
  const violation =
    /^(?:\S+, )?(\/\S+|header:\S+): expected (.+?), received (.+?)(?: \((\d+ exchanges)\))?$/s.exec(reason);
  if (violation !== null) {
    const [, pointer = '', expected, received = '', many] = violation;
    const behind = many === undefined ? '' : `, in ${many}`;
    return {
      about: `${placeOfPointer(pointer) ?? pointer}: `,
      expected,
      received: valueIn(received),
      behind,
    };
  }
  const [, about = '', received, expected] =
    /^(.*? reads back as )(.+?), expected (.+?)\.?$/s.exec(reason) ?? [];
  return { about, expected, received, behind: '' };
}

/** `"a"` of `the string "a"`: the value tells what kind it is. */
function valueIn(received: string): string {
  return received.replace(/^the (?:string|number) (?=["\d-])/, '');
}

/** The first field in which two records differ, where there is no room for all of them; null for anything else. */
function fieldOf(
  expected: string,
  received: string,
): { readonly path: string; readonly expected: string; readonly received: string } | null {
  if (Math.max(expected.length, received.length) <= longestSide) return null;
  const [wanted, came] = [parsedJson(expected), parsedJson(received)];
  const [first] = isObject(wanted) && isObject(came) ? differencesOf(wanted, came) : [];
  return first === undefined
    ? null
    : { path: first.path, expected: asText(first.expected), received: asText(first.received) };
}

/** One side of a comparison on one line; of a long list how long it is, which says more than how it begins. */
function shortened(side: string): string {
  if (side.length <= longestSide) return oneLine(side, longestSide);
  const value = parsedJson(side);
  return oneLine(Array.isArray(value) ? `${String(value.length)} of them: ${side}` : side, longestSide);
}

/** Characters of one side of a comparison. */
const longestSide = 60;
