import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startReference } from '../../../reference/server.ts';
import { startHostileTarget } from '../cli/hostile-target.ts';
import { sentinel } from '../reports/hostile-texts.ts';
import { action, commandsIn } from './github.ts';
import { startApi } from './github-api.ts';
import { certified, folder } from './served.ts';

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
