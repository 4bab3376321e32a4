import { more, outcomeWords, verdictWords } from '../labels.ts';
import { outcomes } from '../../spec/run/results.ts';
import { several } from '../../spec/run/plain.ts';
import {
  type Change,
  type ChangeKind,
  changeKinds,
  type Changes,
  changeWords,
  findingOutcomes,
  findingWords,
} from './changes.ts';
import { type ComparedRequirement, type Comparison, minuteOf } from './compare-runs.ts';
import { type Paint, paintWith, verdictColours } from '../paint.ts';
import { firstOf, fitted, markOf, stairs, wrapped } from './lines.ts';

/** How much is told on the terminal; the page has all of it. */
const most = { rows: 60, worse: 20, ids: 8, readings: 10 } as const;

/** Columns between the marks of two runs, and between two counts. */
const cells = { marks: 2, counts: 5 } as const;

/**
 * The comparison for a terminal of 80 columns: for two runs of one target what changed, for others a line for each
 * requirement on which they disagree; then remarks, readings on which they do, and what each run was.
 * @param options.colour false where nobody looks or `NO_COLOR` is set
 */
export function comparisonText(comparison: Comparison, options: { readonly colour: boolean }): string {
  const paint = paintWith(options.colour);
  const { changes, remarks } = comparison;
  const sections = [
    changes ? changesInLines(changes, paint) : matrix(comparison, paint),
    remarks.flatMap((remark) => wrapped(remark.split(' '), 0)),
    readings(comparison, paint),
    runs(comparison, paint),
    totals(comparison, paint),
  ];
  return `\n${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function runs({ runs: compared }: Comparison, paint: Paint): readonly string[] {
  return compared.flatMap(({ label, verdict, startedAt, suite, profile }) => [
    paint('bold', fitted(label, 0)),
    `  ${paint(verdictColours[verdict], verdictWords[verdict])} · ${minuteOf(startedAt)} UTC · ${profile}`,
    paint('dim', `  suite ${fitted(suite.version, 40)} ${suite.digest.slice(0, 19)}`),
  ]);
}

function totals({ runs: compared }: Comparison, paint: Paint): readonly string[] {
  const present = outcomes.filter((outcome) => compared.some(({ counts }) => counts[outcome] > 0));
  return [
    paint('bold', 'Totals'),
    ...stairs(
      compared.map(({ label }) => label),
      cells.counts,
    ),
    ...present.map((outcome) => {
      const counts = compared.map((run) => String(run.counts[outcome]).padEnd(cells.counts)).join('');
      return `${counts}${markOf({ outcome }, paint)} ${outcomeWords[outcome].label}`;
    }),
  ];
}

function matrix({ runs: compared, requirements }: Comparison, paint: Paint): readonly string[] {
  const differing = requirements.filter(({ differs }) => differs);
  const comparable = requirements.filter(
    ({ findings }) => findings.filter(({ outcome }) => outcome !== 'notJudged').length > 1,
  );
  const heading = `${String(differing.length)} of ${several(comparable.length, 'requirement')} came out differently`;
  if (differing.length === 0) return [paint('bold', heading)];
  const shown = differing.slice(0, most.rows);
  return [
    paint('bold', heading),
    ...stairs(
      compared.map(({ label }) => label),
      cells.marks,
    ),
    ...shown.map((row) => matrixLine(row, paint)),
    ...more(differing.length, most.rows),
    ...legendOf(shown).map((line) => paint('dim', line)),
  ];
}

function matrixLine({ id, findings }: ComparedRequirement, paint: Paint): string {
  const marks = findings.map((finding) => `${markOf(finding, paint)}${' '.repeat(cells.marks - 1)}`).join('');
  return `${marks}${fitted(id, findings.length * cells.marks)}`;
}

function legendOf(rows: readonly ComparedRequirement[]): readonly string[] {
  const present = new Set(rows.flatMap(({ findings }) => findings.map(({ outcome }) => outcome)));
  const entries = findingOutcomes
    .filter((outcome) => present.has(outcome))
    .map((outcome) => `${findingWords[outcome].mark} ${findingWords[outcome].label}`);
  return wrapped(firstOf(entries, entries.length), 0);
}

function readings({ runs: compared, readings: taken }: Comparison, paint: Paint): readonly string[] {
  if (taken.length === 0) return [];
  const differing = taken.filter(({ differs }) => differs);
  return [
    paint(
      'bold',
      `Readings: ${String(taken.length - differing.length)} alike, ${String(differing.length)} not`,
    ),
    ...differing
      .slice(0, most.readings)
      .flatMap(({ id, sides }) => [
        `  ≠ ${fitted(id, 4)}`,
        ...compared.map(({ label }, at) => `      ${fitted(`${sides[at] ?? 'not seen'}: ${label}`, 6)}`),
      ]),
    ...more(differing.length, most.readings, '  '),
  ];
}

function changesInLines(changes: Changes, paint: Paint): readonly string[] {
  const { byKind, unchanged, incomparable } = changes;
  return [
    ...changeKinds.flatMap((kind) => {
      const heading = paint('bold', `${changeWords[kind].heading}: ${String(byKind[kind].length)}`);
      if (byKind[kind].length === 0) return kind === 'worse' || kind === 'better' ? [heading] : [];
      return [heading, ...linesOf(kind, byKind[kind], paint)];
    }),
    paint('bold', `Unchanged: ${String(unchanged)}`),
    ...(incomparable > 0 ? [`Not judged by both: ${String(incomparable)}`] : []),
  ];
}

/** What got worse is told with its reason, the rest by id. */
function linesOf(kind: ChangeKind, changes: readonly Change[], paint: Paint): readonly string[] {
  if (kind !== 'worse')
    return wrapped(
      firstOf(
        changes.map(({ id }) => id),
        most.ids,
      ),
      2,
    );
  return [
    ...changes
      .slice(0, most.worse)
      .flatMap(({ id, evidence, from, to }) => [
        `  ${markOf(from, paint)} → ${markOf(to, paint)} ${fitted(id, 8)}`,
        `        ${paint('red', fitted(to.reason ?? 'no reason given', 8))}`,
        ...(evidence === 'inferred' ? [paint('yellow', '        inferred: it only warns')] : []),
      ]),
    ...more(changes.length, most.worse, '  '),
  ];
}
