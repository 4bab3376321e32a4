import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../spec/root.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Results } from '../spec/run/results.ts';
import { statementFiles } from './certificate/statement.ts';
import { badgeOf } from './formats/badge.ts';
import { toCtrf } from './formats/ctrf.ts';
import { toEvents } from './formats/events.ts';
import { toHar } from './formats/har.ts';
import { toJunit } from './formats/junit.ts';
import { toSummary } from './formats/summary.ts';
import { toHtml } from './html/page.tsx';
import { toProofHtml } from './html/proof-page.tsx';
import { Diagnosis } from './diagnosis.ts';
import { readExplorationRecord } from './exploration-record.ts';
import { readMutantsRecord } from './mutants-record.ts';
import { foundIn, knownFaults, readRecord } from './proof-record.ts';
import { assertValid, resultsText } from './results-schema.ts';
import { finishedName, writeWhole } from './whole-file.ts';

/** A file of a report: what it is for, and its content. */
interface Format {
  readonly purpose: string;
  /** Pure, but for the proof that is on record. @returns null where the run has no such file */
  readonly render: (results: Results, exchanges: readonly Exchange[], diagnosis: Diagnosis) => string | null;
}

/** Every file of a report, in the order in which they are written: a new format is a line here. */
const formats: Readonly<Record<string, Format>> = {
  'results.json': {
    purpose: 'everything that is judged, described by spec/schemas/results.schema.json',
    render: resultsText,
  },
  'run.har': {
    purpose: 'every request and answer, credentials masked: browsers and proxies open it',
    render: (results, exchanges) => json(toHar(results, exchanges), 1),
  },
  'junit.xml': { purpose: 'for CI servers', render: toJunit },
  'ctrf.json': {
    purpose: 'for test dashboards',
    render: (results, exchanges) => json(toCtrf(results, exchanges), 1),
  },
  'summary.md': {
    purpose: 'for the page of a CI job',
    render: toSummary,
  },
  'badge.json': {
    purpose: 'a badge, by shields.io’s endpoint',
    render: (results) => json(badgeOf(results), 2),
  },
  'events.ndjson': {
    purpose: 'for log pipelines, described by spec/schemas/event.schema.json',
    render: toEvents,
  },
  'index.html': {
    purpose: 'for people: this page',
    render: (results, exchanges, diagnosis) => toHtml(results, exchanges, { files: reportFiles, diagnosis }),
  },
  'proof.html': {
    purpose: 'the kill matrix: what the suite was found to catch',
    render: ({ suite, requirements }) => {
      const record = readRecord(root);
      const columns = requirements.map(({ id }) => id);
      return record
        ? toProofHtml(foundIn(record), { standing: suite, suite, columns, besides: besidesOf(root) })
        : null;
    },
  },
};

/** What is recorded beside the proof of the claims. */
function besidesOf(root: string) {
  const [exploration, mutants] = [readExplorationRecord(root), readMutantsRecord(root)];
  return { ...(exploration && { exploration }), ...(mutants && { mutants }) };
}

/** The files of a report, and what each is for. */
export const reportFiles = Object.entries(formats).map(([file, { purpose }]) => ({ file, purpose }));

/** The file that people open first. */
export const pageFile = 'index.html';

/** Where what exploration found stands, within the folder of a report. */
export const findingsFolder = 'findings';

/** What a target that the run started printed: all of it, and cut to the exchanges that failed. */
export const targetLog = 'target.log';
export const targetLogFolder = 'target-log';

/** What became of a report: the files written, and a sentence for each that could not be. */
export interface Written {
  readonly files: readonly string[];
  readonly problems: readonly string[];
}

/** What a run of a part leaves for `merge`. */
export const shardFile = 'shard.json';

/** Takes away the report of an earlier run and its certificate, whole or half written. */
export function clearReports(folder: string): void {
  const ours = new Set([
    ...Object.keys(formats),
    ...statementFiles,
    findingsFolder,
    targetLogFolder,
    shardFile,
  ]);
  for (const file of readdirSync(folder)) {
    if (ours.has(file) || ours.has(finishedName(file)))
      rmSync(path.join(folder, file), { force: true, recursive: true });
  }
}

/**
 * Writes every report of a run. Each file appears whole or not at all; one that can't be rendered or
 * written does not keep the others.
 * @param diagnosis of the same run
 * @throws InvalidResultsError before anything is written, when the results break their schema
 */
export function writeReports(
  folder: string,
  results: Results,
  exchanges: readonly Exchange[],
  diagnosis = new Diagnosis(results, exchanges, { known: knownFaults(root) }),
): Written {
  assertValid(results);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const inOrder = exchanges.toSorted((a, b) => a.id - b.id);
  const files: string[] = [];
  const problems: string[] = [];
  for (const [file, { render }] of Object.entries(formats)) {
    try {
      const content = render(results, inOrder, diagnosis);
      if (content === null) continue;
      writeWhole(path.join(folder, file), content);
      files.push(file);
    } catch (error) {
      problems.push(
        `${file} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return { files, problems };
}

function json(value: unknown, indent: number): string {
  return `${JSON.stringify(value, null, indent)}\n`;
}
