import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { RunFacts } from '../spec/run/results.ts';
import { several } from './words.ts';

/** What the side that talked to the target left in the run's folder. */
export interface RunFiles {
  readonly facts: RunFacts;
  readonly exchanges: readonly Exchange[];
}

/**
 * Reads `run.json` and `exchanges.ndjson`. A run that broke leaves less: what is missing or damaged
 * becomes an obstacle of the run, never a silence.
 * @param problem what the runner said went wrong outside of any test
 */
export function readRun(folder: string, problem: string | undefined): RunFiles {
  const { exchanges, damaged } = readExchanges(path.join(folder, 'exchanges.ndjson'));
  const facts = readFacts(path.join(folder, 'run.json'));
  const lost = damaged > 0 ? `${several(damaged, 'recorded exchange')} could not be read back.` : undefined;
  const missing = facts
    ? undefined
    : 'The run left no facts about itself: it broke before it reached the target.';
  const obstacle = facts?.obstacle ?? problem ?? missing ?? lost;
  return { facts: { ...(facts ?? unknownRun), ...(obstacle === undefined ? {} : { obstacle }) }, exchanges };
}

/** Stands in for a run that broke before it wrote a word about itself. */
const unknownRun: RunFacts = {
  seed: 0,
  profile: 'full',
  target: { name: 'unknown target', baseUrl: '' },
  startedAt: '1970-01-01T00:00:00Z',
  filters: [],
  requests: 0,
  leftBehind: [],
  features: { transactions: true, periods: true },
};

function readFacts(file: string): RunFacts | null {
  if (!existsSync(file)) return null;
  const value = parsedJson(readFileSync(file, 'utf8'));
  return isRunFacts(value) ? value : null;
}

function readExchanges(file: string): { exchanges: readonly Exchange[]; damaged: number } {
  if (!existsSync(file)) return { exchanges: [], damaged: 0 };
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  // A killed run cuts its last line.
  const exchanges = lines.map(parsedJson).filter(isExchange);
  return {
    exchanges: exchanges.sort((a, b) => a.id - b.id),
    damaged: lines.length - exchanges.length,
  };
}

function isRunFacts(value: unknown): value is RunFacts {
  return hasAll(value, [
    'seed',
    'profile',
    'target',
    'startedAt',
    'filters',
    'requests',
    'leftBehind',
    'features',
  ]);
}

function isExchange(value: unknown): value is Exchange {
  return hasAll(value, ['id', 'request', 'sentAt', 'durationMs', 'violations', 'observed']);
}

function hasAll(value: unknown, keys: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}
