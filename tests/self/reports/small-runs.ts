import { foldRun } from '../../../engine/fold.ts';
import { totalsOf } from '../../../engine/totals.ts';
import type { WaiverEntry } from '../../../reports/waivers.ts';
import type { Evidence } from '../../../spec/requirement.ts';
import type { Outcome, RequirementResult, Results } from '../../../spec/run/results.ts';
import { run } from './sample.ts';

/** When a run is, and the digest of its waivers file. */
export const day = { today: '2026-11-24', digest: `sha256:${'0'.repeat(64)}` };

/** A requirement as a run judged it. */
export function requirement(id: string, outcome: Outcome, evidence: Evidence = 'stated'): RequirementResult {
  const why = outcome === 'passed' ? {} : { reason: `${id} is ${outcome}` };
  return {
    id,
    says: `It says ${id}.`,
    source: ['a row'],
    evidence,
    operation: null,
    outcome,
    ...why,
    durationMs: 1,
  };
}

/** A run of these requirements, and of one that passed, so that something was tested. */
export function runOf(...judged: readonly RequirementResult[]): Results {
  const requirements = [requirement('a.passed', 'passed'), ...judged];
  return { ...foldRun(run), ...totalsOf(requirements, undefined), leftBehind: [], requirements };
}

/** A waiver of a failure, on its last day. */
export function waiver(requirement_: string, over: Partial<WaiverEntry> = {}): WaiverEntry {
  return {
    requirement: requirement_,
    kind: 'failure',
    reason: 'known',
    owner: 'Anna',
    expires: '2026-11-24',
    ...over,
  };
}
