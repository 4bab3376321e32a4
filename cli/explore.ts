import type { Budget, Finding } from '../spec/run/exploration.ts';
import { ReferenceModel } from '../reference/model.ts';
import { terrainOf } from '../tests/explore/terrain.ts';
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
    throw new UsageError(`--explore takes seconds, minutes or a number of requests: 60s, 10m, 2000, and not "${text}".`);
  }
  if (unit === undefined) return { requests: Number(digits) };
  return { seconds: Number(digits) * (unit === 'm' ? 60 : 1) };
}

/** A finding in one line. */
export function findingLine({ requirement, says, steps }: Finding): string {
  return `${requirement}: ${says} (${String(steps.length)} ${steps.length === 1 ? 'step' : 'steps'})`;
}
