import type { Budget, Finding } from '../spec/run/exploration.ts';
import { ReferenceModel } from '../reference/model.ts';
import { terrainOf } from '../tests/explore/terrain.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { UsageError } from './usage-error.ts';

/** What is explored: the steps of the API, each compared with what the reference makes of it. */
export const terrain = (readings: Readonly<Record<string, string>>) =>
  terrainOf((account) => ReferenceModel.of(account), readings);

/** How many requests an exploration sends where nothing else is said. */
export const DEFAULT_REQUESTS = 2000;

/**
 * `60s`, `10m`, or a number of requests.
 * @throws UsageError
 */
export function budgetOf(text: string): Budget {
  const [, digits, unit] = /^([1-9]\d{0,8})(s|m)?$/.exec(text) ?? [];
  if (digits === undefined) {
    throw new UsageError(
      `--explore takes seconds, minutes or a number of requests: 60s, 10m, 2000, and not "${text}".`,
    );
  }
  if (unit === undefined) return { requests: Number(digits) };
  return { seconds: Number(digits) * (unit === 'm' ? 60 : 1) };
}

interface Asked {
  readonly profile: Profile;
  readonly budget?: number;
  readonly explore?: string;
}

/**
 * What a run explores; undefined where nothing was asked for.
 * @throws UsageError
 */
export function explorationOf({ profile, budget, explore }: Asked) {
  if (profile === 'explore') {
    if (explore !== undefined) throw new UsageError('The profile explore takes --budget, and not --explore.');
    return { terrain, budget: { requests: budget ?? DEFAULT_REQUESTS } };
  }
  if (budget !== undefined) throw new UsageError('--budget is for --profile explore: say --explore here.');
  if (explore === undefined) return undefined;
  if (profile === 'read-only')
    throw new UsageError('The read-only profile changes nothing, and exploring does.');
  return { terrain, budget: budgetOf(explore) };
}

/** 0 where a run that explored found nothing, 1 where it found something, 3 where it could not be explored. */
export function exploredStatus({ exploration, obstacle, requirements }: Results): number {
  if (requirements.some(({ outcome }) => outcome === 'failed')) return exitStatus.nonconformant;
  const isWhole = exploration !== undefined && exploration.brokeOff === undefined && obstacle === undefined;
  return isWhole ? exitStatus.conformant : exitStatus.inconclusive;
}

/** A finding in one line. */
export function findingLine({ requirement, says, steps }: Finding): string {
  return `${requirement}: ${says} (${String(steps.length)} ${steps.length === 1 ? 'step' : 'steps'})`;
}
