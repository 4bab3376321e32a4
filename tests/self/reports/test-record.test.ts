import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestStep } from '@playwright/test/reporter';
import { reasonOf, recordOf, requirementOf, type ReportedResult } from '../../../reports/test-record.ts';

const title = 'customers.add.single: A customer is added.';

function result(over: Partial<ReportedResult>): ReportedResult {
  return { status: 'failed', duration: 12.4, annotations: [], errors: [], steps: [], ...over };
}

function record(...results: readonly ReportedResult[]) {
  return recordOf({ title, annotations: [], results }, 'interrupted');
}

function step(category: string, message?: string, steps: TestStep[] = []): TestStep {
  return {
    category,
    title: '',
    duration: 1,
    startTime: new Date(0),
    steps,
    annotations: [],
    attachments: [],
    titlePath: () => [],
    ...(message === undefined ? {} : { error: { message } }),
  };
}

const message =
  'Error: the name is kept\n\n\u001b[2mexpect(\u001b[22mreceived).toBe(expected)\n\nExpected: \u001b[32m"a"\u001b[39m\nReceived: \u001b[31m"b"\u001b[39m';

describe('the record of a test', () => {
  it('names its requirement by annotation, else by title', () => {
    assert.equal(requirementOf({ title, annotations: [] }), 'customers.add.single');
    assert.equal(requirementOf({ title, annotations: [{ type: 'requirement', description: 'x.y' }] }), 'x.y');
  });

  it('is failed where an assertion of its body failed, with expected and received', () => {
    const errors = [{ message }];
    for (const steps of [
      [step('expect', message)],
      [step('test.step', message, [step('expect', message)])],
    ]) {
      const { outcome, reason, detail } = record(result({ errors, steps }));
      assert.equal(outcome, 'failed');
      assert.equal(reason, 'the name is kept: expected "a", received "b"');
      assert.match(detail ?? '', /^Error: the name is kept\n\nexpect\(received\)/);
    }
  });

  it('stays failed where something else was thrown after the assertion', () => {
    const errors = [{ message: 'Error: other' }, { message }];
    assert.equal(record(result({ errors, steps: [step('expect', message)] })).outcome, 'failed');
  });

  it('is error where anything else was thrown', () => {
    const thrown = { message: 'TypeError: no' };
    assert.equal(record(result({ errors: [thrown] })).outcome, 'error');
    assert.equal(record(result({ errors: [{ value: "'text'" }] })).outcome, 'error');
    assert.equal(
      record(result({ errors: [thrown], steps: [step('expect', message)] })).outcome,
      'error',
      'caught',
    );
    assert.equal(
      record(result({ errors: [thrown], steps: [step('expect', thrown.message)] })).outcome,
      'error',
      'matcher',
    );
    const hook = step('hook', message, [step('fixture', message, [step('expect', message)])]);
    assert.equal(record(result({ errors: [{ message }], steps: [hook] })).outcome, 'error', 'fixture');
  });

  it('is error where it timed out, was interrupted or never ran', () => {
    assert.equal(
      record(result({ status: 'timedOut', errors: [{ message }], steps: [step('expect', message)] })).outcome,
      'error',
    );
    assert.equal(record(result({ status: 'interrupted' })).outcome, 'error');
    const { outcome, reason } = record();
    assert.deepEqual([outcome, reason], ['error', 'not run: interrupted']);
  });

  it('is what a skipped test declares, and error where it declares nothing', () => {
    const declared = [
      { type: 'outcome', description: 'untestable' },
      { type: 'reason', description: 'no member' },
    ];
    const skipped = record(result({ status: 'skipped', annotations: declared }));
    assert.deepEqual([skipped.outcome, skipped.reason], ['untestable', 'no member']);
    const silent = record(
      result({ status: 'skipped', annotations: [{ type: 'skip', description: 'later' }] }),
    );
    assert.deepEqual([silent.outcome, silent.reason], ['error', 'not run: later']);
    const passing = record(
      result({ status: 'skipped', annotations: [{ type: 'outcome', description: 'passed' }] }),
    );
    assert.equal(passing.outcome, 'error', 'no test may declare that it passed');
  });

  it('counts the last of several results', () => {
    const last = result({ status: 'passed', duration: 7 });
    const { outcome, durationMs } = record(result({ errors: [{ message }] }), last);
    assert.deepEqual([outcome, durationMs], ['passed', 7]);
  });

  it('gathers exchanges and readings from the annotations', () => {
    const annotations = [
      { type: 'exchanges', description: '5,3,,x' },
      { type: 'exchanges', description: '3, 12' },
      { type: 'exchanges', description: '' },
      { type: 'reading', description: 'deletedRecords=absent' },
    ];
    const { exchanges, readings } = record(result({ status: 'passed', annotations }));
    assert.deepEqual(exchanges, [3, 5, 12]);
    assert.deepEqual(readings, { deletedRecords: 'absent' });
  });
});

describe('the reason of a failure', () => {
  it('leaves out what the matcher writes for programmers', () => {
    const bare = 'Error: expect(received).toBe(expected) // Object.is equality\n\nExpected: 2\nReceived: 1';
    assert.equal(reasonOf({ message: bare }), 'expected 2, received 1');
    assert.equal(reasonOf({ message: 'Error: Not refused: 200\n\nCall Log:\n- x' }), 'Not refused: 200');
    assert.equal(reasonOf(undefined), 'it failed without a message');
  });
});
