import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import { faultNamed, faults } from '../../../reference/faults/index.ts';
import {
  type Modifier,
  all,
  at,
  forItems,
  forSent,
  forSentItems,
  onHeader,
  onWrittenCustomers,
  onWrittenPeriods,
  when,
} from '../../../reference/modifiers.ts';
import { isRequirementId } from '../../catalogue.ts';
import { bodyOf, customers, idsOf, inProcess, periods, stored, transactions } from './in-process.ts';

const modified = (modifier: Modifier) => inProcess({}, modifier(createCore()));

test('forItems changes and drops items of one operation only', () => {
  const account = modified(
    forItems('customers.list', (item, index) => (index === 0 ? undefined : { ...item, name: 'N' })),
  );
  const [a = 0, b = 0] = account.added({}, {});
  assert.deepEqual(
    bodyOf<{ id: number; name: string }>(account.get(`${customers}?id=${a},${b}`))._embedded.items.map(
      ({ id, name }) => [id, name],
    ),
    [[b, 'N']],
  );
});

test('forItems reaches the numbered items beside deleted ones', () => {
  const account = modified(forItems('customers.change', ({ id }) => ({ id, seen: true })));
  const [a = 0] = account.added({ name: 'A' });
  const response = account.post(customers, { add: [{ name: 'B', next_date: 1 }], delete: [a] });
  assert.deepEqual((response.body as { _embedded: { items: unknown } })._embedded.items, {
    0: { id: a + 1, seen: true },
    deleted: [{ id: a, name: 'A' }],
  });
});

test('forSent and forSentItems change bodies, JSON or form, and pass what they cannot read', () => {
  const account = modified(
    all(
      forSent('customers.change', 'delete', () => []),
      forSentItems('customers.change', 'add', (item) => ({ ...item, name: 'Other' })),
    ),
  );
  const headers = {
    authorization: 'Bearer demo-administrator-token',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const [a = 0] = idsOf(
    account.send('POST', customers, { headers, body: 'add[0][name]=A&add[0][next_date]=1' }),
  );
  assert.equal(stored(account, a)?.name, 'Other');
  account.post(customers, { update: [{ id: a, updated_at: 1 }], delete: [a] });
  assert.equal(stored(account, a)?.is_deleted, false);
  assert.equal(account.send('POST', customers, { body: '{' }).status, 400);
});

test('onWritten… sees only what a request wrote', () => {
  const account = modified(
    all(
      onWrittenCustomers((customer, before) => ({ ...customer, periodicity: before === undefined ? 1 : 2 })),
      onWrittenPeriods(() => undefined),
    ),
  );
  const untouched = account.state;
  const [a = 0, b = 0] = account.added({}, {});
  account.post(customers, { update: [{ id: b, updated_at: 1 }] });
  assert.deepEqual([stored(account, a)?.periodicity, stored(account, b)?.periodicity], [1, 2]);
  for (const [id, customer] of untouched.customers) assert.equal(stored(account, id), customer);
  assert.equal(account.state.periods, untouched.periods);
});

test('at and when leave everything else alone', () => {
  const account = modified(
    all(
      at(
        ['periods.list', 'transactions.list'],
        onHeader('content-type', () => undefined),
      ),
      when(
        ({ query }) => query === 'limit_rows=1',
        onHeader('runtime-timestamp', (value) => `${value}000`),
      ),
    ),
  );
  assert.equal('content-type' in account.get(`${periods}/`).headers, false);
  assert.equal('content-type' in account.get(transactions).headers, false);
  assert.equal('content-type' in account.get(customers).headers, true);
  assert.equal(account.get(customers).headers['runtime-timestamp'], '1700000000');
  assert.equal(account.get(`${customers}?limit_rows=1`).headers['runtime-timestamp'], '1700000000000');
});

test('faults have names of their own and break requirements that there are', () => {
  for (const { name, breaks } of faults) assert.ok(isRequirementId(breaks), name);
  assert.equal(new Set(faults.map(({ name }) => name)).size, faults.length);
  assert.equal(faultNamed('none of them'), undefined);
});
