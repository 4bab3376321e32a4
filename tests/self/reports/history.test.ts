import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHistoryHtml } from '../../../reports/compare/history-page.tsx';
import { historyText } from '../../../reports/compare/history-text.ts';
import { historyOf } from '../../../reports/compare/history.ts';
import { plain } from '../../../spec/run/plain.ts';
import type { Results } from '../../../spec/run/results.ts';
import { everywhere, faultsOf, filtered, one, other, run, type Over } from './runs.ts';
import { hostile, results } from './sample.ts';

/** A run of the sample's target on a day of December. */
function on(day: number, changed: Readonly<Record<string, Over>> = {}, over: Partial<Results> = {}): Results {
  return { ...run(changed), startedAt: `2026-12-0${String(day)}T06:18:00.000Z`, ...over };
}

const otherSuite = { ...results.suite, version: '0.2.0', digest: `sha256:${'cd'.repeat(32)}` };

describe('the history', () => {
  it('has the runs of each target, the oldest first', () => {
    const elsewhere = { name: 'Another CRM', baseUrl: 'https://another.example.test' };
    const histories = historyOf([on(3), on(1), on(2, {}, { target: elsewhere }), on(2)]);
    assert.deepEqual(
      histories.map(({ name, runs }) => [name, runs.map((past) => past.results.startedAt.slice(8, 10))]),
      [
        ['Another CRM', ['02']],
        ['Staging CRM', ['01', '02', '03']],
      ],
    );
  });

  it('tells apart targets of one name at two addresses', () => {
    const moved = { ...results.target, baseUrl: 'https://moved.example.test' };
    assert.equal(historyOf([on(1), on(2, {}, { target: moved })]).length, 2);
  });

  it('tells what changed since the run before, and nothing of the first', () => {
    const [history] = historyOf([on(1), on(2, { [one]: { outcome: 'failed' } }), on(3)]);
    const changes = history?.runs.map((past) => past.changes);
    assert.equal(changes?.[0], undefined);
    assert.deepEqual(
      changes?.[1]?.byKind.worse.map(({ id }) => id),
      [one],
    );
    assert.deepEqual(
      changes[2]?.byKind.better.map(({ id }) => id),
      [one],
    );
  });

  it('compares with the last time that a requirement was judged, across a filtered run', () => {
    const between = { ...filtered('customers.list'), startedAt: '2026-12-02T06:18:00.000Z' };
    const [history] = historyOf([on(1), between, on(3, { [one]: { outcome: 'failed' } })]);
    assert.deepEqual(
      history?.runs[2]?.changes?.byKind.worse.map(({ id }) => id),
      [one],
    );
  });

  it('says where the suite, the target file or the profile changed', () => {
    const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
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

const runs = [
  on(1, { [other]: { outcome: 'failed' } }),
  on(2, { [one]: { outcome: 'failed' }, [other]: { outcome: 'passed' } }, { suite: otherSuite }),
  { ...filtered('customers.list'), startedAt: '2026-12-03T06:18:00.000Z' },
];
const hostileRuns = [
  { ...run({}), target: everywhere.target },
  { ...everywhere, startedAt: '2026-12-02T06:18:00.000Z' },
];

describe('on the terminal', () => {
  const text = historyText(historyOf(runs), { colour: false });

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
    const all = Object.fromEntries(
      results.requirements.map(({ id }) => [id, { outcome: 'passed' } as const]),
    );
    const many = historyText(historyOf([on(1), on(2, all)]), { colour: false });
    assert.match(many, /newly passing: 12\n(?: {8}\S.*\n)+/);
    assert.match(many, /\+8 more\n/);
  });

  it('fits 80 columns, is harmless, and coloured only when told', () => {
    for (const told of [runs, hostileRuns]) {
      const lines = historyText(historyOf(told), { colour: false });
      assert.doesNotMatch(lines, /[^\P{C}\n\u200c\u200d]/u);
      assert.ok(lines.split('\n').every((line) => line.length <= 80));
      assert.notEqual(historyText(historyOf(told), { colour: true }), lines);
      assert.equal(plain(historyText(historyOf(told), { colour: true })), lines);
    }
  });
});

describe('the page', () => {
  const page = toHistoryHtml(historyOf(runs), ['a/results.json is no JSON.']);

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
    const first = on(1);
    const nothing = { failed: 0, error: 0, dependency: 0, untestable: 0, unobserved: 0 };
    const counts = { ...nothing, waived: 0, notApplicable: 0, passed: 499, failed: 1 };
    const drawn = toHistoryHtml(historyOf([{ ...first, counts }]), []);
    const [, height] = /<rect class="fill-failed" x="0" y="0" width="8" height="([\d.]+)"/.exec(drawn) ?? [];
    assert.ok(Number(height) > 3, height);
  });

  it('says what was left out, what changed, and where the suite did', () => {
    assert.match(page, /<li>a\/results\.json is no JSON\.<\/li>/);
    assert.match(page, /<p class="remark">The suite changed/);
    assert.match(page, /<p>Got worse: 1<\/p><ul><li><code>customers\.add\.single<\/code>/);
  });

  it('is valid HTML, and harmless whatever a target is named', () => {
    const attacked = toHistoryHtml(historyOf(hostileRuns), [hostile]).replace(/<style>.*?<\/style>/gs, '');
    assert.deepEqual([page, attacked].flatMap(faultsOf), []);
    assert.doesNotMatch(attacked, /<script|<img/i);
    assert.doesNotMatch(attacked, /[^\P{C}\n\t\u200c\u200d]/u);
  });
});
