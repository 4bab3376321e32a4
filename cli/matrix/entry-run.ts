/** One entry of a matrix, certified by a process of its own. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../spec/root.ts';
import type { Results } from '../../spec/run/results.ts';
import { requireFolder } from '../folder.ts';
import { readResults } from '../read-results.ts';
import { UsageError } from '../usage-error.ts';
import type { MatrixEntry } from './entries.ts';

/** What came of an entry. */
export interface EntryRun {
  readonly entry: MatrixEntry;
  /** The exit status of its certification; 4 where it was ended by something else. */
  readonly status: number;
  /** Null where it came to none. */
  readonly results: Results | null;
  /** What it said last. */
  readonly trouble: string;
  readonly durationMs: number;
}

const [BROKEN, INCONCLUSIVE] = [4, 3];

/** Where a job of a CI expects what one run tells it: the entries of a matrix would overwrite each other. */
const ofOneRun = { GITHUB_ACTIONS: undefined, GITHUB_OUTPUT: undefined, GITHUB_STEP_SUMMARY: undefined };

/**
 * Certifies an entry. Its process ends in order, with what it started, when the signal says so, and by itself when
 * this process is gone, however that came: it holds the other end of a channel.
 * @param words options of the command line, the same for all entries
 */
export async function certified(
  entry: MatrixEntry,
  words: readonly string[],
  signal: AbortSignal,
): Promise<EntryRun> {
  const { config, folder, log } = entry;
  if (signal.aborted)
    return { entry, status: INCONCLUSIVE, results: null, trouble: 'It was not begun.', durationMs: 0 };
  requireFolder(folder, 'Name another folder with --output.');
  const begun = performance.now();
  const printed = openSync(log, 'w', 0o600);
  const child = spawn(
    process.execPath,
    [join(root, 'dist/main.js'), 'certify', '--config', config, '--output', folder, ...words],
    { stdio: ['ignore', printed, printed, 'ipc'], env: { ...process.env, ...ofOneRun } },
  );
  closeSync(printed);
  const end = (): boolean => child.kill('SIGTERM');
  signal.addEventListener('abort', end);
  const status = await new Promise<number>((done) => {
    child.once('error', () => done(BROKEN));
    child.once('exit', (code) => done(code !== null && [0, 1, 2, 3].includes(code) ? code : BROKEN));
  });
  signal.removeEventListener('abort', end);
  return {
    entry,
    status,
    // What could not be begun has left there what an earlier run left.
    results: [0, 1, 3].includes(status) ? resultsIn(folder) : null,
    trouble: lastLineOf(log),
    durationMs: performance.now() - begun,
  };
}

function resultsIn(folder: string): Results | null {
  try {
    return readResults(folder).results;
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

function lastLineOf(log: string): string {
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.at(-1) ?? 'It said nothing.';
}
