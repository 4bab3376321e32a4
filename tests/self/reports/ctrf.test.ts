import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calculateSummary, parse } from 'ctrf';
import { toCtrf } from '../../../reports/formats/ctrf.ts';
import { changed, exchanges, results, waiversReport } from './made-up.ts';

const resent = exchanges.map((one) => (one.id === 4 ? { ...one, retries: 3 } : one));
const report = toCtrf(results, resent);
const { tests } = report.results;
describe('ctrf.json', () => {
  it('adds up as a consumer adds it up', () => {
    const { summary } = report.results;
    const { tests: all, passed, failed, skipped, pending, other } = calculateSummary(tests);
    assert.deepEqual(
      [summary.tests, summary.passed, summary.failed, summary.skipped, summary.pending, summary.other],
      [all, passed, failed, skipped, pending, other],
    );
    assert.equal(summary.tests, results.requirements.length);
    assert.equal(summary.stop - summary.start, results.durationMs);
  });

  it('tells each outcome by a status that no consumer takes for another verdict, and keeps our own', () => {
    const statuses = new Map(
      tests.map(({ rawStatus, status, tags }) => [`${rawStatus} ${tags?.join()}`, status]),
    );
    assert.deepEqual(Object.fromEntries([...statuses].sort()), {
      'dependency stated': 'other',
      'error stated': 'other',
      'failed inferred,warning': 'other',
      'failed stated': 'failed',
      'notApplicable stated': 'skipped',
      'passed stated': 'passed',
      'unobserved stated': 'pending',
      'untestable shown': 'skipped',
      'untestable stated': 'skipped',
      'waived stated': 'skipped',
    });
  });

  it('tells what excuses a waived one, and fails for a stale waiver', () => {
    const waivers = waiversReport({ state: 'applied', reason: 'agreed in March' }, { state: 'stale' });
    const excused = changed(
      ({ outcome }) =>
        outcome === 'waived' ? { waived: { kind: 'failure', outcome: 'failed' } } : { outcome: 'passed' },
      { waivers },
    );
    const { results: waived } = parse(JSON.stringify(toCtrf(excused, exchanges)), { validate: true });
    const messageOf = (id: string) => waived.tests.find(({ testId }) => testId === id)?.message ?? '';
    assert.equal(
      messageOf('customers.list.large'),
      'waived until 2027-01-31, Anna: agreed in March (without it failed: known, until the paging is mended)',
    );
    assert.match(messageOf('run.waiver.failure.customers.add.single'), /is stale/);
    assert.equal(waived.summary.failed, 1);
    assert.equal(waived.environment?.healthy, false);
  });
});
