import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertAlike, planted, withTarget } from './faces.ts';

/** A dozen, of every area, of behaviour and of messages: what is in one group does not hide one another. */
const groups = [
  [
    'single-refused',
    'second-purchase-of-batch-lost',
    'transactions-list-items-price-as-text',
    'periods-list-items-after-buy-missing',
    'id-with-the-next',
    'comment-touches-date',
  ],
  [
    'price-of-zero-lost',
    'main-user-ignored',
    'purchase-link-without-id',
    'deleted-transaction-still-listed',
    'date-filter-types-exchanged',
    'customers-list-items-is-deleted-missing',
  ],
];

for (const faults of groups) {
  test(`${faults.join(', ')} are shown alike on both faces, and red`, () =>
    withTarget(faults, async (config) => {
      const { line, runner } = await assertAlike(config);

      assert.deepEqual([line.status, runner.status], [1, 1]);
      for (const { breaks, name } of faults.map(planted))
        assert.equal(runner.outcomes[breaks], 'failed', name);
    }));
}

test('the reference is shown alike, and green', () =>
  withTarget([], async (config) => {
    const { line, runner } = await assertAlike(config);

    assert.deepEqual([line.status, runner.status], [0, 0]);
    assert.equal(runner.said, '');
  }));

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

test('an inferred failure is shown alike, and not red', () =>
  withTarget(['tags-gathered-over-updates'], async (config) => {
    const { line, runner } = await assertAlike(config);

    assert.equal(runner.outcomes['customers.update.tags.replaced'], 'failed');
    assert.deepEqual([line.status, runner.status], [0, 0]);
  }));
