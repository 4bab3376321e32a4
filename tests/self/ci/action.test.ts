import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { startReference } from '../../../reference/server.ts';
import { action, commandsIn } from './github.ts';
import { startApi } from './github-api.ts';
import { matchesGolden, settledText } from './golden.ts';
import { certified, faulty, folder } from './served.ts';

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

describe('the action', () => {
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
