import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, ended, type Ended } from './cli/command.ts';
import type { Wrong } from './sources.ts';
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

/** Types of everything and lint of the rooms, which counts as two. */
export const typesAndLint: Step = {
  name: 'types and lint',
  run: async () => {
    const program = fileURLToPath(new URL('types-and-lint.ts', import.meta.url));
    const { status, output } = await ended(
      // Most of what is collected is young: with room for it, a tenth less is spent on that.
      spawn(process.execPath, ['--max-semi-space-size=64', '--import', 'tsx', program], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    if (status !== 0) return { passed: 0, failed: 2, output };
    const wrong = Object.values(JSON.parse(output) as Wrong).filter((text) => text !== '');
    return { passed: 2 - wrong.length, failed: wrong.length, output: wrong.join('\n') };
  },
};

/** Subjects of every area, for every `npm test`: each fault is caught by what it names, and nothing permitted refused. */
export const aSmokeOfTheProof: Step = proof('a smoke part of the proof', ['--shard', '1/110']);

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
  return ended(
    spawn('npm', args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // On Windows npm is a script, which only a shell starts.
      shell: process.platform === 'win32',
    }),
  );
}
