import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { qualificationsOf } from '../../../reports/labels.ts';
import type { Outcome, RequirementResult } from '../../../spec/run/results.ts';
import { results } from './sample.ts';

function one(outcome: Outcome, over: Partial<RequirementResult> = {}): RequirementResult {
  return {
    id: `a.${outcome}`,
    says: 'says',
    source: [],
    evidence: 'stated',
    operation: null,
    outcome,
    durationMs: 0,
    ...over,
  };
}

describe('qualifications', () => {
  it('are none for an unqualified run', () => {
    assert.deepEqual(qualificationsOf({ ...results, requirements: [one('passed')] }), []);
  });

  it('say what the verdict would be without the waivers', () => {
    const gap = one('waived', { waived: { kind: 'gap', outcome: 'untestable' } });
    const failure = one('waived', { waived: { kind: 'failure', outcome: 'failed' } });
    const told = (waived: RequirementResult) =>
      qualificationsOf({ ...results, requirements: [one('passed'), waived] }).join();

    assert.match(told(gap), /would be inconclusive/);
    assert.match(told(failure), /would be nonconformant/);
  });

  it('name the read-only profile, and why it is that one', () => {
    const told = (profileReason?: string) =>
      qualificationsOf({ ...results, profile: 'read-only', ...(profileReason && { profileReason }) }).join();

    assert.match(told(), /nothing but GET/);
    assert.match(told('Nobody agreed.'), /nothing but GET.* Nobody agreed\./);
  });

  it('count what was settled only after a retry', () => {
    const requirements = [one('passed', { unstable: true }), one('passed')];
    const told = qualificationsOf({ ...results, requirements, retries: 2 });

    assert.deepEqual(told, ['Unstable: 1 requirement was settled only after 2 retries.']);
  });

  it('tell that a run was interrupted', () => {
    const told = qualificationsOf({ ...results, requirements: [], resumedAt: ['2026-11-24T06:20:00Z'] });

    assert.deepEqual(told, ['Interrupted and gone on with once.']);
  });
});
