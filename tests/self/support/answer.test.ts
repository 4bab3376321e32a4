import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { answerOf, at } from '../../../target/answer.ts';

function answered(body: string): Exchange {
  return {
    id: 1,
    operation: 'customers.list',
    as: 'administrator',
    purpose: 'a test',
    request: { method: 'GET', url: 'http://127.0.0.1/api/v2/customers', headers: {} },
    response: { status: 200, headers: {}, body },
    sentAt: 0,
    durationMs: 1,
    retries: 0,
    violations: [],
    observed: [],
  };
}

const levels = 100_000;
const lists = `${'['.repeat(levels)}${']'.repeat(levels)}`;
const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

for (const [name, deep] of Object.entries({ lists, objects })) {
  test(`a hundred thousand ${name} in each other come without those that nobody looks at`, () => {
    const { body } = answerOf(answered(`{"_embedded":{"items":[{"id":1,"more":${deep}},{"id":2}]}}`));

    const text = JSON.stringify(body);
    assert.ok(text.length < 1_000, `${text.slice(0, 80)}…`);
    assert.deepEqual(at(body, '_embedded', 'items', '1'), undefined, 'a list has no named members');
    assert.match(text, /^\{"_embedded":\{"items":\[\{"id":1,"more":.*\{"id":2\}\]\}\}$/);
  });
}

test('a body of honest depth comes whole', () => {
  const honest = `${'['.repeat(99)}{}${']'.repeat(99)}`;
  for (const body of [honest, '{"a":[{"b":{"c":[1,null,"x"]}}],"d":{}}', '"text"', '1', 'null']) {
    assert.equal(JSON.stringify(answerOf(answered(body)).body), body);
  }
});

test('no body and no JSON are undefined', () => {
  assert.equal(answerOf(answered('')).body, undefined);
  assert.equal(answerOf(answered('<p>')).body, undefined);
});
