/** Several versions or variants of a target, each certified by a process of its own, and told side by side. */
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { compareRuns } from '../reports/compare/compare-runs.ts';
import { toComparisonHtml } from '../reports/compare/comparison-page.tsx';
import { comparisonText } from '../reports/compare/comparison-text.ts';
import { countsInWords, duration } from '../reports/labels.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import type { Profile } from '../spec/run/results.ts';
import { type Interruption, untilInterrupted } from './certify/interrupts.ts';
import { isColoured, writeInto } from './comparison-output.ts';
import { tellGitHubOfAll } from './github.ts';
import { placeOf } from './invocation.ts';
import { entriesIn, type MatrixEntry } from './matrix/entries.ts';
import { certified, type EntryRun } from './matrix/entry-run.ts';
import { inTurns } from './matrix/turns.ts';
import { WRONG_USAGE } from './usage-error.ts';

export interface MatrixOptions {
  /** The matrix file. */
  readonly file: string;
  /** Holds a folder for each entry. */
  readonly output: string;
  /** The same for all entries, so that they can be compared. */
  readonly seed?: number;
  readonly profile?: Exclude<Profile, 'explore'>;
  readonly acceptReadOnly?: boolean;
  readonly only?: readonly string[];
  readonly requirements?: string;
  readonly atOnce?: number;
}

const [BROKEN, INCONCLUSIVE] = [4, 3];

/**
 * Which exit status stands for all: one that does not conform decides, as one requirement decides a verdict; then what
 * kept an entry from being judged, the suite itself first.
 */
const weightiest = [1, BROKEN, WRONG_USAGE, INCONCLUSIVE, 0] as const;

/**
 * Certifies every entry of a matrix file, and tells on which requirements they differ: on the terminal, in
 * `comparison.html`, and in `matrix.json` for programs.
 * @returns the exit status: 1 where one does not conform, else 4 where the suite broke, 2 where one could not be begun,
 *   3 where one is inconclusive, 0 where all conform
 * @throws UsageError, TargetFileError before anything is started
 */
export async function certifyMatrix(options: MatrixOptions, interruption?: Interruption): Promise<number> {
  const { seed = randomInt(1, 2 ** 31) } = options;
  const output = resolve(options.output);
  const { entries, atOnce } = entriesIn(options.file, output, process.env);
  const { signal, letGo } = interruption ?? untilInterrupted();
  const most = options.atOnce ?? atOnce;
  console.log(
    `Certifying ${several(entries.length, 'entry')}, at most ${String(most)} at once, with seed ${String(seed)} …`,
  );
  const widest = Math.max(...entries.map(({ name }) => name.length));
  try {
    const runs = await inTurns(entries, most, async (entry) => {
      const run = await certified(entry, argumentsOf(options, seed), signal);
      console.log(inWords(run, widest));
      return run;
    });
    tell(runs, output);
    return weightiest.find((status) => runs.some((run) => run.status === status)) ?? BROKEN;
  } finally {
    letGo();
  }
}

function argumentsOf(options: MatrixOptions, seed: number): readonly string[] {
  const { profile, acceptReadOnly, only = [], requirements } = options;
  return [
    ...['--seed', String(seed)],
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(acceptReadOnly === true ? ['--accept-read-only'] : []),
    ...(only.length === 0 ? [] : ['--only', ...only]),
    ...(requirements === undefined ? [] : ['--requirements', requirements]),
  ];
}

/** `v1.4  conformant  412 passed (8.2 s)`, or why there is no verdict. */
function inWords({ entry, status, results, trouble, durationMs }: EntryRun, widest: number): string {
  const name = entry.name.padEnd(widest);
  if (results === null)
    return `${name}  no verdict, exit status ${String(status)}: ${oneLine(trouble, 300)}\n${' '.repeat(widest)}  log: ${placeOf(entry.log)}`;
  return `${name}  ${results.verdict}  ${countsInWords(results.counts)} (${duration(durationMs)})`;
}

function tell(runs: readonly EntryRun[], output: string): void {
  const judged = runs.flatMap(({ entry, results }) =>
    results === null ? [] : [{ label: entry.name, results }],
  );
  const comparison = judged.length < 2 ? null : compareRuns(judged);
  writeInto(output, {
    'matrix.json': `${JSON.stringify({ schemaVersion: '1', entries: runs.map(entryOf) }, null, 2)}\n`,
    ...(comparison && {
      'comparison.html': toComparisonHtml(comparison),
      'comparison.json': `${JSON.stringify(comparison, null, 2)}\n`,
    }),
  });
  if (comparison !== null) {
    console.log(comparisonText(comparison, { colour: isColoured() }));
    console.log(`Comparison: ${resolve(output, 'comparison.html')}`);
  }
  const told = runs.map(({ entry: { name }, results, trouble }) => ({ name, results, trouble }));
  for (const problem of tellGitHubOfAll(told)) console.log(problem);
  const unjudged = runs.filter(({ results }) => results === null).map(({ entry }) => entry.name);
  if (unjudged.length > 0) console.log(`Without a verdict: ${unjudged.join(', ')}.`);
}

/** What `matrix.json` tells of one. */
function entryOf({ entry, status, results, durationMs }: EntryRun): object {
  const { name, folder }: MatrixEntry = entry;
  return {
    name,
    status,
    verdict: results?.verdict ?? null,
    report: folder,
    durationMs: Math.round(durationMs),
  };
}
