import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesBetween } from '../../../target/rows.ts';

const one = { key: '1', says: 'the first' };
const two = { key: '2', says: 'the second' };

test('the same list in another order has not changed', () => {
  assert.deepEqual(changesBetween([one, two], [two, one]), []);
});

test('what is gone, what is new and what became something else is told', () => {
  const changed = { key: '2', says: 'something else' };
  const fresh = { key: '3', says: 'the third' };

  assert.deepEqual(changesBetween([one, two], [changed, fresh]), [
    'the first is gone',
    'the second became something else',
    'the third is new',
  ]);
});
