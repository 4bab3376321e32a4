import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selected, titleOf, type Narrowing } from '../../../cli/selection.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { catalogue, claims } from '../../catalogue.ts';

const chosen = (narrowing: Partial<Narrowing>): readonly string[] =>
  selected(claims, catalogue, { only: [], ...narrowing }).map(({ id }) => id);

const saysOf = (wanted: string): string => {
  const claim = claims.find(({ id }) => id === wanted);
  assert.ok(claim);
  return titleOf(claim);
};

test('a prefix selects itself and what lies below it, by whole words', () => {
  const names = chosen({ only: ['customers.add.name'] });

  assert.ok(names.includes('customers.add.name'));
  assert.ok(names.includes('customers.add.name.scripts'));
  assert.ok(names.every((id) => id === 'customers.add.name' || id.startsWith('customers.add.name.')));
});

test('an unknown prefix is wrong usage and names the nearest', () => {
  assert.throws(
    () => chosen({ only: ['custmers.add'] }),
    (error) => error instanceof UsageError && error.message.includes('"customers.add"'),
  );
});

test('a pattern is matched against id, sentence and tags', () => {
  const ids = chosen({ only: ['customers'], grep: '@inferred' });

  assert.ok(ids.includes('customers.add.batch.order'));
  assert.ok(!ids.includes('customers.add.name'));
  assert.ok(!ids.includes('transactions.comment.required.comments'));
  assert.equal(
    saysOf('customers.add.name'),
    'customers.add.name: The name is stored as sent. @customers @customers.add @stated @customers.change',
  );
});

test('a pattern that matches nothing, or is none, is wrong usage', () => {
  for (const grep of ['no such thing', '(']) {
    assert.throws(
      () => chosen({ grep }),
      (error) => error instanceof UsageError && error.message.includes('--grep'),
    );
  }
});
