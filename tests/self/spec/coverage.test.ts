import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examine } from '../../../cli/proof/examine.ts';
import { coverageOf, type Covering } from '../../../spec/contract/coverage.ts';
import { coverageKinds, type CoverageKind } from '../../../spec/run/coverage.ts';
import { operationIds } from '../../../spec/operations.ts';
import { problemsOf } from '../../../reports/results-schema.ts';

function exchange(parts: Partial<Covering['request']>, rest: Partial<Covering> = {}): Covering {
  return {
    operation: 'customers.list',
    request: { method: 'GET', url: 'http://crm.test/api/v2/customers', headers: {}, ...parts },
    response: { status: 200, headers: {}, body: '{}' },
    observed: [],
    ...rest,
  };
}

function rowOf(what: CoverageKind, exchanges: readonly Covering[]) {
  const row = coverageOf(exchanges).find((one) => one.what === what);
  assert.ok(row);
  return row;
}

describe('the coverage of a run', () => {
  it('has a row of each kind, with all that the contract names below it', () => {
    const rows = coverageOf([]);

    assert.deepEqual(
      rows.map(({ what }) => what),
      coverageKinds,
    );
    for (const { what, covered, of, missing } of rows) {
      assert.equal(covered, 0, what);
      assert.ok(of > 0 && missing.length === Math.min(of, 40), what);
    }
    assert.equal(rowOf('operations', []).of, operationIds.length);
  });

  it('counts an operation only where an answer came', () => {
    const { response: _, ...unanswered } = exchange({});

    assert.equal(rowOf('operations', [unanswered]).covered, 0);
    assert.equal(rowOf('operations', [exchange({}), exchange({})]).covered, 1);
  });

  it('counts a pair of parameters only where both stood in one request', () => {
    const url = 'http://crm.test/api/v2/customers';
    const apart = [exchange({ url: `${url}?limit_rows=1` }), exchange({ url: `${url}?limit_offset=1` })];
    const together = exchange({ url: `${url}?limit_rows=1&limit_offset=1` });

    assert.equal(rowOf('parameters', apart).covered, 2);
    assert.equal(rowOf('pairs of parameters', apart).covered, 0);
    assert.equal(rowOf('pairs of parameters', [together]).covered, 1);
  });

  it('counts what stood in a body, and what came in an answer', () => {
    const add = { add: [{ name: 'Vera' }, { next_price: 1, more: 2 }] };
    const sent = exchange({ method: 'POST', body: JSON.stringify(add) }, { operation: 'customers.change' });
    const seen = exchange({}, { observed: ['customers.list.response.items.id'] });

    assert.equal(rowOf('request fields', [sent]).covered, 3);
    assert.equal(rowOf('response fields', [seen]).covered, 1);
    assert.ok(rowOf('schema keywords', [seen]).covered >= 1);
    assert.equal(rowOf('statuses', [seen]).covered, 1);
  });

  it('of the reference fits into its results: every operation and parameter, and nearly all fields', async () => {
    const { results, exchanges } = await examine({}, { seed: 7 });
    const coverage = coverageOf(exchanges);
    const rows = new Map(coverage.map((row) => [row.what, row]));

    const problems = problemsOf({
      ...results,
      coverage,
      suite: { ...results.suite, digest: `sha256:${'0'.repeat(64)}` },
    });
    assert.deepEqual(problems, []);
    for (const what of ['operations', 'parameters'] as const) assert.deepEqual(rows.get(what)?.missing, []);
    for (const what of ['request fields', 'response fields', 'schema keywords'] as const) {
      const { covered = 0, of = 1 } = rows.get(what) ?? {};
      assert.ok(covered / of > 0.95, what);
    }
  });
});
