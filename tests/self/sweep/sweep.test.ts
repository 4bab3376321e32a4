import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { killAndSweep, killedRun, seenOf, sweep, withScenery } from './killing.ts';

const KILLS = 6;

test('an account is swept as it was before a run that was killed, whenever it was killed', () =>
  withScenery(async (scenery) => {
    const { lived } = await killedRun(scenery, Infinity);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await killAndSweep(scenery, (lived * (kill + Math.random())) / KILLS);
    }
  }));

test('a run that ends in order leaves no journal and nothing to sweep', () =>
  withScenery(async (scenery) => {
    const before = seenOf(scenery);
    await killedRun(scenery, Infinity);

    assert.deepEqual(readdirSync(join(scenery.folder, 'state')), []);
    assert.deepEqual(seenOf(scenery), before);
    const { status, output } = await sweep(scenery);
    assert.equal(status, 0);
    assert.match(output, /^Nothing is left/);
  }));

test('without --yes a sweep shows its plan and changes nothing', () =>
  withScenery(async (scenery) => {
    const { lived } = await killedRun(scenery, Infinity);
    await killedRun(scenery, lived * 0.6);
    const left = seenOf(scenery);

    const { status, output } = await sweep(scenery);

    assert.equal(status, 3);
    assert.match(output, /delete \d+ customers/);
    assert.match(output, /Nothing was changed/);
    assert.deepEqual(seenOf(scenery), left);
  }));
