import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { startReference } from '../reference/server.ts';
import { exitStatusOf } from '../reports/waivers.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { readTargetFile } from '../target/target-file.ts';
import { variables } from '../tests/support/run-settings.ts';
import { bothOf, patternFor } from './selection.ts';
import { signingFor, writeCertificate } from './sign.ts';
import { draftPlace, readWaiversFile, writeDraft } from './waivers.ts';

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
  /** The waivers file. */
  readonly waivers?: string;
  /** Where to draft one from the run. */
  readonly writeWaivers?: string;
  /** File with the private key that signs the certificate. */
  readonly sign?: string;
  /** What the certificate is about: `NAME@sha256:…`. */
  readonly subject?: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Certifies a target and writes the reports.
 * @returns the exit status: 0 conformant, 1 nonconformant or a stale waiver, 3 inconclusive
 * @throws TargetFileError, UsageError
 */
export async function certify(options: CertifyOptions): Promise<number> {
  const pattern = bothOf(patternFor(options.only), options.grep);
  if (options.list) return runTests(['--list'], pattern, {});
  if (options.config !== undefined) readTargetFile(options.config, process.env);
  const waivers = options.waivers === undefined ? undefined : readWaiversFile(options.waivers);
  const draft =
    options.writeWaivers === undefined ? undefined : draftPlace(options.writeWaivers, options.waivers);
  const signing = signingFor({
    ...(options.sign !== undefined && { key: options.sign }),
    ...(options.subject !== undefined && { subject: options.subject }),
  });

  const runDir = mkdtempSync(join(tmpdir(), 'amocrm-conformance-'));
  const output = resolve(options.output);
  const { targetFile, close } = await targetOf(options.config, runDir);
  try {
    const environment = {
      [variables.targetFile]: targetFile,
      [variables.runDir]: runDir,
      // The reference is nobody's account: nothing of it outlives the run.
      ...(options.config === undefined && { [variables.stateDir]: runDir }),
      [variables.output]: output,
      [variables.seed]: String(options.seed ?? randomInt(1, 2 ** 31)),
      [variables.profile]: options.profile,
      [variables.filters]: [
        ...options.only.map((prefix) => `only ${prefix}`),
        ...(options.grep === undefined ? [] : [`grep ${options.grep}`]),
      ].join('\n'),
      [variables.waivers]: waivers === undefined ? '' : keptForReporter(waivers, runDir),
      ...(options.workers !== undefined && { [variables.workers]: String(options.workers) }),
    };
    await runTests([], pattern, environment);
    const results = resultsIn(output);
    if (results === null) return exitStatus.inconclusive;
    console.log(writeCertificate(output, signing));
    if (draft !== undefined) console.log(writeDraft(draft, results, waivers));
    return exitStatusOf(results);
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

/** The reporter applies the very bytes that were checked, whatever becomes of the file meanwhile. */
function keptForReporter(waivers: Buffer, runDir: string): string {
  const copy = join(runDir, 'waivers.yaml');
  writeFileSync(copy, waivers);
  return copy;
}

function resultsIn(folder: string): Results | null {
  const file = join(folder, 'results.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : null;
}
