import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAlike, withTarget } from './faces.ts';

/** Of every area, of behaviour and of messages. */
const faults = [
  'single-refused',
  'price-of-zero-lost',
  'main-user-ignored',
  'date-filter-types-exchanged',
  'id-with-the-next',
  'second-purchase-of-batch-lost',
  'purchase-link-without-id',
  'comment-touches-date',
  'deletion-touches-others',
  'customers-list-items-is-deleted-missing',
  'transactions-list-items-price-as-text',
  'periods-list-items-after-buy-missing',
];

for (const fault of faults) {
  test(`${fault} is shown alike on both faces, and red`, () =>
    withTarget(fault, async (config) => {
      const { line, runner } = await assertAlike(config);

      assert.deepEqual([line.status, runner.status], [1, 1]);
    }));
}

test('the reference is shown alike, and green', () =>
  withTarget(null, async (config) => {
    const { line, runner } = await assertAlike(config);

    assert.deepEqual([line.status, runner.status], [0, 0]);
    assert.equal(runner.said, '');
  }));

test('an inferred failure is shown alike, and not red', () =>
  withTarget('tags-gathered-over-updates', async (config) => {
    const { line, runner } = await assertAlike(config);

    assert.equal(runner.outcomes['customers.update.tags.replaced'], 'failed');
    assert.deepEqual([line.status, runner.status], [0, 0]);
  }));
