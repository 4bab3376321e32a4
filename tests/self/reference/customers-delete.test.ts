import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoreResponse } from '../../../reference/core/handler.ts';
import { customers, idsOf, inProcess, itemsOf, stored, transactions } from './in-process.ts';

/** The items of a change with deletions: an object. */
function itemsObject(response: CoreResponse): unknown {
  assert.equal(response.status, 200);
  return (JSON.parse(JSON.stringify(response.body)) as { _embedded: { items: unknown } })._embedded.items;
}

test('a deletion names exactly what it deleted, and neighbours stay', () => {
  const account = inProcess();
  const [a = 0, b = 0, c = 0] = account.added({ name: 'A' }, { name: 'B' }, { name: 'C' });
  const neighbour = stored(account, b);

  const items = itemsObject(account.post(customers, { delete: [String(a), c, 7] }));

  assert.deepEqual(items, {
    deleted: [
      { id: a, name: 'A' },
      { id: c, name: 'C' },
    ],
  });
  assert.deepEqual(idsOf(account.get(`${customers}?id=${a},${b},${c}`)), [b]);
  assert.equal(idsOf(account.get(customers)).includes(a), false);
  assert.equal(stored(account, b), neighbour);
});

test('what is deleted or unknown is passed over', () => {
  const account = inProcess();
  const [a = 0] = account.added({});
  account.post(customers, { delete: [a] });
  const before = account.state.customers;
  assert.deepEqual(itemsObject(account.post(customers, { delete: [a, 7] })), { deleted: [] });
  assert.deepEqual(account.state.customers, before);
});

test('one string of ids with commas deletes, or is refused by policy', () => {
  const account = inProcess();
  const [a = 0, b = 0] = account.added({ name: 'A' }, { name: 'B' });
  const items = itemsObject(account.post(customers, { delete: `${a}, ${b}` }));
  assert.deepEqual(items, {
    deleted: [
      { id: a, name: 'A' },
      { id: b, name: 'B' },
    ],
  });

  const strict = inProcess({ commaDelete: 'refused' });
  const [c = 0] = strict.added({});
  assert.equal(strict.post(customers, { delete: String(c) }).status, 400);
  assert.equal(stored(strict, c)?.is_deleted, false);
});

test('a malformed id refuses the deletion', () => {
  const account = inProcess();
  const [a = 0] = account.added({});
  assert.equal(account.post(customers, { delete: [a, 'x'] }).status, 400);
  assert.equal(account.post(customers, { delete: { id: a } }).status, 400);
  assert.equal(stored(account, a)?.is_deleted, false);
});

test('add, update and delete in one call are all done', () => {
  const account = inProcess();
  const [a = 0, b = 0] = account.added({ name: 'A' }, { name: 'B' });
  const next = account.state.next.customer;
  const items = itemsObject(
    account.post(customers, {
      add: [{ name: 'C', next_date: 1 }],
      update: [{ id: a, updated_at: 2, name: 'A2' }],
      delete: [b],
    }),
  );
  const acknowledged = (id: number, request_id: number) => ({
    id,
    request_id,
    _links: { self: { href: `${customers}?id=${id}`, method: 'get' } },
  });
  assert.deepEqual(items, {
    0: acknowledged(next, 0),
    1: acknowledged(a, a),
    deleted: [{ id: b, name: 'B' }],
  });
  assert.deepEqual(
    itemsOf<{ name: string }>(account.get(`${customers}?id=${a},${b},${next}`)).map(({ name }) => name),
    ['A2', 'C'],
  );
});

test('add and update in one call answer with one list', () => {
  const account = inProcess();
  const [a = 0] = account.added({});
  const body = { add: [{ name: 'C', next_date: 1 }], update: [{ id: a, updated_at: 2 }] };
  assert.deepEqual(idsOf(account.post(customers, body)), [a + 1, a]);
});

test('deleting a customer hides its transactions, and it takes no more of them', () => {
  const account = inProcess();
  const [a = 0] = account.added({});
  const [purchase = 0] = idsOf(account.post(transactions, { add: [{ customer_id: a }] }));
  account.post(customers, { delete: [a] });
  assert.equal(account.get(`${transactions}?id=${purchase}`).status, 204);
  assert.equal(account.post(transactions, { add: [{ customer_id: a }] }).status, 400);
  assert.equal(
    account.post(transactions, { update: [{ transaction_id: purchase, comment: 'x' }] }).status,
    400,
  );
});
