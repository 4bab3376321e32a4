import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causesOf } from '../../../reports/causes.ts';
import { improvementsOf } from '../../../reports/html/improvement.ts';
import { toHtml } from '../../../reports/html/page.tsx';
import type { Outcome, RequirementResult, Results } from '../../../spec/run/results.ts';
import type { Waiver } from '../../../spec/run/waivers.ts';
import { results } from './sample.ts';

const stale: Waiver = {
  requirement: 'customers.add.single',
  kind: 'failure',
  reason: 'known',
  owner: 'team',
  expires: '2027-01-31',
  state: 'stale',
};
const counters = { unexpectedFailures: 0, unexpectedGaps: 0, waivedFailuresGone: 1, waivedGapsGone: 0 };

function one(outcome: Outcome, over: Partial<RequirementResult> = {}): RequirementResult {
  const base = { says: 'It is so.', source: [], evidence: 'stated', operation: null, durationMs: 0 } as const;
  return { id: `a.${outcome}`, ...base, outcome, reason: `why ${outcome}`, ...over };
}

/** The sentences of what would have to change for a run with these requirements. */
function steps(requirements: readonly RequirementResult[], over: Partial<Results> = {}): readonly string[] {
  const run = { ...results, requirements, leftBehind: [], ...over };
  return improvementsOf(run, causesOf(requirements)).map(({ says }) => says);
}

describe('what would have to change', () => {
  it('is nothing for a whole run in which all passed', () => {
    assert.deepEqual(steps([one('passed'), one('notApplicable')]), []);
    const run: Results = { ...results, verdict: 'conformant', requirements: [one('passed')] };
    assert.match(toHtml({ results: run, recorded: new Map() }), /Nothing: this is the best verdict there is/);
  });

  it('is each root cause, not each failure', () => {
    const alike = ['x', 'y'].map((id) => one('failed', { id: `a.b.${id}`, reason: 'the same' }));

    assert.deepEqual(steps(alike), ['2 requirements of `a.b` fail alike']);
  });

  it('is that what was settled only after a retry is settled at once', () => {
    assert.deepEqual(steps([one('passed', { unstable: true })], { retries: 2 }), [
      '1 unstable requirement would have to be settled without one of the 2 retries.',
    ]);
  });

  it('is what the target lacks, what broke and what never came, but nothing that only warns', () => {
    const open = (['error', 'untestable', 'unobserved', 'dependency'] as const).map((outcome) =>
      one(outcome),
    );
    const inferred = open.map((each) => ({ ...each, evidence: 'inferred' as const }));

    assert.deepEqual(steps([...open, ...inferred], { obstacle: 'The target is gone.' }), [
      'The target is gone.',
      'The suite or the network broke (1 requirement): why error',
      'Not testable (1 requirement): why untestable',
      '1 requirement no answer gave evidence on: the account has to hold records that do.',
      '1 requirement can only be tried when what it depends on works.',
    ]);
  });

  it('is what qualifies the verdict: waivers, filters, the profile', () => {
    const selection = { judged: 2, of: 14, filters: ['only a'] };
    const told = steps([one('waived')], {
      complete: false,
      profile: 'read-only',
      selection,
      waivers: { digest: 'sha256:cd', waivers: [stale], counters },
    });

    assert.equal(told.length, 4);
    assert.match(
      told.join(),
      /1 waived requirement.*1 stale waiver.*12 requirements were filtered out.*profile/,
    );
  });
});
