import type { Exploration } from '../../spec/run/exploration.ts';
import { several } from '../../spec/run/plain.ts';
import type { RequirementResult } from '../../spec/run/results.ts';

/** What is demanded of every sequence, whatever requirement of the catalogue a finding is charged to; all inferred. */
export const explorationRequirements = {
  'explore.state': 'After every sequence of operations the target shows what they make of the account.',
  'explore.order': 'Requests that are under way at once come to what they make in some order.',
  'explore.serverError': 'No request, however odd, is a server error.',
  'explore.answered': 'Every request is answered in time.',
} as const;

/** What a run that did nothing but explore has to tell. @param obstacle what kept it from exploring */
export function explorationResults(
  exploration: Exploration | undefined,
  obstacle: string | undefined,
): readonly RequirementResult[] {
  return Object.entries(explorationRequirements).map(([id, says]) => {
    const common = { id, says, source: [], evidence: 'inferred', operation: null } as const;
    if (exploration === undefined || exploration.sequences === 0)
      return { ...common, outcome: 'error', reason: obstacle ?? 'Nothing was explored.', durationMs: 0 };
    const { durationMs } = exploration;
    const findings = exploration.findings.filter(({ requirement }) => ownerOf(requirement) === id);
    const [first] = findings;
    if (!first) return { ...common, outcome: 'passed', durationMs };
    const reason = `${several(findings.length, 'finding')}, the first on ${first.requirement}: ${first.says}`;
    return { ...common, outcome: 'failed', reason, exchanges: first.exchanges, durationMs };
  });
}

function ownerOf(requirement: string): string {
  return Object.hasOwn(explorationRequirements, requirement) ? requirement : 'explore.state';
}
