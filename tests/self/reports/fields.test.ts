import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Answered, type Field, fieldsOf } from '../../../reports/fields.ts';
import { operationIds } from '../../../spec/operations.ts';
import { hostile } from './hostile-texts.ts';
import { answered, exchange, violation } from './made-up.ts';

function answer(content: unknown, over: Partial<Answered> = {}): Answered {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  return exchange(1, { ...over, response: answered(body, { 'content-type': 'application/hal+json' }) });
}

function list(...items: readonly unknown[]) {
  return { _embedded: { items } };
}

/** What answers to a list of customers tell of its fields. */
function surveyOf(...answers: readonly Answered[]) {
  const survey = fieldsOf(answers).find(({ operation }) => operation === 'customers.list');
  return survey ?? assert.fail('The operation is not there.');
}

function field(path: string, answered: Answered): Field {
  const { documented, undocumented } = surveyOf(answered);
  return [...documented, ...undocumented].find((each) => each.path === path) ?? assert.fail(path);
}

describe('the fields of an operation', () => {
  it('are those of the contract, each with the requirement that owns it', () => {
    const { documented, undocumented, answers } = surveyOf();
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
    const body = answer(list({ id: 1, period_id: null }, { id: 2, period_id: 5 }, { id: '3' }, { id: 2.5 }));

    const { types, examples, ...id } = field('_embedded.items[].id', body);

    assert.equal(types.join(), 'integer,2,string,1,number,1');
    assert.deepEqual(examples, ['1', '2', '"3"']);
    const requirement = 'customers.list.response.items.id';
    assert.deepEqual(id, { path: '_embedded.items[].id', requirement, seen: 4, of: 4, violations: 0 });
    const period = field('_embedded.items[].period_id', body);
    assert.deepEqual([period.seen, period.of, period.examples], [2, 4, ['5']]);
  });

  it('count the violations at them, also where the field is missing', () => {
    const wrong = answer(list({}), {
      violations: [
        '/_embedded/items/0/id',
        '/_embedded/items/0/tags/3/unheard/of',
        'header:content-type',
        'status',
      ].map((pointer) => violation('r', { pointer })),
    });
    const counted = [
      '_embedded.items[].id',
      '_embedded.items[].tags',
      'header Content-Type',
      '_embedded.items[].name',
    ];

    assert.deepEqual(
      counted.map((path) => field(path, wrong).violations),
      [1, 1, 1, 0],
    );
  });
});

describe('a hostile body', () => {
  it('fills no page: names and values are cut, and a flood of names is counted', () => {
    const flood = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`key ${String(at)}`, hostile.repeat(50)]),
    );
    const { undocumented, moreUndocumented } = surveyOf(answer({ [hostile.repeat(100)]: 1, ...flood }));

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
      answer('{"__proto__":{"id":1},"constructor":2,"_embedded":{"items":[{"__proto__":3}]}}'),
      answer(nested),
      answer(`{"_embedded":{"items":${'[['.repeat(5000)}${']]'.repeat(5000)}}}`),
    );

    assert.deepEqual(
      undocumented.map(({ path }) => path),
      ['__proto__', 'constructor', '_embedded.items[].__proto__'],
    );
  });
});
