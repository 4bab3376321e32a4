import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { problemsOf } from '../../../reports/results-schema.ts';
import { reportFiles } from '../../../reports/write.ts';
import { requirementIds } from '../../../spec/requirements/index.ts';
import type { Results } from '../../../spec/run/results.ts';
import { probes, requirementFor, type Probe } from './project/probes.ts';
import { exchanges, facts } from './sample.ts';

const project = fileURLToPath(new URL('./project', import.meta.url));
const runner = createRequire(import.meta.url).resolve('@playwright/test/cli');

/** Runs the small project with the reporter, as the runner does, and gives back what it wrote and said. */
function runProject(
  name: string,
  options: { args?: readonly string[]; env?: NodeJS.ProcessEnv; ran?: boolean } = {},
) {
  const scratch = path.join(folder, name);
  const [output, runDir] = [path.join(scratch, 'output'), path.join(scratch, 'run')];
  mkdirSync(runDir, { recursive: true });
  if (options.ran !== false) {
    writeFileSync(path.join(runDir, 'run.json'), JSON.stringify(facts));
    writeFileSync(
      path.join(runDir, 'exchanges.ndjson'),
      exchanges.map((one) => `${JSON.stringify(one)}\n`).join(''),
    );
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [runner, 'test', '-c', project, ...(options.args ?? [])],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        FORCE_COLOR: '0',
        PROBE_SCRATCH: path.join(scratch, 'test-results'),
        AMOCRM_OUTPUT: output,
        AMOCRM_RUN_DIR: runDir,
        ...options.env,
      },
    },
  );
  const file = path.join(output, 'results.json');
  const results = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : null;
  return { results, output, said: stdout + stderr };
}

let folder = '';
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'reporter-'));
});
after(() => {
  rmSync(folder, { recursive: true });
});

describe('the reporter under the runner', () => {
  let run: ReturnType<typeof runProject>;
  before(() => {
    run = runProject('outcomes');
  });
  const found = (probe: Probe) => run.results?.requirements.find(({ id }) => id === requirementFor(probe));

  it('tells what the target did wrong from what the suite did', () => {
    assert.deepEqual(
      probes.map((probe) => [probe, found(probe)?.outcome, found(probe)?.reason]),
      [
        ['passed', 'passed', undefined],
        ['expect failed', 'failed', 'one is two: expected 2, received 1'],
        ['matcher failed', 'failed', 'It does not hold: <b>'],
        ['step failed', 'failed', 'a is two'],
        ['failed softly, then threw', 'failed', 'one is three: expected 3, received 1'],
        ['threw', 'error', 'thrown'],
        ['threw after a caught assertion', 'error', 'instead'],
        ['matcher threw', 'error', 'TypeError: a defect of the matcher'],
        ['preparation failed', 'error', 'the preparation works: expected 2, received 1'],
        ['took too long', 'error', 'the test took too long'],
        ['untestable', 'untestable', 'there is no member'],
      ],
    );
    assert.match(found('step failed')?.detail ?? '', /\n- {3}"a": 2,\n\+ {3}"a": 1,/);
  });

  it('writes valid results and every report beside them', () => {
    assert.deepEqual(problemsOf(run.results), []);
    assert.deepEqual(readdirSync(run.output).sort(), Object.values(reportFiles).sort());
  });

  it('judges the whole catalogue, with exchanges and readings of the tests', () => {
    assert.equal(run.results?.selection.of, requirementIds.length);
    assert.equal(run.results.selection.judged, requirementIds.length);
    assert.deepEqual(found('passed')?.exchanges, [1]);
    assert.deepEqual(run.results.readings, { deletedRecords: 'absent' });
  });

  it('tells how far it is and ends with verdict and place of the report', () => {
    assert.match(run.said, /\n11 of 11 tests done\n/);
    assert.match(run.said, /Nonconformant: Staging CRM/);
    assert.match(run.said, /Report: .*output.index\.html\n/);
  });
});

describe('the reporter where a run goes wrong', () => {
  it('reports a set-up that threw as what kept the run from a verdict', () => {
    const { results, said } = runProject('broken', { env: { PROBE_SETUP: 'broken' }, ran: false });
    assert.equal(results?.verdict, 'inconclusive');
    assert.equal(results.obstacle, 'The target refuses the credentials.');
    assert.equal(results.counts.passed + results.counts.failed, 0);
    assert.match(said, /Inconclusive: unknown target/);
  });

  it('leaves the earlier report alone in a listing, and takes it away in a run without one of its own', () => {
    const { output } = runProject('again', { args: ['--grep', 'passed'] });
    const stands = () => existsSync(path.join(output, 'results.json'));

    const listing = runProject('again', { args: ['--list'] });
    assert.match(listing.said, /outcomes\.probe\.ts:\d+:\d+ › expect failed/);
    assert.doesNotMatch(listing.said, /Report:/);
    assert.ok(stands());

    const lost = runProject('again', { args: ['--grep', 'passed'], env: { AMOCRM_RUN_DIR: '' } });
    assert.match(lost.said, /No report was written/);
    assert.ok(!stands());
  });
});
