import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { RunFacts } from '../spec/run/results.ts';
import { runFactsIn } from '../spec/run/run-facts.ts';
import type { TestRecord } from './test-record.ts';
import { several } from './labels.ts';

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

const testsFile = 'tests.ndjson';

/** Begins the record of a run's tests, and forgets that of an earlier run. */
export function forgetTests(folder: string): void {
  rmSync(path.join(folder, testsFile), { force: true });
}

/** Writes down what came of a test as soon as it is known, for a run that may not come to its end. */
export function recordTest(folder: string, record: TestRecord): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, testsFile), `${JSON.stringify(record)}\n`);
}

/** The tests of an interrupted run that need not be run again: an error says nothing about a target. */
export function settledTests(folder: string): readonly TestRecord[] {
  const file = path.join(folder, testsFile);
  if (!existsSync(file)) return [];
  // A killed run cuts its last line.
  const records = readFileSync(file, 'utf8').split('\n').map(parsedJson).filter(isTestRecord);
  return records.filter(({ outcome }) => outcome !== 'error');
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
  return existsSync(file) ? runFactsIn(readFileSync(file, 'utf8')) : null;
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

function isTestRecord(value: unknown): value is TestRecord {
  return hasAll(value, ['requirement', 'outcome', 'exchanges', 'readings', 'durationMs']);
}

function isExchange(value: unknown): value is Exchange {
  return hasAll(value, ['id', 'request', 'sentAt', 'durationMs', 'violations', 'observed']);
}

function hasAll(value: unknown, keys: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}
