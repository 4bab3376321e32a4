import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explored, found } from './explored.ts';

describe('exploring', () => {
  for (const variant of [
    'bad-elements-listed-with-codes',
    'equal-update-refused',
    'server-clock-on-update',
    'deleted-shown',
    'comment-key-comments',
    'complete-period-list-enforced',
    'transaction-delete-object',
    'ids-near-2-53',
  ]) {
    it(`finds nothing on what is permitted: ${variant}`, async () => {
      const { results } = await explored({ variants: [variant] }, { seed: 2, requests: 300 });

      assert.deepEqual(results.exploration?.findings, []);
      assert.ok(results.exploration.requests >= 300);
    });
  }

  it('charges to the requirement that is broken what takes long to find', async () => {
    assert.deepEqual(await found('update-resets-tags', 2000), ['customers.update.unsent']);
    assert.deepEqual(await found('transactions-list-open-to-nobody', 1500), [
      'protocol.credentials.missing.transactions.list',
    ]);
  });
});
