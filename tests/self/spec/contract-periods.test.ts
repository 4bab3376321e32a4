import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Contract } from '../../../spec/contract/contract.ts';
import { answerOf, ok, withValue } from './contract-examples.ts';

const contract = Contract.load();

function chargesOf(period: object): readonly string[] {
  const body = withValue(answerOf('periods.list'), '/_embedded/items', [period]);
  return contract.judge(ok('periods.list', body)).violations.map(({ requirement }) => requirement);
}

const before = { id: 112815, type: 'before', period: 5, color: '#e6e8ea', sort: 1, before_buy: 5 };
const after = { id: 112805, type: 'after', period: 60, color: '#FD5598', sort: 0, after_buy: 60 };

describe('a period', () => {
  test('before the purchase has before_buy, one after it after_buy', () => {
    const { before_buy: daysBefore, ...withoutBefore } = before;
    const { after_buy: daysAfter, ...withoutAfter } = after;

    assert.deepEqual(chargesOf(before), []);
    assert.deepEqual(chargesOf(after), []);
    assert.deepEqual(chargesOf(withoutBefore), ['periods.list.response.items.before_buy']);
    assert.deepEqual(chargesOf(withoutAfter), ['periods.list.response.items.after_buy']);
    assert.deepEqual(chargesOf({ ...withoutBefore, after_buy: daysBefore }), [
      'periods.list.response.items.before_buy',
    ]);
    assert.deepEqual(chargesOf({ ...withoutAfter, before_buy: daysAfter }), [
      'periods.list.response.items.after_buy',
    ]);
  });

  for (const type of ['during', 'Before', '', 'AFTER']) {
    test(`is never of the type "${type}"`, () => {
      assert.deepEqual(chargesOf({ ...before, type }), ['periods.list.response.items.type']);
    });
  }

  for (const color of ['fd5598', '#fd559', '#fd55980', '#fg5598', '#fd5598 ', 'red', '']) {
    test(`is never of the colour "${color}"`, () => {
      assert.deepEqual(chargesOf({ ...before, color }), ['periods.list.response.items.color']);
    });
  }

  test('has no negative days', () => {
    assert.deepEqual(chargesOf({ ...before, period: -1 }), ['periods.list.response.items.period']);
    assert.deepEqual(chargesOf({ ...before, before_buy: -1 }), ['periods.list.response.items.before_buy']);
    assert.deepEqual(chargesOf({ ...after, after_buy: -1 }), ['periods.list.response.items.after_buy']);
    assert.deepEqual(chargesOf({ ...after, period: 0, after_buy: 0 }), []);
  });

  test('may have links, and then right ones', () => {
    const self = { href: '/api/v2/customers_periods', method: 'get' };
    assert.deepEqual(chargesOf({ ...before, _links: { self } }), []);
    assert.deepEqual(chargesOf({ ...before, _links: {} }), ['periods.list.response.items.links']);
  });

  test('gives no evidence on what it does not carry', () => {
    const body = withValue(answerOf('periods.list'), '/_embedded/items', [before]);
    const { observed } = contract.judge(ok('periods.list', body));
    assert.ok(observed.includes('periods.list.response.items.before_buy'));
    assert.ok(!observed.includes('periods.list.response.items.after_buy'));
    assert.ok(!observed.includes('periods.list.response.items.links'));
  });
});
