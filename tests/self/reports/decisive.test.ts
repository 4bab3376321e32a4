import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decisiveOf } from '../../../reports/decisive.ts';
import { symptomOf } from '../../../reports/symptom.ts';
import { answered, exchange, requirement } from './made-up.ts';

const rows = (count: number) =>
  answered(JSON.stringify({ _embedded: { items: Array.from({ length: count }, (_, id) => ({ id })) } }));

const listing = (id: number, query: string, count: number) =>
  exchange(id, {
    request: { method: 'GET', url: `https://crm.test/api/v2/customers?${query}`, headers: {} },
    response: rows(count),
  });

it('of several answers with as many rows as a failure complains of, one decides that its id tells of', () => {
  const exchanges = [
    listing(1, 'filter%5Bdate%5D%5Btype%5D=create&limit_rows=2', 5),
    listing(2, 'filter%5Bdate%5D%5Btype%5D=create&limit_rows=2', 3),
    listing(3, 'filter%5Bdate%5D%5Btype%5D=modify&limit_rows=2', 5),
  ];
  const decisive = (id: string) => {
    const detail = 'rows, where 5 match\nExpected: 1\nReceived: 5';
    const result = requirement(id, 'failed', {
      operation: 'customers.list',
      reason: 'rows, where 5 match: expected 1, received 5',
      detail,
      exchanges: [1, 2, 3],
    });
    const byId = new Map(exchanges.map((one) => [one.id, one]));
    return decisiveOf({ result, symptom: symptomOf(result) }, byId)?.request;
  };

  assert.equal(decisive('customers.list.filter.together.create'), 1);
  assert.equal(decisive('customers.list.filter.together.modify'), 3);
  assert.equal(decisive('customers.list.filter.together'), 3);
});
