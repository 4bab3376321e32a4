import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { startReference } from '../reference/server.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { readTargetFile } from '../target/target-file.ts';
import { variables } from '../tests/support/run-settings.ts';
import { bothOf, patternFor } from './selection.ts';

export interface CertifyOptions {
  /** The target file; without one the reference implementation is started and certified. */
  readonly config?: string;
  readonly output: string;
  readonly seed?: number;
  readonly profile: Profile;
  readonly only: readonly string[];
  readonly grep?: string;
  readonly list?: boolean;
  readonly workers?: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Certifies a target and writes the reports.
 * @returns the exit status: 0 conformant, 1 nonconformant, 3 inconclusive
 * @throws TargetFileError, UsageError
 */
export async function certify(options: CertifyOptions): Promise<number> {
  const pattern = bothOf(patternFor(options.only), options.grep);
  if (options.list) return runTests(['--list'], pattern, {});
  if (options.config !== undefined) readTargetFile(options.config, process.env);

  const runDir = mkdtempSync(join(tmpdir(), 'amocrm-conformance-'));
  const output = resolve(options.output);
  const { targetFile, close } = await targetOf(options.config, runDir);
  try {
    const environment = {
      [variables.targetFile]: targetFile,
      [variables.runDir]: runDir,
      [variables.output]: output,
      [variables.seed]: String(options.seed ?? randomInt(1, 2 ** 31)),
      [variables.profile]: options.profile,
      [variables.filters]: [
        ...options.only.map((prefix) => `only ${prefix}`),
        ...(options.grep === undefined ? [] : [`grep ${options.grep}`]),
      ].join('\n'),
      ...(options.workers !== undefined && { [variables.workers]: String(options.workers) }),
    };
    await runTests([], pattern, environment);
    return statusFrom(join(output, 'results.json'));
  } finally {
    await close();
    rmSync(runDir, { recursive: true, force: true });
  }
}

async function targetOf(config: string | undefined, runDir: string) {
  if (config !== undefined) return { targetFile: resolve(config), close: () => Promise.resolve() };
  const reference = await startReference();
  const targetFile = join(runDir, 'reference.yaml');
  writeFileSync(targetFile, stringify(reference.targetFile));
  return { targetFile, close: () => reference.close() };
}

/** Runs Playwright in a process of its own, as people start it by hand. */
function runTests(
  args: readonly string[],
  pattern: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const grep = pattern === undefined ? [] : ['--grep', pattern];
  const child = spawn(process.execPath, [playwright, 'test', ...args, ...grep], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // An interrupt reaches the runner too, which ends in order: its end is waited for.
  const wait = (): void => undefined;
  const pass = (): boolean => child.kill('SIGTERM');
  process.on('SIGINT', wait).on('SIGTERM', pass);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (status) => {
      process.off('SIGINT', wait).off('SIGTERM', pass);
      done(status ?? 3);
    });
  });
}

function statusFrom(file: string): number {
  if (!existsSync(file)) return exitStatus.inconclusive;
  const { verdict } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  return exitStatus[verdict];
}
