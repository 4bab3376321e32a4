import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import { stringify } from 'yaml';
import { assembled } from '../../../reference/assembly.ts';
import { type Fault, faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { root } from '../../../spec/root.ts';
import { bin, resultsIn } from '../cli/command.ts';

const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');

/** What one face of the engine made of a target. */
export interface Face {
  readonly status: number | null;
  /** By requirement. */
  readonly outcomes: Readonly<Record<string, string>>;
  readonly said: string;
}

/** Shows a target on both faces: the command line and Playwright. */
export async function bothFaces(config: string): Promise<{ readonly line: Face; readonly runner: Face }> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-faces-'));
  try {
    const line = await run([bin, '--config', config, '--output', folder, '--seed', '1'], {
      AMOCRM_STATE_DIR: join(folder, 'state'),
    });
    const report = join(folder, 'report.json');
    const runner = await run([playwright, 'test', '--reporter=json'], {
      AMOCRM_TARGET: config,
      AMOCRM_STATE_DIR: join(folder, 'state'),
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    const results = resultsIn(folder);
    return {
      line: {
        ...line,
        outcomes: Object.fromEntries(results.requirements.map(({ id, outcome }) => [id, outcome])),
      },
      runner: { ...runner, ...shownIn(JSON.parse(readFileSync(report, 'utf8')) as JSONReport) },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both faces have to give each requirement the same outcome, the runner in words where it shows when the run is over. */
export async function assertAlike(config: string): Promise<{ readonly line: Face; readonly runner: Face }> {
  const { line, runner } = await bothFaces(config);
  const belated = Object.keys(line.outcomes).filter((id) =>
    runner.said.includes(`${id} does not hold after all`),
  );
  const afterAll = { ...runner.outcomes, ...Object.fromEntries(belated.map((id) => [id, 'failed'])) };
  assert.deepEqual(afterAll, line.outcomes, `${line.said}\n${runner.said}`);
  return { line, runner };
}

/** Serves the reference, with these faults, as long as something goes on with it. */
export async function withTarget(
  faults: readonly string[],
  act: (config: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-target-'));
  const reference = await startReference(assembled([], faults.map(planted)));
  const config = join(folder, 'target.yaml');
  writeFileSync(config, stringify(reference.targetFile));
  try {
    await act(config);
  } finally {
    await reference.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The fault of a name. */
export function planted(name: string): Fault {
  const fault = faultNamed(name);
  assert.ok(fault, `there is a fault ${name}`);
  return fault;
}

function shownIn({ suites, errors }: JSONReport): Pick<Face, 'outcomes' | 'said'> {
  const outcomes: Record<string, string> = {};
  const walk = (suite: JSONReportSuite): void => {
    for (const { title, tests } of suite.specs) {
      const outcome = tests[0]?.annotations.find(({ type }) => type === 'outcome')?.description;
      outcomes[title.split(':')[0] ?? ''] = outcome ?? 'not shown';
    }
    suite.suites?.forEach(walk);
  };
  suites.forEach(walk);
  return { outcomes, said: errors.map(({ message }) => message ?? '').join('\n') };
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Pick<Face, 'status' | 'said'>> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, said }));
  });
}
