import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selected, titleOf, type Narrowing } from '../../../cli/selection.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { catalogue, claims } from '../../catalogue.ts';

const chosen = (narrowing: Partial<Narrowing>): readonly string[] =>
  selected(claims, catalogue, { only: [], ...narrowing }).map(({ id }) => id);

test('a prefix selects itself and what lies below it, by whole words', () => {
  const names = chosen({ only: ['customers.add.name'] });

  assert.ok(names.includes('customers.add.name'));
  assert.ok(names.includes('customers.add.name.scripts'));
  assert.ok(names.every((id) => id === 'customers.add.name' || id.startsWith('customers.add.name.')));
});

test('a pattern is matched against id, sentence and tags', () => {
  const ids = chosen({ only: ['customers'], grep: '@inferred' });

  assert.ok(ids.includes('customers.add.batch.order'));
  assert.ok(!ids.includes('customers.add.name'));
  assert.ok(!ids.includes('transactions.comment.required.comments'));
  assert.deepEqual(claims.filter(({ id }) => id === 'customers.add.name').map(titleOf), [
    'customers.add.name: The name is stored as sent. @customers @customers.add @stated @customers.change',
  ]);
});

const refusals = [
  ['an unknown prefix', { only: ['custmers.add'] }, '"customers.add"'],
  ['a pattern that matches nothing', { grep: 'no such thing' }, '--grep'],
  ['a pattern that is none', { grep: '(' }, '--grep'],
] as const;
for (const [title, narrowing, says] of refusals) {
  test(`${title} is wrong usage`, () => {
    assert.throws(
      () => chosen(narrowing),
      (error) => error instanceof UsageError && error.message.includes(says),
    );
  });
}
