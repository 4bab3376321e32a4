import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { periodOf, reachOf, shownReachOf, type Period } from '../../../target/amocrm/period.ts';

const period = (id: number, days: number, sort: number, more: Partial<Period> = {}): Period => ({
  id,
  type: 'before',
  period: days,
  color: '#e6e8ea',
  rawColor: '#e6e8ea',
  sort,
  before_buy: null,
  after_buy: null,
  ...more,
});

it('a period is read with numbers that came as strings', () => {
  const shown = { id: '7', type: 'before', period: '5', color: '#FFF000', sort: '1', before_buy: '5' };

  assert.deepEqual(periodOf(shown), {
    ...{ id: 7, type: 'before', period: 5, sort: 1, before_buy: 5, after_buy: null },
    ...{ color: '#fff000', rawColor: '#FFF000' },
  });
});

describe('days before the purchase', () => {
  it('add up from the purchase day outwards, whatever the order of the list', () => {
    const list = [period(3, 60, 5), period(1, 10, 2), period(9, 90, 0, { type: 'after' }), period(2, 20, 3)];

    assert.equal(reachOf(list), '1: 10; 2: 30; 3: 90');
    assert.equal(shownReachOf(list), '1: null; 2: null; 3: null');
  });

  it('are not claimed of periods that share a place', () => {
    const list = [period(1, 10, 1), period(2, 20, 2), period(3, 30, 2), period(4, 40, 3)];

    assert.equal(reachOf(list), '1: 10; 4: 100');
  });
});
