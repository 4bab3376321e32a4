import type { Scenario } from '../support/scenario.ts';
import { filled, ten } from './filled.scenario.ts';
import { listed, listedAfter, listedBefore } from './listed.scenario.ts';
import { refused, sentByMember } from './refused.scenario.ts';
import { replaced } from './replaced.scenario.ts';
import * as steps from './steps.scenario.ts';

/** The scenarios of the periods. */
export const periodScenarios: readonly Scenario<unknown>[] = [
  filled,
  listed,
  listedAfter,
  listedBefore,
  refused,
  replaced,
  sentByMember,
  ten,
  ...Object.values(steps),
];
