/** The folder that a run reports into: checked before the first request, and one run's alone while it goes on. */
import { readFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isObject, parsedJson } from '../../spec/contract/json.ts';
import { plain } from '../../spec/run/plain.ts';
import { isRunning } from '../../target/process.ts';
import { statementFiles } from '../../reports/certificate/statement.ts';
import { usualOutput } from '../../reports/command.ts';
import { clearReports } from '../../reports/write.ts';
import { resultsFile } from '../read-results.ts';
import { filtersOf } from '../selection.ts';
import { begunIn } from './unfinished.ts';
import { reasonOf, requireFolder } from '../folder.ts';
import { UsageError } from '../usage-error.ts';

const lockFile = '.running.json';

/** Who writes into a folder. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/**
 * Makes the folder where it is missing, and keeps other runs out of it.
 * @returns what lets them in again
 * @throws UsageError where it can't be written into, or another run is at work on it
 */
export function takeFolder(folder: string): () => void {
  requireFolder(folder, 'Name another folder with --output.');
  const lock = join(folder, lockFile);
  const holder = holderIn(lock);
  if (holder !== null && (holder.host !== hostname() || isRunning(holder.pid))) {
    throw new UsageError(
      `Another run is at work on ${plain(folder)} (process ${holder.pid} on ${plain(holder.host)}, since ${plain(holder.since)}). Wait for its end, or name another folder with --output. If it is gone for good, delete ${plain(lock)}.`,
    );
  }
  // One that was killed left its lock.
  rmSync(lock, { force: true });
  const own: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    writeFileSync(lock, `${JSON.stringify(own)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new UsageError(
      `${plain(folder)} can't be taken for this run: ${reasonOf(error)}. Name another folder with --output.`,
    );
  }
  return () => {
    rmSync(lock, { force: true });
  };
}

/**
 * Takes away what an earlier run reported there, whatever came of it: nothing of it can be taken for the next run's.
 * @throws UsageError where something can't be taken away
 */
export function clearFolder(folder: string): void {
  try {
    clearReports(folder);
  } catch (error) {
    throw new UsageError(
      `What an earlier run left in ${plain(folder)} can't be taken away: ${reasonOf(error)}. Name another folder with --output.`,
    );
  }
}

/**
 * A run that judges less than everything takes no whole run's place: neither that of its report nor that of a record to go on with.
 * @throws UsageError where a whole run's lies in the folder
 */
export function refuseWholeRuns(folder: string): void {
  const begun = begunIn(folder);
  const isBegunWhole = begun !== null && filtersOf(begun).length === 0;
  if (!isBegunWhole && !holdsWholeReport(folder)) return;
  throw new UsageError(
    `${plain(folder)} holds what a whole run found, and one that judges less must not take its place. Name another folder with --output, or none: then the reports go to ${usualOutput(true)}.`,
  );
}

function holdsWholeReport(folder: string): boolean {
  try {
    const results = parsedJson(readFileSync(join(folder, resultsFile), 'utf8'));
    return isObject(results) && results['complete'] === true;
  } catch {
    return statementFiles.some((file) => existsSync(join(folder, file)));
  }
}

function holderIn(file: string): Holder | null {
  try {
    const holder = parsedJson(readFileSync(file, 'utf8'));
    return isHolder(holder) ? holder : null;
  } catch {
    return null;
  }
}

function isHolder(value: unknown): value is Holder {
  return (
    isObject(value) &&
    typeof value['pid'] === 'number' &&
    typeof value['host'] === 'string' &&
    typeof value['since'] === 'string'
  );
}
