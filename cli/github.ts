/** What GitHub's runner is told, where its variables ask for it. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, statSync } from 'node:fs';
import type { Diagnosis } from '../reports/diagnosis.ts';
import { annotationsOf } from '../reports/formats/annotations.ts';
import { sentence, toSummary } from '../reports/formats/summary.ts';
import { countsInWords } from '../reports/labels.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { plain } from '../spec/run/plain.ts';
import { type Results, outcomes } from '../spec/run/results.ts';
import { reasonOf } from './folder.ts';
import { asCommands } from './workflow-commands.ts';

/** GitHub drops the summary of a step that is longer. */
const LONGEST_SUMMARY = 1024 * 1024;

export interface ToldToGitHub {
  /** The folder of the reports. */
  readonly report: string;
  /** Of the same run, so that the page of the job says what `summary.md` does. */
  readonly diagnosis: Diagnosis;
}

/**
 * Writes the job's summary and the step's outputs.
 * @returns lines to print: annotations, and a sentence for what could not be written
 */
export function tellGitHub(
  results: Results,
  exchanges: readonly Exchange[],
  { report, diagnosis }: ToldToGitHub,
  { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY, GITHUB_OUTPUT }: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  const problems = [
    ...written(
      'summary',
      GITHUB_STEP_SUMMARY,
      () => toSummary(results, exchanges, diagnosis),
      LONGEST_SUMMARY,
    ),
    ...written('outputs', GITHUB_OUTPUT, () => outputsOf(results, report)),
  ];
  return [...problems, ...asCommands(GITHUB_ACTIONS === 'true' ? annotationsOf(results) : [])];
}

/** What a matrix tells of one of its entries. */
export interface EntryTold {
  readonly name: string;
  /** Null where there is no verdict. */
  readonly results: Results | null;
  /** What it said last. */
  readonly trouble: string;
}

/**
 * Adds the entries of a matrix, side by side, to the job's summary.
 * @returns a sentence for what could not be written
 */
export function tellGitHubOfAll(
  entries: readonly EntryTold[],
  { GITHUB_STEP_SUMMARY }: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  return written('summary', GITHUB_STEP_SUMMARY, () => tableOf(entries), LONGEST_SUMMARY);
}

function tableOf(entries: readonly EntryTold[]): string {
  const rows = entries.map(({ name, results, trouble }) => [
    sentence(name),
    ...(results === null
      ? ['no verdict', sentence(trouble)]
      : [results.verdict, sentence(countsInWords(results.counts))]),
  ]);
  return [
    '| Entry | Verdict | Requirements |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n');
}

/** The outputs of the step: numbers and words of ours, and the folder that the user named. */
function outputsOf({ verdict, complete, counts, countsByEvidence, runId }: Results, report: string): string {
  const deciding = countsByEvidence.stated.failed + countsByEvidence.shown.failed;
  const outputs = {
    verdict,
    complete: String(complete),
    failed: String(deciding),
    warnings: String(countsByEvidence.inferred.failed),
    passed: String(counts.passed),
    counts: JSON.stringify(Object.fromEntries(outcomes.map((outcome) => [outcome, counts[outcome]]))),
    'run-id': runId,
    report,
  };
  return Object.entries(outputs)
    .map(([name, value]) => output(name, value))
    .join('');
}

/** One over several lines stands between two lines that nobody could foresee. */
function output(name: string, value: string): string {
  if (!/[\r\n]/.test(value)) return `${name}=${value}\n`;
  const end = randomUUID();
  return `${name}<<${end}\n${value}\n${end}\n`;
}

/** Adds to a file of the runner's. @returns what went wrong, if anything did */
function written(
  what: string,
  file: string | undefined,
  textOf: () => string,
  longest = Infinity,
): readonly string[] {
  if (file === undefined || file === '') return [];
  try {
    const text = textOf();
    const before = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (before + Buffer.byteLength(text) > longest) {
      return [`The ${what} of the step is full already: this run is not in it. Give it a step of its own.`];
    }
    appendFileSync(file, text);
    return [];
  } catch (error) {
    return [plain(`The ${what} could not be written for GitHub: ${reasonOf(error)}.`)];
  }
}
