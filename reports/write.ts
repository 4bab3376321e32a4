import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Exchange } from '../spec/run/exchange.ts';
import { citedBy, toHar } from '../spec/run/har.ts';
import type { Results } from '../spec/run/results.ts';
import { certificateFile } from './certificate/statement.ts';
import { toHtml } from './html/page.tsx';
import { toProofHtml } from './html/proof-page.tsx';
import { badgeOf } from './formats/badge.ts';
import { toCtrf } from './formats/ctrf.ts';
import { toEvents } from './formats/events.ts';
import { toJunit } from './formats/junit.ts';
import { toSummary } from './formats/summary.ts';
import { foundIn, readRecord } from './proof-record.ts';
import { recordedIn } from './recorded.ts';
import { assertValid } from './results-schema.ts';
import { writeWhole } from './whole-file.ts';

/** The files of a report, by what they are. */
export const reportFiles = {
  results: 'results.json',
  har: 'run.har',
  junit: 'junit.xml',
  ctrf: 'ctrf.json',
  summary: 'summary.md',
  badge: 'badge.json',
  events: 'events.ndjson',
  page: 'index.html',
  proof: 'proof.html',
} as const;

/** What became of a report: the files written, and a sentence for each that could not be. */
export interface Written {
  readonly files: readonly string[];
  readonly problems: readonly string[];
}

/** Takes away the report of an earlier run and its certificate, so that they can't be taken for this one's. */
export function clearReports(folder: string): void {
  for (const file of [...Object.values(reportFiles), certificateFile])
    rmSync(path.join(folder, file), { force: true });
}

/**
 * Writes every report of a run. Each file appears whole or not at all; one that can't be rendered or
 * written does not keep the others, but most are made from the archive.
 * @throws InvalidResultsError before anything is written, when the results break their schema
 */
export function writeReports(folder: string, results: Results, exchanges: readonly Exchange[]): Written {
  assertValid(results);
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  const problems: string[] = [];
  for (const [file, render] of Object.entries(renderersOf(results, exchanges))) {
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

/** What renders each file. The archive is made when the first of them asks for it: it too can fail. */
function renderersOf(
  results: Results,
  exchanges: readonly Exchange[],
): Readonly<Record<string, () => string>> {
  const { name, version } = results.suite;
  const har = once(() => toHar(exchanges, { name, version }, citedBy(results.requirements)));
  const recorded = once(() => recordedIn(har()));
  const proof = readRecord(fileURLToPath(new URL('..', import.meta.url)));
  return {
    [reportFiles.results]: () => json(results, 2),
    [reportFiles.har]: () => json(har(), 1),
    [reportFiles.junit]: () => toJunit(results, har()),
    [reportFiles.ctrf]: () => json(toCtrf(results, har()), 1),
    [reportFiles.summary]: () => toSummary(results, recorded().values()),
    [reportFiles.badge]: () => json(badgeOf(results), 2),
    [reportFiles.events]: () => toEvents(results, har()),
    [reportFiles.page]: () => toHtml({ results, recorded: recorded() }),
    ...(proof && {
      [reportFiles.proof]: () =>
        toProofHtml(foundIn(proof), {
          standing: results.suite,
          suite: results.suite,
          columns: results.requirements.map(({ id }) => id),
        }),
    }),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function json(value: unknown, indent: number): string {
  return `${JSON.stringify(value, null, indent)}\n`;
}
