import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examine } from '../../../cli/proof/examine.ts';
import { assembled } from '../../../reference/assembly.ts';
import { parsedJson, member, listOf } from '../../../spec/contract/json.ts';
import { records } from '../../../target/amocrm/records.ts';

describe('the newest customer', () => {
  for (const atOnce of [1, 8])
    it(`is deleted and another added right behind it, with ${String(atOnce)} claims at once`, async () => {
      const { exchanges } = await examine(assembled(), { seed: 3, atOnce });
      const changes = exchanges.filter(({ operation }) => operation === 'customers.change');
      const sent = changes.map(({ request }) => parsedJson(request.body ?? ''));
      const at = sent.findIndex((body) => member(body, 'delete') !== undefined);
      const [deleted] = listOf(member(sent[at], 'delete'));
      const before = changes.slice(0, at).flatMap((exchange) => records.changeIn(exchange)?.created ?? []);

      assert.equal(deleted, Math.max(...before));
      assert.equal(listOf(member(sent[at + 1], 'add')).length, 1);
    });
});
