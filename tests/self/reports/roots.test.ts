import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClaimRecord } from '../../../engine/record.ts';
import { BASELESS, grounded } from '../../../engine/roots.ts';
import type { Outcome, RequirementResult } from '../../../spec/run/results.ts';

const resultOf = (id: string, outcome: Outcome): RequirementResult => ({
  id,
  says: id,
  source: [],
  evidence: 'stated',
  operation: null,
  outcome,
  durationMs: 0,
});

/** What becomes of `a`, which rests on these, when the others came out like this. */
function outcomeOfA(
  restsOn: Readonly<Record<string, readonly string[]>>,
  others: Readonly<Record<string, Outcome>> = {},
  excuse: string | null = null,
): { outcome: Outcome | undefined; isBaseless: boolean } {
  const a = resultOfA(restsOn, others, excuse);
  return { outcome: a?.outcome, isBaseless: a?.reason?.startsWith(BASELESS) === true };
}

function resultOfA(
  restsOn: Readonly<Record<string, readonly string[]>>,
  others: Readonly<Record<string, Outcome>>,
  excuse: string | null,
): RequirementResult | undefined {
  const results = [
    resultOf('a', 'dependency'),
    ...Object.entries(others).map(([id, outcome]) => resultOf(id, outcome)),
  ];
  const records = Object.entries(restsOn).map(([requirement, names]): ClaimRecord => ({
    requirement,
    outcome: 'dependency',
    restsOn: names,
    exchanges: [],
    readings: {},
    durationMs: 0,
  }));
  return grounded(results, records, excuse).find(({ id }) => id === 'a');
}

describe('a dependency', () => {
  it('stays one where a requirement that it rests on went wrong, at whatever distance', () => {
    for (const outcome of ['failed', 'untestable', 'error', 'notApplicable', 'unobserved'] as const) {
      assert.equal(outcomeOfA({ a: ['b'] }, { b: outcome }).outcome, 'dependency', outcome);
    }
    assert.equal(outcomeOfA({ a: ['b'], b: ['c'] }, { b: 'dependency', c: 'failed' }).outcome, 'dependency');
    assert.equal(outcomeOfA({ a: ['b', 'c'] }, { b: 'passed', c: 'failed' }).outcome, 'dependency');
  });

  it('stays one where what it rests on was not judged in this run', () => {
    assert.equal(outcomeOfA({ a: ['b'] }).outcome, 'dependency');
  });

  it('is an error of the suite where all that it rests on passed', () => {
    assert.deepEqual(outcomeOfA({ a: ['b'] }, { b: 'passed' }), { outcome: 'error', isBaseless: true });
    assert.deepEqual(outcomeOfA({ a: ['b'], b: ['c'] }, { b: 'dependency', c: 'passed' }), {
      outcome: 'error',
      isBaseless: true,
    });
  });

  it('is an error of the suite where it rests on itself', () => {
    assert.deepEqual(outcomeOfA({ a: ['a'] }), { outcome: 'error', isBaseless: true });
    assert.deepEqual(outcomeOfA({ a: ['b'], b: ['a'] }, { b: 'dependency' }), {
      outcome: 'error',
      isBaseless: true,
    });
  });

  it('stays one where something else failed, which is named', () => {
    const others = { b: 'passed', elsewhere: 'failed' } as const;
    assert.deepEqual(outcomeOfA({ a: ['b'] }, others), { outcome: 'dependency', isBaseless: false });
    assert.match(
      resultOfA({ a: ['b'] }, others, null)?.reason ?? '',
      /\(b\) did not fail, but elsewhere did, and may be why/,
    );
  });

  it('is held against the line where that mixes answers up', () => {
    assert.deepEqual(outcomeOfA({ a: ['b'] }, { b: 'passed' }, 'The line mixes up.'), {
      outcome: 'error',
      isBaseless: false,
    });
  });
});
