import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Payloads } from '../../../generators/payloads.ts';
import { noFixtures } from '../../../generators/fixtures.ts';
import { palette } from '../../../spec/source-rows.ts';
import { payloads, marker } from './fixtures.ts';

const known = { id: 466791, updated_at: 1508619600 };

/** One of everything that an payloads writes. */
const everything: Record<string, (by: Payloads, label: string) => unknown> = {
  name: (by, label) => by.name(label),
  customer: (by, label) => by.customer(label),
  fullCustomer: (by, label) => by.fullCustomer(label),
  fullCustomerInStrings: (by, label) => by.fullCustomer(label, 'strings'),
  customers: (by, label) => by.customers(label, 40),
  fullUpdate: (by, label) => by.fullUpdate(label, known),
  batch: (by, label) => by.batch(label, { add: 3, update: [known], delete: [1, 2] }),
  transaction: (by, label) => by.transaction(label, 5),
  fullTransaction: (by, label) => by.fullTransaction(label, 5),
  transactions: (by, label) => by.transactions(label, 5, 40),
  comment: (by, label) => by.comment(label),
  commentUpdate: (by, label) => by.commentUpdate(label, 9, 'comments'),
  periods: (by, label) => by.periods(label, 7),
};

const bytes = (by: Payloads, label: string, kinds = Object.entries(everything)) =>
  kinds.map(([kind, write]) => [kind, JSON.stringify(write(by, label))] as const);

test('the same seed and label give the same bytes, whatever was drawn before', () => {
  const [one, other] = [payloads(), payloads()];
  other.customers('something else', 10);

  const backwards = bytes(other, 'a', Object.entries(everything).toReversed());

  assert.deepEqual(backwards.toReversed(), bytes(one, 'a'));
});

test('the bytes of seed 1 are these', () => {
  const digest = createHash('sha256')
    .update(JSON.stringify(bytes(payloads(), 'pinned')))
    .digest('hex');

  // A change here changes what every seed sends: say so where the version is told.
  assert.equal(digest, '1974df031c1a675733503b55c31497222f8cd24a1a56ed0071eee3502122c868');
});

test('names and comments begin with the marker and a blank', () => {
  const texts = bytes(payloads(), 'a').flatMap(([, json]) => [
    ...json.matchAll(/(?:^|"(?:name|comments?)":)"((?:[^"\\]|\\.)*)"/g),
  ]);

  assert.ok(texts.length > 90);
  for (const [, text] of texts) assert.match(text ?? '', new RegExp(`^${marker} \\S`));
});

test('a full customer has every field of the document', () => {
  const full = payloads().fullCustomer('a');

  const money = ['next_date', 'next_price', 'periodicity', 'period_id'];
  const people = ['company_id', 'contacts_id', 'created_by', 'responsible_user_id'];
  const others = ['created_at', 'custom_fields', 'name', 'request_id', 'tags', 'updated_at'];
  assert.deepEqual(new Set(Object.keys(full)), new Set([...money, ...people, ...others]));
  assert.deepEqual(
    full.custom_fields?.map(({ id }) => id),
    [4400017, 4400021, 4399655],
  );
});

test('what the account does not offer is not referred to', () => {
  const full = payloads({ fixtures: noFixtures }).fullCustomer('a');

  const referring = [
    'responsible_user_id',
    'created_by',
    'period_id',
    'contacts_id',
    'company_id',
    'custom_fields',
  ];
  assert.deepEqual(
    referring.filter((field) => field in full),
    [],
  );
});

test('batches have the size asked for and different request ids', () => {
  for (const count of [0, 1, 2, 50, 250, 501]) {
    const customers = payloads().customers('a', count, { periodicity: 3 });
    const requests = customers.flatMap(({ request_id }) =>
      request_id === undefined ? [] : [Number(request_id)],
    );

    assert.equal(customers.length, count);
    assert.equal(new Set(requests).size, requests.length);
    assert.ok(customers.every(({ periodicity }) => periodicity === 3));
  }
  assert.equal(payloads().transactions('a', 5, 250).length, 250);
});

test('periods are new, of positive length, in different palette colours and in order', () => {
  const periods = payloads().periods('a', 21);

  assert.ok(periods.every((period) => !('id' in period)));
  assert.ok(periods.every(({ period }) => Number.isInteger(period) && Number(period) > 0));
  assert.deepEqual(new Set(periods.map(({ color }) => color)), new Set<string>(palette));
  assert.deepEqual(
    periods.map(({ sort }) => sort),
    Array.from({ length: 21 }, (_, index) => index + 1),
  );
  assert.equal(payloads().periods('a', 30).length, 30);
});

test('no two fields of a payload carry the same number, so that none can pass for another', () => {
  const fixtures = { ...noFixtures, users: [504141, 504142], periods: [112804, 112805] };
  const by = new Payloads({ seed: 3, marker: 'acf-x', fixtures });
  const numbersIn = (payload: object) =>
    Object.values(payload).filter((value): value is number => typeof value === 'number' && value > 1);

  for (const label of Array.from({ length: 200 }, (_, index) => `label ${index}`)) {
    for (const payload of [by.fullCustomer(label), by.fullTransaction(label, 5)]) {
      const numbers = numbersIn(payload);
      assert.equal(new Set(numbers).size, numbers.length, JSON.stringify(payload));
    }
  }
});
