import assert from 'node:assert/strict';
import { it } from 'node:test';
import { draw, recognised } from './planted.ts';

it('of fifty draws of ten planted faults, each is at most 13 defects, and 95 % of the faults are named', async (t) => {
  const found = [];
  for (let seed = 1; seed <= 50; seed += 1) {
    const drawn = await draw(seed);
    assert.ok(drawn.defects.length <= 13, `draw ${seed}: ${drawn.defects.length} defects`);
    found.push(recognised(drawn));
  }

  const misnamed = found.flatMap((one) => one.misnamed);
  const hidden = found.reduce((sum, one) => sum + one.hidden, 0);
  t.diagnostic(`${hidden} of 500 hide behind others\n${misnamed.join('\n')}`);
  // One that hides behind another counts as not named.
  assert.ok(misnamed.length + hidden <= 25, `${misnamed.length} misnamed, ${hidden} hidden`);
});
