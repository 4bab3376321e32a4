import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { member, parsedJson } from '../spec/contract/json.ts';
import type { RunFacts } from '../spec/run/results.ts';
import { runFactsIn } from '../spec/run/run-facts.ts';
import { exchangesFile, runFile } from './recorder.ts';

/** What an interrupted run tells to the part that goes on with it. */
export interface EarlierPart extends Pick<RunFacts, 'startedAt' | 'requests'> {
  /** When each further part began, ISO 8601, UTC; without the one that begins now. */
  readonly resumedAt: readonly string[];
  /** Milliseconds from the beginning of each part to the end of its last exchange, all together. */
  readonly spentMs: number;
  /** The largest number of an exchange; 0 for none. */
  readonly lastExchange: number;
}

/**
 * Reads the record of an interrupted run.
 * @throws Error where its directory holds none
 */
export function earlierPart(directory: string): EarlierPart {
  const facts = runFactsIn(readFileSync(join(directory, runFile), 'utf8'));
  if (facts === null) throw new Error(`${join(directory, runFile)} is damaged: begin the run anew.`);
  const { startedAt, resumedAt = [], requests, spentMs = 0 } = facts;
  const exchanges = readFileSync(join(directory, exchangesFile), 'utf8').split('\n').map(parsedJson);
  const began = Date.parse(resumedAt.at(-1) ?? startedAt);
  const ended = largest(exchanges.map((one) => numberIn(one, 'sentAt') + numberIn(one, 'durationMs')));
  return {
    startedAt,
    resumedAt,
    // A run that was killed had no time to count.
    requests: Math.max(requests, exchanges.filter((one) => one !== undefined).length),
    spentMs: Math.round(spentMs + Math.max(0, ended - began)),
    lastExchange: largest(exchanges.map((one) => numberIn(one, 'id'))),
  };
}

function numberIn(exchange: unknown, name: string): number {
  const value = member(exchange, name);
  return typeof value === 'number' ? value : 0;
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, one) => Math.max(most, one), 0);
}
