import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Contract } from '../../../spec/contract/contract.ts';
import type { ResponseMessage } from '../../../spec/contract/message.ts';
import { operationIds, type OperationId } from '../../../spec/operations.ts';
import { answerOf, ok, responseExamples, withValue } from './contract-examples.ts';

const contract = Contract.load();

function charges(message: ResponseMessage): readonly string[] {
  return [...new Set(contract.judge(message).violations.map(({ requirement }) => requirement))];
}

describe('example responses of the source', () => {
  for (const { operation, name, body } of responseExamples) {
    test(`${operation}: ${name}`, () => {
      assert.deepEqual(contract.judge(ok(operation, body)).violations, []);
    });
  }
});

describe('status', () => {
  for (const status of [204, 301, 400, 401, 403, 404, 429, 500, 502, 503]) {
    test(`${String(status)} is documented for every operation, and its headers are not judged`, () => {
      for (const operation of operationIds) {
        const { violations, observed } = contract.judge({
          ...ok(operation, null),
          status,
          headers: {},
          body: '',
        });
        assert.deepEqual(violations, []);
        assert.deepEqual(observed, [`${operation}.response.status`]);
      }
    });
  }

  for (const status of [201, 202, 302, 405, 418, 422, 504]) {
    test(`${String(status)} is not`, () => {
      const [violation, ...others] = contract.judge({ ...ok('periods.list', {}), status }).violations;
      assert.equal(violation?.requirement, 'periods.list.response.status');
      assert.equal(violation.pointer, 'status');
      assert.equal(violation.actual, String(status));
      assert.match(violation.expected, /^one of 200, 204, 301, /);
      assert.deepEqual(others, []);
    });
  }

  test('the body of an error may be anything', () => {
    for (const body of ['', 'gone', '<html>', '[]', '{"response":{"error_code":"110"}}']) {
      assert.deepEqual(charges({ ...ok('customers.list', null), status: 400, body }), []);
    }
  });

  test('a 204 has no body', () => {
    const message = { ...ok('transactions.change', {}), status: 204 };
    assert.deepEqual(charges(message), ['transactions.change.response.body']);
    assert.equal(contract.judge(message).violations[0]?.expected, 'no body');
  });
});

describe('headers of a 200', () => {
  const withHeader = (name: string, value?: string): ResponseMessage => {
    const { [name]: _, ...headers } = ok('periods.list', null).headers;
    return {
      ...ok('periods.list', answerOf('periods.list')),
      headers: value === undefined ? headers : { ...headers, [name]: value },
    };
  };

  for (const value of [
    'application/hal+json',
    'application/HAL+JSON; charset=utf-8',
    'application/hal+json;v=2',
  ]) {
    test(`Content-Type: ${value} is right`, () => {
      assert.deepEqual(charges(withHeader('content-type', value)), []);
    });
  }
  for (const value of ['application/json', 'text/html', '', 'application/hal+json, text/html', undefined]) {
    test(`Content-Type: ${value ?? '(none)'} is wrong`, () => {
      assert.deepEqual(charges(withHeader('content-type', value)), ['periods.list.response.contentType']);
    });
  }

  for (const value of ['1508320306', ' 1508320306 ', '999999999']) {
    test(`Runtime-Timestamp: ${value} is right`, () => {
      assert.deepEqual(charges(withHeader('runtime-timestamp', value)), []);
    });
  }
  const wrongTimes = [
    '1508320306123',
    '1508320306.5',
    '-1508320306',
    '1.5e9',
    '12',
    '',
    '01508320306',
    undefined,
  ];
  for (const value of [...wrongTimes, 'Wed, 18 Oct 2017 09:51:46 GMT', '2017-10-18T09:51:46Z']) {
    test(`Runtime-Timestamp: ${value ?? '(none)'} is wrong`, () => {
      const { violations } = contract.judge(withHeader('runtime-timestamp', value));
      assert.deepEqual(
        violations.map(({ requirement, pointer }) => [requirement, pointer]),
        [['periods.list.response.runtimeTimestamp', 'header:runtime-timestamp']],
      );
    });
  }
});

describe('the body of a 200', () => {
  for (const body of ['', ' ', '{', '<!DOCTYPE html>', 'null', '[]', '"text"', '12', '{"_links":{},}']) {
    test(`is an object, not ${body || 'nothing'}`, () => {
      const judgement = contract.judge({ ...ok('customers.list', null), body });
      const [violation] = judgement.violations;
      assert.equal(violation?.requirement, 'customers.list.response.body');
      assert.equal(violation.pointer, '');
      assert.ok(judgement.observed.includes('customers.list.response.body'));
    });
  }

  test('is handed back parsed', () => {
    const body = answerOf('customers.list');
    assert.deepEqual(contract.judge(ok('customers.list', body)).value, body);
    assert.equal(contract.judge({ ...ok('customers.list', body), body: '{' }).value, undefined);
    assert.deepEqual(contract.judge({ ...ok('customers.list', null), status: 400, body: '{"a":1}' }).value, {
      a: 1,
    });
  });

  for (const operation of operationIds) {
    test(`may hold what the source does not name: ${operation}`, () => {
      const more = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(more);
        if (typeof value !== 'object' || value === null) return value;
        const members = Object.entries(value).map(([name, inner]) => [name, more(inner)]);
        return Object.fromEntries([...members, ['ltv', { deep: [null, 'x'] }], ['purchases_count', 1]]);
      };
      assert.deepEqual(charges(ok(operation, more(answerOf(operation)))), []);
    });
  }
});

describe('items of a change', () => {
  const acknowledgement = {
    id: 7,
    request_id: 'mine',
    _links: { self: { href: '/api/v2/customers?id=7', method: 'get' } },
  };
  const deleted = [{ id: 8, name: 'Eight' }];
  const answered = (operation: OperationId, items: unknown): ResponseMessage =>
    ok(operation, withValue(answerOf(operation), '/_embedded/items', items));

  const right: readonly (readonly [OperationId, unknown])[] = [
    ['customers.change', []],
    ['customers.change', { deleted: [] }],
    ['customers.change', { deleted }],
    ['customers.change', { 0: acknowledgement, 1: acknowledgement, deleted }],
    ['transactions.change', []],
    ['transactions.change', { deleted: [4589] }],
    ['transactions.change', { deleted: [{ id: 4589 }] }],
    ['transactions.list', []],
    ['periods.change', []],
  ];
  for (const [operation, items] of right) {
    test(`${operation}: ${JSON.stringify(items).slice(0, 40)} is right`, () => {
      assert.deepEqual(charges(answered(operation, items)), []);
    });
  }

  const wrong: readonly (readonly [OperationId, unknown, string])[] = [
    ['customers.change', [7], 'embedded.items'],
    ['customers.change', {}, 'items.deleted'],
    ['customers.change', { removed: deleted }, 'items.deleted'],
    ['customers.change', { 0: acknowledgement }, 'items.deleted'],
    ['customers.change', { 0: { ...acknowledgement, id: '7' }, deleted }, 'items.id'],
    ['customers.change', { deleted: [8] }, 'items.deleted'],
    ['customers.change', { deleted: [{ id: 8 }] }, 'items.deleted.name'],
    ['customers.change', { deleted: [{ id: '8', name: 'Eight' }] }, 'items.deleted.id'],
    ['customers.change', [{ ...acknowledgement, request_id: null }], 'items.request_id'],
    ['transactions.change', [5396], 'embedded.items'],
    ['transactions.change', { deleted: 4589 }, 'embedded.items'],
    ['transactions.list', {}, 'embedded.items'],
    ['periods.list', { 0: {} }, 'embedded.items'],
  ];
  for (const [operation, items, owner] of wrong) {
    test(`${operation}: ${JSON.stringify(items).slice(0, 60)} is charged to ${owner}`, () => {
      assert.deepEqual(charges(answered(operation, items)), [`${operation}.response.${owner}`]);
    });
  }

  test('errors of single elements may stand beside them in any form', () => {
    for (const errors of [
      { update: { 7: 'too old' } },
      { add: [{ code: 1, message: 'no name' }] },
      [],
      null,
      'x',
    ]) {
      const body = withValue(answerOf('customers.change'), '/_embedded', { items: [], errors });
      assert.deepEqual(charges(ok('customers.change', body)), []);
    }
  });
});
