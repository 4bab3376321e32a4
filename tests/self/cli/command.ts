import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Results } from '../../../spec/run/results.ts';

const main = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
const tsx = createRequire(import.meta.url).resolve('tsx/cli');

/** What a command left behind. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs the command line in a process of its own, as people do. */
export function command(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, [tsx, main, ...args], {
    env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

/** A certification of a target through the command line. */
export interface Certified extends Ended {
  readonly results: Results;
  /** Every file of the report, by name. */
  readonly report: (file: string) => string;
}

/**
 * Certifies the target of a target file given as data.
 * @param args further arguments
 */
export async function certified(targetFile: object, args: readonly string[] = []): Promise<Certified> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-self-'));
  try {
    const config = join(folder, 'target.yaml');
    writeFileSync(config, stringify(targetFile));
    const output = join(folder, 'report');
    const ended = await command(['--config', config, '--output', output, ...args]);
    const files = ['results.json', 'index.html', 'junit.xml', 'run.har'];
    const contents = new Map(files.map((file) => [file, readFileSync(join(output, file), 'utf8')]));
    const report = (file: string) => contents.get(file) ?? '';
    return { ...ended, results: JSON.parse(report('results.json')) as Results, report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
