import { evidences, type Outcome, outcomes, type Results } from '../../spec/run/results.ts';
import type { Defect } from '../defects.ts';
import { Diagnosis } from '../diagnosis.ts';
import { minuteOf } from '../compare/compare-runs.ts';
import { changesInWords } from '../compare/since.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import {
  EXPLORED_ONLY,
  byReason,
  coverage,
  duration,
  more,
  outcomeWords,
  qualificationsOf,
  requestsInWords,
  unsettled,
  verdictReason,
  verdictWords,
} from '../labels.ts';
import { standingInWords } from '../standing.ts';
import { sweepLine } from '../command.ts';
import { appliedWaivers, waiverInWords, waiversThatAre } from '../waivers.ts';
import { several } from '../../spec/run/plain.ts';
import { line } from '../pretty.ts';

/** How much is listed of each kind: results.json has all, and GitHub takes less than 1 MiB. */
const most = {
  annotations: 10,
  ids: 6,
  filters: 10,
  leftBehind: 10,
  readings: 30,
  reasons: 10,
  idsOfReason: 4,
  waivers: 20,
} as const;

const marks = { conformant: '✅', nonconformant: '❌', inconclusive: '⚠️' } as const;

/**
 * `summary.md`: a run on the page of a CI job, in GitHub's Markdown. Always below 1 MiB.
 * @param diagnosis of the same run
 */
export function toSummary(
  results: Results,
  exchanges: readonly Exchange[] = [],
  diagnosis = new Diagnosis(results, exchanges),
): string {
  const { defects, since } = diagnosis;
  const failures = defects.filter(({ decides }) => decides);
  const warnings = defects.filter(({ decides }) => !decides);
  const room = Math.max(0, most.annotations - failures.length);
  const blocks = [
    ...beginning(results),
    since === null
      ? []
      : [
          sentence(
            `Since the last ${since.kind} (${minuteOf(since.startedAt)} UTC): ${changesInWords(since)}.`,
          ),
        ],
    list(`Failures (${grouped(failures)})`, failures.map(annotation), most.annotations),
    list(`Warnings (${grouped(warnings)}, inferred only)`, warnings.map(annotation), room),
    endedWaivers(results),
    waivedOnes(results),
    ...[...unsettled, 'notApplicable' as const].map((outcome) => reasonsOf(outcome, results)),
    list(
      'Left behind in the account',
      results.leftBehind.map((one) => code(one)),
      most.leftBehind,
    ),
    results.leftBehind.length > 0 ? [`${sentence('Finish it:')} ${code(sweepLine(results.command))}`] : [],
    readings(results),
    facts(results),
  ];
  return joined(blocks);
}

/** Verdict, why, and how many requirements came out how: what every page on a run begins with. */
export function beginning(results: Results): readonly (readonly string[])[] {
  return [headline(results), filtered(results), counts(results)];
}

/** Blocks of lines as one text. */
export function joined(blocks: readonly (readonly string[])[]): string {
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline(results: Results): readonly string[] {
  const { verdict, target, obstacle, counts: totals } = results;
  const reason = verdictReason(results);
  const stale = waiversThatAre('stale', results).length;
  const waived = totals.waived > 0 ? `, ${String(totals.waived)} waived` : '';
  return [
    `## ${marks[verdict]} ${verdictWords[verdict]}${waived}: ${code(target.name, 80)}`,
    '',
    // An obstacle may quote what the target said.
    reason === obstacle ? code(reason) : sentence(reason),
    ...(obstacle === undefined || reason === obstacle ? [] : ['', code(obstacle)]),
    ...qualificationsOf(results).flatMap((one) => ['', sentence(one)]),
    ...(stale > 0 ? ['', `**The run fails: ${several(stale, 'stale waiver')}.**`] : []),
  ];
}

function filtered(results: Results): readonly string[] {
  const { complete, selection, profile } = results;
  if (complete) return [];
  if (profile === 'explore') return [EXPLORED_ONLY];
  const filters = capped(
    selection.filters.map((filter) => code(filter, 60)),
    most.filters,
  );
  return [
    `**Filtered run** (${filters.join(', ')}): judged over ${coverage(results)}. It is not the verdict of a whole run.`,
  ];
}

function counts(results: Results): readonly string[] {
  const { counts: all, countsByEvidence } = results;
  const rows = outcomes.flatMap((outcome) => {
    const cells = [...evidences.map((evidence) => countsByEvidence[evidence][outcome]), all[outcome]];
    return all[outcome] > 0 ? [`| ${outcomeWords[outcome].label} | ${cells.join(' | ')} |`] : [];
  });
  return [
    `| ${coverage(results)} judged | ${evidences.join(' | ')} | all |`,
    '| :--- | ---: | ---: | ---: | ---: |',
    ...rows,
  ];
}

/** `2 defects, 5 requirements` */
function grouped(defects: readonly Defect[]): string {
  const failed = defects.reduce((sum, { requirements }) => sum + requirements.length, 0);
  return `${several(defects.length, 'defect')}, ${several(failed, 'requirement')}`;
}

function annotation({ headline, lead, requirements, blocked }: Defect): string {
  const ids = capped(
    requirements.map(({ id }) => code(id, 120)),
    most.ids,
  );
  const kept = blocked.length > 0 ? `; keeps ${several(blocked.length, 'other')} from being tried` : '';
  return `**${named(headline)}**<br>${code(lead.reason ?? 'no reason given')}<br>${ids.join(', ')}${kept}`;
}

function readings({ readings: taken }: Results): readonly string[] {
  const entries = Object.entries(taken).map(([id, side]) => `${code(id, 60)}: ${code(side, 120)}`);
  return list('Readings of the target', entries, most.readings);
}

function facts({ suite, target, ...run }: Results): readonly string[] {
  const standing = standingInWords(suite);
  return [
    `Run ${code(run.runId, 40)} · target ${code(target.baseUrl, 200)} · profile ${run.profile} · seed ${String(run.seed)} · ` +
      `${requestsInWords(run)} · ${code(run.startedAt, 40)} · ${duration(run.durationMs)}`,
    '',
    `Judged by ${code(suite.name, 80)} ${code(suite.version, 40)}${standing === '' ? '' : `, a suite ${standing}`} (${code(suite.digest, 80)}).`,
  ];
}

/** Requirements of one outcome, those with the same reason together. */
function reasonsOf(outcome: Outcome, { requirements }: Results): readonly string[] {
  const ofOutcome = requirements.filter((one) => one.outcome === outcome);
  const entries = [...byReason(ofOutcome)].map(([reason, of]) => {
    const names = capped(
      of.map(({ id }) => code(id, 120)),
      most.idsOfReason,
    );
    return `${code(reason)}<br>${names.join(', ')}`;
  });
  return list(`${outcomeWords[outcome].heading} (${String(ofOutcome.length)})`, entries, most.reasons);
}

/** Requirements that a waiver excuses, with what it says and what came of them. */
function waivedOnes(results: Results): readonly string[] {
  const waivers = appliedWaivers(results);
  const entries = results.requirements
    .filter(({ outcome }) => outcome === 'waived')
    .map(({ id, reason = 'no reason given', waived }) => {
      const waiver = waivers.get(id);
      const words = waiver === undefined ? '' : ` ${code(waiverInWords(waiver))}`;
      const without = waived === undefined ? '' : `${outcomeWords[waived.outcome].label} without it: `;
      return `${code(id, 120)}${words}<br>${without}${code(reason)}`;
    });
  return list(`Waived (${String(entries.length)})`, entries, most.waivers);
}

/** Waivers that excuse nothing any more: each asks for something to be done. */
function endedWaivers(results: Results): readonly string[] {
  const stale = waiversThatAre('stale', results).map(
    ({ requirement, owner }) =>
      `${code(requirement, 120)} is stale, which fails the run: what it excuses no longer happens. Owner: ${code(owner, 80)}`,
  );
  const expired = waiversThatAre('expired', results).map(
    ({ requirement, owner, expires }) =>
      `${code(requirement, 120)} expired after ${code(expires, 20)}, so it counts again. Owner: ${code(owner, 80)}`,
  );
  const entries = [...stale, ...expired];
  return list(`Waivers that excuse nothing any more (${String(entries.length)})`, entries, most.waivers);
}

/**
 * Foreign text as a code span, on one line: the one place where neither markup nor HTML, links, mentions,
 * issue numbers or emoji are looked for.
 * @param longest characters that are kept
 */
export function code(text: string, longest = 300): string {
  const kept = line(text, longest);
  if (kept === '') return '`(empty)`';
  const inside = new Set((kept.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(shortestUnused(inside));
  const pad = kept.startsWith('`') || kept.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${kept}${pad}${fence}`;
}

/** A span ends at a run of backticks as long as the one that opened it. */
function shortestUnused(lengths: ReadonlySet<number>): number {
  let length = 1;
  while (lengths.has(length)) length += 1;
  return length;
}

/** Our own sentences as running text, on one line. */
export function sentence(text: string, longest = 400): string {
  return escaped(line(text, longest));
}

/** A sentence of ours in which backticks mark names. */
function named(text: string, longest = 400): string {
  return line(text, longest)
    .split('`')
    .map((part, at) => (at % 2 === 1 ? code(part) : escaped(part)))
    .join('');
}

/** Text in which nothing is left that Markdown takes for markup or for the beginning of a link. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>&~|$@:#!+=-]/g, '\\$&').replace(/\.(?=\S)/g, '\\.');
}

/** A headed list of at most so many entries; nothing where there is nothing to list. */
export function list(title: string, entries: readonly string[], most: number): readonly string[] {
  if (entries.length === 0) return [];
  return [`### ${title}`, '', ...capped(entries, most).map((entry) => `- ${entry}`)];
}

/** The first entries, and `+12 more` where there are more. */
function capped(entries: readonly string[], most: number): readonly string[] {
  return [...entries.slice(0, most), ...more(entries.length, most)];
}
