import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causesOf } from '../../../reports/causes.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import { operationIds, type OperationId } from '../../../spec/operations.ts';
import type { RequirementResult } from '../../../spec/run/results.ts';
import { idsOf, requirement, violation } from './made-up.ts';

const failed = (id: string, over: Partial<RequirementResult> = {}) =>
  requirement(id, 'failed', { operation: 'customers.change', ...over });

/** A failed part of an operation's answers, and the exchanges that show it. */
function broken(operation: OperationId, part: string, ids: readonly number[], over: Partial<Violation>) {
  const id = `${operation}.response.${part}`;
  const shown = violation(id, over);
  const violations = ids.slice(0, 1).map((exchange) => ({ ...shown, exchange }));
  return {
    result: failed(id, { operation, exchanges: ids, violations }),
    exchanges: ids.map((exchange) => ({ id: exchange, violations: [shown] })),
  };
}

describe('failures of the contract', () => {
  it('are one cause where the same part of several operations is wrong', () => {
    const all = operationIds.map((operation, at) =>
      broken(operation, 'contentType', [at * 2 + 1, at * 2 + 2], { pointer: 'header:content-type' }),
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
    const status = broken('customers.list', 'status', [7], { pointer: 'status', actual: '422' });
    const complaint = (id: string, exchange: number, reason: string) =>
      failed(`customers.list.${id}`, { exchanges: [6, exchange], reason });
    const causes = causesOf(
      [
        complaint('malformed.date', 7, 'Status 200 or 400 expected, and the answer was 422 {"error":1}'),
        complaint('malformed.type', 8, 'the answer was 422'),
        complaint('order', 7, 'the first of 42 comes last'),
        status.result,
      ],
      status.exchanges,
    );

    assert.deepEqual(
      causes.map(({ requirements }) => idsOf(requirements)),
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
  const stored = (id: number, name: string) =>
    `Not refused: 200 {"_embedded":{"items":[{"id":${id},"_links":{"self":{"href":"/api/v2/customers?id=${id}"}},"name":"${name}"}]}}`;
  const unknown = ['contact', 'company'].map((kind, at) =>
    failed(`customers.add.unknown.${kind}`, { reason: stored(467_400 + at, kind) }),
  );
  const gone = ['a', 'b'].map((name) =>
    failed(`periods.change.${name}`, { reason: 'It was acknowledged, and then not found.' }),
  );
  const reason = 'Status 200 or 204 or 400 expected, and the answer was 500 Broken down';
  const down = failed('customers.list.a', { reason });
  const other = failed('customers.list.b', { reason: reason.replace('500', '404') });
  const elsewhere = failed('periods.change.b', { reason, operation: 'periods.change' });

  const groups = [
    ['the same words', gone, [2]],
    ['the same but for ids, times and names', unknown, [2]],
    ['another status', [down, other], [1, 1]],
    ['the same of another operation', [down, elsewhere], [1, 1]],
  ] as const;
  for (const [title, failures, sizes] of groups) {
    it(`that say ${title} make ${sizes.length} of ${failures.length} causes`, () => {
      const causes = causesOf(failures);

      assert.deepEqual(
        causes.map(({ requirements }) => requirements.length),
        sizes,
      );
    });
  }

  it('are counted by the title of their cause', () => {
    assert.equal(causesOf(unknown)[0]?.title, '2 requirements of `customers.add.unknown` fail alike');
  });
});

describe('causes', () => {
  it('stand in the order of their weight, those that only warn last', () => {
    const warnings = ['a', 'b', 'c'].map((name) =>
      failed(`periods.list.${name}`, { evidence: 'inferred', reason: 'the same', operation: 'periods.list' }),
    );
    const wide = ['y', 'z'].map((name) => failed(`customers.list.${name}`, { reason: 'both' }));

    assert.deepEqual(
      causesOf([...warnings, failed('customers.add.x'), ...wide]).map(({ decides, id }) => [decides, id]),
      [
        [true, 'cause-customers.list.y'],
        [true, 'cause-customers.add.x'],
        [false, 'cause-periods.list.a'],
      ],
    );
  });
});
