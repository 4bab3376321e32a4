/** A run tells of itself alone: what an earlier one left in its folder is out of the way before the first request. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import { stringify } from 'yaml';
import { certify } from '../../../cli/certify.ts';
import { command, resultsIn } from './command.ts';
import { folderOf, reference } from './examined.ts';
import { folderAfter } from '../temporary.ts';

const earlier = folderAfter('self');

before(async () => {
  const { status, output } = await command(['--output', earlier]);
  const { verdict, complete } = resultsIn(earlier);
  assert.deepEqual([status, verdict, complete], [0, 'conformant', true], output);
  assert.ok(!existsSync(join(earlier, '.running.json')), 'the folder was let go of');
});

/** A folder with the report and the certificate of a whole, conformant run. */
function reported(t: TestContext): string {
  const folder = join(folderOf(t), 'report');
  cpSync(earlier, folder, { recursive: true });
  assert.ok(existsSync(join(folder, 'certificate.intoto.jsonl')));
  return folder;
}

describe('where an earlier run was certified', () => {
  it('one that gets SIGTERM with its first word reports that it was interrupted, and has sent nothing', async (t) => {
    const served = await reference(t);
    const { targetFile } = served;
    const untouched = served.snapshot();
    const folder = reported(t);
    const config = join(folder, '..', 'target.yaml');
    writeFileSync(config, stringify(targetFile));

    const env = { AMOCRM_STATE_DIR: join(folder, '..', 'state') };
    let sent = false;
    const { status, output } = await command(['--config', config, '--output', folder], env, (_, child) => {
      sent ||= child.kill('SIGTERM');
    });

    const { verdict, obstacle, requests, runId } = resultsIn(folder);
    assert.deepEqual([status, verdict, requests], [3, 'inconclusive', 0], output);
    assert.match(obstacle ?? '', /interrupted/);
    assert.notEqual(runId, resultsIn(earlier).runId);
    assert.ok(!existsSync(join(folder, 'certificate.intoto.jsonl')));
    assert.equal(served.snapshot(), untouched);
  });

  it('one whose target can’t be reached says so in seconds, and leaves nothing of it, half written files and folders included', async (t) => {
    const { targetFile } = await reference(t);
    const folder = reported(t);
    writeFileSync(join(folder, 'results.json.4711.tmp'), '{}');
    writeFileSync(join(folder, 'notes.txt'), 'of the user');
    mkdirSync(join(folder, 'proof.html.d'));
    const config = join(folder, '..', 'target.yaml');
    writeFileSync(config, stringify({ ...targetFile, baseUrl: 'http://127.0.0.1:9' }));

    const env = { AMOCRM_STATE_DIR: join(folder, '..', 'state') };
    const { status, output } = await command(['--config', config, '--output', folder], env);

    const names = readdirSync(folder);
    const { verdict, counts } = resultsIn(folder);
    assert.deepEqual([status, verdict, counts.failed], [3, 'inconclusive', 0], output);
    assert.match(output, /Can't reach http:\/\/127\.0\.0\.1:9/);
    assert.doesNotMatch(output, /tests done/);
    assert.match(output, /^0 of \d+ requirements judged: nothing\. Not judged: \d+ error\.$/m);
    const [, spent = ''] = /· ([\d.]+ m?s)$/m.exec(output) ?? [];
    assert.match(spent, /^\d+ ms$|^1\.\d s$/);
    assert.deepEqual(
      names.filter((name) => /certificate|statement|\.tmp$/.test(name)),
      [],
    );
    assert.ok(names.includes('notes.txt') && names.includes('proof.html.d'), 'what is the user’s is kept');
  });

  it('a filtered one takes its place nowhere', async (t) => {
    const folder = reported(t);
    const before = readFileSync(join(folder, 'results.json'), 'utf8');

    await assert.rejects(certify({ profile: 'full', only: ['periods.list'], output: folder }), {
      name: 'UsageError',
      message: /holds what a whole run found.*conformance-report-filtered/,
    });

    assert.equal(readFileSync(join(folder, 'results.json'), 'utf8'), before);
    assert.ok(existsSync(join(folder, 'certificate.intoto.jsonl')));
  });
});

it('every file that names its run names the same one', () => {
  const { runId } = resultsIn(earlier);

  assert.match(runId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  for (const file of ['junit.xml', 'ctrf.json', 'events.ndjson', 'summary.md', 'index.html']) {
    assert.ok(readFileSync(join(earlier, file), 'utf8').includes(runId), file);
  }
});
