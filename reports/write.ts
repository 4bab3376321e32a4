import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Exchange } from '../spec/run/exchange.ts';
import { toHar } from '../spec/run/har.ts';
import type { Results } from '../spec/run/results.ts';
import { toHtml } from './html/page.tsx';
import { toJunit } from './junit.ts';
import { recordedIn } from './recorded.ts';
import { assertValid } from './results-schema.ts';

/** The files of a report, by what they are. */
export const reportFiles = {
  results: 'results.json',
  har: 'run.har',
  junit: 'junit.xml',
  page: 'index.html',
} as const;

/** What became of a report: the files written, and a sentence for each that could not be. */
export interface Written {
  readonly files: readonly string[];
  readonly problems: readonly string[];
}

/** Takes away the report of an earlier run, so that it can't be taken for this one's. */
export function clearReports(folder: string): void {
  for (const file of Object.values(reportFiles)) rmSync(path.join(folder, file), { force: true });
}

/**
 * Writes every report of a run. Each file appears whole or not at all; one that can't be rendered or
 * written does not keep the others.
 * @throws InvalidResultsError before anything is written, when the results break their schema
 */
export function writeReports(folder: string, results: Results, exchanges: readonly Exchange[]): Written {
  assertValid(results);
  mkdirSync(folder, { recursive: true });
  const har = toHar(exchanges, { name: results.suite.name, version: results.suite.version });
  const renderers: Readonly<Record<string, () => string>> = {
    [reportFiles.results]: () => `${JSON.stringify(results, null, 2)}\n`,
    [reportFiles.har]: () => `${JSON.stringify(har, null, 1)}\n`,
    [reportFiles.junit]: () => toJunit(results),
    [reportFiles.page]: () => toHtml({ results, recorded: recordedIn(har) }),
  };
  const files: string[] = [];
  const problems: string[] = [];
  for (const [file, render] of Object.entries(renderers)) {
    try {
      writeWhole(path.join(folder, file), render());
      files.push(file);
    } catch (error) {
      problems.push(
        `${file} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return { files, problems };
}

/** Writes beside the place and renames, so that a reader never sees half a file. */
function writeWhole(file: string, content: string): void {
  const beside = `${file}.${String(process.pid)}.tmp`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}
