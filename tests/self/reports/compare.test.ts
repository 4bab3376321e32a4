import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { changeKinds, regressionsIn, type ChangeKind } from '../../../reports/compare/changes.ts';
import { compareRuns, labelsOf, type Comparison } from '../../../reports/compare/compare-runs.ts';
import { toComparisonHtml } from '../../../reports/compare/comparison-page.tsx';
import { comparisonText } from '../../../reports/compare/comparison-text.ts';
import { toHistoryHtml } from '../../../reports/compare/history-page.tsx';
import { historyText } from '../../../reports/compare/history-text.ts';
import { historyOf } from '../../../reports/compare/history.ts';
import { plain } from '../../../spec/run/plain.ts';
import type { Outcome, RequirementResult, Results } from '../../../spec/run/results.ts';
import { hostile } from './hostile-texts.ts';
import { changed as run, digest, filtered, idsOf, later, one, other, results } from './made-up.ts';
import { assertHarmless, assertPage } from './report-checks.ts';

type Over = Partial<RequirementResult>;

/** The runs, labelled as the command does. */
function compared(...runs: readonly Results[]): Comparison {
  const labels = labelsOf(runs);
  return compareRuns(runs.map((result, at) => ({ label: labels[at] ?? '', results: result })));
}

function changes(before: Results, after: Results) {
  return compared(before, after).changes ?? assert.fail('They are not of one target.');
}

describe('a change from one run of a target to the next', () => {
  const excused = (outcome: Outcome): Over => ({ outcome: 'waived', waived: { kind: 'failure', outcome } });
  const cases: readonly (readonly [from: Over, to: Over, kind: ChangeKind | undefined])[] = [
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
    [{ outcome: 'failed' }, { outcome: 'failed', reason: 'for another reason' }, undefined],
    [excused('failed'), excused('failed'), undefined],
  ];
  for (const [from, to, kind] of cases) {
    it(`from ${from.outcome} to ${to.outcome} is ${kind ?? 'none'}`, () => {
      const { byKind } = changes(run({ [one]: from }), run({ [one]: to }));

      assert.equal(
        changeKinds.find((each) => idsOf(byKind[each]).includes(one)),
        kind,
      );
    });
  }

  it('decides nothing where the source only implies the requirement', () => {
    const both = (outcome: Outcome) =>
      run({ [one]: { outcome, evidence: 'inferred' }, [other]: { outcome } });
    const told = changes(both('passed'), both('failed'));

    assert.deepEqual(idsOf(told.byKind.worse), [one, other]);
    assert.deepEqual(idsOf(regressionsIn(told)), [other]);
  });
});

describe('runs', () => {
  const of = (name: string, baseUrl: string, letter = 'a') =>
    run({}, { target: { name, baseUrl, digest: digest(letter) } });
  const first = of('A', 'u');

  it('are of one target when name and address are the same, and say so when its file changed', () => {
    const moved = compared(first, of('A', 'u', 'b'));

    assert.deepEqual([changes(first, first).incomparable, compared(first, first).remarks], [0, []]);
    assert.ok(moved.changes);
    assert.match(moved.remarks.join(), /The target file changed/);
    for (const others of [[of('B', 'u')], [of('A', 'v')], [first, first]])
      assert.equal(compared(first, ...others).changes, undefined);
  });

  const labels: readonly (readonly [string, ...(readonly Results[])])[] = [
    ['A, B', first, of('B', 'u')],
    ['A (u), A (v), B', first, of('A', 'v'), of('B', 'u')],
    ['A 2026-11-24 06:18, A 2026-11-25 06:18', first, { ...first, startedAt: later }],
    ['A #1, A #2', first, first],
    ['unnamed target (u), unnamed target (v)', of('\u202e', 'u'), of('', 'v')],
  ];
  for (const [told, ...runs] of labels) {
    it(`are told apart as ${told}`, () => {
      assert.equal(labelsOf(runs).join(', '), told);
    });
  }

  it('that were filtered have not judged what they left out, which is no difference', () => {
    const { requirements, changes: told, remarks } = compared(run({}), filtered('customers.list'));
    const left = requirements.find(({ id }) => id === one)?.findings.map(({ outcome }) => outcome);

    assert.deepEqual(left, ['passed', 'notJudged']);
    assert.deepEqual(idsOf(requirements.filter(({ differs }) => differs)), []);
    assert.deepEqual(
      changeKinds.flatMap((kind) => told?.byKind[kind]),
      [],
    );
    assert.ok(told && told.incomparable > 0);
    assert.match(remarks.join(), /is a filtered run over \d+ of \d+ requirements/);
  });
});

const on = (day: number, of: Results): Results => ({ ...of, startedAt: `2026-12-0${day}T06:18:00.000Z` });
const suite = { ...results.suite, version: '0.2.0', digest: digest('c') };
const turned = { [one]: { outcome: 'failed' }, [other]: { outcome: 'passed' } } as const;

describe('a comparison of two runs of one target', () => {
  const told = compared(results, run(turned, { startedAt: later }));

  it('puts what changed before what the runs were, on the page and on the terminal', () => {
    const places = (text: string, words: readonly string[]) => words.map((each) => text.indexOf(each));
    const page = places(toComparisonHtml(told), ['id="change-worse"', 'id="change-better"', 'id="runs"']);
    const text = places(comparisonText(told, { colour: false }), ['Got worse: 1', 'Got better: 1', 'Totals']);

    for (const order of [page, text]) {
      assert.ok(!order.includes(-1), String(order));
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
      );
    }
  });
});

describe('the history', () => {
  it('compares like with like: whole, read-only and filtered runs are series of their own', () => {
    const broken = { [one]: { outcome: 'failed' } } as const;
    const [history] = historyOf([
      on(1, run({}, { profile: 'read-only' })),
      on(2, run({})),
      on(3, filtered('customers.list')),
      on(4, run(broken, { profile: 'read-only' })),
      on(5, run(broken)),
    ]);

    assert.deepEqual(
      history?.series.map(({ kind, runs }) => [
        kind,
        runs.map(({ changes: told }) => told && idsOf(told.byKind.worse)),
      ]),
      [
        ['whole run', [undefined, [one]]],
        ['read-only run', [undefined, [one]]],
        ['run filtered by only customers.list', [undefined]],
      ],
    );
    const text = historyText([history], { colour: false });
    assert.match(text, /2 whole runs\n2026-12-02[^]*\n2 read-only runs\n2026-12-01[^]*\nA run is compared/);
  });

  it('says where the suite or the target file changed, or a run did not get through', () => {
    const target = { ...results.target, digest: digest('a') };
    const moved = { ...target, digest: digest('b') };
    const [history] = historyOf([
      on(1, run({}, { target })),
      on(2, run({}, { target, suite })),
      on(3, run({}, { target: moved, suite, obstacle: 'away' })),
    ]);

    assert.deepEqual(
      history?.series[0]?.runs.map(({ remarks }) => remarks),
      [
        [],
        ['The suite changed: differences may come from it.'],
        [
          'The target file changed: differences may come from it.',
          'It did not get through: what it left open is no change.',
        ],
      ],
    );
  });
});

describe('a comparison and a history, whatever a target is named or sends', () => {
  const everywhere = run(
    ({ id }) => ({ id: id === one ? hostile : id, outcome: 'failed', reason: hostile.repeat(200) }),
    {
      obstacle: hostile,
      target: { name: hostile, baseUrl: hostile },
      suite: { ...results.suite, version: hostile },
      readings: { [hostile]: hostile, ['__proto__']: hostile },
    },
  );
  const elsewhere = { ...everywhere, target: { name: hostile, baseUrl: 'b' } };
  const harmless = { ...results, target: everywhere.target };
  const before = { ...results, readings: { deletedRecords: 'absent' } };
  const comparisons = [
    compared(before, run(turned, { startedAt: later, readings: { deletedRecords: 'flagged' } })),
    compared(harmless, everywhere, elsewhere),
    compared(harmless, { ...everywhere, startedAt: later }),
    compared(results, filtered('customers')),
  ];
  const histories = [
    [
      on(1, run({ [other]: { outcome: 'failed' } })),
      on(2, run(turned, { suite })),
      on(3, filtered('customers.list')),
    ],
    [on(1, harmless), on(2, everywhere)],
  ].map(historyOf);

  it('fit 80 columns, steer no terminal, and are coloured only when they are told to', () => {
    const texts = [
      ...comparisons.map((each) => (colour: boolean) => comparisonText(each, { colour })),
      ...histories.map((each) => (colour: boolean) => historyText(each, { colour })),
    ];
    for (const textIn of texts) {
      const text = textIn(false);
      assertHarmless(text);
      assert.ok(text.split('\n').every((line) => line.length <= 80));
      assert.notEqual(textIn(true), text);
      assert.equal(plain(textIn(true)), text);
    }
  });

  it('are sound pages without a script, and data', () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      // How the renderer writes what HTML lets be written in several ways.
      rules: { 'doctype-style': 'off', 'void-style': 'off', 'no-raw-characters': 'off' },
    });
    const pages = [
      ...comparisons.map(toComparisonHtml),
      ...histories.map((each) => toHistoryHtml(each, [hostile])),
    ];
    for (const page of pages) {
      assertPage(page);
      assert.doesNotMatch(page, /<script/);
      assert.ok(page.length < 300_000, String(page.length));
      assert.deepEqual(validator.validateStringSync(page).results, []);
    }
    for (const comparison of comparisons)
      assert.deepEqual(JSON.parse(JSON.stringify(comparison)), comparison);
  });
});
