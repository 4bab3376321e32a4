import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plain } from '../../../spec/run/plain.ts';
import { summaryOf, verdictLine } from '../../../reports/terminal.ts';
import { qualificationsOf } from '../../../reports/labels.ts';
import type { RequirementResult } from '../../../spec/run/results.ts';
import { exchanges, requirement, results, runOf } from './made-up.ts';

const bare = { colour: false, width: 100 } as const;
const text = summaryOf(results, exchanges, { ...bare, report: 'file:///out/index.html' });

describe('the summary', () => {
  it('tells defects, warnings, gaps, what was left behind, and last the verdict, counts and the report', () => {
    assert.match(
      text,
      /^\nLikely defects: 2\n {2}1\. .*POST customers \(update\).*\n {5}.*\n {5}POST \/api\/v2\/customers .+\n {5}→ 200: /,
    );
    assert.match(
      text,
      /\n {5}rerun: npm start -- [^\n]*--only customers\.update\.unlink\.contacts --seed \d+\n/,
    );
    assert.match(
      text,
      /\nWarnings \(inferred[^\n]*\): 1\n {2}1\. .*POST customers \(add\) breaks .*: expected 400, got 200\n/,
    );
    const headings =
      'Errors: 1, Dependency failed: 1, Untestable: 3, Unobserved: 1, Waived: 1, Not applicable: 2';
    for (const heading of headings.split(', ')) assert.ok(text.includes(`\n${heading}`), heading);
    assert.match(text, /Left behind in the account\n {2}! Customer 466815/);
    assert.match(
      text,
      /\nNonconformant: Staging CRM \(https:\/\/staging\.example\.test\)\n2 stated or shown requirements failed\.\n/,
    );
    assert.match(
      text,
      /\n5 of 14 requirements judged: 3 failed · 2 passed\. Not judged: 1 error · 1 dependency/,
    );
    assert.match(text, /\nReport: file:\/\/\/out\/index\.html\n$/);
  });

  it('tells readings and what passed only where somebody wants to know', () => {
    const verbose = summaryOf(results, exchanges, { ...bare, isVerbose: true });

    assert.doesNotMatch(text, /Readings|customers\.add\.single/);
    assert.match(verbose, /\nReadings: \d+\n(?: {2}.*\n)* {2}deletedRecords: absent, flagged\n/);
    assert.match(verbose, /\n {2}✓ customers\.add\.single: A customer with a name is added\.\n/);
  });

  it('tells ten defects, and how many more there are', () => {
    const failed = Array.from({ length: 14 }, (_, at) =>
      requirement(`area${String(at)}.one`, 'failed', {
        reason: `it is wrong in the way ${'abcdefghijklmn'[at] ?? ''}`,
      }),
    );
    const told = summaryOf(runOf(...failed), [], bare);

    assert.match(told, /Likely defects: 14\n/);
    assert.match(told, /\n {1,2}10\. /);
    assert.doesNotMatch(told, /\n {1,2}11\. /);
    assert.match(told, /\n {5}\+4 more\n/);
  });

  it('names a defect on two lines where one is too narrow', () => {
    const says = 'It holds for everything that is asked for, however much and however often that may be';
    const one = requirement('area.one', 'failed', { says, reason: 'it does not' });

    const told = summaryOf(runOf(one), [], { colour: false, width: 80 });

    const [, first = '', second = ''] = /\n {2}1\. (.*)\n {5}(.*)\n/.exec(told) ?? [];
    assert.match(`${first} ${second}`, /however much and however often that may be/);
    assert.ok(first.length <= 75 && second.length <= 75, told);
  });

  it('keeps to the width, but for what is to be pasted and for what is told of the run', () => {
    const [before = ''] = summaryOf(results, exchanges, { colour: false, width: 60 }).split(
      '\nNonconformant',
    );
    const wide = before.split('\n').filter((line) => Array.from(line).length > 60);

    assert.deepEqual(
      wide.filter((line) => !/^ {5}rerun: |^ {2}(?:Finish it|Expired|Stale)|^ {2}! /.test(line)),
      [],
    );
  });

  it('tells of the suite in a line what it is known to catch, and leaves the rest to the page', () => {
    const faults = { caught: 966, planted: 966 };
    const mutants = { caught: 567, permitted: 130, seen: 697 };
    const strength = { faults, variants: { accepted: 114, tried: 114 }, mutants, digest: '' };
    const told = summaryOf({ ...results, suite: { ...results.suite, strength } }, exchanges, bare);

    assert.match(told, /\nsuite: catches 966 of 966 planted faults, accepts 114 of 114 permitted variants\n/);
    assert.doesNotMatch(told, /machine/);
  });

  it('tells of many filters how many there are', () => {
    const filters = Array.from({ length: 9 }, (_, at) => `only area.${String(at)}`);
    const told = summaryOf(
      { ...results, complete: false, selection: { ...results.selection, filters } },
      exchanges,
      bare,
    );

    assert.match(
      told,
      /\nFiltered run \(only area\.0, only area\.1 \+7 more\): not the verdict of a whole run\.\n/,
    );
  });

  it('passes no control character of a server on', () => {
    assert.doesNotMatch(text, /[^\P{C}\n]/u);
    const coloured = summaryOf(results, exchanges, { ...bare, colour: true });
    assert.equal(plain(coloured), summaryOf(results, exchanges, bare));
    assert.notEqual(coloured, plain(coloured));
  });

  it('is one line where the verdict alone is wanted', () => {
    assert.equal(
      verdictLine(results, false),
      'Nonconformant: Staging CRM (https://staging.example.test). 2 stated or shown requirements failed.',
    );
  });
});

describe('qualifications', () => {
  it('say what the verdict would be without the waivers', () => {
    const told = (waived: NonNullable<RequirementResult['waived']>) => {
      const requirements = [requirement('a.passed', 'passed'), requirement('a.waived', 'waived', { waived })];
      return qualificationsOf({ ...results, requirements }).join();
    };

    assert.match(told({ kind: 'gap', outcome: 'untestable' }), /would be inconclusive/);
    assert.match(told({ kind: 'failure', outcome: 'failed' }), /would be nonconformant/);
  });
});
