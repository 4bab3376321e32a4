import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instead } from './harms.ts';
import { interrupted, REPORTING, TIMEOUT } from './interrupting.ts';
import type { Harm } from './troubles.ts';
import { answered, json } from './wire.ts';

const aMinute = (status: number): Harm =>
  instead(answered(status, { ...json, 'retry-after': '60' }, `{"status":${String(status)}}`));

describe('Ctrl-C while a run waits', { timeout: 120_000 }, () => {
  // Whether a target that is down is there again is looked at a few times before it is given up.
  for (const [status, looking] of [
    [429, 0],
    [503, 7],
  ] as const) {
    it(`for a minute, as a ${String(status)} asks for, ends it within the time of one request`, async () => {
      const { status: exit, output, seconds, isClean } = await interrupted(aMinute(status), Infinity);

      assert.ok(seconds < TIMEOUT + looking + REPORTING, `${String(seconds)} s: ${output}`);
      assert.equal(exit, 3, output);
      assert.ok(!isClean);
      assert.match(output, /sweep --config/);
    });
  }
});
