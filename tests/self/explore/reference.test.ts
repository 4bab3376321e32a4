import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examine } from '../../../cli/proof/examine.ts';
import { terrain } from '../../../cli/explore.ts';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { claims } from '../../../tests/catalogue.ts';
import type { Results } from '../../../spec/run/results.ts';
import { problemsOf } from '../../../reports/results-schema.ts';
import { explored, found } from './explored.ts';

/** Whoever examines in process has no digest of the suite. */
const problemsIn = (results: Results): readonly string[] =>
  problemsOf({ ...results, suite: { ...results.suite, digest: `sha256:${'0'.repeat(64)}` } });

describe('exploring', () => {
  it('finds nothing on the reference, and leaves the account as it was', async () => {
    const { results } = await explored({}, { requests: 700 });

    assert.deepEqual(results.exploration?.findings, []);
    assert.equal(results.exploration.brokeOff, undefined);
    assert.ok(results.exploration.requests >= 700);
    assert.deepEqual(results.leftBehind, []);
    assert.deepEqual(problemsIn(results), []);
  });

  it('charges what it finds to the requirement that is broken', async () => {
    assert.deepEqual(await found('price-as-text-lost', 400), ['customers.add.next_price']);
    assert.deepEqual(await found('customers-change-content-type-missing', 100), [
      'customers.change.response.contentType',
    ]);
  });

  it('leaves nothing in a finding that it takes nothing to see', async () => {
    const { results } = await explored({ faults: ['tags-without-the-last'] }, { requests: 900 });

    const [finding] = results.exploration?.findings ?? [];
    assert.equal(finding?.isCutShort, false);
    assert.deepEqual(
      finding.steps.map(({ kind, add }) => [kind, (add as readonly object[]).map((one) => Object.keys(one))]),
      [['customers', [['name', 'created', 'next', 'form', 'tags']]]],
    );
  });

  it('takes no new purchase for the customer of the same id', async () => {
    const { results } = await explored({ variants: ['ids-above-2-31'] }, { seed: 1, requests: 120 });

    assert.deepEqual(results.exploration?.findings, []);
  });

  it('decides nothing: a run that only explores is inconclusive and whole in no way', async () => {
    const { results } = await explored({ faults: ['price-as-text-lost'] }, { requests: 150 });

    assert.equal(results.verdict, 'inconclusive');
    assert.equal(results.complete, false);
    assert.deepEqual(
      results.requirements.map(({ id, evidence, outcome }) => [id, evidence, outcome]),
      [
        ['explore.state', 'inferred', 'failed'],
        ['explore.order', 'inferred', 'passed'],
        ['explore.serverError', 'inferred', 'passed'],
        ['explore.answered', 'inferred', 'passed'],
      ],
    );
    assert.deepEqual(problemsIn(results), []);
  });

  it('changes nothing of what claims found', async () => {
    const few = claims.filter(({ id }) => id === 'customers.list.all');
    const assembly = () =>
      assembled(
        [],
        [faultNamed('customers-list-items-created-at-missing')].flatMap((one) => one ?? []),
      );
    const alone = await examine(assembly(), { seed: 1, claims: few });
    const exploration = { terrain, budget: { requests: 150 } };
    const both = await examine(assembly(), { seed: 1, claims: few, exploration });

    const outcomes = (run: typeof alone) =>
      run.results.requirements.map(({ id, outcome }) => `${id} ${outcome}`);
    assert.deepEqual(outcomes(both), outcomes(alone));
    assert.ok(both.exchanges.length > alone.exchanges.length);
  });
});
