import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { periodOf, reachOf, shownReachOf, type Period } from '../../../target/amocrm/period.ts';
import { sorted, touchedBy } from '../../periods/steps.ts';
import { answered } from '../support/answers.ts';

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

describe('a period of a list', () => {
  it('is read with numbers that came as strings', () => {
    const read = periodOf({
      id: '7',
      type: 'before',
      period: '5',
      color: '#FFF000',
      sort: '1',
      before_buy: '5',
    });
    const { color, rawColor, ...numbers } = read ?? period(0, 0, 0);

    assert.deepEqual(numbers, { id: 7, type: 'before', period: 5, sort: 1, before_buy: 5, after_buy: null });
    assert.deepEqual([color, rawColor], ['#fff000', '#FFF000']);
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

it('a replacement tells what it created and changed from what it left alone', () => {
  const before = [period(1, 10, 1), period(2, 20, 2), period(3, 30, 3)];
  const step = {
    sent: [
      { id: '1', period: '10', color: '#E6E8EA', sort: '1' },
      { id: 2, period: 25, color: '#e6e8ea', sort: 2 },
      { id: 3, period: 30, color: '#e6e8ea', sort: 4 },
      { period: 40, color: '#e6e8ea', sort: 5 },
    ],
    answer: answered(200),
    answered: [],
    before,
    after: [period(1, 10, 1), period(2, 25, 2), period(3, 30, 4), period(4, 40, 5)],
  };
  const ids = (periods: readonly Period[]) => periods.map(({ id }) => id);

  const { created, changed, untouched } = sorted(step);
  assert.deepEqual([ids(created), ids(changed), ids(untouched)], [[4], [2, 3], [1]]);
  assert.deepEqual(ids(touchedBy(step)), [2, 3, 4]);
});
