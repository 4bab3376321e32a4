import type { RequirementResult } from '../../spec/run/results.ts';
import { curlOf } from '../curl.ts';
import { type Cut, cut, visible } from '../../spec/run/plain.ts';
import { readable } from '../pretty.ts';
import type { Exchange, Headers } from '../../spec/run/exchange.ts';

/** The evidence that one requirement's entry shows or points to. */
export interface ShownEvidence {
  /** What was sent, in order; bodies left out. */
  readonly steps: readonly Exchange[];
  /** How many earlier steps are left out. */
  readonly moreSteps: number;
  /** Shown here with headers and bodies, in the order in which they were sent. */
  readonly here: readonly Exchange[];
  /** Shown so in the entry of an earlier requirement. */
  readonly elsewhere: readonly number[];
  /** With headers and bodies only in `run.har`. */
  readonly inLog: readonly number[];
  /** The assertion's text. */
  readonly detail: Cut | null;
}

/** Limits that keep the page small however many exchanges a run has. */
export const limits = {
  /** Exchanges that one requirement shows whole: the last ones of a test are next to its claim. */
  exchanges: 6,
  /** Steps of a test. */
  steps: 20,
  /** Answers in which a part of the contract was seen. */
  sightings: 8,
  /** Characters of one body. */
  body: 12_000,
  /** Characters of all headers of one message. */
  headers: 4_000,
  /** Characters of an assertion's text. */
  detail: 6_000,
  /** Characters of one when there is no room left. */
  shortDetail: 300,
  /** Characters of a reason, or of what stands at one place in a message. */
  line: 600,
  /** Bytes of all exchanges on the page. */
  page: 4_000_000,
  /** Bytes of all steps on the page. */
  allSteps: 1_500_000,
  /** Bytes of all texts of assertions on the page. */
  details: 1_500_000,
} as const;

/**
 * Decides where each exchange is shown whole: once, in the first entry that needs it, while there is room.
 * Only what did not go well shows exchanges whole; of the rest the steps are told, and their bodies lie in `run.har`.
 */
export function planEvidence(
  requirements: readonly RequirementResult[],
  exchanges: ReadonlyMap<number, Exchange>,
): ReadonlyMap<string, ShownEvidence> {
  const placed = new Set<number>();
  const room: Room = { exchanges: limits.page, details: limits.details, steps: limits.allSteps };
  return new Map(
    requirements.map((result) => {
      const { here, elsewhere } = placeExchanges(result, exchanges, placed, room);
      const told = new Set([...elsewhere, ...here.map((exchange) => exchange.id)]);
      const numbers = result.exchanges ?? [];
      const evidence: ShownEvidence = {
        ...placeSteps(result, exchanges, room),
        here,
        elsewhere,
        inLog: numbers.filter((number) => !told.has(number)),
        detail: placeDetail(result, room),
      };
      return [result.id, evidence];
    }),
  );
}

interface Room {
  exchanges: number;
  details: number;
  steps: number;
}

const unwell: ReadonlySet<string> = new Set(['failed', 'error', 'waived']);

function placeExchanges(
  { exchanges: numbers = [], outcome, violations }: RequirementResult,
  exchanges: ReadonlyMap<number, Exchange>,
  placed: Set<number>,
  room: Room,
) {
  if (!unwell.has(outcome)) return { here: [], elsewhere: [] };
  const wanted = violations ? [...new Set(violations.map(({ exchange }) => exchange))] : numbers;
  const near = wanted.slice(violations ? 0 : -limits.exchanges).slice(0, limits.exchanges);
  const elsewhere = near.filter((number) => placed.has(number));
  const here: Exchange[] = [];
  for (const exchange of near.flatMap((number) => exchanges.get(number) ?? [])) {
    if (placed.has(exchange.id)) continue;
    if (lightest(exchange) > room.exchanges) continue;
    const size = weightOf(exchange);
    if (size > room.exchanges) continue;
    room.exchanges -= size;
    placed.add(exchange.id);
    here.push(exchange);
  }
  return { here, elsewhere };
}

function placeSteps(
  { exchanges: numbers = [], id }: RequirementResult,
  exchanges: ReadonlyMap<number, Exchange>,
  room: Room,
) {
  const known = numbers.flatMap((number) => exchanges.get(number) ?? []);
  const near = isPart(id) ? known.slice(0, limits.sightings) : known.slice(-limits.steps);
  const size = near.length * bytesOfStep;
  const steps = size > room.steps ? [] : near;
  room.steps -= steps.length * bytesOfStep;
  return { steps, moreSteps: known.length - steps.length };
}

/** About what one step takes on the page, and its share of the command that repeats the last one. */
const bytesOfStep = 600;

/** Whether a requirement is about a part of an answer: it has no steps of its own, only answers that showed it. */
export function isPart(id: string): boolean {
  return id.includes('.response.');
}

function placeDetail({ detail }: RequirementResult, room: Room): Cut | null {
  if (detail === undefined) return null;
  const whole = cut(detail, limits.detail);
  const size = bytesOf(whole.text);
  if (size > room.details) return cut(detail, limits.shortDetail);
  room.details -= size;
  return whole;
}

/** Bytes that an exchange takes at least, without a look at its texts. */
function lightest({ request: { body = '' }, response }: Exchange): number {
  return Math.min(body.length, limits.body) + Math.min(response?.body.length ?? 0, limits.body) + 2_000;
}

/** Bytes that an exchange takes on the page. */
function weightOf(exchange: Exchange): number {
  const { request, response } = exchange;
  const texts = [
    readable(request.body ?? '', limits.body).text,
    readable(response?.body ?? '', limits.body).text,
    headersText(request.headers),
    headersText(response?.headers ?? {}),
    curlOf(exchange, { log: 'run.har' }),
    request.url.repeat(2),
  ];
  return texts.reduce((sum, text) => sum + bytesOf(text), 2_000);
}

/** Bytes of a text with its invisible characters shown and its markup escaped. */
function bytesOf(text: string): number {
  const shown = visible(text, Infinity);
  return new TextEncoder().encode(shown).length + (shown.match(/[<>&"]/g)?.length ?? 0) * 5;
}

/** Headers as lines, cut. */
export function headersText(headers: Headers): string {
  return cut(
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    limits.headers,
  ).text;
}
