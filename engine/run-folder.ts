/** Where a run writes what it sees until its end, so that another one can go on with it. */
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { RunFacts } from '../spec/run/results.ts';
import { runFactsIn } from '../spec/run/run-facts.ts';
import type { Earlier } from './certification.ts';
import type { ClaimRecord } from './record.ts';

const exchangesFile = 'exchanges.ndjson';
const claimsFile = 'claims.ndjson';
const factsFile = 'run.json';

/**
 * Appends exchanges and claims as they happen. Each is handed to the operating system before the run goes on, so
 * that a crash of the suite loses nothing.
 */
export class RunFolder {
  readonly #folder: string;
  readonly #exchanges: number;
  readonly #claims: number;
  #trouble: string | undefined;

  private constructor(folder: string, how: 'w' | 'a') {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
    this.#exchanges = openSync(join(folder, exchangesFile), how, 0o600);
    this.#claims = openSync(join(folder, claimsFile), how, 0o600);
  }

  /** Begins a record, in the place of an earlier one. */
  static begin(folder: string): RunFolder {
    return new RunFolder(folder, 'w');
  }

  /** Goes on with the record of an interrupted run. */
  static resume(folder: string): RunFolder {
    for (const file of [exchangesFile, claimsFile]) cutUnfinishedLine(join(folder, file));
    return new RunFolder(folder, 'a');
  }

  /** Why something could not be written down, in words; the run goes on, since it has an account to put back. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  readonly exchanged = (exchange: Exchange): void => {
    this.#attempt(() => appendFileSync(this.#exchanges, `${JSON.stringify(exchange)}\n`));
  };

  readonly settled = (record: ClaimRecord): void => {
    this.#attempt(() => appendFileSync(this.#claims, `${JSON.stringify(record)}\n`));
  };

  /** Written in one step: a reader sees the old facts or the new ones, never half of them. */
  readonly facts = (facts: RunFacts): void => {
    const file = join(this.#folder, factsFile);
    const draft = `${file}.${process.pid}.draft`;
    this.#attempt(() => {
      writeFileSync(draft, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
      renameSync(draft, file);
    });
  };

  #attempt(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#trouble ??= error instanceof Error ? error.message : String(error);
    }
  }

  close(): void {
    closeSync(this.#exchanges);
    closeSync(this.#claims);
  }
}

/** The claims of an interrupted run that need not be judged again: an error says nothing about a target. */
export function settledIn(folder: string): readonly ClaimRecord[] {
  return linesOf(join(folder, claimsFile))
    .filter(isClaimRecord)
    .filter(({ outcome }) => outcome !== 'error');
}

/**
 * What an interrupted run leaves to the one that goes on with it.
 * @throws Error where its folder holds no record
 */
export function earlierIn(folder: string): Earlier {
  const facts = runFactsIn(readFileSync(join(folder, factsFile), 'utf8'));
  if (facts === null) throw new Error(`${join(folder, factsFile)} is damaged: begin the run anew.`);
  const { runId, startedAt, resumedAt = [], requests, spentMs = 0 } = facts;
  const exchanges = linesOf(join(folder, exchangesFile)).filter(isExchange);
  const began = Date.parse(resumedAt.at(-1) ?? startedAt);
  const ended = exchanges.reduce((last, one) => Math.max(last, one.sentAt + one.durationMs), began);
  return {
    runId,
    startedAt,
    resumedAt,
    // A run that was killed had no time to count.
    requests: Math.max(requests, exchanges.length),
    spentMs: Math.round(spentMs + ended - began),
    exchanges,
    records: settledIn(folder),
  };
}

/** A killed run cuts its last line, which nobody can read and nothing may be appended to. */
function cutUnfinishedLine(file: string): void {
  if (existsSync(file)) truncateSync(file, readFileSync(file).lastIndexOf('\n') + 1);
}

function linesOf(file: string): readonly unknown[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').map(parsedJson) : [];
}

function isClaimRecord(value: unknown): value is ClaimRecord {
  return hasAll(value, ['requirement', 'outcome', 'exchanges', 'readings', 'durationMs']);
}

function isExchange(value: unknown): value is Exchange {
  return hasAll(value, ['id', 'request', 'sentAt', 'durationMs', 'violations', 'observed']);
}

function hasAll(value: unknown, keys: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}
