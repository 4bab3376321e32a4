import { isObject, parsedJson } from '../contract/json.ts';
import type { RunFacts } from './results.ts';

const members = [
  'runId',
  'seed',
  'profile',
  'target',
  'startedAt',
  'filters',
  'requests',
  'leftBehind',
  'features',
];

/** What a run wrote about itself in `run.json`; null where the text is no such thing. */
export function runFactsIn(text: string): RunFacts | null {
  const value = parsedJson(text);
  return isRunFacts(value) ? value : null;
}

function isRunFacts(value: unknown): value is RunFacts {
  return isObject(value) && members.every((name) => name in value);
}
