/** The loop of somebody who mends a server: what failed is tried again, looked at, kept and swept. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import type { Results } from '../../../spec/run/results.ts';
import { seenOf } from '../sweep/killing.ts';
import { bin, command, ended, resultsIn } from './command.ts';
import { folderOf } from './examined.ts';

const narrowed = ['--only', 'customers.list.limit_rows', 'customers.add.complete'];

/** A server with two faults, a folder with its target file, and the suite called for it from there. */
async function faulty(t: TestContext) {
  const faults = ['limit-ignored', 'no-company-beside-contacts'].map(
    (name) => faultNamed(name) ?? assert.fail(name),
  );
  const broken = await startReference(assembled([], faults));
  const folder = folderOf(t);
  writeFileSync(join(folder, 'target.yaml'), stringify(broken.targetFile));
  const env = { AMOCRM_STATE_DIR: join(folder, 'state'), BROWSER: undefined };
  const begin = ['--config', join(folder, 'target.yaml'), '--output', join(folder, 'report')];
  let isOpen = true;
  const close = async () => {
    if (isOpen) await broken.close();
    isOpen = false;
  };
  t.after(close);
  return {
    broken,
    close,
    folder,
    env,
    run: (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
      command([...begin, ...args], { ...env, ...more }),
    results: () => resultsIn(join(folder, 'report')),
    page: () => readFileSync(join(folder, 'report/index.html'), 'utf8'),
    /** Pastes a line where the user stood. */
    paste: (line: string) =>
      ended(
        spawn('sh', ['-c', line], {
          env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined },
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ),
  };
}

const failedIn = ({ requirements }: Results) =>
  requirements.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);

test('--last-failed tries exactly what failed, by the same seed, until it passes', async (t) => {
  const { broken, close, folder, paste, run, results } = await faulty(t);

  const first = await run([...narrowed, '--seed', '11']);
  const failed = failedIn(results());
  const again = await run(['--last-failed']);
  const tried = results();
  const fromItsFolder = await paste(
    `cd '${folder}' && node '${bin}' --config target.yaml --output report --last-failed`,
  );
  await close();
  const mended = await startReference({ port: Number(new URL(broken.baseUrl).port) });
  t.after(() => mended.close());
  const passing = await run(['--last-failed']);
  const nothing = await run(['--last-failed']);

  assert.ok(failed.length >= 2, first.output);
  assert.deepEqual(
    [first.status, again.status, fromItsFolder.status, passing.status, nothing.status],
    [1, 1, 1, 0, 2],
    fromItsFolder.output + passing.output,
  );
  assert.deepEqual(failedIn(tried), failed);
  assert.deepEqual(
    tried.requirements.map(({ id }) => id),
    failed,
  );
  assert.deepEqual([tried.seed, tried.complete], [11, false]);
  assert.match(passing.output, /Since the last run filtered by .*: \d+ defects? mended/);
  assert.match(nothing.output, /^Nothing failed in the last run of this target/m);
});

test('--keep leaves what failed in the account, and says how to sweep it; --open opens the page', async (t) => {
  const { broken, folder, env, run, paste } = await faulty(t);
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  for (const name of ['xdg-open', 'open'])
    writeFileSync(join(programs, name), `#!/bin/sh\nprintf %s "$1" > '${folder}/opened'\n`, { mode: 0o755 });
  const account = seenOf({ reference: broken });

  const kept = await run([...narrowed, '--keep', '--open'], {
    PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
  });
  const left = seenOf({ reference: broken });
  const held = await run(narrowed);
  const [, sweep = 'false'] = /^ *Finish it: (.*)$/m.exec(kept.output) ?? [];
  const swept = await paste(`${sweep} --yes`);

  assert.equal(kept.status, 1, kept.output);
  assert.notDeepEqual(left, account);
  assert.match(sweep, / sweep --config /);
  assert.deepEqual([held.status, swept.status], [3, 0], held.output + swept.output);
  assert.deepEqual(seenOf({ reference: broken }), account);
  for (let looks = 0; !existsSync(join(folder, 'opened')) && looks < 100; looks += 1) await pause(50);
  assert.equal(
    readFileSync(join(folder, 'opened'), 'utf8'),
    pathToFileURL(join(folder, 'report/index.html')).href,
  );
  assert.ok(env.AMOCRM_STATE_DIR);
});

test('the line of the page that tries a promise again names the target file, and shows the failure', async (t) => {
  const { run, page, paste, folder } = await faulty(t);
  await run(narrowed);
  const lines = [...page().matchAll(/aria-label="Command that tries this promise alone"><code>([^<]*)</g)];
  const [, first = ''] = lines[0] ?? [];

  const { status, output } = await paste(first);

  assert.ok(first.includes('--config target.yaml') || first.includes(`--config ${folder}`), first);
  const [, id = '-'] = /--only (\S+)/.exec(first) ?? [];
  assert.equal(status, 1, output);
  assert.ok(output.includes(`✗ ${id}\n`), output);
});
