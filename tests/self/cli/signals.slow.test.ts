/** Ways in which a run is ended from without: whichever it is, the account is as it was. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { stringify } from 'yaml';
import type { Reference } from '../../../reference/server.ts';
import type { Results } from '../../../spec/run/results.ts';
import { quote } from '../../../reports/command.ts';
import { seenOf } from '../sweep/killing.ts';
import { bin, ended, type Ended, resultsIn } from './command.ts';
import { folderOf, reference } from './examined.ts';

/** A run that takes some seconds, and what became of it. */
interface Run {
  readonly served: Reference;
  readonly folder: string;
  /** The command line, for a shell. */
  readonly line: string;
  readonly env: NodeJS.ProcessEnv;
  readonly results: () => Results;
  readonly journals: () => readonly string[];
}

async function slowRun(t: TestContext): Promise<Run> {
  const served = await reference(t);
  const folder = folderOf(t);
  const [config, output, state] = ['target.yaml', 'report', 'state'].map((name) => join(folder, name));
  writeFileSync(String(config), stringify({ ...served.targetFile, pace: { requestsPerSecond: 40 } }));
  const words = [process.execPath, bin, '--config', String(config), '--output', String(output)];
  return {
    served,
    folder,
    line: words.map(quote).join(' '),
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, AMOCRM_STATE_DIR: state },
    results: () => resultsIn(String(output)),
    journals: () => readdirSync(String(state)),
  };
}

/** @param act once something was judged; told of the group that the shell and all below it are in */
function inShell(script: string, env: NodeJS.ProcessEnv, act?: (group: number) => void): Promise<Ended> {
  const child = spawn('sh', ['-c', script], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let acted = false;
  return ended(child, (output) => {
    if (acted || !/of \d+ tests done/.test(output)) return;
    acted = true;
    act?.(-(child.pid ?? 0));
  });
}

describe('a run that is ended from without puts the account back:', { timeout: 60_000 }, () => {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    it(`by ${signal} to its whole group`, async (t) => {
      const { served, line, env, results, journals } = await slowRun(t);
      const account = seenOf({ reference: served });
      let during: object = {};

      // The shell is in the group too, and would end before what it runs.
      const { status, output } = await inShell(`trap '' TERM HUP; ${line}`, env, (group) => {
        during = seenOf({ reference: served });
        process.kill(group, signal);
      });

      assert.equal(status, 3, output);
      assert.notDeepEqual(during, account);
      assert.deepEqual(seenOf({ reference: served }), account);
      assert.match(results().obstacle ?? '', /interrupted/);
      assert.deepEqual(journals(), []);
    });
  }

  it('by a time limit around it', async (t) => {
    const { served, line, env, results, journals } = await slowRun(t);
    const account = seenOf({ reference: served });

    const { status, output } = await inShell(`timeout 4 ${line}`, env);

    assert.equal(status, 124, output);
    assert.deepEqual(seenOf({ reference: served }), account);
    assert.match(results().obstacle ?? '', /interrupted/);
    assert.deepEqual(journals(), []);
  });

  it('by whoever reads its output and has read enough', async (t) => {
    const { served, line, env, results, journals } = await slowRun(t);
    const account = seenOf({ reference: served });

    const { output } = await inShell(`${line} | head -2`, env);

    assert.match(output, /tests done\n$/);
    assert.deepEqual(seenOf({ reference: served }), account);
    assert.equal(results().verdict, 'inconclusive');
    assert.deepEqual(journals(), []);
  });
});

describe(
  'a run whose record can’t be written puts the account back, and says so:',
  { timeout: 60_000 },
  () => {
    it('with no room left', async (t) => {
      const { served, line, env, journals } = await slowRun(t);
      const account = seenOf({ reference: served });

      // In blocks of 512 bytes: the journal has room enough, and what is exchanged has not.
      const { output } = await inShell(`ulimit -f 200; ${line}`, env);

      assert.match(output, /Not all of the run could be written down \(EFBIG/);
      assert.deepEqual(seenOf({ reference: served }), account);
      assert.deepEqual(journals(), []);
    });

    it('with its folder gone', async (t) => {
      const { served, folder, line, env, results, journals } = await slowRun(t);
      const account = seenOf({ reference: served });

      const { output } = await inShell(line, env, () => rmSync(join(folder, 'report'), { recursive: true }));

      assert.match(output, /Not all of the run could be written down \(ENOENT/);
      assert.deepEqual(seenOf({ reference: served }), account);
      assert.equal(results().verdict, 'conformant', output);
      assert.deepEqual(journals(), []);
    });
  },
);
