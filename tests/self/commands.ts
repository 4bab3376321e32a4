import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Results } from '../../spec/run/results.ts';
import type { Findings, Step } from './steps.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A script of package.json, which has to end with status 0. */
export function script(name: string): Step {
  const run = async (): Promise<Findings> => {
    const { status, said } = await ended('npm', ['run', '--silent', name]);
    return one(status === 0, `${said}\nnpm run ${name} ended with status ${status}.`);
  };
  return { name, run };
}

/** Certifies the reference through the command line, as `npm start` does: it has to be conformant. */
export const certification: Step = {
  name: 'certification of the reference',
  run: async () => {
    const output = mkdtempSync(join(tmpdir(), 'certification-'));
    try {
      const { status, said } = await ended(process.execPath, [
        ...['--import', 'tsx', 'cli/main.ts', '--output', output],
      ]);
      const verdict = verdictIn(join(output, 'results.json'));
      return one(
        status === 0 && verdict === 'conformant',
        `${said}\nIt ended with status ${status}, verdict: ${verdict}.`,
      );
    } finally {
      rmSync(output, { recursive: true });
    }
  },
};

function verdictIn(file: string): string {
  if (!existsSync(file)) return 'none';
  const { verdict, complete } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  return complete ? verdict : `${verdict}, of a part`;
}

function one(passed: boolean, output: string): Findings {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, output };
}

/** Runs a command at the top of the project until it ends; `said` is all that it printed. */
function ended(command: string, args: readonly string[]): Promise<{ status: number | null; said: string }> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // On Windows npm is a script, which only a shell starts.
      shell: command === 'npm' && process.platform === 'win32',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    }
    child.on('error', failed);
    child.on('close', (status) => {
      done({ status, said });
    });
  });
}
