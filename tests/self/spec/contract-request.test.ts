import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RequestMessage } from '../../../spec/contract/message.ts';
import type { OperationId } from '../../../spec/operations.ts';
import { contract, posted, requestExamples } from './contract-examples.ts';

function pointers(message: RequestMessage): readonly string[] {
  const { violations, observed } = contract.judge(message);
  assert.ok(violations.every(({ requirement }) => requirement === 'request'));
  assert.deepEqual(observed, []);
  return violations.map(({ pointer }) => pointer);
}

/** A customer to add, one to update and a period; with the given fields laid over. */
const adding = (fields: object) => ({ add: [{ name: 'Ann', next_date: 1508878800, ...fields }] });
const updating = (fields: object) => ({ update: [{ id: 466791, updated_at: 1508619600, ...fields }] });
const period = { period: 5, color: '#000000', sort: 1 };
const values = (...given: readonly unknown[]) => ({ custom_fields: [{ id: 1, values: given }] });

describe('a request', () => {
  const field = '/add/0/custom_fields/0';

  /** An operation, a body, and what of it is wrong. */
  const bodies: readonly (readonly [OperationId, unknown, (readonly string[])?])[] = [
    ...requestExamples.map(({ operation, body }) => [operation, body] as const),
    ['customers.change', adding({ next_price: '5000', periodicity: 7, unknown: {} })],
    ['customers.change', { ...adding({}), ...updating({}), delete: [1, '2'] }],
    ['customers.change', { delete: '466812, 466811' }],
    ['customers.change', updating({ unlink: { contacts_id: ['1'], company_id: 2 } })],
    ['customers.change', updating(values())],
    ['customers.change', updating(values(3, '4'))],
    ['customers.change', updating(values({ value: '3', enum: 4 }))],
    ['transactions.change', { add: [{ customer_id: '1', price: 0 }] }],
    ['transactions.change', { update: [{ transaction_id: 1, comments: '' }] }],
    ['transactions.change', { update: [{ transaction_id: 1, comment: '', comments: '' }] }],
    ['periods.change', { update: [period, { ...period, id: '7', sort: '2', period: '10' }] }],
    ['customers.change', {}, ['']],
    ['customers.change', [], ['']],
    ['customers.change', { add: adding({}).add[0] }, ['/add']],
    ['customers.change', { add: [{}] }, ['/add/0/name', '/add/0/next_date']],
    ['customers.change', adding({ name: 7 }), ['/add/0/name']],
    ['customers.change', adding({ next_date: '10.10.2017' }), ['/add/0/next_date']],
    ['customers.change', adding({ next_date: 1508878800000 }), ['/add/0/next_date']],
    ['customers.change', adding({ next_date: '1508878800000' }), ['/add/0/next_date']],
    ['customers.change', adding({ next_price: 1.5 }), ['/add/0/next_price']],
    ['customers.change', adding({ contacts_id: 7 }), ['/add/0/contacts_id']],
    ['customers.change', adding({ contacts_id: ['x'] }), ['/add/0/contacts_id/0']],
    ['customers.change', adding({ custom_fields: [{}] }), [`${field}/id`, `${field}/values`]],
    ['customers.change', adding(values('red')), [`${field}/values/0`]],
    ['customers.change', adding(values({})), [`${field}/values/0/value`]],
    ['customers.change', adding(values({ value: 'x', subtype: 'street' })), [`${field}/values/0/subtype`]],
    ['customers.change', { update: [{}] }, ['/update/0/id', '/update/0/updated_at']],
    ['customers.change', updating({ unlink: [7] }), ['/update/0/unlink']],
    ['customers.change', { delete: ['x'] }, ['/delete/0']],
    ['customers.change', { delete: '1;2' }, ['/delete']],
    ['transactions.change', { add: [{ price: 1 }] }, ['/add/0/customer_id']],
    ['transactions.change', { update: [{ comment: 'x' }] }, ['/update/0/transaction_id']],
    ['transactions.change', { update: [{ transaction_id: 1 }] }, ['/update/0/comments']],
    ['transactions.change', { delete: '1,2' }, ['/delete']],
    ['periods.change', { add: [] }, ['/update']],
    ['periods.change', { update: [{}] }, ['/update/0/period', '/update/0/color', '/update/0/sort']],
    ['periods.change', { update: [{ ...period, color: 'red' }] }, ['/update/0/color']],
    ['periods.change', { update: [{ ...period, period: '0' }] }, ['/update/0/period']],
    ['periods.change', { update: [{ ...period, period: -1 }] }, ['/update/0/period']],
  ];
  for (const [operation, body, wrong = []] of bodies) {
    test(`to ${operation} ${wrong.length === 0 ? 'may be' : 'is never'} ${JSON.stringify(body)}`, () => {
      assert.deepEqual(pointers(posted(operation, body)).toSorted(), wrong.toSorted());
    });
  }

  test('may be sent form-urlencoded, but not empty', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const form = { ...posted('customers.change', {}), headers };
    assert.deepEqual(pointers({ ...form, body: 'add[0][name]=Ann' }), []);
    assert.deepEqual(pointers({ ...form, body: '' }), ['']);
  });
});

describe('a query', () => {
  /** A query, and what of it is wrong. */
  const queries: readonly (readonly [OperationId, string | undefined, string?])[] = [
    ['customers.list', undefined],
    ['customers.list', ''],
    ['customers.list', '?filter[date][type]=create&filter[date][from]=06.03.2018'],
    ['customers.list', 'filter%5Bdate%5D%5Btype%5D=modify&filter%5Bdate%5D%5Bto%5D=31.12.2017'],
    ['customers.list', 'id=466791'],
    ['customers.list', 'id=466791,466812'],
    ['customers.list', 'id[]=466791&id[]=466812'],
    ['customers.list', 'id[0]=466791&id[1]=466812'],
    ['customers.list', 'limit_rows=501&limit_offset=0'],
    ['customers.list', 'filter[main_user][]=1&filter[main_user][]=2'],
    ['customers.list', 'filter[next_date][from]=01.02.2017&unknown=x'],
    ['transactions.list', 'limit_rows=50&customer_id=46879'],
    ['transactions.list', 'id=5396'],
    ['customers.list', 'id=', 'query:id'],
    ['customers.list', 'id=1,x', 'query:id'],
    ['customers.list', 'id[]=0', 'query:id[]'],
    ['customers.list', 'limit_rows=0', 'query:limit_rows'],
    ['customers.list', 'limit_rows=many', 'query:limit_rows'],
    ['customers.list', 'limit_offset=-1', 'query:limit_offset'],
    ['customers.list', 'filter[main_user][3]=ann', 'query:filter[main_user][]'],
    ['customers.list', 'filter[date][type]=delete', 'query:filter[date][type]'],
    ['customers.list', 'filter[date][from]=2017-10-10', 'query:filter[date][from]'],
    ['customers.list', 'filter[date][to]=10.13.2017', 'query:filter[date][to]'],
    ['customers.list', 'filter[next_date][from]=32.10.2017', 'query:filter[next_date][from]'],
    ['customers.list', 'filter[next_date][to]=1508878800', 'query:filter[next_date][to]'],
    ['transactions.list', 'id=1,2', 'query:id'],
    ['transactions.list', 'customer_id=x', 'query:customer_id'],
  ];
  for (const [operation, query, pointer] of queries) {
    test(`of ${operation} ${pointer === undefined ? 'may be' : 'is never'} ${query ?? 'absent'}`, () => {
      const message = { operation, side: 'request', headers: {}, body: '', query } as const;
      assert.deepEqual(pointers(message), pointer === undefined ? [] : [pointer]);
    });
  }
});
