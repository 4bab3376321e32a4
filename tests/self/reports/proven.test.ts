import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contradictionsIn } from '../../../reports/certificate/contradictions.ts';
import { strayFrom } from '../../../reports/certificate/own-suite.ts';
import { statementFor } from '../../../reports/certificate/statement.ts';
import type { Profile, RequirementResult, Results } from '../../../spec/run/results.ts';
import { rehearse } from '../../../cli/rehearsal.ts';
import { parseTarget } from '../../../target/target-file.ts';
import { claims } from '../../catalogue.ts';
import { allOfThisSuite, bytesOf, findingsOf, ownRun, suite, thisSuite } from './certified-runs.ts';
import { one, runWith } from './made-up.ts';

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

/** What does not hold of a certificate that was made for these results, spelled like this. */
function brokenOf(results: Results, own = suite, bytes = bytesOf(results)): string {
  const statement = statementFor(results, { resultsBytes: bytes });
  const found = findingsOf(Buffer.from(`${JSON.stringify(statement)}\n`), {
    results: { file: 'results.json', bytes },
    suite: own,
  });
  if (typeof found === 'string') return assert.fail(found);
  return found.flatMap(({ standing, says }) => (standing === 'broken' ? [says] : [])).join('\n');
}

describe('that no requirement is left out, nor judged that can not be seen, by the read-only profile', () => {
  /** Parts of answers to requests that are not sent. */
  const isUnseen = (id: string) => id.includes('.change.response.');
  const itemId = 'customers.list.response.items.id';
  const told: readonly (readonly [string, (id: string) => boolean, RegExp])[] = [
    ['all that it can see', (id) => !isUnseen(id), /^$/],
    ['one requirement', (id) => id === one, /it leaves out [\w.]+ \(\+\d+ more\)/],
    [
      'all but one',
      (id) => !isUnseen(id) && id !== itemId,
      /it leaves out customers\.list\.response\.items\.id\.$/,
    ],
    ['more than it can see', () => true, /the read-only profile does not judge [\w.]+/],
  ];
  for (const [title, isTold, says] of told) {
    it(`is held against ${title}`, () => {
      const requirements = allOfThisSuite.filter(({ id }) => isTold(id));
      const selection = { judged: requirements.length, of: allOfThisSuite.length, filters: [] };
      const results = ownRun(requirements, { profile: 'read-only', selection });

      assert.match(brokenOf(results, thisSuite), says);
    });
  }
});

describe('what does not apply', () => {
  const gone = { outcome: 'notApplicable', reason: 'the target file says so' } as const;
  const [purchase, purchaseId] = ['transactions.add.single', 'transactions.list.response.items.id'] as const;

  const whole: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['is a whole feature that a target file can declare missing', [purchase, purchaseId], /^$/],
    [
      'is no requirement of what every target has',
      [one],
      /customers\.add\.single is not applicable, and no target file can say so/,
    ],
    [
      'is no part of a feature',
      [purchase],
      /transactions\.list\.response\.items\.id was judged, and others of transactions do not apply/,
    ],
  ];
  for (const [title, ids, says] of whole) {
    it(title, () => {
      assert.match(brokenOf(runWith(Object.fromEntries(ids.map((id) => [id, gone])))), says);
    });
  }

  it('may name a feature without being of it, but only where that is missing', () => {
    const alone = allOfThisSuite.map((each) =>
      each.id === 'protocol.method.periods.change' ? { ...each, ...gone } : each,
    );
    assert.match(
      brokenOf(ownRun(alone), thisSuite),
      /periods\.[\w.]+ was judged, and others of periods do not apply/,
    );
  });
});

describe('the form of results.json', () => {
  const results = runWith();
  const text = bytesOf(results).toString();

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
        brokenOf(results, suite, Buffer.from(changed)),
        /^results\.json is the one that it names, but is not in the form that the suite writes, from line \d+ on/,
      );
    });
  }

  it('is what the suite writes', () => {
    assert.equal(brokenOf(results), '');
  });
});

describe('a requirement that passed', () => {
  it('names an exchange that shows it', () => {
    for (const bare of [{ exchanges: [] }, { exchanges: undefined }]) {
      const results = runWith({ [one]: bare as Partial<RequirementResult> });
      const statement = statementFor(results, { resultsBytes: bytesOf(results) });
      assert.match(
        'refused' in statement ? statement.refused : 'it was certified',
        /contradicts itself: customers\.add\.single passed, but no exchange shows it/,
      );
    }
  });
});
