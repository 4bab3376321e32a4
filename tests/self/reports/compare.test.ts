import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeKinds, regressionsIn, type ChangeKind } from '../../../reports/compare/changes.ts';
import { compareRuns, labelsOf, type Comparison } from '../../../reports/compare/compare-runs.ts';
import { historyOf } from '../../../reports/compare/history.ts';
import type { Outcome, RequirementResult, Results } from '../../../spec/run/results.ts';
import { changed as run, digest, filtered as filteredBy, later, one, other, results } from './made-up.ts';

type Over = Partial<RequirementResult>;

const filtered = (prefix: string) => filteredBy(prefix, { startedAt: later });

/** The runs, labelled as the command does. */
function compared(...runs: readonly Results[]): Comparison {
  const labels = labelsOf(runs);
  return compareRuns(runs.map((result, at) => ({ label: labels[at] ?? '', results: result })));
}

function changes(before: Results, after: Results) {
  const { changes: told } = compared(before, after);
  assert.ok(told);
  return told;
}

/** The kind of change of the requirement `one` between two outcomes; null when nothing changed. */
function kindOf(from: Over, to: Over): ChangeKind | null {
  const told = changes(run({ [one]: from }), run({ [one]: to }));
  return changeKinds.find((kind) => told.byKind[kind].some(({ id }) => id === one)) ?? null;
}

describe('a change from one run of a target to the next', () => {
  const excused = (outcome: Outcome): Over => ({ outcome: 'waived', waived: { kind: 'failure', outcome } });
  const cases: readonly (readonly [from: Over, to: Over, kind: ChangeKind | null])[] = [
    [{ outcome: 'passed' }, { outcome: 'failed' }, 'worse'],
    [{ outcome: 'untestable' }, { outcome: 'failed' }, 'worse'],
    [excused('failed'), { outcome: 'failed' }, 'worse'],
    [{ outcome: 'failed' }, { outcome: 'passed' }, 'better'],
    [{ outcome: 'unobserved' }, { outcome: 'passed' }, 'better'],
    [excused('failed'), { outcome: 'passed' }, 'better'],
    [{ outcome: 'passed' }, { outcome: 'untestable' }, 'unsettled'],
    [{ outcome: 'failed' }, { outcome: 'error' }, 'unsettled'],
    [{ outcome: 'passed' }, excused('failed'), 'waived'],
    [{ outcome: 'failed' }, excused('failed'), 'waived'],
    [excused('untestable'), excused('failed'), 'waived'],
    [{ outcome: 'untestable' }, { outcome: 'unobserved' }, 'other'],
    [{ outcome: 'failed' }, { outcome: 'notApplicable' }, 'other'],
    [{ outcome: 'failed' }, { outcome: 'failed', reason: 'for another reason' }, null],
    [excused('failed'), excused('failed'), null],
  ];
  for (const [from, to, kind] of cases) {
    it(`from ${from.outcome} to ${to.outcome} is ${kind ?? 'none'}`, () => {
      assert.equal(kindOf(from, to), kind);
    });
  }

  it('decides nothing where the source only implies the requirement', () => {
    const evidence = 'inferred';
    const from = run({ [one]: { outcome: 'passed', evidence }, [other]: { outcome: 'passed' } });
    const to = run({ [one]: { outcome: 'failed', evidence }, [other]: { outcome: 'failed' } });
    const told = changes(from, to);
    assert.deepEqual(
      told.byKind.worse.map(({ id }) => id),
      [one, other],
    );
    assert.deepEqual(
      regressionsIn(told).map(({ id }) => id),
      [other],
    );
  });
});

describe('runs', () => {
  const target = (name: string, baseUrl: string, letter?: string) => ({
    target: { name, baseUrl, ...(letter === undefined ? {} : { digest: digest(letter) }) },
  });

  it('are of one target when name and address are the same, and say so when its file changed', () => {
    const [a, b] = [target('A', 'https://a.test', 'a'), target('A', 'https://a.test', 'b')];
    assert.ok(compared(run({}, a), run({}, a)).changes);
    assert.deepEqual(compared(run({}, a), run({}, a)).remarks, []);
    const moved = compared(run({}, a), run({}, b));
    assert.ok(moved.changes);
    assert.match(moved.remarks.join(), /The target file changed/);
    assert.equal(compared(run({}, a), run({}, target('B', 'https://a.test'))).changes, undefined);
    assert.equal(compared(run({}, a), run({}, target('A', 'https://b.test'))).changes, undefined);
    assert.equal(compared(run({}, a), run({}, a), run({}, a)).changes, undefined);
  });

  it('are told apart by name, address, date and number, whatever is needed', () => {
    const named = (name: string, baseUrl: string, startedAt = later) => ({
      target: { name, baseUrl },
      startedAt,
    });
    assert.deepEqual(labelsOf([named('A', 'u'), named('B', 'u')]), ['A', 'B']);
    assert.deepEqual(labelsOf([named('A', 'u'), named('A', 'v'), named('B', 'u')]), ['A (u)', 'A (v)', 'B']);
    assert.deepEqual(labelsOf([named('A', 'u'), named('A', 'u', '2026-12-01T00:00:00Z')]), [
      'A 2026-11-25 06:18',
      'A 2026-12-01 00:00',
    ]);
    assert.deepEqual(labelsOf([named('A', 'u'), named('A', 'u')]), ['A #1', 'A #2']);
    assert.deepEqual(labelsOf([named('\u202e', 'u'), named('', 'v')]), [
      'unnamed target (u)',
      'unnamed target (v)',
    ]);
  });
});

describe('a filtered run', () => {
  it('has not judged what it left out, which is no difference', () => {
    const comparison = compared(run({}), filtered('customers.list'));
    const left = comparison.requirements.find(({ id }) => id === one);
    assert.deepEqual(
      left?.findings.map(({ outcome }) => outcome),
      ['passed', 'notJudged'],
    );
    assert.ok(!comparison.requirements.some(({ differs }) => differs));
    assert.deepEqual(
      changeKinds.map((kind) => comparison.changes?.byKind[kind].length),
      [0, 0, 0, 0, 0],
    );
    assert.ok((comparison.changes?.incomparable ?? 0) > 0);
    assert.match(comparison.remarks.join(), /is a filtered run over \d+ of \d+ requirements/);
  });
});

/** A run of the sample's target on a day of December. */
function on(day: number, changes: Readonly<Record<string, Over>> = {}, over: Partial<Results> = {}): Results {
  return run(changes, { startedAt: `2026-12-0${day}T06:18:00.000Z`, ...over });
}

const otherSuite = { ...results.suite, version: '0.2.0', digest: `sha256:${'cd'.repeat(32)}` };

describe('the history', () => {
  it('compares with the last time that a requirement was judged, across a filtered run', () => {
    const between = { ...filtered('customers.list'), startedAt: '2026-12-02T06:18:00.000Z' };
    const [history] = historyOf([on(1), between, on(3, { [one]: { outcome: 'failed' } })]);
    assert.deepEqual(
      history?.runs[2]?.changes?.byKind.worse.map(({ id }) => id),
      [one],
    );
  });

  it('says where the suite, the target file or the profile changed', () => {
    const target = { ...results.target, digest: digest('a') };
    const [history] = historyOf([
      on(1, {}, { target }),
      on(2, {}, { target, suite: otherSuite }),
      on(3, {}, { target: { ...target, digest: digest('b') }, suite: otherSuite, profile: 'read-only' }),
    ]);
    assert.deepEqual(
      history?.runs.map(({ remarks }) => remarks),
      [
        [],
        ['The suite changed: differences may come from it.'],
        [
          'The target file changed: differences may come from it.',
          'The profile changed from full to read-only.',
        ],
      ],
    );
  });
});
