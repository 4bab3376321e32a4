import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causesOf } from '../../../reports/causes.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import { operationIds, type OperationId } from '../../../spec/operations.ts';
import type { RequirementResult } from '../../../spec/run/results.ts';

function failed(id: string, over: Partial<RequirementResult> = {}): RequirementResult {
  return {
    id,
    says: `${id} is kept.`,
    source: [],
    evidence: 'stated',
    operation: 'customers.change',
    outcome: 'failed',
    reason: `${id} failed`,
    durationMs: 0,
    ...over,
  };
}

function violation(requirement: string, over: Partial<Violation> = {}): Violation {
  return {
    requirement,
    pointer: '/_embedded/items/0/id',
    expected: 'an integer of 1 or more',
    actual: 'the string "12"',
    schema: '#/components/schemas/Id/type',
    ...over,
  };
}

/** A failed part of an operation's answers, and the exchanges that show it. */
function broken(operation: OperationId, part: string, ids: readonly number[], over: Partial<Violation> = {}) {
  const id = `${operation}.response.${part}`;
  const one = violation(id, over);
  const violations = ids.map((exchange) => ({ ...one, exchange }));
  return {
    result: failed(id, { operation, exchanges: ids, violations: violations.slice(0, 1) }),
    exchanges: ids.map((exchange) => ({ id: exchange, violations: [one] })),
  };
}

function titlesOf(requirements: readonly RequirementResult[]): readonly string[] {
  return causesOf(requirements).map(({ title }) => title);
}

describe('failures of the contract', () => {
  const contentType = { pointer: 'header:content-type', expected: 'application/hal+json' };

  it('are one cause where the same part of several operations is wrong', () => {
    const all = operationIds.map((operation, at) =>
      broken(operation, 'contentType', [at * 2 + 1, at * 2 + 2], contentType),
    );
    const [cause, ...others] = causesOf(
      all.map(({ result }) => result),
      all.flatMap(({ exchanges }) => exchanges),
    );

    assert.deepEqual(others, []);
    assert.equal(cause?.title, 'Content-Type wrong on all 6 operations: 12 exchanges');
    assert.equal(cause.requirements.length, 6);
    assert.deepEqual(cause.exchanges, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('count every exchange that shows them, not only those that results list', () => {
    const one = broken('customers.list', 'contentType', [1, 2, 3], contentType);
    const result = { ...one.result, exchanges: [1] };

    assert.deepEqual(causesOf([result], one.exchanges)[0]?.exchanges, [1, 2, 3]);
    assert.deepEqual(causesOf([result])[0]?.exchanges, [1]);
  });

  it('are one cause where several fields have the same wrong type', () => {
    const fields = ['items.id', 'items.created_by'].map((part) => broken('customers.list', part, [1]).result);

    assert.deepEqual(titlesOf(fields), [
      'A string where a number belongs, 2 fields on `customers.list`: 1 exchange',
    ]);
  });

  it('stay apart where different fields are missing, or a value of the right type is wrong', () => {
    const missing = ['items.id', 'items.name'].map(
      (part) => broken('customers.list', part, [1], { actual: 'nothing' }).result,
    );
    const outOfBounds = ['items.id', 'items.period_id'].map(
      (part) => broken('customers.list', part, [1], { actual: 'the number -1' }).result,
    );

    assert.deepEqual(titlesOf(missing), [
      '`items.id` missing on `customers.list`: 1 exchange',
      '`items.name` missing on `customers.list`: 1 exchange',
    ]);
    assert.equal(causesOf(outOfBounds).length, 2);
  });

  it('take in the tests that complain of the same status in the same exchange', () => {
    const status = broken('customers.list', 'status', [7], {
      pointer: 'status',
      expected: 'one of 200, 400',
      actual: '422',
    });
    const test = failed('customers.list.malformed.date', {
      exchanges: [6, 7],
      reason: 'Status 200 or 400 expected, and the answer was 422 {"error":1}',
    });
    const elsewhere = {
      ...test,
      id: 'customers.list.malformed.type',
      exchanges: [8],
      reason: 'the answer was 422',
    };
    const ofOtherThings = { ...test, id: 'customers.list.order', reason: 'the first of 42 comes last' };
    const causes = causesOf([test, elsewhere, ofOtherThings, status.result], status.exchanges);

    assert.deepEqual(
      causes.map(({ requirements }) => requirements.map(({ id }) => id)),
      [
        ['customers.list.malformed.date', 'customers.list.response.status'],
        ['customers.list.malformed.type'],
        ['customers.list.order'],
      ],
    );
    assert.equal(causes[0]?.title, 'Status 422 is not documented on `customers.list`: 1 exchange');
    assert.deepEqual(causes[0].exchanges, [7]);
  });
});

describe('failures of tests', () => {
  it('are one cause where they say the same but for ids and names', () => {
    const causes = causesOf([
      failed('customers.add.name', { reason: 'Not refused: 200 {"items":[{"id":466791,"name":"A"}]}' }),
      failed('customers.add.next_date', { reason: 'Not refused: 200 {"items":[{"id":466802,"name":"B"}]}' }),
    ]);

    assert.equal(causes.length, 1);
    assert.equal(causes[0]?.title, '2 requirements of `customers.add` fail alike');
  });

  it('stay apart where they say something else, or belong to another operation', () => {
    const reason = 'Status 200 expected, and the answer was 500';

    assert.equal(
      causesOf([
        failed('customers.add.a', { reason }),
        failed('customers.add.b', { reason: reason.replace('500', '404') }),
      ]).length,
      2,
    );
    assert.equal(
      causesOf([
        failed('customers.add.a', { reason }),
        failed('periods.change.b', { reason, operation: 'periods.change' }),
      ]).length,
      2,
    );
  });

  it("are told by their scenario where the runner's words say nothing", () => {
    const reason = (value: number) => `expect(received).toEqual(expected) // deep equality + ${value}`;
    const one = failed('customers.update.unlink.one', { reason: reason(1), exchanges: [1, 2] });
    const two = failed('customers.update.unlink.two', { reason: reason(2), exchanges: [1, 2] });
    const otherScene = failed('customers.update.unlink.three', { reason: reason(3), exchanges: [3] });
    const otherMatcher = failed('customers.update.unlink.four', {
      reason: 'expect(received).toBeUndefined() Received: 5',
      exchanges: [1, 2],
    });

    assert.deepEqual(
      causesOf([one, two, otherScene, otherMatcher]).map(({ requirements }) => requirements.length),
      [2, 1, 1],
    );
  });
});

describe('causes', () => {
  it('stand in the order of their weight, those that only warn last', () => {
    const warnings = ['a', 'b', 'c'].map((name) =>
      failed(`periods.list.${name}`, { evidence: 'inferred', reason: 'the same', operation: 'periods.list' }),
    );
    const narrow = failed('customers.add.x');
    const wide = ['y', 'z'].map((name) => failed(`customers.list.${name}`, { reason: 'both' }));
    const causes = causesOf([...warnings, narrow, ...wide]);

    assert.deepEqual(
      causes.map(({ decides, id }) => [decides, id]),
      [
        [true, 'cause-customers.list.y'],
        [true, 'cause-customers.add.x'],
        [false, 'cause-periods.list.a'],
      ],
    );
  });

  it('name what could not be tried because of them, and nothing that passed', () => {
    const waiting = failed('customers.update.b', {
      outcome: 'dependency',
      reason: 'customers.update.a: it was not kept.',
    });
    const passed = failed('customers.update.c', { outcome: 'passed' });
    const [cause, ...others] = causesOf([failed('customers.update.a'), waiting, passed]);

    assert.deepEqual(others, []);
    assert.deepEqual(cause?.blocked, [waiting]);
    assert.equal(cause.title, 'customers.update.a is kept.');
  });

  it('are none where nothing failed', () => {
    assert.deepEqual(causesOf([failed('a', { outcome: 'waived' })]), []);
  });

  it('join by way of a third, and quickly', () => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      failed(`customers.add.n${String(at)}`, { reason: `customer ${String(100_000 + at)} is gone` }),
    );

    assert.equal(causesOf(many).length, 1);
  });
});
