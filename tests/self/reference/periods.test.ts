import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, ids, inProcess, member, periods, periodsOf } from './in-process.ts';

const [first, second, third] = ids.beforePeriods;
const after = { id: ids.afterPeriod, period: 60, color: '#fd5598', sort: 0 };
const kept = [
  { id: first, period: 5, color: '#e6e8ea', sort: 1 },
  { id: second, period: 10, color: '#fffd7f', sort: 2 },
  { id: third, period: 15, color: '#ffdc7f', sort: 3 },
];

const replace = (account: ReturnType<typeof inProcess>, update: readonly object[]) =>
  account.post(periods, { update });
const shown = (account: ReturnType<typeof inProcess>) => periodsOf(account.get(periods));

test('the list has each field, without links', () => {
  assert.deepEqual(shown(inProcess()), [
    { id: first, type: 'before', period: 5, color: '#e6e8ea', sort: 1, before_buy: 5 },
    { id: second, type: 'before', period: 10, color: '#fffd7f', sort: 2, before_buy: 15 },
    { id: third, type: 'before', period: 15, color: '#ffdc7f', sort: 3, before_buy: 30 },
    { id: ids.afterPeriod, type: 'after', period: 60, color: '#fd5598', sort: 0, after_buy: 60 },
  ]);
});

test('reordering keeps ids, and before_buy adds up from the purchase day', () => {
  const account = inProcess();
  const turned = kept.map((period) => ({ ...period, sort: 4 - period.sort }));
  const items = periodsOf(replace(account, [after, ...turned]));
  assert.deepEqual(
    items.map(({ id }) => id),
    [third, first],
  );
  assert.deepEqual(
    shown(account).map(({ id, before_buy }) => [id, before_buy]),
    [
      [third, 15],
      [second, 25],
      [first, 30],
      [ids.afterPeriod, undefined],
    ],
  );
});

test('entries without an id are created before the purchase, those left out are removed', () => {
  const account = inProcess();
  const created = { period: '7', color: '#ABCDEF', sort: '9', type: 'after' };
  const response = replace(account, [
    { ...after, id: String(after.id), period: '90' },
    ...kept.slice(1),
    created,
  ]);
  const [newOne, changed] = bodyOf<Record<string, unknown>>(response)._embedded.items;

  assert.deepEqual(newOne, {
    id: third + 1,
    type: 'before',
    period: 7,
    color: '#ABCDEF',
    sort: 9,
    before_buy: 32,
    _links: { self: { href: periods, method: 'get' } },
  });
  assert.equal(changed?.after_buy, 90);
  assert.deepEqual(
    shown(account).map(({ id }) => id),
    [second, third, third + 1, ids.afterPeriod],
  );
});

test('the period after the purchase is kept when it is left out', () => {
  const account = inProcess();
  assert.equal(replace(account, kept.slice(0, 1)).status, 200);
  assert.deepEqual(
    shown(account).map(({ id }) => id),
    [first, ids.afterPeriod],
  );
});

test('ten periods before the purchase are the most', () => {
  const account = inProcess();
  const more = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ period: 1, color: '#000000', sort: index }));
  assert.equal(replace(account, [after, ...kept, ...more(7)]).status, 200);
  assert.equal(shown(account).length, 11);
  const before = account.state;
  assert.equal(replace(account, [after, ...more(11)]).status, 400);
  assert.equal(account.state, before);
});

const refused: Readonly<Record<string, object>> = {
  'a colour by name': { color: 'red' },
  'a short colour': { color: '#fff' },
  'no colour': { color: undefined },
  'no days': { period: 0 },
  'negative days': { period: -5 },
  'half a day': { period: 1.5 },
  'no period': { period: undefined },
  'a sort that is no integer': { sort: 'first' },
  'an unknown id': { id: 7 },
  'the same id twice': { id: second },
};

for (const [title, change] of Object.entries(refused)) {
  test(`${title} is refused with the list unchanged`, () => {
    const account = inProcess();
    const before = account.state;
    const [head = {}, ...rest] = kept;
    assert.equal(replace(account, [after, ...rest, { ...head, ...change }]).status, 400);
    assert.equal(account.state, before);
  });
}

test('an empty list and no list are refused', () => {
  const account = inProcess();
  assert.equal(replace(account, []).status, 400);
  assert.equal(account.post(periods, { add: kept }).status, 400);
  assert.equal(account.post(periods, { update: { ...kept[0] } }).status, 400);
});

test('a member may neither read nor write', () => {
  const account = inProcess();
  const before = account.state;
  const body = JSON.stringify({ update: [after] });
  assert.equal(account.send('GET', periods, { headers: member }).status, 403);
  assert.equal(account.send('POST', `${periods}/`, { headers: member, body }).status, 403);
  assert.equal(account.state, before);
});
