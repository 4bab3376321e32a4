import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Answered, type Field, fieldsOf } from '../../../reports/fields.ts';
import { type OperationId, operationIds } from '../../../spec/operations.ts';
import { hostile } from './hostile-texts.ts';
import { exchange, violation as madeUp } from './made-up.ts';

function answer(
  operation: OperationId,
  content: unknown,
  over: Partial<Answered> & { status?: number } = {},
): Answered {
  const { status = 200, ...rest } = over;
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const response = { status, headers: { 'content-type': 'application/hal+json' }, body };
  return exchange(1, { operation, ...rest, response });
}

function list(...items: readonly unknown[]) {
  return { _links: { self: { href: '/api/v2/customers', method: 'get' } }, _embedded: { items } };
}

function surveyOf(operation: OperationId, ...answers: readonly Answered[]) {
  const found = fieldsOf(answers).find((one) => one.operation === operation);
  assert.ok(found);
  return found;
}

function field(operation: OperationId, path: string, ...answers: readonly Answered[]): Field {
  const { documented, undocumented } = surveyOf(operation, ...answers);
  const found = [...documented, ...undocumented].find((one) => one.path === path);
  assert.ok(found, path);
  return found;
}

const violation = (pointer: string) => madeUp('r', { pointer });

describe('the fields of an operation', () => {
  it('are those of the contract, each with the requirement that owns it', () => {
    const { documented, undocumented, answers } = surveyOf('customers.list');
    const owners = new Map(documented.map(({ path, requirement }) => [path, requirement]));

    assert.equal(
      owners.get('_embedded.items[].custom_fields[].values[].enum'),
      'customers.list.response.items.custom_fields.values.enum',
    );
    assert.equal(owners.get('_embedded.items[]._links.self.href'), 'customers.list.response.items.links');
    assert.equal(owners.get('header Runtime-Timestamp'), 'customers.list.response.runtimeTimestamp');
    assert.ok(documented.every(({ seen }) => seen === 0));
    assert.deepEqual([undocumented, answers], [[], 0]);
    assert.deepEqual(
      fieldsOf([]).map(({ operation }) => operation),
      operationIds,
    );
  });

  it('tell how often they were seen, of how many objects, with which types and values', () => {
    const body = list({ id: 1, period_id: null }, { id: 2, period_id: 5 }, { id: '3' }, { id: 2.5 });

    assert.deepEqual(field('customers.list', '_embedded.items[].id', answer('customers.list', body)), {
      path: '_embedded.items[].id',
      requirement: 'customers.list.response.items.id',
      seen: 4,
      of: 4,
      types: [
        ['integer', 2],
        ['string', 1],
        ['number', 1],
      ],
      examples: ['1', '2', '"3"'],
      violations: 0,
    });
    const period = field('customers.list', '_embedded.items[].period_id', answer('customers.list', body));
    assert.deepEqual([period.seen, period.of, period.examples], [2, 4, ['5']]);
  });

  it('count the violations at them, also where the field is missing', () => {
    const wrong = answer('customers.list', list({}), {
      violations: [
        violation('/_embedded/items/0/id'),
        violation('/_embedded/items/0/tags/3/unheard/of'),
        violation('header:content-type'),
        violation('status'),
      ],
    });
    const counts = (path: string) => field('customers.list', path, wrong).violations;

    assert.equal(counts('_embedded.items[].id'), 1);
    assert.equal(counts('_embedded.items[].tags'), 1);
    assert.equal(counts('header Content-Type'), 1);
    assert.equal(counts('_embedded.items[].name'), 0);
  });
});

describe('a hostile body', () => {
  it('fills no page: names and values are cut, and a flood of names is counted', () => {
    const flood = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`key ${String(at)}`, hostile.repeat(50)]),
    );
    const { undocumented, moreUndocumented } = surveyOf(
      'customers.list',
      answer('customers.list', { [hostile.repeat(100)]: 1, ...flood }),
    );

    assert.equal(undocumented.length + moreUndocumented, 501);
    assert.ok(undocumented.length <= 60);
    for (const { path, examples } of undocumented) {
      assert.ok(path.length < 120);
      assert.ok(examples.every((example) => example.length < 60));
    }
  });

  it('is read without harm where it names prototypes or nests deeply', () => {
    const nested = '['.repeat(50_000) + ']'.repeat(50_000);
    const { undocumented } = surveyOf(
      'customers.list',
      answer(
        'customers.list',
        '{"__proto__":{"id":1},"constructor":2,"_embedded":{"items":[{"__proto__":3}]}}',
      ),
      answer('customers.list', nested),
      answer('customers.list', `{"_embedded":{"items":${'[['.repeat(5000)}${']]'.repeat(5000)}}}`),
    );

    assert.deepEqual(
      undocumented.map(({ path }) => path),
      ['__proto__', 'constructor', '_embedded.items[].__proto__'],
    );
  });
});
