import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { command, resultsIn } from './command.ts';
import { folderOf, reference } from './examined.ts';

test('shards that were run apart are merged to a whole that certifies; one alone never does', async (t) => {
  const { targetFile } = await reference(t);
  const folder = folderOf(t);
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('target.yaml'), stringify(targetFile));
  const env = { AMOCRM_STATE_DIR: at('state') };
  const given = ['--config', at('target.yaml'), '--seed', '7'];

  const first = await command([...given, '--shard', '1/2', '--output', at('first')], env);
  const lonely = await command(['merge', at('first'), '--output', at('whole')], env);
  const second = await command([...given, '--shard', '2/2', '--output', at('second')], env);
  const whole = await command(['merge', at('second'), at('first'), '--output', at('whole')], env);
  const verified = await command(
    [
      'verify',
      join(at('whole'), 'certificate.intoto.jsonl'),
      '--unsigned',
      '--results',
      join(at('whole'), 'results.json'),
    ],
    env,
  );

  assert.deepEqual([first.status, second.status, whole.status], [0, 0, 0], whole.output);
  assert.equal(lonely.status, 2);
  assert.match(lonely.output, /Of 2 shards 2 is missing/);
  assert.equal(resultsIn(at('first')).complete, false);
  assert.ok(!existsSync(join(at('first'), 'certificate.intoto.jsonl')));
  const { complete, verdict, counts, selection } = resultsIn(at('whole'));
  assert.deepEqual([complete, verdict], [true, 'conformant']);
  assert.ok(counts.passed > 400);
  assert.deepEqual(selection.filters, []);
  assert.equal(verified.status, 0, verified.output);
});
