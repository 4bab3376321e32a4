import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, customers, ids, idsOf, inProcess } from './in-process.ts';

/** Midnight in Moscow at the start of 10.10.2017, Unix seconds. */
const tenth = Date.UTC(2017, 9, 9, 21) / 1000;
const day = 24 * 3600;

const list = (account: ReturnType<typeof inProcess>, query: string) =>
  idsOf(account.get(`${customers}?${query}`));

test('ids are taken in each form and make everything else count for nothing', () => {
  const account = inProcess();
  const [a = 0, b = 0] = account.added({}, {});
  assert.deepEqual(list(account, `id=${a}`), [a]);
  assert.deepEqual(list(account, `id[]=${a}&id[]=${b}`), [a, b]);
  assert.deepEqual(list(account, `id%5B0%5D=${a}&id%5B1%5D=${b}`), [a, b]);
  assert.deepEqual(list(account, `id=${a},${b},${a}`), [a, b]);
  assert.deepEqual(list(account, `id=${a},7`), [a]);
  const others = 'limit_rows=x&limit_offset=9&filter[main_user][]=1&filter[date][type]=never';
  assert.deepEqual(list(account, `${others}&id=${a},${b}`), [a, b]);
});

test('nothing found is 204 without a body', () => {
  const response = inProcess().get(`${customers}?id=7`);
  assert.equal(response.status, 204);
  assert.equal(response.body, undefined);
  assert.equal('content-type' in response.headers, false);
});

test('the envelope of a list has a bare self link', () => {
  const { _links } = bodyOf(inProcess().get(`${customers}/?limit_rows=1`));
  assert.deepEqual(_links, { self: { href: customers, method: 'get' } });
});

test('limit_rows limits, up to 500; limit_offset counts only beside it', () => {
  const account = inProcess();
  account.added(...Array.from({ length: 600 }, () => ({})));
  const all = [...account.state.customers.keys()];

  assert.deepEqual(list(account, 'limit_rows=1'), all.slice(0, 1));
  assert.deepEqual(list(account, 'limit_rows=600'), all.slice(0, 500));
  assert.deepEqual(list(account, 'limit_rows=99999999999999999999'), all.slice(0, 500));
  assert.deepEqual(list(account, 'limit_rows=400&limit_offset=400'), all.slice(400));
  assert.deepEqual(list(account, 'limit_rows=2&limit_offset=2'), all.slice(2, 4));
  assert.deepEqual(list(account, 'limit_offset=2'), all.slice(0, 500));
  assert.equal(account.get(`${customers}?limit_rows=5&limit_offset=5000`).status, 204);
});

test('filter[main_user] finds by responsible user, in each form', () => {
  const account = inProcess();
  account.state = { ...account.state, customers: new Map() };
  const [a = 0, b = 0, c = 0] = account.added(
    { responsible_user_id: 1 },
    { responsible_user_id: 2 },
    { responsible_user_id: 3 },
  );
  assert.deepEqual(list(account, 'filter[main_user][]=2'), [b]);
  assert.deepEqual(list(account, 'filter[main_user]=2'), [b]);
  assert.deepEqual(list(account, 'filter[main_user][0]=1&filter[main_user][1]=3'), [a, c]);
  assert.deepEqual(list(account, 'filter[main_user][]=9'), []);
});

test('filter[date] finds by day of creation or change in the time zone of the account', () => {
  const account = inProcess();
  account.state = { ...account.state, customers: new Map() };
  const [eve = 0, start = 0, end = 0, after = 0] = account.added(
    ...[tenth - 1, tenth, tenth + day - 1, tenth + day].map((at, index) => ({
      created_at: at,
      updated_at: tenth + (10 + index) * day,
    })),
  );
  const dates = (type: string, from: string, to: string) =>
    list(account, `filter[date][type]=${type}&filter[date][from]=${from}&filter[date][to]=${to}`);

  assert.deepEqual(dates('create', '10.10.2017', '10.10.2017'), [start, end]);
  assert.deepEqual(dates('create', '09.10.2017', '10.10.2017'), [eve, start, end]);
  assert.deepEqual(dates('create', '10.10.2017', '11.10.2017'), [start, end, after]);
  assert.deepEqual(dates('modify', '20.10.2017', '21.10.2017'), [eve, start]);
  assert.deepEqual(dates('create', '11.10.2017', '10.10.2017'), []);
  const open = (query: string) => list(account, `filter[date][type]=create&${query}`);
  assert.equal(open('filter[date][from]=11.10.2017').includes(end), false);
  assert.equal(open('filter[date][from]=11.10.2017').includes(after), true);
  assert.deepEqual(open('filter[date][to]=10.10.2017'), [eve, start, end]);
});

test('filter[next_date] finds by the day of the next purchase', () => {
  const account = inProcess();
  const [eve = 0, start = 0, after = 0] = account.added(
    ...[tenth - 1, tenth, tenth + day].map((next_date) => ({ next_date })),
  );
  assert.deepEqual(list(account, 'filter[next_date][from]=10.10.2017&filter[next_date][to]=10.10.2017'), [
    start,
  ]);
  assert.deepEqual(list(account, 'filter[next_date][to]=09.10.2017'), [eve]);
  const from = list(account, 'filter[next_date][from]=11.10.2017');
  assert.deepEqual([from.includes(after), from.includes(start)], [true, false]);
});

test('filters are demanded together', () => {
  const account = inProcess();
  const [a = 0] = account.added(
    { responsible_user_id: ids.member, next_date: tenth },
    { responsible_user_id: ids.administrator, next_date: tenth },
  );
  const query = `filter[next_date][from]=10.10.2017&filter[next_date][to]=10.10.2017&filter[main_user][]=${ids.member}`;
  assert.deepEqual(list(account, query), [a]);
});

const malformed = [
  'id=abc',
  'id=',
  'limit_rows=abc',
  'limit_rows=-1',
  'limit_rows=0',
  'limit_rows=1.5',
  'limit_rows=5&limit_offset=x',
  'filter=x',
  'filter[main_user][]=x',
  'filter[date]=x',
  'filter[date][from]=10.10.2017',
  'filter[date][type]=never&filter[date][from]=10.10.2017',
  'filter[date][type]=create&filter[date][from]=2017-10-10',
  'filter[date][type]=create&filter[date][from]=31.02.2017',
  'filter[date][type]=create&filter[date][to]=10/10/2017',
  'filter[date][type]=create&filter[date][from][]=10.10.2017',
  'filter[next_date][from]=32.01.2017',
  'filter[next_date][to]=1507582800',
  'limit_rows=%',
];

for (const query of malformed) {
  test(`${query} is refused`, () => {
    assert.equal(inProcess().get(`${customers}?${query}`).status, 400);
  });
}
