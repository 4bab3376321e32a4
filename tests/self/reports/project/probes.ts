import { requirementIds, requirements, type RequirementId } from '../../../../spec/requirements/index.ts';

/** What the tests of this project do, by the requirement that each claims. */
export const probes = [
  'passed',
  'expect failed',
  'matcher failed',
  'step failed',
  'failed softly, then threw',
  'threw',
  'threw after a caught assertion',
  'matcher threw',
  'preparation failed',
  'took too long',
  'untestable',
] as const;

export type Probe = (typeof probes)[number];

const behavioural = requirementIds.filter((id) => requirements[id].proof === 'test');

/** A requirement of the catalogue that stands for a probe. */
export function requirementFor(probe: Probe): RequirementId {
  const id = behavioural[probes.indexOf(probe)];
  if (id === undefined) throw new Error(`The catalogue is too small for the probe "${probe}".`);
  return id;
}
