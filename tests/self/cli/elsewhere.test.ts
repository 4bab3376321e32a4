/** Where a run is at home: in the working directory of its user, and in folders that nobody else can look into. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { Journal, JournalHeldError, JournalUnwritableError } from '../../../target/journal.ts';
import { bin, command, resultsIn } from './command.ts';
import { folderOf, reference } from './examined.ts';

test('the command runs in any working directory, writes nowhere else, and judges and says what it was narrowed down to', (t) => {
  const folder = folderOf(t);
  const env = { ...process.env, TMPDIR: join(folder, 'none'), NODE_TEST_CONTEXT: undefined };

  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--only', 'periods.list'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });

  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /Report: file:\/\/\/.*\/conformance-report-filtered\/index\.html/);
  assert.doesNotMatch(stdout, /could not be written/);
  const report = join(folder, 'conformance-report-filtered');
  assert.ok(existsSync(join(report, 'proof.html')));
  const results = resultsIn(report);
  assert.match(stdout, /Filtered run/);
  assert.equal(results.complete, false);
  assert.ok(results.requirements.every(({ id }) => id.startsWith('periods.list')));
});

test('nobody else can read what a run writes, while it goes on and afterwards', async (t) => {
  const { targetFile } = await reference(t);
  const folder = join(folderOf(t), 'runs');
  const config = join(folder, '..', 'target.yaml');
  writeFileSync(config, stringify({ ...targetFile, pace: { requestsPerSecond: 100 } }));
  const open = new Set<string>();
  const seen = new Set<string>();
  const look = (): void => {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      seen.add(entry.name);
      const there = statSync(file, { throwIfNoEntry: false });
      // It may have been taken away since it was listed.
      if (there === undefined) continue;
      const mode = there.mode & 0o777;
      if (mode !== (entry.isDirectory() ? 0o700 : 0o600)) open.add(`${file} ${mode.toString(8)}`);
    }
  };

  const umask = process.umask(0);
  try {
    const args = ['--config', config, '--output', join(folder, 'a', 'report'), '--only', 'customers.add'];
    const { status, output } = await command(args, { AMOCRM_STATE_DIR: join(folder, 'b', 'state') }, () => {
      if (existsSync(folder)) look();
    });
    assert.equal(status, 0, output);
  } finally {
    process.umask(umask);
  }
  look();

  assert.deepEqual([...open], []);
  for (const name of [
    'unfinished',
    'exchanges.ndjson',
    'command.json',
    'run.har',
    'results.json',
    'index.html',
  ])
    assert.ok(seen.has(name), name);
  assert.ok(
    [...seen].some((name) => /^[0-9a-f]{16}\.ndjson$/.test(name)),
    'the journal was there',
  );
});

const run = { target: { name: 'CRM', baseUrl: 'https://staging.example.test' }, seed: 1 };

test('a journal that can’t be read may be another user’s: it is not taken away', (t) => {
  const folder = folderOf(t);
  Journal.begin(folder, run).end(['something']);
  const [name = ''] = readdirSync(folder);
  const unreadable = folderOf(t);
  mkdirSync(join(unreadable, name));

  assert.throws(
    () => Journal.begin(unreadable, run),
    (error) => error instanceof JournalHeldError && /can't be read \(EISDIR\)/.test(error.message),
  );
  assert.ok(existsSync(join(unreadable, name)));
});

test('where no journal can be written nothing is changed, and what to do is said', async (t) => {
  const served = await reference(t);
  const { targetFile } = served;
  const untouched = served.snapshot();
  const folder = folderOf(t);
  const state = join(folder, 'state');
  writeFileSync(state, 'a file');
  const config = join(folder, 'target.yaml');
  writeFileSync(config, stringify(targetFile));

  const args = ['--config', config, '--output', join(folder, 'report')];
  const { status, output } = await command(args, { AMOCRM_STATE_DIR: state });

  assert.throws(() => Journal.begin(state, run), JournalUnwritableError);
  assert.equal(status, 2, output);
  assert.match(output, /Nothing can be written into .*state \(\w+\).*AMOCRM_STATE_DIR/);
  assert.equal(served.snapshot(), untouched);
});
