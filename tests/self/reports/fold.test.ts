import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldRun } from '../../../engine/fold.ts';
import { problemsOf } from '../../../reports/results-schema.ts';
import type { Results, RunFacts } from '../../../spec/run/results.ts';
import { catalogue, facts, results, run } from './made-up.ts';

const withFacts = (over: Partial<RunFacts>) => foldRun({ ...run, facts: { ...facts, ...over } });

function outcomeOf(of: Results, id: string) {
  const found = of.requirements.find((one) => one.id === id);
  assert.ok(found, `${id} is not among the results`);
  return found;
}

describe('the outcome of a requirement', () => {
  const folded = foldRun(run);

  it('is the outcome of its test, with reason, exchanges and readings', () => {
    const { outcome, exchanges, reading, durationMs } = outcomeOf(folded, 'customers.update.unlink.contacts');
    assert.equal(outcome, 'failed');
    assert.deepEqual(exchanges, [4, 5, 6]);
    assert.deepEqual(reading, { deletedRecords: 'absent' });
    assert.equal(durationMs, 40);
    assert.equal(outcomeOf(folded, 'customers.update.address').outcome, 'untestable');
    assert.equal(outcomeOf(folded, 'customers.update.afterDelete').outcome, 'dependency');
  });

  it('is failed where the contract charges it, and names operation, place, demand and count', () => {
    const failed = outcomeOf(folded, 'customers.list.response.items.id');
    assert.equal(failed.outcome, 'failed');
    assert.equal(
      failed.reason,
      'customers.list, /_embedded/items/0/id: expected an integer, received "12" (2 exchanges)',
    );
    assert.deepEqual(failed.exchanges, [2, 3]);
    assert.equal(failed.violationCount, 3);
    assert.deepEqual(
      failed.violations?.map(({ pointer, exchange }) => [pointer, exchange]),
      [
        ['/_embedded/items/0/id', 2],
        ['/_embedded/items/0/id', 3],
      ],
    );
  });

  it('is passed where a response gave evidence, unobserved where none did', () => {
    assert.equal(outcomeOf(folded, 'customers.list.response.contentType').outcome, 'passed');
    assert.equal(outcomeOf(folded, 'customers.list.response.items.company.name').outcome, 'unobserved');
  });

  it('is unstable where it was settled only by exchanges that had to be sent again', () => {
    const after = (ids: readonly number[]) =>
      foldRun({
        ...run,
        exchanges: run.exchanges.map((one) => (ids.includes(one.id) ? { ...one, retries: 2 } : one)),
      });
    const unstable = (of: Results) => of.requirements.filter((one) => one.unstable).map(({ id }) => id);

    assert.deepEqual(unstable(folded), []);
    assert.ok(unstable(after([5])).includes('customers.update.unlink.contacts'), 'one of its exchanges');
    assert.deepEqual(unstable(after([1])), ['customers.add.single', 'customers.list.response.contentType']);
    assert.deepEqual(unstable(after([2])), [], 'exchange 3 charges the id as well');
    assert.deepEqual(unstable(after([2, 3])), ['customers.list.response.items.id']);
    assert.equal(after([2, 3]).retries, 4);
  });

  it('is error for what was not seen before an obstacle; a seen violation stays', () => {
    const broken = withFacts({ obstacle: 'The server can not be reached.' });
    assert.equal(outcomeOf(broken, 'customers.list.response.contentType').outcome, 'error');
    assert.equal(outcomeOf(broken, 'customers.list.response.items.id').outcome, 'failed');
  });

  it('is the worst of several tests, with the evidence of all', () => {
    const [first] = run.records;
    assert.ok(first);
    const worse = { ...first, outcome: 'failed', reason: 'no', exchanges: [3] } as const;
    for (const records of [
      [first, worse],
      [worse, first],
    ]) {
      const { outcome, exchanges, durationMs } = outcomeOf(
        foldRun({ ...run, records }),
        'customers.add.single',
      );
      assert.equal(outcome, 'failed');
      assert.deepEqual(exchanges, [1, 3]);
      assert.equal(durationMs, 80);
    }
  });
});

describe('what the catalogue does not hold', () => {
  it('is shown as an error of the suite', () => {
    const [first] = run.records;
    const violation = { requirement: 'no.such', pointer: '/a', expected: 'b', actual: 'c', schema: '#' };
    const exchanges = run.exchanges.map((one) => (one.id === 1 ? { ...one, violations: [violation] } : one));
    assert.ok(first);
    const folded = foldRun({ ...run, exchanges, records: [{ ...first, requirement: 'stray.test' }] });
    assert.equal(outcomeOf(folded, 'no.such').outcome, 'error');
    assert.match(
      outcomeOf(folded, 'no.such').reason ?? '',
      /catalogue does not hold it: no\.such, \/a: expected b/,
    );
    assert.deepEqual(outcomeOf(folded, 'no.such').exchanges, [1]);
    assert.equal(outcomeOf(folded, 'stray.test').outcome, 'error');
    assert.equal(folded.selection.judged, folded.selection.of);
    assert.deepEqual(problemsOf(folded), []);
  });
});

describe('what a run judges', () => {
  const filtered = (filters: readonly string[], selected?: readonly string[]) => {
    const { selected: _, ...rest } = run;
    const folded = foldRun({ ...rest, facts: { ...facts, filters }, ...(selected ? { selected } : {}) });
    return { ...folded, ids: folded.requirements.map(({ id }) => id) };
  };

  it('is the whole catalogue in its order without a filter', () => {
    const folded = foldRun(run);
    assert.deepEqual(
      folded.requirements.map(({ id }) => id),
      Object.keys(catalogue),
    );
    assert.equal(folded.complete, true);
    assert.deepEqual(folded.selection, { judged: 14, of: 14, filters: [] });
  });

  it('is, under a prefix, the selected tests and the fields that the prefix names', () => {
    const { ids, complete, selection } = filtered(
      ['only customers.list'],
      ['customers.list.large', 'customers.add.single'],
    );
    assert.equal(ids.length, 5);
    assert.ok(ids.every((id) => id.startsWith('customers.list')));
    assert.equal(complete, false);
    assert.deepEqual(selection, { judged: 5, of: 14, filters: ['only customers.list'] });
  });

  it('is, read-only, what was selected and what a GET can show', () => {
    const folded = foldRun({
      ...run,
      facts: { ...facts, profile: 'read-only' },
      selected: ['customers.list.large', 'protocol.unknownPath'],
    });
    assert.equal(folded.complete, true);
    assert.equal(folded.selection.judged, 7);
    assert.ok(
      folded.requirements.every(({ operation }) => operation === null || operation.endsWith('.list')),
    );
  });
});

describe('the whole run', () => {
  it('counts by outcome and evidence', () => {
    const { counts, countsByEvidence, requirements } = results;
    const sum = (of: Results['counts']) => Object.values(of).reduce((all, one) => all + one, 0);
    assert.equal(sum(counts), requirements.length);
    assert.equal(
      sum(countsByEvidence.stated) + sum(countsByEvidence.shown) + sum(countsByEvidence.inferred),
      requirements.length,
    );
    assert.equal(countsByEvidence.inferred.failed, 1);
    assert.ok(
      Object.values(counts).every((count) => count > 0),
      'the sample lacks an outcome',
    );
  });

  it('has the verdict of its stated and shown requirements', () => {
    assert.equal(foldRun(run).verdict, 'nonconformant');
    const clean = run.exchanges.map((one) => ({ ...one, violations: [] }));
    const passing = run.records.map((one) =>
      one.requirement === 'customers.add.nameRequired' ? one : { ...one, outcome: 'passed' as const },
    );
    const some = { 'customers.add.single': 0, 'customers.add.nameRequired': 0 };
    const small = Object.fromEntries(Object.entries(catalogue).filter(([id]) => id in some));
    const conformant = {
      ...run,
      catalogue: small,
      exchanges: clean,
      records: passing.filter(({ requirement }) => requirement in small),
    };
    assert.equal(foldRun(conformant).verdict, 'conformant', 'an inferred failure only warns');
    assert.equal(foldRun({ ...conformant, facts: { ...facts, obstacle: 'gone' } }).verdict, 'inconclusive');
    assert.equal(foldRun({ ...conformant, records: [] }).verdict, 'inconclusive');
  });

  it('is refused by the schema when it is damaged', () => {
    const damaged: readonly unknown[] = [
      { ...results, verdict: 'great' },
      { ...results, surprise: 1 },
      { ...results, counts: { ...results.counts, passed: -1 } },
      { ...results, startedAt: 'yesterday' },
      { ...results, requirements: results.requirements.map(({ reason: _, ...rest }) => rest) },
      { ...results, suite: { ...results.suite, digest: 'sha256:00' } },
    ];
    for (const one of damaged) assert.notEqual(problemsOf(one).length, 0);
  });
});
