import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { killedRun, seenOf, sweep, swept, withScenery } from './killing.ts';

test('a run that ends in order leaves nothing to sweep; what a killed run left is shown, and with --yes deleted', () =>
  withScenery(async (scenery) => {
    const before = seenOf(scenery);
    const { lived } = await killedRun(scenery, Infinity);

    assert.deepEqual(readdirSync(join(scenery.folder, 'state')), []);
    assert.deepEqual(seenOf(scenery), before);
    assert.match((await swept(scenery)).output, /^Nothing is left/);

    for (let share = 0.7; share > 0 && isDeepStrictEqual(seenOf(scenery), before); share -= 0.1) {
      await killedRun(scenery, lived * share);
      if (isDeepStrictEqual(seenOf(scenery), before)) await swept(scenery);
    }
    const left = seenOf(scenery);

    const { status, output } = await sweep(scenery);

    assert.equal(status, 3);
    assert.match(output, /delete \d+ customers/);
    assert.match(output, /Nothing was changed/);
    assert.deepEqual(seenOf(scenery), left);

    const done = await sweep(scenery, '--yes');
    assert.equal(done.status, 0, done.output);
    assert.deepEqual(seenOf(scenery), before);
  }));
