import { customerScenarios } from './customers/scenarios.ts';
import { periodScenarios } from './periods/scenarios.ts';
import { protocolScenarios } from './protocol/scenarios.ts';
import type { Scenario } from './support/scenario.ts';
import { transactionScenarios } from './transactions/scenarios.ts';

/** Every scenario that a test may ask for. */
export const scenarios: readonly Scenario<unknown>[] = [
  ...customerScenarios,
  ...periodScenarios,
  ...protocolScenarios,
  ...transactionScenarios,
];
