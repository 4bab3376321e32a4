import type { Results } from '../../spec/run/results.ts';
import { causesOf, type Cause, type Evident } from '../causes.ts';
import { qualificationsOf } from '../qualifications.ts';
import { waiversThatAre } from '../waivers.ts';
import {
  coverage,
  duration,
  outcomeWords,
  requestsInWords,
  standingInWords,
  sweepHint,
  verdictReason,
  verdictWords,
} from '../labels.ts';
import { evidences, outcomes } from '../../spec/run/results.ts';
import { several } from '../../spec/run/plain.ts';
import { capped, code, list, named, sentence } from './markdown.ts';
import { endedWaivers, reasonsOf, waivedOnes } from './unsettled.ts';

/** How much is listed of each kind: results.json has all, and GitHub takes less than 1 MiB. */
const most = { annotations: 10, ids: 6, filters: 10, leftBehind: 10, readings: 30 } as const;

const marks = { conformant: '✅', nonconformant: '❌', inconclusive: '⚠️' } as const;

/**
 * `summary.md`: a run on the page of a CI job, in GitHub's Markdown. Always below 1 MiB.
 * @param exchanges for the whole number of exchanges that show a failure
 */
export function toSummary(results: Results, exchanges: Iterable<Evident> = []): string {
  const causes = causesOf(results.requirements, exchanges);
  const failures = causes.filter(({ decides }) => decides);
  const warnings = causes.filter(({ decides }) => !decides);
  const room = Math.max(0, most.annotations - failures.length);
  const blocks = [
    headline(results),
    filtered(results),
    counts(results),
    list(`Failures (${grouped(failures)})`, failures.map(annotation), most.annotations),
    list(`Warnings (${grouped(warnings)}, inferred only)`, warnings.map(annotation), room),
    endedWaivers(results),
    waivedOnes(results),
    ...(['error', 'dependency', 'untestable', 'unobserved', 'notApplicable'] as const).map((outcome) =>
      reasonsOf(outcome, results),
    ),
    list(
      'Left behind in the account',
      results.leftBehind.map((one) => code(one)),
      most.leftBehind,
    ),
    results.leftBehind.length > 0 ? [sentence(sweepHint)] : [],
    readings(results),
    facts(results),
  ];
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

function filtered({ complete, selection }: Results): readonly string[] {
  if (complete) return [];
  const filters = capped(
    selection.filters.map((filter) => code(filter, 60)),
    most.filters,
  );
  return [
    `**Filtered run** (${filters.join(', ')}): judged over ${coverage(selection)}. It is not the verdict of a whole run.`,
  ];
}

function counts({ counts: all, countsByEvidence, selection }: Results): readonly string[] {
  const rows = outcomes.flatMap((outcome) => {
    const cells = [...evidences.map((evidence) => countsByEvidence[evidence][outcome]), all[outcome]];
    return all[outcome] > 0 ? [`| ${outcomeWords[outcome].label} | ${cells.join(' | ')} |`] : [];
  });
  return [
    `| ${coverage(selection)} | ${evidences.join(' | ')} | all |`,
    '| :--- | ---: | ---: | ---: | ---: |',
    ...rows,
  ];
}

/** `2 causes, 5 requirements` */
function grouped(causes: readonly Cause[]): string {
  const failed = causes.reduce((sum, { requirements }) => sum + requirements.length, 0);
  return `${several(causes.length, 'cause')}, ${several(failed, 'requirement')}`;
}

function annotation({ title, reason, requirements, blocked }: Cause): string {
  const ids = capped(
    requirements.map(({ id }) => code(id, 120)),
    most.ids,
  );
  const kept = blocked.length > 0 ? `; keeps ${several(blocked.length, 'other')} from being tried` : '';
  return `**${named(title)}**<br>${code(reason)}<br>${ids.join(', ')}${kept}`;
}

function readings({ readings: taken }: Results): readonly string[] {
  const entries = Object.entries(taken).map(([id, side]) => `${code(id, 60)}: ${code(side, 120)}`);
  return list('Readings of the target', entries, most.readings);
}

function facts({ suite, target, ...run }: Results): readonly string[] {
  const standing = standingInWords(suite);
  return [
    `Target ${code(target.baseUrl, 200)} · profile ${run.profile} · seed ${String(run.seed)} · ` +
      `${requestsInWords(run)} · ${code(run.startedAt, 40)} · ${duration(run.durationMs)}`,
    '',
    `Judged by ${code(suite.name, 80)} ${code(suite.version, 40)}${standing === '' ? '' : `, a suite ${standing}`} (${code(suite.digest, 80)}).`,
  ];
}
