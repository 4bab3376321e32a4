import { readFileSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { oneLine } from '../spec/run/plain.ts';
import { problemsOf } from '../reports/results-schema.ts';
import type { Results } from '../spec/run/results.ts';
import { UsageError } from './usage-error.ts';

/** A `results.json`, and where it lies. */
export interface ReadResults {
  readonly file: string;
  readonly results: Results;
}

/** The name that every report's results have. */
export const resultsFile = 'results.json';

/** How many places of a damaged file are named. */
const mostProblems = 3;

/**
 * Reads and checks a `results.json`.
 * @param place the file, or the folder of a report that holds it
 * @throws UsageError when it is not there, can't be read, is no JSON or breaks its schema
 */
export function readResults(place: string): ReadResults {
  const file = fileAt(place);
  const value = parsed(file);
  const problems = problemsOf(value);
  if (!holds(value, problems)) throw new UsageError(damageIn(file, value, problems));
  return { file, results: value };
}

function holds(_: unknown, problems: readonly string[]): _ is Results {
  return problems.length === 0;
}

function fileAt(place: string): string {
  const found = statOf(place);
  if (found === undefined) {
    throw new UsageError(`${oneLine(place)} does not exist. Name a results.json or the folder of a report.`);
  }
  if (!found.isDirectory()) return place;
  const file = join(place, resultsFile);
  if (statOf(file) === undefined) {
    throw new UsageError(`There is no results.json in ${oneLine(place)}. Name the folder of a report.`);
  }
  return file;
}

function statOf(place: string): Stats | undefined {
  try {
    return statSync(place, { throwIfNoEntry: false });
  } catch (error) {
    throw unreadable(place, error);
  }
}

function unreadable(place: string, error: unknown): UsageError {
  return new UsageError(`${oneLine(place)} can't be read: ${whyOf(error)}.`);
}

function whyOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error), 160);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw unreadable(file, error);
    throw new UsageError(
      `${oneLine(file)} is no JSON: ${whyOf(error)}. Certify again to have it written anew.`,
    );
  }
}

function damageIn(file: string, value: unknown, problems: readonly string[]): string {
  const version = versionOf(value);
  if (version !== '1') {
    return `${oneLine(file)} is no results.json that this version reads: its schemaVersion is ${version === undefined ? 'missing' : oneLine(JSON.stringify(version), 40)}, not "1".`;
  }
  const more = problems.length - mostProblems;
  const named = problems.slice(0, mostProblems).map((problem) => oneLine(problem, 120));
  return `${oneLine(file)} breaks the schema of results.json: ${named.join('; ')}${more > 0 ? `; +${String(more)} more` : ''}. Certify again to have it written anew.`;
}

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value
    ? value.schemaVersion
    : undefined;
}
