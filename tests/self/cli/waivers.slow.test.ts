import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { certified, command } from './command.ts';
import { folderOf } from './examined.ts';

test('a failure is drafted, waived, and stale once it is mended', async (t) => {
  const fault = faultNamed('member-reads-periods');
  assert.ok(fault, 'the fault is there');
  const faulty = await startReference(assembled([], [fault]));
  const mended = await startReference();
  t.after(() => Promise.all([faulty.close(), mended.close()]));
  const file = join(folderOf(t), 'drafted.yaml');
  const only = ['--only', 'periods.rights'];

  const drafted = await certified(faulty.targetFile, [...only, '--write-waivers', file]);
  const draft = readFileSync(file, 'utf8');
  const unfilled = await command(['--waivers', file]);
  writeFileSync(file, draft.replace(/FILL IN/g, 'known'));
  const waived = await certified(faulty.targetFile, [...only, '--waivers', file]);
  const both = ['--waivers', file, '--write-waivers', file];
  const stale = await certified(mended.targetFile, [...only, ...both]);

  assert.deepEqual([drafted.status, unfilled.status, waived.status, stale.status], [1, 2, 0, 1]);
  assert.match(drafted.output, /drafted\.yaml: 1 waiver drafted\. Write a reason/);
  assert.match(draft, / {2}- requirement: periods\.rights\.read #/);

  assert.equal(waived.results.verdict, 'conformant');
  const excused = waived.results.requirements.find(({ id }) => id === fault.breaks);
  assert.deepEqual(excused?.waived, { kind: 'failure', outcome: 'failed' });

  assert.equal(stale.results.verdict, 'conformant');
  assert.equal(stale.results.waivers?.counters.waivedFailuresGone, 1);
  assert.match(stale.output, /The run fails: 1 waiver is stale\./);
  assert.match(stale.output, /0 waivers drafted, 1 stale one dropped\./);
  assert.doesNotMatch(readFileSync(file, 'utf8'), /requirement/);
});
