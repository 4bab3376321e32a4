import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Results } from '../../../spec/run/results.ts';

const main = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));

/** What a command left behind. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs the command line in a process of its own, as people do. */
export function command(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
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
  /** The content of every file of the report, by name. */
  readonly report: ReadonlyMap<string, string>;
}

/**
 * Certifies the target of a target file given as data.
 * @param args further arguments
 */
export async function certified(
  targetFile: object,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Certified> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-self-'));
  try {
    const config = join(folder, 'target.yaml');
    writeFileSync(config, stringify(targetFile));
    const output = join(folder, 'report');
    const ended = await command(['--config', config, '--output', output, ...args], env);
    const files = readdirSync(output, { withFileTypes: true }).filter((entry) => entry.isFile());
    const contents = new Map(files.map(({ name }) => [name, readFileSync(join(output, name), 'utf8')]));
    const results = JSON.parse(contents.get('results.json') ?? 'null') as Results;
    return { ...ended, results, report: contents };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
