import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bothOf, patternFor } from '../../../cli/selection.ts';
import { UsageError } from '../../../cli/usage-error.ts';

const titleOf = (id: string, ...tags: string[]) =>
  ` customers/x.spec.ts ${id}: It says so. ${tags.join(' ')}`;
const matches = (prefixes: string[], title: string) => new RegExp(patternFor(prefixes) ?? '').test(title);

test('a prefix selects itself and what lies below it, by whole words', () => {
  assert.ok(matches(['customers.update.name'], titleOf('customers.update.name')));
  assert.ok(matches(['customers.update'], titleOf('customers.update.unlink.company')));
  assert.ok(!matches(['customers.update.name'], titleOf('customers.add.name')));
  assert.ok(!matches(['customers.add.name'], titleOf('customers.add.names')));
});

test('several prefixes select what either selects', () => {
  assert.ok(matches(['periods', 'transactions.add'], titleOf('transactions.add.price')));
  assert.ok(matches(['periods', 'transactions.add'], titleOf('periods.list.all')));
  assert.ok(!matches(['periods', 'transactions.add'], titleOf('transactions.list.all')));
});

test('a requirement without a test of its own selects the tests of its operation', () => {
  assert.ok(
    matches(['customers.list.response.items.id'], titleOf('customers.list.pages', '@customers.list')),
  );
  assert.ok(
    !matches(['customers.list.response.items.id'], titleOf('customers.add.name', '@customers.change')),
  );
});

test('an unknown prefix is wrong usage and names the nearest', () => {
  assert.throws(
    () => patternFor(['custmers.add']),
    (error) => error instanceof UsageError && error.message.includes('"customers.add"'),
  );
});

test('without a prefix everything is selected', () => {
  assert.equal(patternFor([]), undefined);
});

test('a prefix and a pattern of the user have to match both', () => {
  const both = new RegExp(bothOf(patternFor(['customers']), '@inferred') ?? '');

  assert.ok(both.test(titleOf('customers.add.name', '@inferred')));
  assert.ok(!both.test(titleOf('customers.add.name', '@stated')));
  assert.ok(!both.test(titleOf('periods.list.all', '@inferred')));
});
