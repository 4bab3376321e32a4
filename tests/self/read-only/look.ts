import { examine } from '../../../cli/proof/examine.ts';
import type { ReferenceOptions } from '../../../reference/server.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';

/** What the read-only profile finds of an account, looked at in this process. */
export async function lookAt(assembly: ReferenceOptions): Promise<Results> {
  return (await examine(assembly, { seed: 1, profile: 'read-only' })).results;
}

/** The ids of the requirements with an outcome, in the order of the catalogue. */
export function idsWith(
  outcome: RequirementResult['outcome'],
  { requirements }: Pick<Results, 'requirements'>,
): readonly string[] {
  return requirements.filter((one) => one.outcome === outcome).map(({ id }) => id);
}

/** What went wrong in a look at an account, a line for each requirement; none where nothing did. */
export function troubleIn({ requirements }: Results): readonly string[] {
  return requirements
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
    .map(({ id, outcome, reason }) => `${id} ${outcome}: ${reason ?? ''}`);
}
