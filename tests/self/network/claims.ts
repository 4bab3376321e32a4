/** What is claimed of every run, whatever the line does to it. */
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { journalFile } from '../../../target/journal.ts';
import { seenOf, sweptHere } from '../sweep/killing.ts';
import type { Trial } from './trial.ts';

/** Half as much again as a run sends over a sound line: whoever sends more does not know when to stop. */
const MOST_REQUESTS = 500;

/** The target is not blamed, and the run came to an end. */
export function assertFair({ results, proxy }: Trial): void {
  const failed = results.requirements.filter(({ outcome }) => outcome === 'failed');
  assert.deepEqual(
    failed.map(({ id, reason = '' }) => `${id}: ${reason}`),
    [],
  );
  assert.notEqual(results.verdict, 'nonconformant');
  assert.ok(proxy.requests() <= MOST_REQUESTS, `${String(proxy.requests())} requests`);
}

/** Nothing is held against a target behind a line that mixes answers up, and whoever reads the results learns why. */
export function assertExcused(trial: Trial): void {
  assertFair(trial);
  const { requirements, verdict } = trial.results;
  assert.equal(verdict, 'inconclusive');
  assert.ok(
    requirements.some(({ reason = '' }) => /mixes answers up \(exchange \d+ was answered/.test(reason)),
  );
}

/** The account is as it was, and nobody claims anything else. */
export function assertClean(trial: Trial): void {
  assertFair(trial);
  assert.deepEqual(trial.after, trial.before);
  assert.deepEqual(trial.results.leftBehind, []);
  assert.equal(trial.journalIsKept, false);
}

/** Nothing happened that anybody need know of: every requirement that was tried is settled. */
export function assertUnharmed(trial: Trial): void {
  assertClean(trial);
  const { requirements, obstacle, verdict } = trial.results;
  const unsettled = requirements.filter(({ outcome }) => outcome === 'error' || outcome === 'dependency');
  assert.deepEqual(
    unsettled.map(({ id, outcome, reason = '' }) => `${id}: ${outcome}, ${reason}`),
    [],
  );
  assert.equal(verdict, 'conformant', obstacle);
}

/** The account is as it was, and the run tells what it settled only when it had asked again. */
export function assertUnstable(trial: Trial): void {
  assertClean(trial);
  const { requirements, retries = 0 } = trial.results;
  assert.ok(retries > 0, 'retries are counted');
  assert.ok(requirements.some(({ outcome, unstable }) => outcome === 'passed' && unstable === true));
}

/** The run found that it could not begin, and changed nothing. */
export function assertUnbegun(trial: Trial): void {
  assertClean(trial);
  assert.equal(typeof trial.results.obstacle, 'string');
  assert.equal(trial.results.verdict, 'inconclusive');
}

/** The run says that it could not put everything back; once the trouble is over a sweep does. */
export async function assertSweepable(trial: Trial): Promise<void> {
  assertFair(trial);
  assert.notDeepEqual(trial.after, trial.before, 'the trouble came when there was something to put back');
  assert.notDeepEqual(trial.results.leftBehind, []);
  assert.ok(trial.journalIsKept);

  await trial.proxy.heal();
  const { stateDir } = trial;
  const config = join(stateDir, 'target.yaml');
  writeFileSync(config, stringify(trial.targetFile));
  // The run's process, which is this one, is still there.
  const { status, output: said } = await sweptHere({ config, stateDir }, { force: true });
  assert.deepEqual(seenOf(trial), trial.before, said);
  assert.equal(status, 0, said);
  assert.ok(!existsSync(journalFile(stateDir, trial.proxy.baseUrl)));
}
