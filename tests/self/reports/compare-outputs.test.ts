import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { compareRuns, labelsOf } from '../../../reports/compare/compare-runs.ts';
import { toComparisonHtml } from '../../../reports/compare/comparison-page.tsx';
import { comparisonText } from '../../../reports/compare/comparison-text.ts';
import { toHistoryHtml } from '../../../reports/compare/history-page.tsx';
import { historyText } from '../../../reports/compare/history-text.ts';
import { historyOf } from '../../../reports/compare/history.ts';
import { plain } from '../../../spec/run/plain.ts';
import type { Results } from '../../../spec/run/results.ts';
import { hostile, invisible } from './hostile-texts.ts';
import { changed, filtered, later, one, other, results } from './made-up.ts';

/** The runs side by side, labelled as the command does. */
function compared(...runs: readonly Results[]) {
  const labels = labelsOf(runs);
  return compareRuns(runs.map((result, at) => ({ label: labels[at] ?? '', results: result })));
}

const broken = { [one]: { outcome: 'failed', reason: 'because' } } as const;
const turned = { ...broken, [other]: { outcome: 'passed' } } as const;

/** A run with hostile text in every place that a target or server can fill. */
const everywhere = changed(
  (result) => ({
    id: result.id === one ? hostile : result.id,
    outcome: 'failed',
    reason: hostile.repeat(200),
  }),
  {
    obstacle: hostile,
    target: { name: hostile, baseUrl: hostile },
    suite: { ...results.suite, version: hostile },
    readings: { [hostile]: hostile, ['__proto__']: hostile },
  },
);
const elsewhere = { ...everywhere, target: { name: hostile, baseUrl: 'b' } };
const harmless = { ...results, target: everywhere.target };

/** Fits 80 columns, has nothing that steers a terminal, and colours only when it is told to. */
function assertPlain(textOf: (options: { readonly colour: boolean }) => string): void {
  const text = textOf({ colour: false });
  assert.doesNotMatch(text, invisible);
  assert.ok(text.split('\n').every((line) => line.length <= 80));
  assert.notEqual(textOf({ colour: true }), text);
  assert.equal(plain(textOf({ colour: true })), text);
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // How the renderer writes what HTML lets be written in several ways.
  rules: { 'doctype-style': 'off', 'void-style': 'off', 'no-raw-characters': 'off' },
});

/** Is valid HTML, loads nothing, runs nothing, and shows what can't be seen. */
function assertSound(page: string): void {
  const { results: found } = validator.validateStringSync(page);
  const faults = found.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
  );
  assert.deepEqual(faults, []);
  assert.match(page, /content="default-src (?:&#39;|')none/);
  assert.deepEqual(page.match(/<link[^>]*>/g), ['<link rel="icon" href="data:,"/>']);
  const content = page.replace(/<style>.*?<\/style>/gs, '');
  assert.doesNotMatch(page, /<script|script-src|url\(|@import/);
  assert.doesNotMatch(content, /<img/i);
  for (const tag of content.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? []) {
    assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\s(?:on\w+|style|src)=/i);
  }
  assert.doesNotMatch(content, invisible);
  assert.ok(page.length < 300_000, String(page.length));
}

describe('a comparison', () => {
  const sideBySide = compared(
    { ...results, readings: { deletedRecords: 'absent' } },
    changed(turned, { startedAt: later, readings: { deletedRecords: 'flagged' } }),
  );
  const attacked = [
    compared(harmless, everywhere, elsewhere),
    compared(harmless, { ...everywhere, startedAt: later }),
  ];
  const text = comparisonText(sideBySide, { colour: false });
  const page = toComparisonHtml(sideBySide);

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

  it('is plain on the terminal and sound as a page, whatever a target is named or sends', () => {
    for (const comparison of [sideBySide, ...attacked, compared(results, filtered('customers'))]) {
      assertPlain((options) => comparisonText(comparison, options));
      assertSound(toComparisonHtml(comparison));
      assert.deepEqual(JSON.parse(JSON.stringify(comparison)), comparison);
    }
  });
});

describe('a history', () => {
  const on = (day: number, of: Results) => ({ ...of, startedAt: `2026-12-0${day}T06:18:00.000Z` });
  const otherSuite = { ...results.suite, version: '0.2.0', digest: `sha256:${'cd'.repeat(32)}` };
  const runs = [
    on(1, changed({ [other]: { outcome: 'failed' } })),
    on(2, changed(turned, { suite: otherSuite })),
    on(3, filtered('customers.list')),
  ];
  const text = historyText(historyOf(runs), { colour: false });
  const page = toHistoryHtml(historyOf(runs), ['a/results.json is no JSON.']);

  it('makes one failure among hundreds visible', () => {
    const counts = { ...changed(() => ({ outcome: 'passed' })).counts, passed: 499, failed: 1 };
    const drawn = toHistoryHtml(historyOf([{ ...results, counts }]), []);
    const [, height] = /<rect class="fill-failed" x="0" y="0" width="8" height="([\d.]+)"/.exec(drawn) ?? [];
    assert.ok(Number(height) > 3, height);
  });

  it('is plain on the terminal and sound as a page, whatever a target is named or sends', () => {
    for (const of of [runs, [on(1, harmless), on(2, everywhere)]]) {
      assertPlain((options) => historyText(historyOf(of), options));
      assertSound(toHistoryHtml(historyOf(of), [hostile]));
    }
  });
});
