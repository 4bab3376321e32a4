import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, ids, idsOf, inProcess, stored, transactions, transactionsOf } from './in-process.ts';

function accountWithOne() {
  const account = inProcess();
  const [customer = 0, neighbour = 0] = account.added({ next_date: 5, next_price: 6 }, {});
  const [a = 0, b = 0] = idsOf(
    account.post(transactions, {
      add: [
        { customer_id: customer, date: 1507582800, price: 100, comment: 'first' },
        { customer_id: String(neighbour), price: '200' },
      ],
    }),
  );
  return { account, customer, neighbour, a, b };
}

test('added transactions are acknowledged by id and link, and read back as sent', () => {
  const { account, customer, neighbour, a, b } = accountWithOne();
  const body = bodyOf(account.post(transactions, { add: [{ customer_id: customer }] }));
  assert.deepEqual(body, {
    _links: { self: { href: transactions, method: 'post' } },
    _embedded: {
      items: [{ id: b + 1, _links: { self: { href: `${transactions}?id=${b + 1}`, method: 'get' } } }],
    },
  });
  const [first, second] = transactionsOf(account.get(`${transactions}?id=${a},${b}`));
  assert.deepEqual(first, {
    id: a,
    created_by: ids.administrator,
    created_at: account.now,
    updated_at: account.now,
    account_id: 13667499,
    updated_by: ids.administrator,
    is_deleted: false,
    comment: 'first',
    price: 100,
    date: 1507582800,
    customer: { id: customer, _links: { self: { href: `/api/v2/customers?id=${customer}`, method: 'get' } } },
    _links: { self: { href: `${transactions}?id=${a}`, method: 'get' } },
  });
  assert.deepEqual([second?.customer.id, second?.price, second?.comment], [neighbour, 200, '']);
  assert.equal(second?.date, account.now);
});

test('a purchase moves the next date and price of its customer, where it carries them', () => {
  const { account, customer, neighbour } = accountWithOne();
  const other = stored(account, neighbour);
  assert.deepEqual([stored(account, customer)?.next_date, stored(account, customer)?.next_price], [5, 6]);
  account.post(transactions, {
    add: [{ customer_id: customer, next_date: '1508878800', next_price: '20000' }],
  });
  assert.equal(account.customer(customer).next_date, 1508878800);
  assert.equal(account.customer(customer).next_price, 20000);
  assert.equal(stored(account, neighbour), other);
});

test('lists go by id, by customer and by page', () => {
  const { account, customer, neighbour, a, b } = accountWithOne();
  const [c = 0] = idsOf(account.post(transactions, { add: [{ customer_id: customer }] }));
  const list = (query: string) => idsOf(account.get(`${transactions}?${query}`));
  assert.deepEqual(list(`id=${b}`), [b]);
  assert.deepEqual(list(`id[]=${a}&id[]=${b}&customer_id=7`), [a, b]);
  assert.deepEqual(list(`customer_id=${customer}`), [a, c]);
  assert.deepEqual(list(`customer_id=${customer}&limit_rows=1`), [a]);
  assert.deepEqual(list(`customer_id=${customer}&limit_rows=1&limit_offset=1`), [c]);
  assert.deepEqual(list(`customer_id=${neighbour}`), [b]);
  assert.deepEqual(list('customer_id=7'), []);
  assert.equal(account.get(`${transactions}?customer_id=x`).status, 400);
  assert.equal(account.get(`${transactions}?limit_rows=x`).status, 400);
});

for (const [key, path] of [
  ['comment', transactions],
  ['comments', `${transactions}/`],
] as const) {
  test(`a comment changes by ${key} at ${path}, and nothing else does`, () => {
    const { account, customer, a, b } = accountWithOne();
    const before = account.state;
    account.now += 1000;
    const body = bodyOf(account.post(path, { update: [{ transaction_id: String(a), [key]: 'Draft 🖋' }] }));
    assert.deepEqual(body._embedded.items, [
      { id: a, _links: { self: { href: `${transactions}?id=${a}`, method: 'get' } } },
    ]);
    assert.deepEqual(body._links.self, { href: transactions, method: 'post' });
    const changed = { ...before.transactions.get(a), comment: 'Draft 🖋' };
    assert.deepEqual(account.state.transactions.get(a), changed);
    assert.equal(account.state.transactions.get(b), before.transactions.get(b));
    assert.equal(stored(account, customer), before.customers.get(customer));
  });
}

test('a deletion takes the named ones only', () => {
  const { account, customer, a, b } = accountWithOne();
  const owner = stored(account, customer);
  const response = account.post(transactions, { delete: [String(a), 7] });
  assert.equal(response.status, 204);
  assert.equal(response.body, undefined);
  assert.deepEqual(idsOf(account.get(`${transactions}?id=${a},${b}`)), [b]);
  assert.equal(account.get(`${transactions}?customer_id=${customer}`).status, 204);
  assert.equal(stored(account, customer), owner);
});

test('the other answers to a deletion', () => {
  const deleted = (transactionDelete: 'list' | 'deletedObject') => {
    const account = inProcess({ transactionDelete });
    const [id = 0] = [...account.state.transactions.keys()];
    const body = account.post(transactions, { delete: [id, 7] }).body as { _embedded: { items: unknown } };
    return { id, items: JSON.parse(JSON.stringify(body._embedded.items)) as unknown };
  };
  const { id, items } = deleted('list');
  assert.deepEqual(items, [{ id, _links: { self: { href: `${transactions}?id=${id}`, method: 'get' } } }]);
  assert.deepEqual(deleted('deletedObject').items, { deleted: [{ id }] });
});

test('add, comment and delete in one call', () => {
  const { account, customer, a, b } = accountWithOne();
  const response = account.post(transactions, {
    add: [{ customer_id: customer }],
    update: [{ transaction_id: b, comments: 'x' }],
    delete: [a],
  });
  assert.deepEqual(idsOf(response), [b + 1, b]);
  assert.equal(account.state.transactions.get(a)?.is_deleted, true);
});

test('what is refused changes nothing', () => {
  const { account, customer, a, b } = accountWithOne();
  account.post(transactions, { delete: [b] });
  const before = account.state;
  const good = { customer_id: customer, next_date: 99 };
  const bad: readonly object[] = [
    { add: [good, { customer_id: 7 }] },
    { add: [good, { price: 1 }] },
    { add: [good, { ...good, price: 'much' }] },
    { add: [good, { ...good, date: '10.10.2017' }] },
    { add: [good, { ...good, comment: 5 }] },
    {
      update: [
        { transaction_id: a, comment: 'x' },
        { transaction_id: 7, comment: 'x' },
      ],
    },
    {
      update: [
        { transaction_id: a, comment: 'x' },
        { transaction_id: b, comment: 'x' },
      ],
    },
    { update: [{ transaction_id: a }] },
    { update: [{ comment: 'x' }] },
    { delete: [a, 'x'] },
  ];
  for (const body of bad) {
    assert.equal(account.post(transactions, body).status, 400, JSON.stringify(body));
    assert.equal(account.state, before);
  }
});
