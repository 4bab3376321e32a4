import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { bin, resultsIn } from '../cli/command.ts';
import { examine } from '../../../cli/proof/examine.ts';
import { createState, type StateOptions } from '../../../reference/core/seed.ts';
import { MemoryWatch } from './memory.ts';

const CUSTOMERS = 100_000;
/** Answers that look like an echo of the one before, of which a few are refusals alike, are asked for again. */
const MOST_REQUESTS = 340;
/** For each process of the suite, in megabytes. */
const MOST_MEMORY = 300;

const serve = fileURLToPath(new URL('./serve-large.ts', import.meta.url));

test('an account of 100,000 customers is certified with the requests and the memory of any other', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-large-'));
  const server = fork(serve, [String(CUSTOMERS)], { execArgv: ['--import', 'tsx'] });
  t.after(() => {
    server.disconnect();
    rmSync(folder, { recursive: true, force: true });
  });
  const targetFile = await new Promise<unknown>((resolve, reject) => {
    server.once('message', resolve).once('error', reject);
  });
  const config = join(folder, 'target.yaml');
  writeFileSync(config, stringify(targetFile));

  const { results, output, memory } = await certified(config, folder);
  const [empty, usual] = [await requestsOf({ customers: 0 }), await requestsOf({})];

  assert.equal(results.verdict, 'conformant', output);
  assert.deepEqual(results.leftBehind, []);
  for (const requests of [results.requests, empty, usual])
    assert.ok(requests <= MOST_REQUESTS, `${String(requests)} requests`);
  const ratio = results.requests / empty;
  assert.ok(
    ratio > 0.9 && ratio < 1.1,
    `${String(results.requests)} requests, and ${String(empty)} on an empty account`,
  );
  const greedy = memory.peaks.filter(({ peak }) => peak > MOST_MEMORY);
  assert.deepEqual(
    greedy.map(({ command, peak }) => `${String(Math.round(peak))} MB: ${command}`),
    [],
  );
  if (process.platform === 'linux') assert.ok(memory.peaks.length > 0, 'the process of the suite was seen');
});

/** How many requests the certification of another account takes. */
async function requestsOf(account: StateOptions): Promise<number> {
  const { results } = await examine({ state: createState(account) }, { seed: 7 });
  assert.equal(results.verdict, 'conformant');
  return results.requests;
}

async function certified(config: string, folder: string) {
  const output = join(folder, 'report');
  const child = spawn(process.execPath, [bin, '--config', config, '--output', output, '--seed', '7'], {
    env: { ...process.env, AMOCRM_STATE_DIR: join(folder, 'state'), NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const memory = new MemoryWatch(child.pid ?? 0);
  const looking = setInterval(() => {
    if (process.platform === 'linux') memory.look();
  }, 100);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  clearInterval(looking);
  const results = resultsIn(output);
  return { results, output: said, memory };
}
