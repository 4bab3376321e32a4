import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Judgement } from '../../../spec/contract/message.ts';
import { operationIds } from '../../../spec/operations.ts';
import { answerOf, contract, ok, valueAt, withValue } from './contract-examples.ts';

function judged(body: string): Judgement {
  const judgement = contract.judge({ ...ok('customers.list', null), body });
  for (const { expected, actual } of judgement.violations) {
    assert.ok(expected.length <= 120 && actual.length <= 120);
  }
  return judgement;
}

const pointersOf = (body: string): readonly string[] => judged(body).violations.map(({ pointer }) => pointer);

const list = answerOf('customers.list');
const customer = valueAt(list, ['_embedded', 'items', '0']);
const listOf = (items: readonly unknown[]): string =>
  JSON.stringify(withValue(list, '/_embedded/items', items));

describe('hostile bodies', () => {
  test('nested ten thousand levels deep', () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    assert.notDeepEqual(judged(deep).violations, []);
    assert.notDeepEqual(judged(`{"_links":${deep},"_embedded":${deep}}`).violations, []);
    const right = JSON.stringify(list).replace('"Catherine"', `"Catherine","more":${deep}`);
    assert.deepEqual(judged(right).violations, []);
    const wrong = right.replace('"id":466791', '"id":"466791"');
    assert.deepEqual(pointersOf(wrong), ['/_embedded/items/0/id']);
  });

  test('__proto__ lends nothing to an object', () => {
    const lent = JSON.stringify(list).replace('"name":"Catherine"', '"__proto__":{"name":"Catherine"}');
    assert.deepEqual(pointersOf(lent), ['/_embedded/items/0/name']);
    assert.equal(Object.hasOwn(Object.prototype, 'name'), false);
  });

  test('a string of five million characters is cut', () => {
    const long = withValue(list, '/_embedded/items/0/id', '\u0000'.repeat(5_000_000));
    const [violation] = judged(JSON.stringify(long)).violations;
    assert.equal(violation?.requirement, 'customers.list.response.items.id');
    assert.match(violation.actual, /^the string "/);
  });

  test('duplicate keys and integers beyond 2^53', () => {
    const twice = JSON.stringify(list).replace('"id":466791', '"id":"x","id":466791');
    assert.deepEqual(judged(twice).violations, []);
    const large = JSON.stringify(list).replace('"id":466791', '"id":9007199254740993');
    assert.deepEqual(pointersOf(large), ['/_embedded/items/0/id']);
  });

  test('no body makes it throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...operationIds), fc.jsonValue(), fc.string(), (operation, value, text) => {
        const within = { _links: value, _embedded: { items: value } };
        for (const body of [JSON.stringify(value), text, JSON.stringify(within)]) {
          contract.judge({ ...ok(operation, null), body });
          contract.judge({ operation, side: 'request', headers: {}, body, query: text });
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('a long list', () => {
  test('of right items is judged quickly, and seen to its end', () => {
    const bare = withValue(withValue(customer, '/company', null), '/custom_fields', []);
    const body = listOf([...Array.from({ length: 499 }, () => bare), customer]);
    const { violations, observed } = judged(body);
    const times = Array.from({ length: 10 }, () => {
      const started = performance.now();
      judged(body);
      return performance.now() - started;
    });

    assert.deepEqual(violations, []);
    assert.ok(observed.includes('customers.list.response.items.company.name'));
    assert.ok(observed.includes('customers.list.response.items.custom_fields.values.enum'));
    // A few milliseconds where nothing else runs: the best of ten tries is not disturbed much.
    assert.ok(Math.min(...times) < 100, `${String(Math.min(...times))} ms`);
  });

  test('of wrong items is charged five times for each requirement', () => {
    const wrong = withValue(withValue(customer, '/id', 'x'), '/name', undefined);
    const { violations } = judged(listOf(Array.from({ length: 500 }, () => wrong)));
    assert.equal(violations.length, 10);
    assert.equal(new Set(violations.map(({ requirement }) => requirement)).size, 2);
  });
});
