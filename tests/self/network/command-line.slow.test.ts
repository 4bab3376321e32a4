import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { startReference } from '../../../reference/server.ts';
import type { Results } from '../../../spec/run/results.ts';
import { exitStatus } from '../../../spec/run/verdict.ts';
import { command, type Ended, resultsIn } from '../cli/command.ts';
import { seenOf } from '../sweep/killing.ts';
import { reset, twiceLater } from './harms.ts';
import { addingTransactions, everyRead, nthOf, requests, write } from './moments.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { either, lost, spoilt, type Trouble } from './troubles.ts';

/** Some of every area, so that it does not take long. */
const only = ['--only', 'customers.update', 'transactions.add', 'periods.change'];

interface Run {
  readonly results: Results;
  readonly ended: Ended;
  readonly proxy: Proxy;
  /** What people see of the account. */
  readonly seen: () => object;
  readonly before: object;
  readonly journals: () => readonly string[];
  readonly run: (...args: string[]) => Promise<Ended>;
}

/** Certifies the reference behind a line with a trouble, as people do it. */
async function certified(trouble: Trouble, judge: (run: Run) => Promise<void> | void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-network-'));
  const reference = await startReference();
  const proxy = await startProxy({ baseUrl: reference.baseUrl, trouble });
  const [config, output, state] = ['target.yaml', 'report', 'state'].map((name) => join(folder, name));
  const run = (...args: string[]): Promise<Ended> =>
    command([...args, '--config', config ?? ''], { AMOCRM_STATE_DIR: state });
  try {
    writeFileSync(config ?? '', stringify({ ...reference.targetFile, baseUrl: proxy.baseUrl }));
    const before = seenOf({ reference });
    const ended = await run('certify', '--output', output ?? '', '--seed', '7', ...only);
    const results = resultsIn(output ?? '');
    const seen = (): object => seenOf({ reference });
    const journals = (): readonly string[] => readdirSync(state ?? '');
    await judge({ results, ended, proxy, before, seen, journals, run });
  } finally {
    await proxy.close();
    await reference.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the line hit may have been inferred only, which decides no verdict. */
function assertNotBlamed({ results, ended }: Run): void {
  assert.equal(results.counts.failed, 0, ended.output);
  assert.ok(results.counts.error > 0, ended.output);
  assert.notEqual(results.verdict, 'nonconformant', ended.output);
  assert.equal(ended.status, exitStatus[results.verdict], ended.output);
}

describe('through the command line', { timeout: 120_000 }, () => {
  it('lost answers to changes and doubled ones to reads leave nothing behind', () =>
    certified(
      either(
        spoilt(write(3), reset),
        spoilt(nthOf(1, addingTransactions), reset),
        spoilt(everyRead(2), twiceLater),
      ),
      (run) => {
        assertNotBlamed(run);
        assert.deepEqual(run.seen(), run.before);
        assert.deepEqual(run.results.leftBehind, []);
        assert.deepEqual(run.journals(), []);
      },
    ));

  it('a server that is dead from somewhere on leaves what a sweep finds', () =>
    certified(lost(requests(40), reset), async (run) => {
      assertNotBlamed(run);
      assert.notDeepEqual(run.seen(), run.before);
      assert.notDeepEqual(run.results.leftBehind, []);
      assert.equal(run.journals().length, 1);

      await run.proxy.heal();
      const swept = await run.run('sweep', '--yes');
      assert.equal(swept.status, 0, swept.output);
      assert.deepEqual(run.seen(), run.before);
      assert.deepEqual(run.journals(), []);
    }));
});
