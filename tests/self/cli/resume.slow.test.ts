import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { stringify } from 'yaml';
import { type Reference, startReference } from '../../../reference/server.ts';
import type { Har } from '../../../reports/formats/har.ts';
import { seenOf } from '../sweep/killing.ts';
import { command, type Ended, resultsIn } from './command.ts';

let reference: Reference;
let folder: string;
let env: NodeJS.ProcessEnv;

before(async () => {
  reference = await startReference();
  folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-resume-'));
  env = { AMOCRM_STATE_DIR: join(folder, 'state') };
  // Slow enough to be interrupted somewhere in its middle.
  const pace = { requestsPerSecond: 40 };
  writeFileSync(target(), stringify({ ...reference.targetFile, pace }));
});

after(async () => {
  await reference.close();
  rmSync(folder, { recursive: true, force: true });
});

const target = () => join(folder, 'target.yaml');
const output = () => join(folder, 'report');
const results = () => resultsIn(output());

/** Certifies as a terminal does, in a group of processes, which gets a signal when some tests are done. */
function brokenOff(args: readonly string[], signal: NodeJS.Signals): Promise<Ended> {
  let sent = false;
  return command(args, env, (printed, { pid = 0 }) => {
    if (sent || !/of \d+ tests done/.test(printed)) return;
    sent = true;
    process.kill(-pid, signal);
  });
}

test('a run that was killed, swept, interrupted and gone on with ends as one that was not', async () => {
  const account = seenOf({ reference });

  await brokenOff(['--config', target(), '--output', output(), '--seed', '7'], 'SIGKILL');
  const held = await command(['--resume', output()], env);
  const swept = await command(['sweep', '--config', target(), '--yes'], env);

  assert.deepEqual([held.status, swept.status], [3, 0]);
  assert.match(held.output, /did not put everything back .*sweep --config .*--resume /);
  assert.deepEqual(seenOf({ reference }), account);

  const interrupted = await brokenOff(['--resume', output()], 'SIGINT');
  const part = results();

  assert.equal(interrupted.status, 3, interrupted.output);
  assert.match(
    interrupted.output,
    /Interrupted: the account is being put back[^]*To go on with it: .*--resume/,
  );
  assert.equal(part.verdict, 'inconclusive');
  assert.match(part.obstacle ?? '', /interrupted/);
  assert.ok(part.counts.passed > 0, 'what was seen is reported');
  assert.deepEqual(part.leftBehind, []);
  assert.deepEqual(seenOf({ reference }), account);

  const whole = await command(['--resume', output()], env);
  const { requirements, ...run } = results();
  const { log } = JSON.parse(readFileSync(join(output(), 'run.har'), 'utf8')) as Har;
  const numbers = log.entries.map((entry) => entry._exchange);

  assert.equal(whole.status, 0, whole.output);
  assert.equal(run.runId, part.runId, 'it is the same run');
  assert.deepEqual([run.verdict, run.complete, run.seed, run.resumedAt?.length], ['conformant', true, 7, 2]);
  assert.deepEqual(
    requirements.filter(({ outcome, evidence }) => outcome !== 'passed' && evidence !== 'inferred'),
    [],
  );
  assert.equal(new Set(numbers).size, numbers.length);
  assert.ok(run.requests >= numbers.length, 'all requests of all parts are counted');
  const cited = requirements.flatMap(({ exchanges = [] }) => exchanges);
  assert.deepEqual(
    cited.filter((exchange) => !numbers.includes(exchange)),
    [],
  );
  assert.equal(existsSync(join(output(), 'unfinished')), false);
  assert.deepEqual(seenOf({ reference }), account);
});

test('a run that came to its end can’t be gone on with', async () => {
  const { status, output: told } = await command(['--resume', join(folder, 'elsewhere')], env);

  assert.equal(status, 2);
  assert.match(told, /nothing to go on with/);
});

test('a run that settled nothing is begun anew, as it was meant', async () => {
  await brokenOff(['--config', target(), '--output', output(), '--seed', '9'], 'SIGINT');
  for (const file of ['run.json', 'exchanges.ndjson', 'claims.ndjson'])
    rmSync(join(output(), 'unfinished', file));

  const { status, output: told } = await command(['--resume', output()], env);

  assert.equal(status, 0, told);
  assert.deepEqual([results().verdict, results().seed, results().resumedAt], ['conformant', 9, undefined]);
});

test('a run is gone on with as it was begun, or not at all', async () => {
  const other = await command(['--resume', output(), '--seed', '8'], env);
  await brokenOff(['--config', target(), '--output', output()], 'SIGINT');
  writeFileSync(target(), stringify({ ...reference.targetFile, name: 'Another one' }));
  const changed = await command(['--resume', output()], env);

  assert.deepEqual([other.status, changed.status], [2, 2]);
  assert.match(other.output, /cannot be used with/);
  assert.match(changed.output, /is not what it was when the run began/);
});
