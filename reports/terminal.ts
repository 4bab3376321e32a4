import type { RequirementResult, Results } from '../spec/run/results.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import {
  EXPLORED_ONLY,
  are,
  byReason,
  countsInWords,
  coverage,
  duration,
  more,
  outcomeWords,
  qualificationsOf,
  requestsInWords,
  standingInWords,
  unsettled,
  verdictReason,
  verdictWords,
} from './labels.ts';
import { sweepLine } from './command.ts';
import { type Colour, type Paint, paintWith, verdictColours } from './paint.ts';
import { appliedWaivers, waiverInWords, waiversThatAre } from './waivers.ts';
import type { Waiver, WaiverState } from '../spec/run/waivers.ts';
import type { ClaimRecord } from '../engine/record.ts';

export interface TerminalOptions {
  /** Colour only where a person looks: on a terminal and without `NO_COLOR`. */
  readonly colour: boolean;
  /** Where the page lies; left out when it could not be written. */
  readonly report?: string;
}

/** How many failures and reasons are told in full; the page has all of them. */
const mostFailures = 20;
const mostReasons = 10;
const mostIds = 4;

/** The end of a run on the terminal: verdict, counts, failures, warnings, what stayed open, the report. */
export function summaryOf(results: Results, { colour, report }: TerminalOptions): string {
  const paint = paintWith(colour);
  const failed = results.requirements.filter(({ outcome }) => outcome === 'failed');
  const sections = [
    headline(results, paint),
    failures(
      outcomeWords.failed.heading,
      failed.filter(({ evidence }) => evidence !== 'inferred'),
      'red',
      paint,
    ),
    failures(
      'Warnings (inferred requirements, which do not decide the verdict)',
      failed.filter(({ evidence }) => evidence === 'inferred'),
      'yellow',
      paint,
    ),
    ...[...unsettled, 'waived' as const, 'notApplicable' as const].map((outcome) =>
      grouped(outcome, results, paint),
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

function headline(results: Results, paint: Paint): readonly string[] {
  const { name, baseUrl } = results.target;
  const stale = waiversThatAre('stale', results).length;
  const filters = results.selection.filters.map((filter) => oneLine(filter, 60)).join(', ');
  const standing = standingInWords(results.suite);
  return [
    `${paint('bold', paint(verdictColours[results.verdict], verdictInWords(results)))}: ${oneLine(name, 80)} (${oneLine(baseUrl, 120)})`,
    oneLine(verdictReason(results)),
    ...(stale > 0 ? [paint('red', `The run fails: ${several(stale, 'waiver')} ${are(stale)} stale.`)] : []),
    ...qualificationsOf(results).map((sentence) => paint('yellow', oneLine(sentence))),
    ...(results.complete
      ? []
      : [
          paint(
            'yellow',
            results.profile === 'explore'
              ? EXPLORED_ONLY
              : `Filtered run (${filters}): not the verdict of a whole run.`,
          ),
        ]),
    ...(results.obstacle !== undefined && results.verdict === 'nonconformant'
      ? [oneLine(results.obstacle)]
      : []),
    '',
    `${coverage(results.selection)}: ${countsInWords(results.counts)}`,
    ...(standing === '' ? [] : [paint('dim', `by a suite ${standing}`)]),
    paint(
      'dim',
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
  colour: Colour,
  paint: Paint,
): readonly string[] {
  if (failed.length === 0) return [];
  return [
    paint('bold', title),
    ...failed
      .slice(0, mostFailures)
      .flatMap(({ id, says, reason, exchanges }) => [
        `  ${paint(colour, outcomeWords.failed.mark)} ${id}`,
        `      ${oneLine(says, 200)}`,
        `      ${paint(colour, oneLine(reason ?? 'no reason given', 300))}`,
        ...(exchanges ? [paint('dim', `      exchanges ${exchanges.slice(0, 8).join(', ')}`)] : []),
      ]),
    ...more(failed.length, mostFailures, '  '),
  ];
}

/** Requirements of one outcome, those with the same reason together. */
function grouped(outcome: RequirementResult['outcome'], results: Results, paint: Paint): readonly string[] {
  const waivers = appliedWaivers(results);
  const groups = byReason(
    results.requirements.filter((one) => one.outcome === outcome),
    ({ id, reason = 'no reason given' }) => {
      const waiver = waivers.get(id);
      // Told in full at the top: here it would be cut.
      if (reason === results.obstacle) return 'What kept the whole run from a verdict.';
      return oneLine(waiver ? waiverInWords(waiver) : reason, 300);
    },
  );
  if (groups.size === 0) return [];
  return [
    paint('bold', outcomeWords[outcome].heading),
    ...[...groups]
      .slice(0, mostReasons)
      .flatMap(([reason, of]) => [
        `  ${outcomeWords[outcome].mark} ${reason}`,
        paint('dim', `      ${idsInWords(of.map(({ id }) => id))}`),
      ]),
    ...more(groups.size, mostReasons, '  ').map((line) => `${line} reasons`),
  ];
}

function idsInWords(ids: readonly string[]): string {
  return [ids.slice(0, mostIds).join(', '), ...more(ids.length, mostIds)].join(' ');
}

function readings({ readings: taken }: Results): readonly string[] {
  const pairs = Object.entries(taken).map(([id, side]) => `${oneLine(id, 60)}: ${oneLine(side, 60)}`);
  return pairs.length === 0 ? [] : [`Readings: ${pairs.join(' · ')}`];
}

function leftBehind({ leftBehind: left, command }: Results, paint: Paint): readonly string[] {
  return left.length === 0
    ? []
    : [
        paint('bold', paint('red', 'Left behind in the account')),
        ...left.map((one) => `  ! ${oneLine(one)}`),
        `  Finish it: ${sweepLine(command)}`,
      ];
}

/** How many waivers of a state are told by name. */
const mostNamed = 20;

const states = ['applied', 'expired', 'stale', 'idle'] as const satisfies readonly WaiverState[];

/** The waivers of a run on the terminal: how many of each state, the four counters, and what is to be done. */
function waiversInWords(results: Results, paint: Paint): readonly string[] {
  if (results.waivers === undefined) return [];
  const { counters } = results.waivers;
  const numbers = states.flatMap((state) => {
    const count = waiversThatAre(state, results).length;
    return count > 0 ? [`${String(count)} ${state}`] : [];
  });
  const expired = waiversThatAre('expired', results);
  const stale = waiversThatAre('stale', results);
  return [
    paint('bold', 'Waivers'),
    `  ${numbers.length > 0 ? numbers.join(' · ') : 'none in the file'}`,
    `  unexpected: ${failuresAndGaps(counters.unexpectedFailures, counters.unexpectedGaps)}`,
    `  waived and gone: ${failuresAndGaps(counters.waivedFailuresGone, counters.waivedGapsGone)}`,
    ...named(expired, 'Expired, so they count again. Mend them, or agree on a new date:', 'yellow', paint),
    ...named(stale, adviceForStale(results), 'red', paint),
  ];
}

function failuresAndGaps(failures: number, gaps: number): string {
  return `${several(failures, 'failure')}, ${several(gaps, 'gap')}`;
}

/** A filtered run may see too little of what a waiver excuses. */
function adviceForStale({ complete }: Results): string {
  const sure = complete ? '' : ' once a whole run says so too';
  return `Stale: what they excuse no longer happens, which fails the run. Take them out${sure}, or name the target that they are for:`;
}

function named(waivers: readonly Waiver[], advice: string, colour: Colour, paint: Paint): readonly string[] {
  if (waivers.length === 0) return [];
  return [
    `  ${paint(colour, advice)}`,
    ...waivers
      .slice(0, mostNamed)
      .map(
        ({ requirement, kind, owner, expires }) =>
          `    ! ${requirement} (${kind}, until ${expires}, ${oneLine(owner, 120)})`,
      ),
    ...more(waivers.length, mostNamed, '    '),
  ];
}

/** How far a run is: what was just finished, and how many of how many. */
export interface Step {
  readonly done: number;
  readonly of: number;
  readonly record: Pick<ClaimRecord, 'requirement' | 'outcome'>;
}

/** Puts the cursor at the beginning of the line and clears it. */
export const clearLine = '\r\u001b[2K';

/** The line that a terminal shows and overwrites: `[ 87/203] protocol.unknownPath ✓`, cut to its width. */
export function progressLine({ done, of, record }: Step, columns: number): string {
  const total = String(of);
  const head = `[${String(done).padStart(total.length)}/${total}] `;
  const { mark } = outcomeWords[record.outcome];
  const room = Math.max(8, columns - head.length - mark.length - 2);
  return `${clearLine}${head}${oneLine(record.requirement, room)} ${mark}`;
}

/** The same where nothing can be overwritten: a line for every tenth of the run, otherwise null. */
export function milestone({ done, of }: Step): string | null {
  const tenth = (count: number) => Math.floor((count * 10) / of);
  return done === of || tenth(done) > tenth(done - 1)
    ? `${String(done)} of ${String(of)} requirements judged`
    : null;
}

/** Tells a run as it goes on: a line that is written over on a terminal, a line for every tenth elsewhere. */
export function progressOn(out: NodeJS.WriteStream): (step: Step) => void {
  return (step) => {
    if (!out.isTTY) {
      const line = milestone(step);
      if (line !== null) out.write(`${line}\n`);
    } else out.write(step.done === step.of ? clearLine : progressLine(step, out.columns));
  };
}
