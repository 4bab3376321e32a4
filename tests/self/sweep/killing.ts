import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { sweep as sweepAccount } from '../../../cli/sweep.ts';
import { startReference, type Reference } from '../../../reference/server.ts';
import { bin } from '../cli/command.ts';

/** An account, and a folder for the target file, the journal and the record of runs. */
export interface Scenery {
  readonly reference: Reference;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Serves a reference as long as something goes on with it. */
export async function withScenery(act: (scenery: Scenery) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-sweep-'));
  const reference = await startReference();
  const target = join(folder, 'target.yaml');
  writeFileSync(target, stringify(reference.targetFile));
  const env = {
    ...process.env,
    AMOCRM_TARGET: target,
    AMOCRM_STATE_DIR: join(folder, 'state'),
    AMOCRM_RUN_DIR: join(folder, 'run'),
  };
  try {
    await act({ reference, folder, env });
  } finally {
    await reference.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Lets a run begin, and kills it.
 * @param after milliseconds from when it says that it begins; Infinity for never
 * @returns how long it lived from then on, in milliseconds, and whether it was killed
 */
export function killedRun({ env }: Scenery, after: number): Promise<{ lived: number; killed: boolean }> {
  const args = ['--config', env['AMOCRM_TARGET'] ?? '', '--output', env['AMOCRM_RUN_DIR'] ?? ''];
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let loaded = 0;
  let timer: NodeJS.Timeout | undefined;
  child.stdout.resume().once('data', () => {
    loaded = performance.now();
    if (Number.isFinite(after)) timer = setTimeout(() => child.kill('SIGKILL'), after);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (_, signal) => {
      clearTimeout(timer);
      resolve({ lived: performance.now() - loaded, killed: signal === 'SIGKILL' });
    });
  });
}

/** `amocrm-conformance sweep --config … --yes`, as users call it. */
export function sweep(
  { env }: Scenery,
  ...options: string[]
): Promise<{ status: number | null; output: string }> {
  const args = [bin, 'sweep', '--config', env['AMOCRM_TARGET'] ?? '', ...options];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

/** As the command does it, in this process, which saves a second; what it prints is not seen. */
export async function sweptHere(
  { config, stateDir }: { readonly config: string; readonly stateDir: string },
  options: { readonly force?: boolean } = {},
): Promise<{ status: number; output: string }> {
  const { log } = console;
  const { AMOCRM_STATE_DIR: earlier } = process.env;
  const said: unknown[] = [];
  console.log = (line: unknown) => void said.push(line);
  process.env['AMOCRM_STATE_DIR'] = stateDir;
  try {
    return { status: await sweepAccount({ config, yes: true, ...options }), output: said.join('\n') };
  } finally {
    console.log = log;
    if (earlier === undefined) delete process.env['AMOCRM_STATE_DIR'];
    else process.env['AMOCRM_STATE_DIR'] = earlier;
  }
}

/** The account of a scenery swept in this process. */
export function swept({ env }: Pick<Scenery, 'env'>, options: { readonly force?: boolean } = {}) {
  const { AMOCRM_TARGET: config = '', AMOCRM_STATE_DIR: stateDir = '' } = env;
  return sweptHere({ config, stateDir }, options);
}

/** What people see of an account: living customers and transactions, and the periods with their ids. */
export function seenOf({ reference }: Pick<Scenery, 'reference'>): object {
  const { customers, transactions, periods } = reference.snapshot();
  const living = (records: ReadonlyMap<number, { is_deleted: boolean }>) =>
    [...records.entries()].filter(([, { is_deleted }]) => !is_deleted);
  return {
    customers: living(customers),
    transactions: living(transactions),
    periods: [...periods.values()].sort((a, b) => a.id - b.id),
  };
}

/** Kills a run and sweeps: the account has to be as it was. */
export async function killAndSweep(scenery: Scenery, after: number): Promise<void> {
  const before = seenOf(scenery);
  await killedRun(scenery, after);
  const { status, output } = await swept(scenery);
  assert.equal(status, 0, `killed after ${String(Math.round(after))} ms: ${output}`);
  assert.deepEqual(seenOf(scenery), before, `killed after ${String(Math.round(after))} ms: ${output}`);
}
