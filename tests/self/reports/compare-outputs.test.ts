import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toComparisonHtml } from '../../../reports/compare/comparison-page.tsx';
import { comparisonText } from '../../../reports/compare/comparison-text.ts';
import { plain } from '../../../spec/run/plain.ts';
import { compared, everywhere, faultsOf, filtered, later, one, other, run } from './runs.ts';
import { hostile, results } from './sample.ts';

const sideBySide = compared(
  run({}, { readings: { deletedRecords: 'absent' } }),
  run(
    { [one]: { outcome: 'failed' }, [other]: { outcome: 'passed' } },
    { startedAt: later, readings: { deletedRecords: 'flagged' } },
  ),
);

describe('on the terminal', () => {
  const text = comparisonText(sideBySide, { colour: false });

  it('a row shows the marks of both runs, and only rows that differ are shown', () => {
    assert.match(
      text,
      /\n2 of \d+ requirements came out differently\n┌ Staging CRM 2026-11-24 06:18\n│ ┌ Staging/,
    );
    assert.match(
      text,
      /\n✓ ✗ customers\.add\.single\n~ ✓ customers\.list\.large\n✗ failed, ~ waived, ✓ passed\n/,
    );
    assert.doesNotMatch(text, /customers\.update\.address/);
  });

  it('what changed is told, the worse with its reason', () => {
    assert.match(text, /\nGot worse: 1\n {2}✓ → ✗ customers\.add\.single\n {8}because\n/);
    assert.match(text, /\nGot better: 1\n {2}customers\.list\.large\nUnchanged: \d+\n/);
    assert.match(text, /≠ deletedRecords\n {6}absent: Staging CRM 2026-11-24 06:18\n/);
  });

  it('fits 80 columns and is coloured only when told', () => {
    assert.doesNotMatch(text, /[^\P{C}\n]/u);
    assert.ok(text.split('\n').every((line) => line.length <= 80));
    const coloured = comparisonText(sideBySide, { colour: true });
    assert.notEqual(coloured, text);
    assert.equal(plain(coloured), text);
  });
});

const harmless = { ...run({ [one]: { outcome: 'passed' } }), target: everywhere.target };
const attacked = compared(harmless, everywhere, { ...everywhere, target: { name: hostile, baseUrl: 'b' } });
const attackedPair = compared(harmless, { ...everywhere, startedAt: later });

describe('hostile text', () => {
  for (const [name, comparison] of Object.entries({ attacked, attackedPair })) {
    it(`is harmless on the terminal (${name})`, () => {
      const text = comparisonText(comparison, { colour: false });
      assert.doesNotMatch(text, /[^\P{C}\n\u200c\u200d]/u);
      assert.ok(text.split('\n').every((line) => line.length <= 80));
    });

    it(`is harmless on the page (${name})`, () => {
      const page = toComparisonHtml(comparison).replace(/<style>.*?<\/style>/gs, '');
      assert.doesNotMatch(page, /<script|<img/i);
      for (const tag of page.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? []) {
        assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\s(?:on\w+|style|src)=/i);
      }
      assert.doesNotMatch(page, /[^\P{C}\n\t\u200c\u200d]/u);
      assert.ok(page.length < 300_000, String(page.length));
    });

    it(`survives comparison.json (${name})`, () => {
      assert.deepEqual(JSON.parse(JSON.stringify(comparison)), comparison);
    });
  }
});

describe('the page', () => {
  const page = toComparisonHtml(sideBySide);

  it('has every requirement, hides those that do not differ, and marks readings that do', () => {
    assert.equal(
      page.match(/<tr class="(?:differs|same)"><th scope="row">[^]*?<\/th>(?:<td>[^]*?<\/td>){2}/g)?.length,
      results.requirements.length + 1,
    );
    assert.equal(page.match(/<tr class="same">/g)?.length, results.requirements.length - 2);
    assert.match(page, /<tr class="differs"><th scope="row"><strong>differs: <\/strong>/);
    assert.match(page, /<input type="checkbox" id="only-differences" checked\/>/);
    assert.match(page, /<span class="verdict">1 got worse<\/span>/);
  });

  it('loads nothing and runs nothing', () => {
    assert.match(page, /content="default-src &#39;none&#39;|content="default-src 'none'/);
    assert.doesNotMatch(page, /<script|script-src|url\(|@import/);
    assert.deepEqual(page.match(/<link[^>]*>/g), ['<link rel="icon" href="data:,"/>']);
  });

  it('is valid HTML', () => {
    for (const comparison of [sideBySide, attacked, attackedPair, compared(run({}), filtered('customers'))]) {
      assert.deepEqual(faultsOf(toComparisonHtml(comparison)), []);
    }
  });
});
