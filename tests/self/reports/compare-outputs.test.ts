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

  it('is plain on the terminal and sound as a page, whatever a target is named or sends', () => {
    for (const of of [runs, [on(1, harmless), on(2, everywhere)]]) {
      assertPlain((options) => historyText(historyOf(of), options));
      assertSound(toHistoryHtml(historyOf(of), [hostile]));
    }
  });
});
