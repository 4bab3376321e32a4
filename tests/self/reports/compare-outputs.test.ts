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

  it('what changed is told, the worse with its reason', () => {
    assert.match(text, /\nGot worse: 1\n {2}✓ → ✗ customers\.add\.single\n {8}because\n/);
    assert.match(text, /\nGot better: 1\n {2}customers\.list\.large\nUnchanged: \d+\n/);
    assert.match(text, /≠ deletedRecords\n {6}absent: Staging CRM 2026-11-24 06:18\n/);
  });

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

  it('a run has its date, verdict, counts, requests, time, suite, and what changed', () => {
    assert.match(
      text,
      /^\nStaging CRM\nhttps:\/\/staging\.example\.test · 3 runs\n2026-12-01 06:18 Nonconformant/,
    );
    assert.match(text, /2026-12-02 06:18 Nonconformant +\d+ passed +\d+ failed +\d+ unsettled +\d+ waived\n/);
    assert.match(
      text,
      /\n {4}9 requests in 12\.3 s · full · suite 0\.2\.0 cdcdcdcdcdcd\n {4}The suite changed/,
    );
    assert.match(
      text,
      /\n {4}newly failing: 1\n {8}customers\.add\.single\n {4}newly passing: 1\n {8}customers\.list\.large\n/,
    );
    assert.match(text, /\n {4}A filtered run over \d+ of 14 requirements\.\n/);
  });

  it('many ids are cut', () => {
    const all = changed(() => ({ outcome: 'passed' }));
    const many = historyText(historyOf([on(1, results), on(2, all)]), { colour: false });
    assert.match(many, /newly passing: 12\n(?: {8}\S.*\n)+/);
    assert.match(many, /\+8 more\n/);
  });

  it('draws a bar a run, a filtered one lower, every outcome that occurs high enough to be seen', () => {
    const bars = [...page.matchAll(/<g><title>(.*?)<\/title>(.*?)<\/g>/g)].map(
      ([, title = '', bar = '']) => ({
        title,
        heights: [...bar.matchAll(/ height="([\d.]+)"/g)].map(([, height]) => Number(height)),
      }),
    );
    assert.deepEqual(
      bars.map(({ title }) => title.slice(0, 10)),
      ['2026-12-01', '2026-12-02', '2026-12-03'],
    );
    const [first = 0, , third = 0] = bars.map(({ heights }) =>
      heights.reduce((sum, height) => sum + height, 0),
    );
    assert.ok(Math.abs(first - 100) < 0.1, String(first));
    assert.ok(third < 60, String(third));
    assert.ok(bars.every(({ heights }) => heights.every((height) => height > 1)));
  });

  it('makes one failure among hundreds visible', () => {
    const counts = { ...changed(() => ({ outcome: 'passed' })).counts, passed: 499, failed: 1 };
    const drawn = toHistoryHtml(historyOf([{ ...results, counts }]), []);
    const [, height] = /<rect class="fill-failed" x="0" y="0" width="8" height="([\d.]+)"/.exec(drawn) ?? [];
    assert.ok(Number(height) > 3, height);
  });

  it('says what was left out, what changed, and where the suite did', () => {
    assert.match(page, /<li>a\/results\.json is no JSON\.<\/li>/);
    assert.match(page, /<p class="remark">The suite changed/);
    assert.match(page, /<p>Got worse: 1<\/p><ul><li><code>customers\.add\.single<\/code>/);
  });

  it('is plain on the terminal and sound as a page, whatever a target is named or sends', () => {
    for (const of of [runs, [on(1, harmless), on(2, everywhere)]]) {
      assertPlain((options) => historyText(historyOf(of), options));
      assertSound(toHistoryHtml(historyOf(of), [hostile]));
    }
  });
});
