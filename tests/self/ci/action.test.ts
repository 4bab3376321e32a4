import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stringify } from 'yaml';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { startHostileTarget } from '../cli/hostile-target.ts';
import { sentinel } from '../reports/hostile-texts.ts';
import { action, commandsIn, type Job, job, type JobOptions } from './github.ts';
import { startApi } from './github-api.ts';
import { matchesGolden, settledText } from './golden.ts';

const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-action-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const only = 'periods.list.self\nperiods.list.id\n';
const broken = 'periods-self-names-customers';

/** A job on a server: its target file is where the inputs name it. */
async function certified(
  name: string,
  targetFile: object,
  { inputs = {}, ...options }: Omit<JobOptions, 'folder'> = {},
): Promise<Job & { readonly workspace: string }> {
  const workspace = join(folder, name, 'workspace');
  mkdirSync(workspace, { recursive: true });
  writeFileSync(join(workspace, 'target.yaml'), stringify(targetFile));
  const done = await job({
    folder: join(folder, name),
    inputs: { config: 'target.yaml', only, seed: '1', ...inputs },
    ...options,
  });
  return { ...done, workspace };
}

const faulty = assembled([], [faultNamed(broken) ?? assert.fail(broken)]);

describe('action.yml', () => {
  it('gives no script any text but by the environment, and pins what others made by its digest', () => {
    for (const { run, uses, shell } of action.runs.steps) {
      assert.doesNotMatch(run ?? '', /\$\{\{/);
      assert.match(uses ?? `none@${'0'.repeat(40)}`, /@[\da-f]{40}$/);
      assert.equal(shell, run === undefined ? undefined : 'bash');
    }
  });

  it('describes every input and output', () => {
    for (const { description } of Object.values(action.inputs)) assert.ok(description.length > 10);
    assert.deepEqual(Object.keys(action.outputs).slice(0, 2), ['verdict', 'complete']);
  });
});

describe('the action on a server that conforms', () => {
  let done: Awaited<ReturnType<typeof certified>>;
  before(async () => {
    const reference = await startReference();
    done = await certified('green', reference.targetFile);
    await reference.close();
  });

  it('is green, and tells verdict, counts and report', () => {
    assert.equal(done.status, 0, done.log);
    const { report = '', ...outputs } = done.outputs;
    assert.equal(report, join(done.workspace, 'conformance-report'));
    assert.ok(existsSync(join(report, 'results.json')));
    matchesGolden('green.outputs.json', `${JSON.stringify(outputs, null, 2)}\n`);
    matchesGolden('green.summary.md', settledText(done.summary));
  });

  it('keeps the report, and no part of a run as what the branch conforms to', () => {
    const uploads = done.called.filter(({ uses }) => uses.startsWith('actions/upload-artifact@'));
    assert.deepEqual(
      uploads.map(({ with: given }) => [given['name'], given['path']]),
      [['conformance', 'conformance-report']],
    );
    assert.deepEqual(
      done.called.filter(({ uses }) => uses.includes('cache/save')),
      [],
    );
  });
});

describe('the action on a pull request that breaks a server', () => {
  let done: Awaited<ReturnType<typeof certified>>;
  let comments: readonly { readonly id: number; readonly body: string }[];
  let asked: readonly string[];
  before(async () => {
    const api = await startApi(folder, [
      ...Array.from({ length: 100 }, (_, at) => ({ id: at + 1, body: 'a word', user: { type: 'User' } })),
      { id: 500, body: '<!-- amocrm-conformance: staging -->\nnot ours', user: { type: 'User' } },
      { id: 501, body: '<!-- amocrm-conformance: staging -->\nan earlier run', user: { type: 'Bot' } },
    ]);
    const reference = await startReference(faulty);
    const base = join(folder, 'red/temp/amocrm-conformance/base');
    mkdirSync(base, { recursive: true });
    copyFileSync(join(folder, 'green/workspace/conformance-report/results.json'), join(base, 'results.json'));
    done = await certified('red', reference.targetFile, {
      inputs: { name: 'staging' },
      github: { event_name: 'pull_request', base_ref: 'main' },
      env: api.env,
    });
    await reference.close();
    await api.close();
    ({ comments, asked } = api);
  });

  it('is red with the exit status of the run, and has the report kept all the same', () => {
    assert.equal(done.status, 1, done.log);
    assert.equal(done.outputs['exit-status'], '1');
    matchesGolden('red.outputs.json', `${JSON.stringify({ ...done.outputs, report: '' }, null, 2)}\n`);
    assert.ok(done.called.some(({ uses }) => uses.startsWith('actions/upload-artifact@')));
  });

  it('says on the page of the job, and beside the code, what failed', () => {
    matchesGolden('red.summary.md', settledText(done.summary));
    matchesGolden('red.annotations.txt', settledText(`${commandsIn(done.log).join('\n')}\n`));
  });

  it('looks for what the base branch was found to be', () => {
    const restored = done.called.find(({ uses }) => uses.includes('cache/restore'));
    assert.equal(restored?.with['restore-keys'], 'amocrm-conformance-base-staging:main:');
  });

  it("rewrites the one comment of its name, and nobody else's", () => {
    assert.equal(asked.at(-1), 'PATCH /repos/team/crm/issues/comments/501');
    assert.equal(comments.length, 102);
    assert.match(comments.find(({ id }) => id === 500)?.body ?? '', /not ours/);
    matchesGolden('red.comment.md', settledText(comments.find(({ id }) => id === 501)?.body ?? ''));
  });
});

describe('the action on a branch', () => {
  it('keeps what a whole run found, for the pull requests to come', async () => {
    const reference = await startReference();
    const done = await certified('whole', reference.targetFile, { inputs: { only: '' } });
    await reference.close();

    assert.equal(done.status, 0, done.log);
    assert.equal(done.outputs['complete'], 'true');
    const saved = done.called.find(({ uses }) => uses.includes('cache/save'))?.with;
    assert.equal(saved?.['key'], 'amocrm-conformance-base-conformance:main:7-1');
    assert.ok(existsSync(join(saved['path'] ?? '', 'results.json')));
  });
});

describe('the action where things go wrong', () => {
  it('makes a comment without a base branch, and is not held up where GitHub takes none', async () => {
    const reference = await startReference();
    const pull = { github: { event_name: 'pull_request', base_ref: 'main' } };
    for (const refuses of [false, true]) {
      const api = await startApi(folder, [], refuses);
      const done = await certified(`fork-${refuses}`, reference.targetFile, { ...pull, env: api.env });
      await api.close();

      assert.equal(done.status, 0, done.log);
      assert.equal(api.comments.length, refuses ? 0 : 1);
      if (refuses) assert.match(done.log, /GitHub answered 403 .* pull-requests: write/);
      else
        assert.match(
          api.comments[0]?.body ?? '',
          /^<!-- amocrm-conformance: conformance -->\n[^]*No run of it is known/,
        );
    }
    await reference.close();
  });

  it('tells a wrong target file from a finding: status 2, without a verdict', async () => {
    const done = await certified('wrong', { name: 'x' });
    assert.equal(done.status, 2);
    assert.equal(done.outputs['verdict'], '');
    assert.deepEqual(
      commandsIn(done.log).map((line) => line.split(',')[0]),
      ['::error title=amocrm-conformance::Nothing was sent: the target file or an input is wrong'],
    );
  });

  it('lets an inconclusive run pass only where it is told to', async () => {
    const reference = await startReference();
    const { member: _, ...auth } = reference.targetFile.auth;
    const targetFile = { ...reference.targetFile, auth };
    const inputs = { only: 'periods.rights.write' };
    const failed = await certified('open', targetFile, { inputs });
    const passed = await certified('open-pass', targetFile, { inputs: { ...inputs, inconclusive: 'pass' } });
    await reference.close();

    assert.deepEqual([failed.status, failed.outputs['verdict']], [3, 'inconclusive']);
    assert.equal(passed.status, 0, passed.log);
    assert.match(commandsIn(passed.log).join('\n'), /^::warning title=amocrm-conformance::Inconclusive/m);
  });

  it('takes no input for a command, an option or a further line', async () => {
    const reference = await startReference();
    const trap = (n: number) => `$(touch trap-${n})\`touch trap-${n}\`";touch trap-${n};'`;
    const done = await certified('inputs', reference.targetFile, {
      inputs: { output: `--list ${trap(1)}`, waivers: trap(2), name: trap(3), seed: `1; touch trap-4` },
    });
    await reference.close();

    assert.equal(done.status, 2, done.log);
    for (const n of [1, 2, 3, 4]) assert.ok(!existsSync(join(done.workspace, `trap-${n}`)));
  });
});

describe('the action on a hostile server', () => {
  it('lets it give no commands, whether in names, outputs, the page of the job or the comment', async () => {
    const api = await startApi(folder);
    const target = await startHostileTarget();
    const name = `x\n::error title=${sentinel}::${sentinel}\n##[add-mask]${sentinel}`;
    const done = await certified(
      'hostile',
      { ...target.targetFile, name },
      { github: { event_name: 'pull_request', base_ref: 'main' }, env: api.env },
    );
    await target.close();
    await api.close();

    assert.notEqual(done.status, 0);
    assert.ok(done.log.includes(sentinel), 'It was heard at all.');
    for (const line of commandsIn(done.log)) {
      assert.match(line, /^::(?:error|warning|notice) title=(?:[\w.+-]+|\d+ [\w ]+|\+\d+ more)::/);
    }
    assert.deepEqual(Object.keys(done.outputs), Object.keys(action.outputs));
    assert.match(done.outputs['verdict'] ?? '', /^(?:nonconformant|inconclusive)$/);
    const results = readFileSync(join(done.workspace, 'conformance-report/results.json'), 'utf8');
    assert.ok(results.includes(sentinel));
    for (const text of [done.summary, api.comments[0]?.body ?? '']) {
      assert.ok(text.length > 100 && text.length < 65_536);
      assert.doesNotMatch(text, /<(?:script|img|svg|iframe|meta)[^`]*$/m);
    }
  });
});
