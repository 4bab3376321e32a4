import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plain } from '../../../spec/run/plain.ts';
import { clearLine, milestone, progressLine, summaryOf } from '../../../reports/terminal.ts';
import { qualificationsOf } from '../../../reports/labels.ts';
import type { RequirementResult } from '../../../spec/run/results.ts';
import { requirement, results } from './made-up.ts';

const text = summaryOf(results, { colour: false, report: 'out/index.html' });

describe('the summary', () => {
  it('tells verdict, counts, failures, warnings, gaps, readings and where the report lies', () => {
    assert.match(
      text,
      /^\nNonconformant: Staging CRM \(https:\/\/staging\.example\.test\)\n2 stated or shown requirements failed\.\n/,
    );
    assert.match(text, /14 requirements: 3 failed · 1 error · 1 dependency/);
    assert.match(text, /Failures\n {2}✗ customers\.update\.unlink\.contacts\n/);
    assert.match(text, /Warnings \(inferred[^\n]*\)\n {2}✗ customers\.add\.nameRequired\n/);
    const headings = 'Errors, Dependency failed, Untestable, Unobserved, Waived, Not applicable';
    for (const heading of headings.split(', ')) assert.ok(text.includes(`\n${heading}\n`), heading);
    assert.match(text, /Readings: deletedRecords: absent, flagged/);
    assert.match(text, /Left behind in the account\n {2}! Customer 466815/);
    assert.match(text, /Report: out\/index\.html\n$/);
  });

  it('passes no control character of a server on', () => {
    assert.doesNotMatch(text, /[^\P{C}\n]/u);
    const coloured = plain(summaryOf(results, { colour: true }));
    assert.equal(coloured, summaryOf(results, { colour: false }));
    assert.notEqual(summaryOf(results, { colour: true }), coloured);
  });
});

describe('the progress', () => {
  const record = { requirement: 'customers.update.unlink.contacts', outcome: 'passed' } as const;

  it('is one line that fits the terminal', () => {
    const line = progressLine({ done: 87, of: 203, record }, 80);
    assert.equal(line, `${clearLine}[ 87/203] customers.update.unlink.contacts ✓`);
    const narrow = progressLine({ done: 87, of: 203, record }, 30).replace(clearLine, '');
    assert.equal(Array.from(narrow).length, 29);
  });

  it('is a line a tenth where nothing can be overwritten', () => {
    const lines = (of: number) =>
      Array.from({ length: of }, (_, at) => milestone({ done: at + 1, of, record })).filter((line) => line);
    assert.equal(lines(203).length, 10);
    assert.equal(lines(3).length, 3);
    assert.equal(lines(203).at(-1), '203 of 203 requirements judged');
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
