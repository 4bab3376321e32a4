import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedBy } from '../../../cli/playwright.ts';

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
