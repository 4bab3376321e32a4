/** Writes the run's directory: what was exchanged, and what the run knows of itself. */
import { appendFileSync, closeSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange } from '../spec/run/exchange.ts';
import type { RunFacts } from '../spec/run/results.ts';

export const exchangesFile = 'exchanges.ndjson';
export const runFile = 'run.json';

/**
 * Appends exchanges to `exchanges.ndjson` as they happen, in the order in which they end. Each is handed to the
 * operating system before `record` returns, so that a crash of the suite loses nothing.
 */
export class Recorder {
  readonly #file: number;

  /** Starts a new record in the directory, which is made when missing. */
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#file = openSync(join(directory, exchangesFile), 'w');
  }

  readonly record = (exchange: Exchange): void => {
    appendFileSync(this.#file, `${JSON.stringify(exchange)}\n`);
  };

  close(): void {
    closeSync(this.#file);
  }
}

/** Writes `run.json` in one step: a reader sees the old facts or the new ones, never half of them. */
export function writeRunFacts(directory: string, facts: RunFacts): void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, runFile);
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify(facts, null, 2)}\n`);
  renameSync(draft, file);
}
