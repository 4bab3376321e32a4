import type { Results } from '../../spec/run/results.ts';
import { coverage, duration, verdictWords } from '../labels.ts';
import { several } from '../../spec/run/plain.ts';
import { type ChangeKind, type Changes, unsettledIn } from './changes.ts';
import { countOf, LIKE_WITH_LIKE } from './alike.ts';
import type { PastRun, TargetHistory } from './history.ts';
import { minuteOf } from './compare-runs.ts';
import { type Colour, type Paint, paintWith, verdictColours } from '../paint.ts';
import { firstOf, fitted, wrapped } from './lines.ts';

/** How many ids of one kind of change are named. */
const mostIds = 4;

/**
 * The runs of each target for a terminal of 80 columns, kind by kind, the oldest first, each with what changed since
 * the one before.
 * @param options.colour false where nobody looks or `NO_COLOR` is set
 */
export function historyText(
  histories: readonly TargetHistory[],
  options: { readonly colour: boolean },
): string {
  const paint = paintWith(options.colour);
  const sections = histories.map(({ name, baseUrl, series }) =>
    [
      paint('bold', fitted(name, 0)),
      paint('dim', fitted(`${baseUrl} · ${several(series.flatMap(({ runs }) => runs).length, 'run')}`, 0)),
      ...series.flatMap(({ kind, runs }) => [
        paint('bold', fitted(countOf(runs.length, kind), 0)),
        ...runs.flatMap((run) => runLines(run, paint)),
      ]),
    ].join('\n'),
  );
  const kinds = Math.max(0, ...histories.map(({ series }) => series.length));
  if (kinds > 1) sections.push(wrapped(LIKE_WITH_LIKE.split(' '), 0).join('\n'));
  return `\n${sections.join('\n\n')}\n`;
}

function runLines({ results, changes, remarks }: PastRun, paint: Paint): readonly string[] {
  const { verdict, startedAt, counts } = results;
  const numbers = [
    `${String(counts.passed).padStart(4)} passed`,
    `${String(counts.failed).padStart(3)} failed`,
    `${String(unsettledIn(counts)).padStart(3)} unsettled`,
    `${String(counts.waived).padStart(2)} waived`,
  ];
  return [
    `${minuteOf(startedAt)} ${paint(verdictColours[verdict], verdictWords[verdict].padEnd(13))}${numbers.join(' ')}`,
    paint('dim', `    ${fitted(circumstances(results), 4)}`),
    ...(results.complete ? [] : [`    A filtered run over ${coverage(results)}.`]),
    ...remarks.map((remark) => paint('yellow', `    ${fitted(remark, 4)}`)),
    ...(changes === undefined ? [] : changeLines(changes, paint)),
  ];
}

function circumstances({ requests, durationMs, suite, profile }: Results): string {
  const version = suite.version.slice(0, 20);
  return `${several(requests, 'request')} in ${duration(durationMs)} · ${profile} · suite ${version} ${suite.digest.slice(7, 19)}`;
}

const told = [
  ['worse', 'newly failing', 'red'],
  ['unsettled', 'newly unsettled', 'yellow'],
  ['waived', 'newly waived', 'yellow'],
  ['better', 'newly passing', 'green'],
] as const satisfies readonly (readonly [ChangeKind, string, Colour])[];

function changeLines({ byKind }: Changes, paint: Paint): readonly string[] {
  const lines = told.flatMap(([kind, heading, colour]) => {
    const ids = byKind[kind].map(({ id }) => id);
    if (ids.length === 0) return [];
    return [
      `    ${paint(colour, `${heading}: ${String(ids.length)}`)}`,
      ...wrapped(firstOf(ids, mostIds), 8),
    ];
  });
  return lines.length > 0 ? lines : [paint('dim', '    nothing changed')];
}
