import type { Scenario } from '../support/scenario.ts';
import { controls } from './controls.scenario.ts';
import { bodies, credentials, methods } from './in-vain.scenario.ts';
import { leakable } from './leakable.scenario.ts';
import { refusals } from './refusals.scenario.ts';

/** The scenarios of the protocol. */
export const protocolScenarios: readonly Scenario<unknown>[] = [
  controls,
  leakable,
  refusals,
  ...Object.values(credentials),
  ...Object.values(bodies),
  ...Object.values(methods),
];
