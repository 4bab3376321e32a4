import assert from 'node:assert/strict';
import { it } from 'node:test';
import { instead } from './harms.ts';
import { interrupted, REPORTING, TIMEOUT } from './interrupting.ts';
import { answered, json } from './wire.ts';

const aSecond = instead(answered(429, { ...json, 'retry-after': '1' }, '{"status":429}'));

it(
  'Ctrl-C while a run waits puts the account back where the limit is over soon',
  { timeout: 120_000 },
  async () => {
    const { status, output, seconds, isClean } = await interrupted(aSecond, 3);

    assert.ok(seconds < 2 * TIMEOUT + REPORTING, `${String(seconds)} s: ${output}`);
    assert.equal(status, 3, output);
    assert.ok(isClean, output);
  },
);
