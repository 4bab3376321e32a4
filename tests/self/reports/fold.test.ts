import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldRun } from '../../../engine/fold.ts';
import { problemsOf } from '../../../reports/results-schema.ts';
import { outcomes, type Results, type RunFacts } from '../../../spec/run/results.ts';
import { catalogue, facts, idsOf, one, record, results, run, violation } from './made-up.ts';

const withFacts = (over: Partial<RunFacts>) => foldRun({ ...run, facts: { ...facts, ...over } });

function resultOf(of: Results, id: string) {
  return of.requirements.find((each) => each.id === id) ?? assert.fail(`${id} is not among the results`);
}

describe('the outcome of a requirement', () => {
  const folded = foldRun(run);

  it('is the outcome of its test, with reason, exchanges and readings', () => {
    const { outcome, exchanges, reading, durationMs } = resultOf(folded, 'customers.update.unlink.contacts');

    assert.deepEqual(
      { outcome, exchanges, reading, durationMs },
      { outcome: 'failed', exchanges: [4, 5, 6], reading: { deletedRecords: 'absent' }, durationMs: 40 },
    );
  });

  it('is failed where the contract charges it, and names operation, place, demand and count', () => {
    const failed = resultOf(folded, 'customers.list.response.items.id');

    assert.equal(failed.outcome, 'failed');
    assert.equal(
      failed.reason,
      'customers.list, /_embedded/items/0/id: expected an integer, received "12" (2 exchanges)',
    );
    assert.deepEqual([failed.exchanges, failed.violationCount], [[2, 3], 3]);
    assert.deepEqual(
      failed.violations?.map(({ pointer, exchange }) => [pointer, exchange]),
      [
        ['/_embedded/items/0/id', 2],
        ['/_embedded/items/0/id', 3],
      ],
    );
  });

  const told = [
    ['customers.update.address', 'untestable'],
    ['customers.update.afterDelete', 'dependency'],
    ['customers.list.response.contentType', 'passed', 'error'],
    ['customers.list.response.items.company.name', 'unobserved', 'error'],
    ['customers.list.response.items.id', 'failed', 'failed'],
  ] as const;
  for (const [id, outcome, stopped = outcome] of told) {
    it(`is ${outcome} for ${id}, and ${stopped} where an obstacle stopped the run`, () => {
      const broken = withFacts({ obstacle: 'The server can not be reached.' });

      assert.equal(resultOf(folded, id).outcome, outcome);
      assert.equal(resultOf(broken, id).outcome, stopped);
    });
  }

  const resent: readonly (readonly [readonly number[], readonly string[]])[] = [
    [[], []],
    [[5], ['customers.update.unlink.contacts']],
    [[1], [one, 'customers.list.response.contentType']],
    // Exchange 3 charges it as well.
    [[2], []],
    [[2, 3], ['customers.list.response.items.id']],
  ];
  for (const [ids, unstable] of resent) {
    it(`is unstable for [${unstable.join()}] where exchanges [${ids.join()}] had to be sent again`, () => {
      const exchanges = run.exchanges.map((each) => (ids.includes(each.id) ? { ...each, retries: 2 } : each));
      const after = foldRun({ ...run, exchanges });

      assert.deepEqual(idsOf(after.requirements.filter((each) => each.unstable)), unstable);
      assert.equal(after.retries, 2 * ids.length);
    });
  }

  it('is an error of the suite where the catalogue does not hold what a test or the contract names', () => {
    const violations = [violation('no.such', { pointer: '/a', expected: 'b' })];
    const exchanges = run.exchanges.map((each) => (each.id === 1 ? { ...each, violations } : each));
    const after = foldRun({ ...run, exchanges, records: [record('stray.test')] });

    const { outcome, reason = '', exchanges: cited } = resultOf(after, 'no.such');
    assert.deepEqual([outcome, cited, resultOf(after, 'stray.test').outcome], ['error', [1], 'error']);
    assert.match(reason, /catalogue does not hold it: no\.such, \/a: expected b/);
    assert.equal(after.selection.judged, after.selection.of);
    assert.deepEqual(problemsOf(after), []);
  });
});

const triedOnly = (...ids: readonly string[]) =>
  run.records.filter(({ requirement }) => ids.includes(requirement));

describe('a run', () => {
  it('judges the whole catalogue in its order without a filter', () => {
    const { requirements, complete, selection } = foldRun(run);

    assert.deepEqual(idsOf(requirements), Object.keys(catalogue));
    assert.deepEqual([complete, selection], [true, { judged: 14, of: 14, filters: [] }]);
  });

  it('judges, under a prefix, the claims that were tried and the fields that the prefix names', () => {
    const filters = ['only customers.list'];
    const records = triedOnly('customers.list.large', one);
    const { requirements, complete, selection } = foldRun({ ...run, facts: { ...facts, filters }, records });

    assert.ok(requirements.every(({ id }) => id.startsWith('customers.list')));
    assert.deepEqual([requirements.length, complete, selection], [5, false, { judged: 5, of: 14, filters }]);
  });

  it('judges, read-only, what was tried and what a GET can show', () => {
    const records = triedOnly('customers.list.large', 'protocol.unknownPath');
    const readOnly = foldRun({ ...run, facts: { ...facts, profile: 'read-only' }, records });

    assert.deepEqual([readOnly.complete, readOnly.selection.judged], [true, 7]);
    assert.ok(readOnly.requirements.every(({ operation }) => operation === null || /list$/.test(operation)));
  });

  it('counts by outcome and evidence', () => {
    const { counts, countsByEvidence, requirements } = results;
    const { stated, shown, inferred } = countsByEvidence;

    assert.equal(inferred.failed, 1);
    for (const outcome of outcomes) {
      const { length } = requirements.filter((each) => each.outcome === outcome);
      assert.ok(length > 0, `the sample lacks ${outcome}`);
      assert.equal(counts[outcome], length);
      assert.equal(stated[outcome] + shown[outcome] + inferred[outcome], length);
    }
  });

  const warned = record('customers.add.nameRequired', { outcome: 'failed', reason: 'no' });
  const verdicts = [
    ['nonconformant', [record(one, { outcome: 'failed', reason: 'no' })], {}],
    // An inferred failure only warns.
    ['conformant', [record(one), warned], {}],
    ['inconclusive', [record(one), warned], { obstacle: 'gone' }],
    ['inconclusive', [], {}],
  ] as const;
  for (const [verdict, records, over] of verdicts) {
    it(`is ${verdict} after ${records.map(({ outcome }) => outcome).join()} ${Object.keys(over).join()}`, () => {
      const small = Object.fromEntries(Object.entries(catalogue).slice(0, 2));
      const exchanges = run.exchanges.map((each) => ({ ...each, violations: [] }));

      const folded = foldRun({ ...run, catalogue: small, exchanges, records, facts: { ...facts, ...over } });
      assert.equal(folded.verdict, verdict);
    });
  }
});
