import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Fixtures, noFixtures } from '../../../generators/fixtures.ts';
import { Contract } from '../../../spec/contract/contract.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import type { OperationId } from '../../../spec/operations.ts';
import { payloads, fixtures } from './fixtures.ts';

const TOTAL = 10_000;
const A_MESSAGE = 500;

const contract = Contract.load();

function violationsOf(operation: OperationId, body: unknown): readonly Violation[] {
  const headers = { 'content-type': 'application/json' };
  return contract.judge({ operation, side: 'request', headers, body: JSON.stringify(body) }).violations;
}

const each = <T>(write: (label: string) => T) =>
  Array.from({ length: TOTAL }, (_, index) => write(`item ${index}`));

const by = payloads();
const known = { id: 466791, updated_at: 1508619600 };
const forms = ['numbers', 'strings'] as const;

/** What is written ten thousand times over. */
const customers = {
  'bare customers': () => each((label) => by.customer(label)),
  'customers of batches': () => by.customers('batch', TOTAL),
  'full customers in numbers': () => each((label) => by.fullCustomer(label, 'numbers')),
  'full customers in strings': () => each((label) => by.fullCustomer(label, 'strings')),
};
const updates = {
  'full updates in numbers': () => each((label) => by.fullUpdate(label, known, 'numbers')),
  'full updates in strings': () => each((label) => by.fullUpdate(label, known, 'strings')),
};
const transactions = {
  transactions: () => each((label) => by.transaction(label, 466791)),
  'transactions of batches': () => by.transactions('batch', 466791, TOTAL),
  'full transactions in numbers': () => each((label) => by.fullTransaction(label, 466791, 'numbers')),
  'full transactions in strings': () => each((label) => by.fullTransaction(label, 466791, 'strings')),
};
const comments = {
  comments: () => each((label) => by.commentUpdate(label, 5396)),
  'comments under another key': () => each((label) => by.commentUpdate(label, 5396, 'comments')),
};

for (const [operation, list, written] of [
  ['customers.change', 'add', customers],
  ['customers.change', 'update', updates],
  ['transactions.change', 'add', transactions],
  ['transactions.change', 'update', comments],
] as const) {
  for (const [what, write] of Object.entries<() => readonly unknown[]>(written)) {
    test(`10,000 ${what} are valid`, () => {
      const items = write();

      assert.equal(items.length, TOTAL);
      for (let start = 0; start < TOTAL; start += A_MESSAGE) {
        const body = { [list]: items.slice(start, start + A_MESSAGE) };
        assert.deepEqual(violationsOf(operation, body).slice(0, 3), []);
      }
    });
  }
}

test('lists of periods are valid', () => {
  for (const form of forms) {
    for (const list of Array.from({ length: 1000 }, (_, at) => by.periods(`${at}`, 1 + (at % 10), form)))
      assert.deepEqual(violationsOf('periods.change', { update: list }), []);
  }
});

const long = '12345678901234567';
const poorer: Record<string, Fixtures> = {
  'an empty account': noFixtures,
  'an account without custom fields': { ...fixtures, customFields: {} },
  'an account with one option': { ...fixtures, customFields: { multiselect: { id: 1, enums: [long] } } },
};

for (const [what, account] of Object.entries(poorer)) {
  test(`customers for ${what} are valid`, () => {
    const poor = payloads({ fixtures: account });

    const add = Array.from({ length: 100 }, (_, index) => poor.fullCustomer(`${index}`));

    assert.deepEqual(violationsOf('customers.change', { add }), []);
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
      assert.deepEqual(violationsOf('transactions.change', { add: any.transactions(label, 5, size) }), []);
    }),
    { seed: 1, numRuns: 100 },
  );
});
