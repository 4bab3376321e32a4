import assert from 'node:assert/strict';
import { it } from 'node:test';
import { shuffled } from '../../../cli/proof/subjects.ts';
import { faults } from '../../../reference/faults/index.ts';
import { playScript, scriptFor } from './planted.ts';

it('for thirty faults drawn, the script fails on the faulty server and passes on the reference', async (t) => {
  const wrong: string[] = [];
  let played = 0;
  for (const fault of shuffled(faults, 12)) {
    if (played === 30) break;
    const script = await scriptFor(fault);
    if (script === null) {
      // Where credentials are made up for the run, nothing that is written down repeats it.
      t.diagnostic(`no script for ${fault.name}`);
      assert.match(fault.breaks, /^protocol\./);
      continue;
    }
    played += 1;
    const [faulty, sound] = [await playScript(script, [fault]), await playScript(script, [])];
    if (faulty.status !== 1 || sound.status !== 0) {
      wrong.push(`${fault.name}: ${String(faulty.status)} and ${String(sound.status)}`);
    }
  }
  assert.deepEqual([played, wrong], [30, []]);
});
