import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Contract } from '../../../spec/contract/contract.ts';
import { described, expectedBy } from '../../../spec/contract/wording.ts';
import { answerOf, ok, withValue } from './contract-examples.ts';

test('what came is told in a few words', () => {
  const told: readonly (readonly [unknown, string])[] = [
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
  for (const [value, words] of told) assert.equal(described(value), words);
});

test('what is demanded is told in a few words', () => {
  assert.equal(expectedBy({ type: 'integer' }), 'an integer');
  assert.equal(expectedBy({ type: 'integer', minimum: 0 }), 'an integer of 0 or more');
  assert.equal(expectedBy({ type: ['integer', 'null'] }), 'an integer or null');
  assert.equal(expectedBy({ type: 'string', minLength: 1 }), 'a non-empty string');
  assert.equal(expectedBy({ type: 'string', enum: ['before', 'after'] }), 'one of before, after');
  assert.equal(expectedBy({ type: 'string', 'x-expected': 'a string "#rrggbb"' }), 'a string "#rrggbb"');
  assert.equal(expectedBy({ required: ['id'] }), null);
});

test('a violation says all that there is to say', () => {
  const body = withValue(answerOf('periods.list'), '/_embedded/items/0/type', 'during');

  const { violations } = Contract.load().judge(ok('periods.list', body));

  assert.deepEqual(violations, [
    {
      requirement: 'periods.list.response.items.type',
      pointer: '/_embedded/items/0/type',
      expected: 'one of before, after',
      actual: 'the string "during"',
      schema: '#/components/schemas/Period/properties/type/enum',
    },
  ]);
});
