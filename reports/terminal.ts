import type { RequirementResult, Results } from '../spec/run/results.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import {
  EXPLORED_ONLY,
  are,
  byReason,
  countsInSentence,
  duration,
  isCleanReadOnly,
  more,
  outcomeWords,
  qualificationsOf,
  requestsInWords,
  unsettled,
  verdictReason,
  verdictWords,
} from './labels.ts';
import { strengthInBrief } from './standing.ts';
import type { Defect } from './defects.ts';
import { Diagnosis } from './diagnosis.ts';
import { minuteOf } from './compare/compare-runs.ts';
import { changesInWords, type Since } from './compare/since.ts';
import { onlyLine, sweepLine } from './command.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { cameInWords, requestInWords } from './live.ts';
import { sentInWords } from './three-lines.ts';
import { type Colour, type Paint, paintWith, verdictColours } from './paint.ts';
import { appliedWaivers, waiverInWords, waiversThatAre } from './waivers.ts';
import { waiversInWords } from './terminal-waivers.ts';

export interface TerminalOptions {
  /** Colour only where a person looks: on a terminal and without `NO_COLOR`. */
  readonly colour: boolean;
  /** Columns that a line may take; commands and addresses may take more. */
  readonly width: number;
  /** Tells readings and what has passed, too. */
  readonly isVerbose?: boolean;
  /** Of the same run. */
  readonly diagnosis?: Diagnosis;
  /** Where the page lies; left out when it could not be written. */
  readonly report?: string;
}

/** How many defects and reasons are told; the page has all of them. */
const mostDefects = 10;
const mostReasons = 10;

/** The verdict alone, in one line. */
export function verdictLine(results: Results, colour: boolean): string {
  return `${verdictAndTarget(results, paintWith(colour))}. ${oneLine(verdictReason(results))}`;
}

/**
 * The end of a run on the terminal: defects, warnings, what stayed open, and last, where a reader looks first, the
 * verdict and the report.
 * @param exchanges for the whole number of exchanges that show a defect
 */
export function summaryOf(
  results: Results,
  exchanges: readonly Exchange[],
  { colour, width, isVerbose = false, report, diagnosis }: TerminalOptions,
): string {
  const at = { results, paint: paintWith(colour), width };
  const { defects, since } = diagnosis ?? new Diagnosis(results, exchanges);
  const sections = [
    ...(isVerbose ? [passedOnes(at), readings(at)] : []),
    defectsInWords(
      'Likely defects',
      defects.filter(({ decides }) => decides),
      'red',
      at,
    ),
    defectsInWords(
      'Warnings (inferred, they do not decide)',
      defects.filter(({ decides }) => !decides),
      'yellow',
      at,
    ),
    ...[...unsettled, 'waived' as const, 'notApplicable' as const].map((outcome) => withOutcome(outcome, at)),
    waiversInWords(results, at.paint),
    leftBehind(at),
    headline(at, since),
    report === undefined ? [] : [`Report: ${report}`],
  ];
  return `\n${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What is told, how it is painted, and how wide a line may be. */
interface At {
  readonly results: Results;
  readonly paint: Paint;
  readonly width: number;
}

function headline({ results, paint }: At, since: Since | null): readonly string[] {
  const stale = waiversThatAre('stale', results).length;
  const standing = strengthInBrief(results.suite);
  return [
    verdictAndTarget(results, paint),
    oneLine(verdictReason(results)),
    ...(since === null ? [] : [sinceLast(since)]),
    ...(stale > 0 ? [paint('red', `The run fails: ${several(stale, 'waiver')} ${are(stale)} stale.`)] : []),
    ...qualificationsOf(results).map((sentence) => paint('yellow', oneLine(sentence))),
    ...(results.complete
      ? []
      : [
          paint(
            'yellow',
            results.profile === 'explore'
              ? EXPLORED_ONLY
              : `Filtered run (${filtersInWords(results)}): not the verdict of a whole run.`,
          ),
        ]),
    ...(results.obstacle !== undefined && results.verdict === 'nonconformant'
      ? [oneLine(results.obstacle)]
      : []),
    countsInSentence(results),
    paint(
      'dim',
      `profile ${results.profile} · seed ${String(results.seed)} · ${requestsInWords(results)} · ${duration(results.durationMs)}`,
    ),
    ...(standing === '' ? [] : [paint('dim', standing)]),
  ];
}

/** How many filters are named. */
const mostFilters = 2;

function filtersInWords({ selection: { filters } }: Results): string {
  const named = filters.slice(0, mostFilters).map((filter) => oneLine(filter, 60));
  return [named.join(', '), ...more(filters.length, mostFilters)].join(' ');
}

function sinceLast(since: Since): string {
  return oneLine(
    `Since the last ${since.kind} (${minuteOf(since.startedAt)} UTC): ${changesInWords(since)}.`,
  );
}

function verdictAndTarget(results: Results, paint: Paint): string {
  const { name, baseUrl } = results.target;
  const verdict = paint('bold', paint(verdictColours[results.verdict], verdictInWords(results)));
  return `${verdict}: ${oneLine(name, 80)} (${oneLine(baseUrl, 120)})`;
}

/** `Conformant, 2 waived`: never the bare word where waivers led to it, or where only a part could be judged. */
function verdictInWords(results: Results): string {
  const { verdict, counts } = results;
  if (isCleanReadOnly(results)) return 'Read-only passed, inconclusive as a whole';
  const qualified = verdict === 'conformant' && counts.waived > 0;
  return `${verdictWords[verdict]}${qualified ? `, ${String(counts.waived)} waived` : ''}`;
}

/** What is wrong with the target: each defect with what shows it best, and how to try that again. */
function defectsInWords(
  title: string,
  defects: readonly Defect[],
  colour: Colour,
  { results, paint, width }: At,
): readonly string[] {
  if (defects.length === 0) return [];
  const number = (at: number) => `${String(at + 1).padStart(3)}. `;
  const margin = ' '.repeat(5);
  const room = width - margin.length;
  return [
    paint('bold', `${title}: ${String(defects.length)}`),
    ...defects
      .slice(0, mostDefects)
      .flatMap(({ headline: says, lead, lines, isAlike, requirements, blocked, looksLike }, at) => [
        paint(colour, `${number(at)}${folded(says.replaceAll('`', ''), room).join(`\n${margin}`)}`),
        ...(lines ? [`${margin}${requestInWords(lines.request, room, sentInWords(lines))}`] : []),
        `${margin}${oneLine(`→ ${isAlike && lines ? lines.came : cameInWords({ ...lead, ...(lines && { answer: lines.answer }) }, room - 2)}`, room)}`,
        ...(requirements.length + blocked.length > 1
          ? [paint('dim', `${margin}${consequences(requirements, blocked, room)}`)]
          : []),
        ...(looksLike.length > 0
          ? [
              paint(
                'dim',
                `${margin}${oneLine(`looks like ${looksLike.map(({ name }) => name).join(' or ')}`, room)}`,
              ),
            ]
          : []),
        paint('dim', `${margin}rerun: ${onlyLine(lead.id, results)}`),
      ]),
    ...more(defects.length, mostDefects, margin),
  ];
}

/** A text on one line, or on two that break between words; what has no room there is cut. */
function folded(text: string, room: number): readonly string[] {
  const line = oneLine(text, 2 * room);
  const end = line.length <= room ? line.length : line.lastIndexOf(' ', room);
  return end <= 0 || end === line.length
    ? [oneLine(line, room)]
    : [line.slice(0, end), oneLine(line.slice(end + 1), room)];
}

/** `5 requirements fail, 3 others could not be tried: a, b +3 more` */
function consequences(failed: Defect['requirements'], blocked: Defect['blocked'], room: number): string {
  const kept = blocked.length === 0 ? '' : `, ${several(blocked.length, 'other')} could not be tried`;
  const begin = `${several(failed.length, 'requirement')} ${failed.length === 1 ? 'fails' : 'fail'}${kept}: `;
  return `${begin}${idsInWords(idsOf(failed), room - begin.length)}`;
}

/** Requirements of one outcome, those with the same reason together; what ended the run is told with the verdict. */
function withOutcome(
  outcome: RequirementResult['outcome'],
  { results, paint, width }: At,
): readonly string[] {
  const waivers = appliedWaivers(results);
  const of = results.requirements.filter(
    (one) => one.outcome === outcome && !isKeptBy(one.reason ?? '', results),
  );
  const groups = byReason(of, ({ id, reason = 'no reason given' }) => {
    const waiver = waivers.get(id);
    return oneLine(waiver ? waiverInWords(waiver) : reason, 300);
  });
  if (groups.size === 0) return [];
  return [
    paint('bold', `${outcomeWords[outcome].heading}: ${String(of.length)}`),
    ...[...groups]
      .slice(0, mostReasons)
      .flatMap(([reason, ones]) => [
        `  ${outcomeWords[outcome].mark} ${oneLine(reason, width - 4)}`,
        paint('dim', `      ${idsInWords(idsOf(ones), width - 6)}`),
      ]),
    ...more(groups.size, mostReasons, '  ').map((line) => `${line} reasons`),
  ];
}

/** Whether a reason is what kept the whole run from a verdict, or ended it. */
function isKeptBy(reason: string, { obstacle }: Results): boolean {
  return (
    obstacle !== undefined &&
    (reason === obstacle || reason === `not run: ${obstacle}` || reason.startsWith('The run was interrupted'))
  );
}

function passedOnes({ results, paint, width }: At): readonly string[] {
  const passed = results.requirements.filter(({ outcome }) => outcome === 'passed');
  if (passed.length === 0) return [];
  const { heading, mark } = outcomeWords.passed;
  return [
    paint('bold', `${heading}: ${String(passed.length)}`),
    ...passed.map(({ id, says }) => `  ${paint('green', mark)} ${oneLine(`${id}: ${says}`, width - 4)}`),
  ];
}

/** As many ids as there is room for, and how many more there are. */
function idsInWords(ids: readonly string[], room: number): string {
  const told = (count: number) => [ids.slice(0, count).join(', '), ...more(ids.length, count)].join(' ');
  const fitting = [4, 3, 2].find((count) => told(count).length <= room) ?? 1;
  return oneLine(told(fitting), room);
}

function idsOf(requirements: readonly RequirementResult[]): readonly string[] {
  return requirements.map(({ id }) => id);
}

/** Which side the target takes where the source contradicts itself or is silent. */
function readings({ results, paint }: At): readonly string[] {
  const taken = Object.entries(results.readings);
  if (taken.length === 0) return [];
  return [
    paint('bold', `Readings: ${String(taken.length)}`),
    ...taken.map(([id, side]) => `  ${oneLine(id, 60)}: ${oneLine(side, 60)}`),
  ];
}

function leftBehind({ results: { leftBehind: left, command }, paint }: At): readonly string[] {
  return left.length === 0
    ? []
    : [
        paint('bold', paint('red', 'Left behind in the account')),
        ...left.map((one) => `  ! ${oneLine(one)}`),
        `  Finish it: ${sweepLine(command)}`,
      ];
}
