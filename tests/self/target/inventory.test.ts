import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Inventory } from '../../../target/inventory.ts';

const customer = (id: number) => ({ kind: 'customers', id });
const transaction = (id: number) => ({ kind: 'transactions', id });
const added = (kind: string, created: readonly number[], owner?: number) => ({
  kind,
  created,
  deleted: [],
  owners: owner === undefined ? [] : [customer(owner)],
});

/** An inventory of two customers, the second with a transaction. */
function stocked(): Inventory {
  const inventory = new Inventory();
  inventory.note(added('customers', [1, 2]));
  inventory.note(added('transactions', [7], 2));
  return inventory;
}

describe('what a run added', () => {
  it('is missing where a look does not find it, each record for itself', () => {
    const inventory = stocked();

    inventory.looked({ customers: [2], transactions: [] });

    assert.deepEqual(inventory.missing, [customer(1), transaction(7)]);
  });

  it('is not missed where somebody asked to delete it, whatever came of that, nor what hangs on it', () => {
    const inventory = stocked();

    inventory.mayGo(customer(1));
    inventory.mayGo(customer(2));
    inventory.looked({ customers: [], transactions: [] });

    assert.deepEqual(inventory.missing, []);
  });

  it('is not missed for what it hangs on being missing', () => {
    const inventory = stocked();

    inventory.looked({ customers: [1], transactions: [] });

    assert.deepEqual(inventory.missing, [customer(2)]);
  });

  it('is not missing any more when it is shown elsewhere', () => {
    const inventory = stocked();

    inventory.looked({ customers: [2], transactions: [7] });
    inventory.see({ ...customer(1), isDeleted: false });

    assert.deepEqual(inventory.missing, []);
  });

  it('is missing all the same when it is shown as deleted', () => {
    const inventory = stocked();

    inventory.looked({ customers: [2], transactions: [7] });
    inventory.see({ ...customer(1), isDeleted: true });

    assert.deepEqual(inventory.missing, [customer(1)]);
  });

  it('is not missed when the run has deleted it in the end', () => {
    const inventory = stocked();

    inventory.looked({ customers: [2], transactions: [7] });
    inventory.mayGo(customer(1));

    assert.deepEqual(inventory.missing, []);
  });

  it('has ids of its own, and others under ids that were freed', () => {
    const inventory = stocked();

    inventory.mayGo(customer(2));
    inventory.note(added('customers', [1, 2, 3]));
    inventory.note(added('transactions', [1, 8, 8], 3));

    assert.deepEqual(inventory.shared, [customer(1), transaction(8)]);
    assert.deepEqual(inventory.repeated, [customer(2)]);
  });

  it('frees the ids of what hangs on a record that somebody asked to delete', () => {
    const inventory = stocked();

    inventory.mayGo(customer(2));
    inventory.note(added('transactions', [7], 1));

    assert.deepEqual([inventory.shared, inventory.repeated], [[], [transaction(7)]]);
  });
});
