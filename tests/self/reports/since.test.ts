import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { diagnosisOf, keepRun, lastRunsFile } from '../../../cli/certify/last-runs.ts';
import { toSummary } from '../../../reports/formats/summary.ts';
import { toHtml } from '../../../reports/html/page.tsx';
import { summaryOf } from '../../../reports/terminal.ts';
import type { Results } from '../../../spec/run/results.ts';
import { folderOf } from '../cli/examined.ts';
import { exchanges, filtered, idsOf, later, changed as run } from './made-up.ts';

const [broken, mended, steady] = [
  'customers.add.single',
  'transactions.add.single',
  'customers.update.address',
] as const;

const failed = (field: string) => ({
  outcome: 'failed' as const,
  reason: `${field} reads back as 1, expected 2.`,
});
const passed = { outcome: 'passed' as const };
const before = run({ [broken]: passed, [mended]: failed('price'), [steady]: failed('name') });
const after = run(
  { [broken]: failed('next_date'), [mended]: passed, [steady]: failed('name') },
  { startedAt: later },
);

/** What a reader sees, on one line. */
function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
}

/** What a run comes to in a folder into which others reported before. */
function diagnosed(t: TestContext, of: Results, ...earlier: readonly Results[]) {
  const folder = folderOf(t);
  for (const results of earlier) keepRun(folder, results, diagnosisOf(folder, results, exchanges));
  return diagnosisOf(folder, of, exchanges);
}

describe('since the last run', () => {
  it('new defects, mended ones, and what fails and passes are told', (t) => {
    const { since, defects } = diagnosed(t, after, before);

    assert.ok(since);
    assert.deepEqual(idsOf(since.failing), [broken]);
    assert.deepEqual(idsOf(since.passing), [mended]);
    assert.deepEqual(
      since.appeared,
      defects.filter(({ requirements }) => idsOf(requirements).includes(broken)),
    );
    assert.match(since.mended.map(({ headline }) => headline).join(), /^`price` reads back otherwise/);
    assert.deepEqual([since.startedAt, since.kind], [before.startedAt, 'whole run']);
  });

  it('a defect by which more fails is no new one', (t) => {
    const both = (reason: string) => ({ outcome: 'failed' as const, reason });
    const shared = {
      [steady]: both('It is not found.'),
      'customers.update.afterDelete': both('It is not found.'),
    };
    const { since } = diagnosed(t, run(shared), run({ ...shared, [steady]: passed }));

    assert.ok(since);
    assert.deepEqual(since.appeared, []);
    assert.deepEqual(
      since.wider.map(({ by }) => idsOf(by)),
      [[steady]],
    );
  });

  it('stands on top of the page, on the terminal and on the page of a CI job, in the same words', (t) => {
    const diagnosis = diagnosed(t, after, before);
    const says = '1 new defect, 1 defect mended; 1 newly failing, 1 passing again.';
    const page = toHtml(after, exchanges, { diagnosis });
    const text = textOf(page);

    assert.ok(
      text.includes(`Since the last whole run, 24 November 2026, 06:18 UTC: ${says}`),
      text.slice(0, 2000),
    );
    assert.ok(page.indexOf('class="since fold"') < page.indexOf('id="defects"'));
    assert.equal(page.split('<span class="new">new</span>').length, 2);
    const terminal = summaryOf(after, exchanges, { colour: false, width: 120, diagnosis });
    assert.ok(terminal.includes(`\nSince the last whole run (2026-11-24 06:18 UTC): ${says}\n`), terminal);
    assert.match(
      toSummary(after, exchanges, diagnosis).replaceAll('\\', ''),
      /last whole run .*1 new defect/,
    );
  });

  it('says that nothing changed, and nothing where no last run is known', (t) => {
    const same = diagnosed(t, { ...before, startedAt: later }, before);
    const page = (diagnosis: typeof same) => textOf(toHtml(before, exchanges, { diagnosis }));

    assert.match(page(same), /Since the last whole run, [^:]+:18 UTC: nothing changed\./);
    assert.doesNotMatch(page(diagnosed(t, before)), /Since the last/);
  });

  const target = { name: 'Another', baseUrl: 'https://another.example.test' };
  const others: readonly (readonly [string, Results])[] = [
    ['of another target', run({}, { target })],
    ['that was read-only', run({}, { profile: 'read-only' })],
    ['that was filtered', filtered('customers')],
    ['that did not get through', run({}, { obstacle: 'The server went away.' })],
  ];
  for (const [which, other] of others) {
    it(`a run ${which} in between makes no difference`, (t) => {
      const { since } = diagnosed(t, after, before, other);

      assert.deepEqual(idsOf(since?.failing ?? []), [broken]);
      assert.equal(since?.startedAt, before.startedAt);
    });
  }

  it('a served reference is the same one on another port', (t) => {
    const on = (port: number, of: Results): Results => ({
      ...of,
      target: { name: 'Reference', baseUrl: `http://127.0.0.1:${port}` },
    });

    assert.deepEqual(idsOf(diagnosed(t, on(2, after), on(1, before)).since?.failing ?? []), [broken]);
  });

  it('nothing is told of a run that judged nothing, and of one that broke off only what it judged', (t) => {
    const away = { obstacle: 'The server went away.' };
    const untried = run(() => ({ outcome: 'error', reason: 'The server went away.' }), away);
    const half = run({ [mended]: failed('price'), [steady]: { outcome: 'error', reason: 'away' } }, away);
    const halfway = diagnosed(t, half, run({ [mended]: failed('price') }));

    assert.equal(diagnosed(t, untried, before).since, null);
    assert.deepEqual(halfway.since?.open, []);
    assert.match(
      textOf(toHtml(half, exchanges, { diagnosis: halfway })),
      /18 UTC: nothing changed in what was judged\./,
    );
  });

  it('a damaged memory is none, and is replaced', (t) => {
    const folder = folderOf(t);
    for (const damaged of ['', '{"schemaVersion":"1","runs":[{"kind":1}]}', '[', '{"runs":{}}']) {
      writeFileSync(join(folder, lastRunsFile), damaged);
      assert.equal(diagnosisOf(folder, before, exchanges).since, null, damaged);
    }
    assert.deepEqual(keepRun(folder, before, diagnosisOf(folder, before, exchanges)), []);
    assert.match(readFileSync(join(folder, lastRunsFile), 'utf8'), /"kind":"whole run"/);
  });
});
