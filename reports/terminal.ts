import type { RequirementResult, Results } from '../spec/run/results.ts';
import { oneLine } from '../spec/run/plain.ts';
import { qualificationsOf } from './qualifications.ts';
import { appliedWaivers, waiversThatAre } from './waivers.ts';
import { waiverInWords, waiversInWords } from './waivers/told.ts';
import {
  countsInWords,
  coverage,
  duration,
  outcomeWords,
  requestsInWords,
  standingInWords,
  sweepHint,
  verdictReason,
  verdictWords,
} from './labels.ts';
import { several } from '../spec/run/plain.ts';

export interface TerminalOptions {
  /** Colour only where a person looks: on a terminal and without `NO_COLOR`. */
  readonly colour: boolean;
  /** Where the page lies; left out when it could not be written. */
  readonly report?: string;
}

type Paint = (text: string) => string;
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
}

/** How many failures and reasons are told in full; the page has all of them. */
const mostFailures = 20;
const mostReasons = 10;
const mostIds = 4;

/** The end of a run on the terminal: verdict, counts, failures, warnings, what stayed open, the report. */
export function summaryOf(results: Results, { colour, report }: TerminalOptions): string {
  const paint = palette(colour);
  const failed = results.requirements.filter(({ outcome }) => outcome === 'failed');
  const sections = [
    headline(results, paint),
    failures(
      outcomeWords.failed.heading,
      failed.filter(({ evidence }) => evidence !== 'inferred'),
      paint.red,
      paint,
    ),
    failures(
      'Warnings (inferred requirements, which do not decide the verdict)',
      failed.filter(({ evidence }) => evidence === 'inferred'),
      paint.yellow,
      paint,
    ),
    ...(['error', 'dependency', 'untestable', 'unobserved', 'waived', 'notApplicable'] as const).map(
      (outcome) => grouped(outcome, results, paint),
    ),
    waiversInWords(results, paint),
    readings(results),
    leftBehind(results, paint),
    report === undefined ? [] : [`Report: ${report}`],
  ];
  return `\n${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline(results: Results, paint: Palette): readonly string[] {
  const colour = { conformant: paint.green, nonconformant: paint.red, inconclusive: paint.yellow };
  const { name, baseUrl } = results.target;
  const stale = waiversThatAre('stale', results).length;
  const filters = results.selection.filters.map((filter) => oneLine(filter, 60)).join(', ');
  const standing = standingInWords(results.suite);
  return [
    `${paint.bold(colour[results.verdict](verdictInWords(results)))}: ${oneLine(name, 80)} (${oneLine(baseUrl, 120)})`,
    oneLine(verdictReason(results)),
    ...(stale > 0
      ? [paint.red(`The run fails: ${several(stale, 'waiver')} ${stale === 1 ? 'is' : 'are'} stale.`)]
      : []),
    ...qualificationsOf(results).map((sentence) => paint.yellow(oneLine(sentence))),
    ...(results.complete ? [] : [paint.yellow(`Filtered run (${filters}): not the verdict of a whole run.`)]),
    ...(results.obstacle !== undefined && results.verdict === 'nonconformant'
      ? [oneLine(results.obstacle)]
      : []),
    '',
    `${coverage(results.selection)}: ${countsInWords(results.counts)}`,
    ...(standing === '' ? [] : [paint.dim(`by a suite ${standing}`)]),
    paint.dim(
      `profile ${results.profile} · seed ${String(results.seed)} · ${requestsInWords(results)} · ${duration(results.durationMs)}`,
    ),
  ];
}

/** `Conformant, 2 waived`: never the bare word where waivers led to it. */
function verdictInWords({ verdict, counts: { waived } }: Results): string {
  const qualified = verdict === 'conformant' && waived > 0;
  return `${verdictWords[verdict]}${qualified ? `, ${String(waived)} waived` : ''}`;
}

function failures(
  title: string,
  failed: readonly RequirementResult[],
  colour: Paint,
  paint: Palette,
): readonly string[] {
  if (failed.length === 0) return [];
  const more = failed.length - mostFailures;
  return [
    paint.bold(title),
    ...failed
      .slice(0, mostFailures)
      .flatMap(({ id, says, reason, exchanges }) => [
        `  ${colour(outcomeWords.failed.mark)} ${id}`,
        `      ${oneLine(says, 200)}`,
        `      ${colour(oneLine(reason ?? 'no reason given', 300))}`,
        ...(exchanges ? [paint.dim(`      exchanges ${exchanges.slice(0, 8).join(', ')}`)] : []),
      ]),
    ...(more > 0 ? [`  +${String(more)} more`] : []),
  ];
}

/** Requirements of one outcome, those with the same reason together. */
function grouped(outcome: RequirementResult['outcome'], results: Results, paint: Palette): readonly string[] {
  const waivers = appliedWaivers(results);
  const byReason = new Map<string, string[]>();
  for (const result of results.requirements.filter((one) => one.outcome === outcome)) {
    const waiver = waivers.get(result.id);
    const reason = oneLine(waiver ? waiverInWords(waiver) : (result.reason ?? 'no reason given'), 300);
    byReason.set(reason, [...(byReason.get(reason) ?? []), result.id]);
  }
  if (byReason.size === 0) return [];
  const more = byReason.size - mostReasons;
  return [
    paint.bold(outcomeWords[outcome].heading),
    ...[...byReason]
      .slice(0, mostReasons)
      .flatMap(([reason, ids]) => [
        `  ${outcomeWords[outcome].mark} ${reason}`,
        paint.dim(`      ${idsInWords(ids)}`),
      ]),
    ...(more > 0 ? [`  +${String(more)} more reasons`] : []),
  ];
}

function idsInWords(ids: readonly string[]): string {
  const more = ids.length - mostIds;
  return `${ids.slice(0, mostIds).join(', ')}${more > 0 ? ` +${String(more)} more` : ''}`;
}

function readings({ readings: taken }: Results): readonly string[] {
  const pairs = Object.entries(taken).map(([id, side]) => `${oneLine(id, 60)}: ${oneLine(side, 60)}`);
  return pairs.length === 0 ? [] : [`Readings: ${pairs.join(' · ')}`];
}

function leftBehind({ leftBehind: left }: Results, paint: Palette): readonly string[] {
  return left.length === 0
    ? []
    : [
        paint.bold(paint.red('Left behind in the account')),
        ...left.map((one) => `  ! ${oneLine(one)}`),
        `  ${sweepHint}`,
      ];
}

function palette(colour: boolean): Palette {
  const with_ =
    (code: number): Paint =>
    (text) =>
      colour ? `\u001b[${String(code)}m${text}\u001b[0m` : text;
  return { bold: with_(1), dim: with_(2), red: with_(31), green: with_(32), yellow: with_(33) };
}
