import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, type Ended } from './cli/command.ts';
import type { Findings, Step } from './steps.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A script of package.json, which has to end with status 0. */
export function script(name: string, ...args: readonly string[]): Step {
  const run = async (): Promise<Findings> => {
    const { status, output } = await npm(['run', '--silent', name, '--', ...args]);
    return one(status === 0, `${output}\nnpm run ${name} ended with status ${status}.`);
  };
  return { name, run };
}

/** Subjects of every area, for every `npm test`: each fault is caught by what it names, and nothing permitted refused. */
export const aSmokeOfTheProof: Step = proof('a smoke part of the proof', ['--shard', '1/86']);

/** A tenth of the proof, another one each day. */
export const aTenthOfTheProof: Step = proof('a tenth of the proof', [
  '--shard',
  `${(Math.floor(Date.now() / 86_400_000) % 10) + 1}/10`,
]);

/** Runs that are killed at random moments, each swept; `npm run kills` alone kills a hundred. */
export const kills: Step = script('kills', '20');

function proof(name: string, part: readonly string[]): Step {
  const run = async (): Promise<Findings> => {
    const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-self-'));
    try {
      const { status, output } = await command(['prove', ...part, '--output', folder]);
      return one(status === 0, output);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return { name, run };
}

function one(passed: boolean, output: string): Findings {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, output };
}

function npm(args: readonly string[]): Promise<Ended> {
  const child = spawn('npm', args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // On Windows npm is a script, which only a shell starts.
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (status) => {
      done({ status, output });
    });
  });
}
