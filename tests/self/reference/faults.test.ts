import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIn } from '../../../reference/faults/fault.ts';
import { faultNamed, faults } from '../../../reference/faults/index.ts';

test('a requirement is in its own group and in those above it', () => {
  assert.ok(isIn('customers.list.id', 'customers.list.id'));
  assert.ok(isIn('customers.list.id.array', 'customers.list.id'));
  assert.ok(isIn('customers.list.id.array', 'customers.list'));
  assert.ok(!isIn('customers.list.id', 'customers.list.id.array'));
  assert.ok(!isIn('customers.add.name', 'customers.add.name.scripts'));
});

test('faults have names of their own and describe themselves in one sentence each, no two alike', () => {
  for (const { name, describe } of faults) assert.match(describe, /^[A-Z].*\.$/, name);
  for (const key of ['name', 'describe'] as const)
    assert.equal(new Set(faults.map((fault) => fault[key])).size, faults.length, key);
  assert.equal(faultNamed('none of them'), undefined);
});
