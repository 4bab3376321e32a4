import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inDrawnOrder, playScript, scriptFor } from './planted.ts';

it('for thirty faults drawn, all but one at most, the script fails on the faulty server and passes on the reference', async (t) => {
  const wrong: string[] = [];
  let played = 0;
  let without = 0;
  for (const fault of inDrawnOrder(30)) {
    if (played === 30) break;
    const script = await scriptFor(fault);
    if (script === null) {
      // Where credentials were made up, or a list is replaced that was there before, the report gives the rerun alone.
      t.diagnostic(`no script for ${fault.name}`);
      without += 1;
      continue;
    }
    played += 1;
    const [faulty, sound] = [await playScript(script, [fault]), await playScript(script, [])];
    if (faulty.status !== 1 || sound.status !== 0) {
      wrong.push(`${fault.name}: ${String(faulty.status)} and ${String(sound.status)}`);
    }
  }
  assert.equal(played, 30);
  // Which answer decides is not always one that the script repeats.
  assert.ok(wrong.length <= 1, wrong.join('\n'));
  assert.ok(without <= 10, `${String(without)} without a script`);
});
