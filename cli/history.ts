import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toHistoryHtml } from '../reports/compare/history-page.tsx';
import { historyText } from '../reports/compare/history-text.ts';
import { historyOf } from '../reports/compare/history.ts';
import { oneLine } from '../spec/run/plain.ts';
import type { Results } from '../spec/run/results.ts';
import { isColoured, writeInto } from './comparison-output.ts';
import { readResults, resultsFile } from './read-results.ts';
import { UsageError } from './usage-error.ts';

export interface HistoryOptions {
  /** Holds reports, at any depth. */
  readonly folder: string;
  /** Where `history.html` goes. */
  readonly output?: string;
}

/**
 * Tells the history of every target of which reports lie in a folder, on the terminal and as `history.html`.
 * A damaged `results.json` is told in a sentence and left out.
 * @returns the exit status, which is always 0: a history gives no verdict
 * @throws UsageError when the folder is none or holds no `results.json` that can be used
 */
export function history({ folder, output = 'conformance-report' }: HistoryOptions): number {
  const { runs, leftOut } = collect(folder);
  for (const sentence of leftOut) console.error(`Left out: ${sentence}`);
  if (runs.length === 0) {
    throw new UsageError(
      `There is no usable results.json in ${oneLine(folder)} or below. Name a folder that holds reports.`,
    );
  }
  const histories = historyOf(runs);
  writeInto(output, { 'history.html': toHistoryHtml(histories, leftOut) });
  console.log(historyText(histories, { colour: isColoured() }));
  console.log(`History: ${resolve(output, 'history.html')}`);
  return 0;
}

/** What was read below a folder, and a sentence for each place that could not be. */
interface Collected {
  readonly runs: readonly Results[];
  readonly leftOut: readonly string[];
}

function collect(folder: string): Collected {
  if (!isFolder(folder)) {
    throw new UsageError(`${oneLine(folder)} is no folder. Name the folder that holds the reports.`);
  }
  const runs: Results[] = [];
  const leftOut: string[] = [];
  const toVisit = [folder];
  for (let at = toVisit.pop(); at !== undefined; at = toVisit.pop()) {
    try {
      const entries = readdirSync(at, { withFileTypes: true });
      for (const entry of entries.filter((one) => one.isDirectory() && one.name !== 'node_modules')) {
        toVisit.push(join(at, entry.name));
      }
      if (entries.some((one) => one.isFile() && one.name === resultsFile)) {
        runs.push(readResults(at).results);
      }
    } catch (error) {
      leftOut.push(sentenceOf(error));
    }
  }
  return { runs, leftOut };
}

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}

/** Of what a damaged file or a closed folder throws; a defect of ours is thrown on. */
function sentenceOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof Error && 'syscall' in error) return oneLine(`${error.message}.`);
  throw error;
}
