import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contradictionsIn } from '../../../reports/certificate/contradictions.ts';
import { strayFrom } from '../../../reports/certificate/own-suite.ts';
import { statementFor } from '../../../reports/certificate/statement.ts';
import type { Profile, RequirementResult, Results } from '../../../spec/run/results.ts';
import { rehearse } from '../../../cli/rehearsal.ts';
import { parseTarget } from '../../../target/target-file.ts';
import { claims } from '../../catalogue.ts';
import { bytesOf, certified, findingsOf, ownRun, stated, suite, thisSuite } from './certified-runs.ts';
import { resultsOf, runWith } from './made-up.ts';

describe('a run', () => {
  const runs: readonly (readonly [string, Profile, string])[] = [
    ['of the full profile', 'full', ''],
    ['of the read-only profile', 'read-only', ''],
    ['at a target without transactions', 'full', 'features: { transactions: false }'],
    ['at a target without periods', 'full', 'features: { periods: false }'],
  ];
  for (const [title, profile, features] of runs) {
    it(`${title} is not held against its own results`, async () => {
      const file = `name: A\nbaseUrl: http://127.0.0.1\nauth: { administrator: { bearer: a } }\n${features}`;
      const target = parseTarget(file, 'target.yaml', {});
      const { results } = await rehearse(target, { claims, seed: 1, profile, filters: [] });

      assert.deepEqual(contradictionsIn(results), []);
      assert.deepEqual(strayFrom(thisSuite, results), []);
    });
  }
});

/** What does not hold of a certificate of these results. */
function brokenOf(results: Results, own = suite): string {
  const found = findingsOf(Buffer.from(`${JSON.stringify(certified(results))}\n`), {
    results: { file: 'results.json', bytes: bytesOf(results) },
    suite: own,
  });
  if (typeof found === 'string') return assert.fail(found);
  return found.flatMap(({ standing, says }) => (standing === 'broken' ? [says] : [])).join('\n');
}

describe('that no requirement is left out', () => {
  const all = ownRun((requirements) => requirements);
  const readOnly = (isTold: (id: string) => boolean) => {
    const requirements = all.requirements.filter(({ id }) => isTold(id));
    const selection = { judged: requirements.length, of: all.requirements.length, filters: [] };
    return resultsOf(requirements, { profile: 'read-only', selection }, all);
  };
  /** Parts of answers to requests that are not sent. */
  const isUnseen = (id: string) => id.includes('.change.response.');

  it('is held against the read-only profile too', () => {
    assert.equal(
      brokenOf(
        readOnly((id) => !isUnseen(id)),
        thisSuite,
      ),
      '',
    );
    assert.match(
      brokenOf(
        readOnly((id) => id === stated),
        thisSuite,
      ),
      /it leaves out [\w.]+ \(\+\d+ more\)/,
    );
    assert.match(
      brokenOf(
        readOnly((id) => !isUnseen(id) && id !== 'customers.list.response.items.id'),
        thisSuite,
      ),
      /it leaves out customers\.list\.response\.items\.id\.$/,
    );
  });

  it('includes that the profile judges no more than it can see', () => {
    assert.match(
      brokenOf(
        readOnly(() => true),
        thisSuite,
      ),
      /the read-only profile does not judge [\w.]+/,
    );
  });
});

describe('what does not apply', () => {
  const gone = { outcome: 'notApplicable', reason: 'the target file says so' } as const;
  const purchases = ['transactions.add.single', 'transactions.list.response.items.id'] as const;

  it('is a whole feature that a target file can declare missing', () => {
    const without = Object.fromEntries(purchases.map((id) => [id, gone]));
    assert.equal(brokenOf(runWith(without)), '');
  });

  it('is no requirement of what every target has', () => {
    assert.match(
      brokenOf(runWith({ [stated]: gone })),
      /customers\.add\.single is not applicable, and no target file can say so/,
    );
  });

  it('may name a feature without being of it, but only where that is missing', () => {
    const alone = ownRun((all) =>
      all.map((one) => (one.id === 'protocol.method.periods.change' ? { ...one, ...gone } : one)),
    );
    assert.match(
      brokenOf(alone, thisSuite),
      /periods\.[\w.]+ was judged, and others of periods do not apply/,
    );
  });

  it('is no part of a feature', () => {
    assert.match(
      brokenOf(runWith({ [purchases[0]]: gone })),
      /transactions\.list\.response\.items\.id was judged, and others of transactions do not apply/,
    );
  });
});

describe('the form of results.json', () => {
  const results = runWith();
  const text = bytesOf(results).toString();
  /** What does not hold of results that are spelled so, by a certificate that was made for them. */
  const spelled = (changed: string): string => {
    const bytes = Buffer.from(changed);
    const statement = statementFor(results, { resultsBytes: bytes });
    const found = findingsOf(Buffer.from(`${JSON.stringify(statement)}\n`), {
      results: { file: 'results.json', bytes },
    });
    if (typeof found === 'string') return assert.fail(found);
    return found.flatMap(({ standing, says }) => (standing === 'broken' ? [says] : [])).join('\n');
  };

  const spellings: readonly (readonly [string, (text: string) => string])[] = [
    ['a key twice', (all) => all.replace('  "verdict"', '  "verdict": "nonconformant",\n  "verdict"')],
    ['a key twice, spelled in another way', (all) => all.replace('  "seed"', '  "\\u0073eed": 1,\n  "seed"')],
    [
      'a key twice, deep inside',
      (all) =>
        all.replace('      "outcome": "passed"', '      "outcome": "failed",\n      "outcome": "passed"'),
    ],
    ['a key twice, with the same value', (all) => all.replace('  "seed": 42', '  "seed": 42,\n  "seed": 42')],
    ['a number of another spelling', (all) => all.replace('"seed": 42', '"seed": 42.0')],
    ['a number that is rounded', (all) => all.replace('"seed": 42', '"seed": 42.00000000000000000001')],
    ['a letter as an escape', (all) => all.replace('Staging CRM', 'Staging \\u0043RM')],
    ['another layout', () => JSON.stringify(results)],
    ['a space at the end', (all) => `${all} `],
  ];
  for (const [title, respelled] of spellings) {
    it(`is not that with ${title}`, () => {
      const changed = respelled(text);
      assert.notEqual(changed, text);
      assert.match(
        spelled(changed),
        /^results\.json is the one that it names, but is not in the form that the suite writes, from line \d+ on/,
      );
    });
  }

  it('is what the suite writes', () => {
    assert.equal(spelled(text), '');
  });
});

describe('a requirement that passed', () => {
  it('names an exchange that shows it', () => {
    for (const bare of [{ exchanges: [] }, { exchanges: undefined }]) {
      const results = runWith({ [stated]: bare as Partial<RequirementResult> });
      const statement = statementFor(results, { resultsBytes: bytesOf(results) });
      assert.match(
        'refused' in statement ? statement.refused : 'it was certified',
        /contradicts itself: customers\.add\.single passed, but no exchange shows it/,
      );
    }
  });
});
