import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ResponseMessage } from '../../../spec/contract/message.ts';
import { described, expectedBy } from '../../../spec/contract/wording.ts';
import { operationIds } from '../../../spec/operations.ts';
import { answered, answerOf, charges, contract, ok } from './contract-examples.ts';

describe('status', () => {
  for (const status of [204, 301, 400, 401, 403, 404, 429, 500, 502, 503]) {
    test(`${status} is documented for every operation, and its headers are not judged`, () => {
      for (const operation of operationIds) {
        const message = { ...ok(operation, null), status, headers: {}, body: '' };
        const { violations, observed } = contract.judge(message);
        const owner = `${operation}.response.status`;
        assert.deepEqual([violations, observed], [[], status < 400 ? [owner] : [owner, `${owner}.error`]]);
      }
    });
  }

  for (const status of [201, 202, 302, 405, 418, 422, 504]) {
    test(`${status} is not`, () => {
      const { violations } = contract.judge({ ...ok('periods.list', {}), status });
      const told = violations.map(
        ({ requirement, pointer, actual }) => `${requirement} ${pointer} ${actual}`,
      );
      const owner = status < 400 ? 'status' : 'status.error';
      assert.deepEqual(told, [`periods.list.response.${owner} status ${status}`]);
      assert.match(violations[0]?.expected ?? '', /^one of 200, 204, 301, /);
    });
  }

  test('a 204 has no body', () => {
    const message = { ...ok('transactions.change', {}), status: 204 };
    assert.deepEqual(charges(message), ['transactions.change.response.body']);
    assert.equal(contract.judge(message).violations[0]?.expected, 'no body');
  });
});

describe('headers of a 200', () => {
  const withHeader = (name: string, value?: string): ResponseMessage => {
    const { [name]: _, ...headers } = ok('periods.list', null).headers;
    const message = ok('periods.list', answerOf('periods.list'));
    return { ...message, headers: value === undefined ? headers : { ...headers, [name]: value } };
  };

  const types = ['application/hal+json', 'application/HAL+JSON; charset=utf-8', 'application/hal+json;v=2'];
  for (const value of types) {
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
  const numbers = ['1508320306123', '1508320306.5', '-1508320306', '1.5e9', '12', '01508320306'];
  for (const value of [...numbers, '', undefined, 'Wed, 18 Oct 2017 09:51:46 GMT', '2017-10-18T09:51:46Z']) {
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
      const { violations, observed } = contract.judge({ ...ok('customers.list', null), body });
      assert.deepEqual(
        [violations[0]?.requirement, violations[0]?.pointer],
        ['customers.list.response.body', ''],
      );
      assert.ok(observed.includes('customers.list.response.body'));
    });
  }

  for (const operation of operationIds) {
    test(`may hold what the source does not name: ${operation}`, () => {
      const more = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(more);
        if (typeof value !== 'object' || value === null) return value;
        const members = Object.entries(value).map(([name, inner]) => [name, more(inner)]);
        return Object.fromEntries([...members, ['unknown', { deep: [null, 'x'] }], ['unknown_count', 1]]);
      };
      assert.deepEqual(charges(ok(operation, more(answerOf(operation)))), []);
    });
  }
});

describe('in a few words it is told', () => {
  const came: readonly (readonly [unknown, string])[] = [
    [undefined, 'nothing'],
    [null, 'null'],
    [true, 'true'],
    [1.5, 'the number 1.5'],
    ['', 'an empty string'],
    ['12', 'the string "12"'],
    ['a\u001b[31m"', 'the string "a\\u001b[31m\\""'],
    [[], 'an empty list'],
    [[1, 2], 'a list of 2'],
    [{}, 'an empty object'],
    [{ id: 1, name: 'x' }, 'an object with id, name'],
    [{ a: 1, b: 1, c: 1, d: 1, e: 1 }, 'an object with a, b, c, d, …'],
  ];
  test('what came', () => {
    for (const [value, words] of came) assert.equal(described(value), words);
  });

  test('what is demanded', () => {
    assert.equal(expectedBy({ type: 'integer' }), 'an integer');
    assert.equal(expectedBy({ type: 'integer', minimum: 0 }), 'an integer of 0 or more');
    assert.equal(expectedBy({ type: ['integer', 'null'] }), 'an integer or null');
    assert.equal(expectedBy({ type: 'string', minLength: 1 }), 'a non-empty string');
    assert.equal(expectedBy({ type: 'string', enum: ['before', 'after'] }), 'one of before, after');
    assert.equal(expectedBy({ type: 'string', 'x-expected': 'a string "#rrggbb"' }), 'a string "#rrggbb"');
    assert.equal(expectedBy({ required: ['id'] }), null);
  });

  test('how a message breaks the contract', () => {
    const pointer = '/_embedded/items/0/type';
    assert.deepEqual(contract.judge(answered('periods.list', pointer, 'during')).violations, [
      {
        requirement: 'periods.list.response.items.type',
        pointer,
        expected: 'one of before, after',
        actual: 'the string "during"',
        schema: '#/components/schemas/Period/properties/type/enum',
      },
    ]);
  });
});
