/** The folder that a run reports into: checked before the first request, and one run's alone while it goes on. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isObject, parsedJson } from '../../spec/contract/json.ts';
import { plain } from '../../spec/run/plain.ts';
import { isRunning } from '../../target/process.ts';
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
