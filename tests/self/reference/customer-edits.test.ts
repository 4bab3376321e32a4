import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import {
  added,
  addedNumber,
  forBatch,
  forUpdateAcknowledgements,
  ignored,
  onAdded,
  onBystanders,
  onUpdated,
  oneDoneThoughRefused,
  oneRepaired,
  passedOver,
  refusedAndDone,
  whenOne,
  whenSent,
} from '../../../reference/faults/customer-edits.ts';
import { asIfUndeleted, beside, byComma } from '../../../reference/faults/deletion-edits.ts';
import { type Modifier, all, at } from '../../../reference/modifiers.ts';
import { customers, idsOf, inProcess, itemsOf, stored, transactions } from './in-process.ts';

const modified = (modifier: Modifier) => inProcess({}, modifier(createCore()));

test('a sent field is changed where it is sent, in the form in which it is sent', () => {
  const account = modified(
    all(
      added('name', () => 'Other'),
      addedNumber('next_price', (price) => price + 1),
      ignored('add', 'periodicity', 'as text'),
    ),
  );
  const [a = 0, b = 0] = account.added(
    { next_price: '10', periodicity: '7' },
    { next_price: 20, periodicity: 7 },
  );
  assert.deepEqual(
    [a, b].map((id) => [
      stored(account, id)?.name,
      stored(account, id)?.next_price,
      stored(account, id)?.periodicity,
    ]),
    [
      ['Other', 11, null],
      ['Other', 21, 7],
    ],
  );
});

test('onAdded sees the batch and its order, and keeps customers from being stored', () => {
  const account = modified(
    onAdded((customer, batch, index) =>
      index === 1 ? undefined : { ...customer, periodicity: batch.length },
    ),
  );
  const [a = 0, b = 0, c = 0] = account.added({}, {}, {});
  assert.deepEqual(
    [a, b, c].map((id) => stored(account, id)?.periodicity),
    [3, undefined, 3],
  );
});

test('onUpdated and onBystanders tell those that an update names from the others', () => {
  const account = modified(
    all(
      onUpdated((customer, before) => ({ ...customer, name: `${before.name}!` })),
      onBystanders((customer, [first]) => ({ ...customer, periodicity: first?.id ?? null })),
    ),
  );
  const [a = 0, b = 0] = account.added({ name: 'A' }, { name: 'B' });
  account.post(customers, { update: [{ id: b, updated_at: 1, name: 'C' }] });
  assert.deepEqual([stored(account, a)?.name, stored(account, a)?.periodicity], ['A', b]);
  assert.deepEqual([stored(account, b)?.name, stored(account, b)?.periodicity], ['B!', null]);
  const before = account.state.customers;
  account.post(customers, { delete: [b] });
  account.post(transactions, { add: [{ customer_id: a }] });
  assert.equal(stored(account, a)?.name, before.get(a)?.name);
});

test('whenSent and whenOne choose requests by what they hold', () => {
  const account = modified(
    all(
      whenSent(
        'add',
        (count) => count > 1,
        forBatch('add', (elements) => elements.slice(1)),
      ),
      whenOne('add', ({ name }) => name === undefined, passedOver),
      whenOne('update', ({ id }, state) => state.customers.has(Number(id)), refusedAndDone),
    ),
  );
  assert.equal(account.added({}).length, 1);
  assert.equal(account.added({}, {}, {}).length, 2);
  const nameless = account.post(customers, { add: [{ next_date: 1 }] });
  assert.deepEqual([nameless.status, itemsOf(nameless)], [200, []]);
  const [a = 0] = account.added({ name: 'A' });
  assert.equal(account.post(customers, { update: [{ id: a, updated_at: 1, name: 'B' }] }).status, 400);
  assert.equal(stored(account, a)?.name, 'B');
});

test('refused elements are done all the same, or repaired', () => {
  const named = (item: object) => ({ name: 'Nameless', ...item });
  const done = modified(oneDoneThoughRefused('add', named));
  const before = done.state.customers.size;
  assert.equal(done.post(customers, { add: [{ next_date: 1 }] }).status, 400);
  assert.equal(done.state.customers.size, before + 1);
  assert.equal(done.post(customers, { add: [{ next_date: 1 }, { next_date: 1 }] }).status, 400);
  assert.equal(done.state.customers.size, before + 1);

  const repaired = modified(oneRepaired('add', named));
  assert.equal(idsOf(repaired.post(customers, { add: [{ next_date: 1 }] })).length, 1);
});

test('acknowledgements of updates are changed, those of additions are not', () => {
  const account = modified(forUpdateAcknowledgements(() => undefined));
  const [a = 0] = account.added({});
  assert.deepEqual(idsOf(account.post(customers, { update: [{ id: a, updated_at: 1 }] })), []);
});

test('deletions: neighbours, ids by comma, and deleted customers that seem to be there', () => {
  const account = modified(
    all(
      beside(
        (id) => id - 1,
        (customer) => ({ ...customer, name: 'Beside' }),
      ),
      byComma((ids) => ids.slice(0, 1)),
      at('transactions.change', asIfUndeleted),
    ),
  );
  const [a = 0, b = 0, c = 0] = account.added({}, {}, {});
  account.post(customers, { delete: `${b},${c}` });
  assert.deepEqual(
    [a, b, c].map((id) => [stored(account, id)?.is_deleted, stored(account, id)?.name]),
    [
      [false, 'Beside'],
      [true, 'Customer 1'],
      [false, 'Customer 2'],
    ],
  );
  assert.equal(account.post(transactions, { add: [{ customer_id: b }] }).status, 200);
  assert.equal(stored(account, b)?.is_deleted, true);
});
