import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { killedRun, seenOf, sweep, withScenery } from './killing.ts';
import { bin } from '../cli/command.ts';

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

test('what a killed run left is shown by a sweep, and with --yes deleted', () =>
  withScenery(async (scenery) => {
    const before = seenOf(scenery);
    const { lived } = await killedRun(scenery, Infinity);
    for (let share = 0.7; share > 0 && isDeepStrictEqual(seenOf(scenery), before); share -= 0.1) {
      await killedRun(scenery, lived * share);
      if (isDeepStrictEqual(seenOf(scenery), before)) await sweep(scenery, '--yes');
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

test('a run whose output nobody reads any more puts the account back', () =>
  withScenery(async (scenery) => {
    const before = seenOf(scenery);
    const { env, folder } = scenery;
    const args = [bin, '--config', env['AMOCRM_TARGET'] ?? '', '--output', join(folder, 'report')];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let read = '';
    child.stdout.on('data', (chunk: Buffer) => {
      read += chunk.toString();
      if (read.includes('tests done')) child.stdout.destroy();
    });
    const status = await new Promise((ended) => child.on('exit', ended));

    assert.equal(status, 3);
    assert.deepEqual(seenOf(scenery), before);
    assert.deepEqual(readdirSync(join(folder, 'state')), []);
  }));
