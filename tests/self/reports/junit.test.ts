import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toJunit } from '../../../reports/formats/junit.ts';
import type { Outcome, Results } from '../../../spec/run/results.ts';
import { dialectProblems, readJunit } from './junit-dialect.ts';
import { changed, exchanges, results, waiversReport } from './made-up.ts';

const all = (outcome: Outcome, over: Partial<Results> = {}) =>
  toJunit(
    changed(() => ({ outcome, reason: 'r' }), over),
    exchanges,
  );

describe('junit.xml', () => {
  const resent = exchanges.map((one) => (one.id === 1 ? { ...one, retries: 1 } : one));
  const { testsuites, cases, caseOf } = readJunit(toJunit(results, resent));

  it('counts what it holds', () => {
    for (const suite of testsuites.testsuite) {
      const held = (kind: 'failure' | 'error' | 'skipped') =>
        String(suite.testcase.filter((one) => kind in one).length);
      assert.deepEqual(
        [suite['@failures'], suite['@errors'], suite['@skipped']],
        [held('failure'), held('error'), held('skipped')],
        suite['@name'],
      );
    }
    assert.equal(testsuites['@failures'], String(cases.filter(({ failure }) => failure).length));
    assert.equal(testsuites['@errors'], String(cases.filter(({ error }) => error).length));
  });

  const outcomes = [
    ['customers.list.response.items.id', 'failure', /expected an integer/],
    ['protocol.unknownPath', 'error', /closed the connection/],
    ['customers.add.nameRequired', 'skipped', /^warning \(inferred/],
    ['customers.update.address', 'skipped', /^untestable: the target file/],
    ['transactions.add.single', 'skipped', /^not applicable: /],
  ] as const;
  for (const [id, kind, reason] of outcomes) {
    it(`tells the outcome of ${id} with its reason`, () => {
      assert.match(caseOf(id)?.[kind]?.['@message'] ?? '', reason);
    });
  }

  it('tells of what passed its time and its evidence alone', () => {
    assert.deepEqual(Object.keys(caseOf('customers.list.response.contentType') ?? {}).sort(), [
      '@classname',
      '@name',
      '@time',
      'system-out',
    ]);
  });

  it('has an error for an inconclusive run, and nothing for a conformant one', () => {
    const open = readJunit(all('untestable'));
    assert.equal(open.testsuites['@errors'], '1');
    assert.equal(open.testsuites.testsuite.at(-1)?.['@name'], 'run');
    assert.match(open.caseOf('run.settled')?.error?.['@message'] ?? '', /not all are settled/);

    const conformant = readJunit(all('passed'));
    assert.deepEqual([conformant.testsuites['@errors'], conformant.testsuites['@failures']], ['0', '0']);
    assert.equal(conformant.cases.length, results.requirements.length);
  });

  it('has a failure for each stale waiver, and none for the others', () => {
    const states = ['applied', 'stale', 'expired', 'idle'] as const;
    const xml = all('passed', { waivers: waiversReport(...states.map((state) => ({ state }))) });
    const { testsuites: root, caseOf: found } = readJunit(xml);
    assert.equal(root['@failures'], '1');
    assert.match(found('run.waiver.failure.customers.add.single')?.failure?.['@message'] ?? '', /is stale/);
    assert.deepEqual(dialectProblems(xml), []);
  });
});
