import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { type Fixtures, noFixtures } from '../../../generators/fixtures.ts';
import { Contract } from '../../../spec/contract/contract.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import type { OperationId } from '../../../spec/operations.ts';
import { payloads, fixtures } from './fixtures.ts';

const TOTAL = 10_000;
const A_MESSAGE = 500;

let contract: Contract;
before(() => {
  contract = Contract.load();
});

function violationsOf(operation: OperationId, body: unknown): readonly Violation[] {
  const headers = { 'content-type': 'application/json' };
  return contract.judge({ operation, side: 'request', headers, body: JSON.stringify(body) }).violations;
}

function assertValid(
  operation: OperationId,
  wrap: (items: readonly unknown[]) => unknown,
  items: readonly unknown[],
) {
  assert.equal(items.length, TOTAL);
  for (let start = 0; start < items.length; start += A_MESSAGE) {
    const body = wrap(items.slice(start, start + A_MESSAGE));
    assert.deepEqual(violationsOf(operation, body).slice(0, 3), []);
  }
}

const add = (items: readonly unknown[]) => ({ add: items });
const update = (items: readonly unknown[]) => ({ update: items });
const each = <T>(write: (label: string, index: number) => T) =>
  Array.from({ length: TOTAL }, (_, index) => write(`item ${index}`, index));

const by = payloads();
const known = { id: 466791, updated_at: 1508619600 };

const forms = ['numbers', 'strings'] as const;
const customers = 'customers.change';
const transactions = 'transactions.change';

/** What is written ten thousand times over, what it is sent to, and in which list. */
const written: readonly (readonly [
  string,
  OperationId,
  typeof add | typeof update,
  () => readonly unknown[],
])[] = [
  ['bare customers', customers, add, () => each((label) => by.customer(label))],
  ['customers of batches', customers, add, () => by.customers('batch', TOTAL)],
  ['transactions', transactions, add, () => each((label) => by.transaction(label, 466791))],
  ['transactions of batches', transactions, add, () => by.transactions('batch', 466791, TOTAL)],
  ['comments', transactions, update, () => each((label) => by.commentUpdate(label, 5396))],
  [
    'comments under another key',
    transactions,
    update,
    () => each((label) => by.commentUpdate(label, 5396, 'comments')),
  ],
  ...forms.flatMap((form) => [
    [
      `full customers in ${form}`,
      customers,
      add,
      () => each((label) => by.fullCustomer(label, form)),
    ] as const,
    [
      `full updates in ${form}`,
      customers,
      update,
      () => each((label) => by.fullUpdate(label, known, form)),
    ] as const,
    [
      `full transactions in ${form}`,
      transactions,
      add,
      () => each((label) => by.fullTransaction(label, 466791, form)),
    ] as const,
  ]),
];

for (const [what, operation, wrap, items] of written) {
  test(`10,000 ${what} are valid`, () => assertValid(operation, wrap, items()));
}

test('lists of periods are valid', () => {
  for (const form of forms) {
    for (const list of Array.from({ length: 1000 }, (_, at) => by.periods(`${at}`, 1 + (at % 10), form)))
      assert.deepEqual(violationsOf('periods.change', { update: list }), []);
  }
});

const poorer: Record<string, Fixtures> = {
  'an empty account': noFixtures,
  'an account without custom fields': { ...fixtures, customFields: {} },
  'an account with one option': {
    ...fixtures,
    customFields: { multiselect: { id: 1, enums: ['12345678901234567'] } },
  },
};

for (const [what, account] of Object.entries(poorer)) {
  test(`customers for ${what} are valid`, () => {
    const poor = payloads({ fixtures: account });

    const body = add(Array.from({ length: 100 }, (_, index) => poor.fullCustomer(`${index}`)));

    assert.deepEqual(violationsOf('customers.change', body), []);
  });
}

test('any seed, label and size gives valid payloads', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.string({ unit: 'grapheme' }), fc.nat(20), (seed, label, size) => {
      const any = payloads({ seed });

      assert.deepEqual(
        violationsOf('customers.change', any.batch(label, { add: size, update: [known] })),
        [],
      );
      assert.deepEqual(violationsOf('transactions.change', add(any.transactions(label, 5, size))), []);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('the contract would notice a damaged payload, and nothing else of it', () => {
  const customer = by.fullCustomer('damaged');
  const purchase = by.transaction('damaged', 5);
  const [period] = by.periods('damaged', 1);
  const pointers = (operation: OperationId, body: unknown) =>
    violationsOf(operation, body).map(({ pointer }) => pointer);

  assert.deepEqual(pointers('customers.change', add([customer, { ...customer, next_date: '10.10.2017' }])), [
    '/add/1/next_date',
  ]);
  assert.deepEqual(pointers('customers.change', add([{ ...customer, tags: 5 }])), ['/add/0/tags']);
  assert.deepEqual(pointers('transactions.change', add([{ ...purchase, price: 'much' }])), ['/add/0/price']);
  assert.deepEqual(pointers('periods.change', update([{ ...period, color: 'red' }])), ['/update/0/color']);
});
