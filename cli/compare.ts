import { resolve } from 'node:path';
import { regressionsIn } from '../reports/compare/changes.ts';
import { compareRuns, labelsOf } from '../reports/compare/compare-runs.ts';
import { toComparisonHtml } from '../reports/compare/comparison-page.tsx';
import { comparisonText } from '../reports/compare/comparison-text.ts';
import { oneLine } from '../spec/run/plain.ts';
import { isColoured, writeInto } from './comparison-output.ts';
import { readResults, type ReadResults } from './read-results.ts';
import { UsageError } from './usage-error.ts';

export interface CompareOptions {
  /** Files or folders of reports; of two runs of one target the earlier first. */
  readonly files: readonly string[];
  /** Where `comparison.html` and `comparison.json` go. */
  readonly output?: string;
  /** Compares runs of different suites too. */
  readonly anySuite?: boolean;
}

/**
 * Compares runs: prints the matrix, writes `comparison.html` and `comparison.json`.
 * Two runs are of one target when it has the same name and address in both.
 * @returns the exit status: 1 when, from the first to the second of two runs of one target, a stated or shown
 *   requirement got worse, that is, counts as a failure now and did not before; 0 otherwise, so always for
 *   different targets and for more than two runs
 * @throws UsageError for fewer than two runs, a file that can't be used, or runs of different suites
 */
export function compare({ files, output = 'conformance-report', anySuite = false }: CompareOptions): number {
  if (files.length < 2) {
    throw new UsageError('A comparison takes two runs or more: name their results.json or folders.');
  }
  const read = files.map(readResults);
  if (!anySuite) refuseOtherSuites(read);
  const labels = labelsOf(read.map(({ results }) => results));
  const comparison = compareRuns(read.map(({ results }, at) => ({ label: labels[at] ?? '', results })));
  writeInto(output, {
    'comparison.html': toComparisonHtml(comparison),
    'comparison.json': `${JSON.stringify(comparison, null, 2)}\n`,
  });
  console.log(comparisonText(comparison, { colour: isColoured() }));
  console.log(`Comparison: ${resolve(output, 'comparison.html')}`);
  return comparison.changes && regressionsIn(comparison.changes).length > 0 ? 1 : 0;
}

function refuseOtherSuites(read: readonly ReadResults[]): void {
  if (new Set(read.map(({ results }) => results.suite.digest)).size === 1) return;
  const listed = read.map(
    ({ file, results: { suite } }) => `  ${oneLine(file)}: ${oneLine(suite.version, 40)}, ${suite.digest}`,
  );
  throw new UsageError(
    `These runs were judged by different suites, so a difference may come from the suite:\n${listed.join('\n')}\nCertify them with one suite, or compare them all the same with --any-suite.`,
  );
}
