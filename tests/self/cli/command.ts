import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import '../../../cli/build.mjs';
import { root } from '../../../spec/root.ts';
import type { Results } from '../../../spec/run/results.ts';

/** The command, as it is installed. */
export const bin = join(root, 'dist/main.js');

/** Where these tests run in a job themselves, nothing of theirs belongs on its page. */
const withoutCi = { GITHUB_ACTIONS: undefined, GITHUB_STEP_SUMMARY: undefined, GITHUB_OUTPUT: undefined };

/** What a command left behind. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Runs the command line in a process of its own, as people do.
 * @param heard with all that was printed, whenever there is more; the process leads a group of its own then
 */
export function command(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  heard?: (output: string, child: ChildProcess) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { ...process.env, ...withoutCi, ...env, NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: heard !== undefined,
  });
  return ended(child, heard);
}

/** What a process leaves behind when it ends. @param heard with all that was printed, whenever there is more */
export function ended(
  child: ChildProcess,
  heard?: (output: string, child: ChildProcess) => void,
): Promise<Ended> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      heard?.(output, child);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

/** What a run reported into a folder. */
export function resultsIn(folder: string): Results {
  return JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Results;
}

/** A certification of a target through the command line. */
export interface Certified extends Ended {
  readonly results: Results;
}

/** Certifies the target of a target file given as data. */
export async function certified(
  targetFile: object,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Certified> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-self-'));
  try {
    const config = join(folder, 'target.yaml');
    writeFileSync(config, stringify(targetFile));
    const ended = await command(['--config', config, '--output', folder, ...args], env);
    return { ...ended, results: resultsIn(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
