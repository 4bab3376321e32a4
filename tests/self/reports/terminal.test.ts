import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plain } from '../../../spec/run/plain.ts';
import { clearLine, milestone, progressLine, summaryOf } from '../../../reports/terminal.ts';
import type { RequirementResult } from '../../../spec/run/results.ts';
import { results } from './sample.ts';

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
    for (const heading of [
      'Errors',
      'Dependency failed',
      'Untestable',
      'Unobserved',
      'Waived',
      'Not applicable',
    ]) {
      assert.ok(text.includes(`\n${heading}\n`), heading);
    }
    assert.match(text, /Readings: deletedRecords: absent, flagged/);
    assert.match(text, /Left behind in the account\n {2}! Customer 466815/);
    assert.match(text, /Report: out\/index\.html\n$/);
  });

  it('counts retries where there were any', () => {
    const told = (retries: number) => summaryOf({ ...results, requests: 9, retries }, { colour: false });

    assert.match(told(0), /· 9 requests ·/);
    assert.match(told(2), /· 9 requests \(2 retries\) ·/);
  });

  it('passes no control character of a server on', () => {
    assert.doesNotMatch(text, /[^\P{C}\n]/u);
    const coloured = plain(summaryOf(results, { colour: true }));
    assert.equal(coloured, summaryOf(results, { colour: false }));
    assert.notEqual(summaryOf(results, { colour: true }), coloured);
  });

  it('groups gaps of one reason and says how many more failures there are', () => {
    assert.match(
      text,
      /transactions are not supported\n {6}transactions\.add\.single, transactions\.list\.response/,
    );
    const one = results.requirements.find(({ id }) => id === 'customers.list.response.items.id');
    assert.ok(one);
    const many: RequirementResult[] = Array.from({ length: 33 }, (_, at) => ({
      ...one,
      id: `a.b${String(at)}`,
    }));
    const long = summaryOf({ ...results, requirements: many }, { colour: false });
    assert.equal(long.match(/✗/g)?.length, 20);
    assert.match(long, /\n {2}\+13 more\n/);
  });

  it('says that a filtered run is one', () => {
    const selection = { judged: 3, of: 14, filters: ['only customers.list'] };
    const filtered = summaryOf({ ...results, complete: false, selection }, { colour: false });
    assert.match(filtered, /Filtered run \(only customers\.list\)/);
    assert.match(filtered, /\n3 of 14 requirements: /);
    assert.doesNotMatch(text, /Filtered/);
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
      Array.from({ length: of }, (_, at) => milestone({ done: at + 1, of, record })).filter(
        (line) => line !== null,
      );
    assert.equal(lines(203).length, 10);
    assert.equal(lines(3).length, 3);
    assert.equal(lines(203).at(-1), '203 of 203 requirements judged');
  });
});
