import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { askedBy } from '../../../cli/playwright.ts';
import { assertAlike, withTarget } from './faces.ts';

test('a target that is not there is shown alike, and red with the reason', () =>
  withTarget([], async (config) => {
    writeFileSync(
      config,
      'name: nobody\nbaseUrl: http://127.0.0.1:9\nauth: { administrator: { bearer: abcdefgh } }\n',
    );
    const { line, runner } = await assertAlike(config);

    assert.deepEqual([line.status, runner.status], [3, 1]);
    assert.match(runner.said, /Can't reach http:\/\/127\.0\.0\.1:9/);
  }));

test('an environment that asks for what there is not is refused, and an empty value is none', () => {
  assert.deepEqual(askedBy({ AMOCRM_SEED: '', AMOCRM_PROFILE: '' }), { seed: 1, profile: 'full' });
  assert.deepEqual(askedBy({ AMOCRM_SEED: '7', AMOCRM_PROFILE: 'read-only' }), {
    seed: 7,
    profile: 'read-only',
  });

  for (const AMOCRM_SEED of ['many', '-1', '1.5', '1e99'])
    assert.throws(() => askedBy({ AMOCRM_SEED }), /AMOCRM_SEED takes a whole number/);
  assert.throws(() => askedBy({ AMOCRM_PROFILE: 'readonly' }), /AMOCRM_PROFILE takes full or read-only/);
});
