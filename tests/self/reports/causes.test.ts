import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causesOf } from '../../../reports/causes.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import { operationIds, type OperationId } from '../../../spec/operations.ts';
import type { RequirementResult } from '../../../spec/run/results.ts';
import { requirement, violation } from './made-up.ts';

const failed = (id: string, over: Partial<RequirementResult> = {}) =>
  requirement(id, 'failed', { operation: 'customers.change', ...over });

/** A failed part of an operation's answers, and the exchanges that show it. */
function broken(operation: OperationId, part: string, ids: readonly number[], over: Partial<Violation> = {}) {
  const id = `${operation}.response.${part}`;
  const one = violation(id, {
    expected: 'an integer of 1 or more',
    actual: 'the string "12"',
    ...over,
  });
  const violations = ids.map((exchange) => ({ ...one, exchange }));
  return {
    result: failed(id, { operation, exchanges: ids, violations: violations.slice(0, 1) }),
    exchanges: ids.map((exchange) => ({ id: exchange, violations: [one] })),
  };
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

/** Texts that real faults of the reference were told by. */
describe('failures of claims', () => {
  const groupsOf = (...of: readonly RequirementResult[]) =>
    causesOf(of).map(({ requirements }) => requirements.length);

  it('are one cause where they say the same but for ids, times and names', () => {
    // Two of what `period-ids-issued-anew` and `unknown-contact-passed-over` do.
    const gone = 'It was acknowledged, and then not found.';
    assert.deepEqual(
      groupsOf(failed('periods.change.a', { reason: gone }), failed('periods.change.b', { reason: gone })),
      [2],
    );
    const stored = (id: number, name: string) =>
      `Not refused: 200 {"_embedded":{"items":[{"id":${id},"_links":{"self":{"href":"/api/v2/customers?id=${id}"}},"name":"${name}"}]}}`;
    const causes = causesOf([
      failed('customers.add.unknown.contact', { reason: stored(467_400, 'A') }),
      failed('customers.add.unknown.company', { reason: stored(467_401, 'B') }),
    ]);
    assert.deepEqual(
      causes.map(({ title }) => title),
      ['2 requirements of `customers.add.unknown` fail alike'],
    );
  });

  it('stay apart where they say something else, or belong to another operation', () => {
    // `malformed-type-breaks-down`, and what another status would be told by.
    const reason = 'Status 200 or 204 or 400 expected, and the answer was 500 Broken down';
    const one = failed('customers.list.a', { reason });
    assert.deepEqual(
      groupsOf(one, failed('customers.list.b', { reason: reason.replace('500', '404') })),
      [1, 1],
    );
    assert.deepEqual(
      groupsOf(one, failed('periods.change.b', { reason, operation: 'periods.change' })),
      [1, 1],
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
});
