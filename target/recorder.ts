/** Writes the run's directory: what was exchanged, and what the run knows of itself. */
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
import type { Exchange, ReceivedResponse } from '../spec/run/exchange.ts';
import type { RunFacts } from '../spec/run/results.ts';

export const exchangesFile = 'exchanges.ndjson';
export const runFile = 'run.json';

/** How much of the response bodies a record keeps, in characters. */
export interface RecordLimits {
  /** All bodies together, as long as there is room: the reports are made of the record in memory. */
  readonly room: number;
  /** The beginning of each body that finds no room any more. */
  readonly beginning: number;
}

/** An honest run fills a tenth of it; six times as much, with every character escaped, is still one text for Node. */
const defaultLimits: RecordLimits = { room: 48_000_000, beginning: 2_000 };

/**
 * Appends exchanges to `exchanges.ndjson` as they happen, in the order in which they end. Each is handed to the
 * operating system before `record` returns, so that a crash of the suite loses nothing.
 */
export class Recorder {
  readonly #file: number;
  readonly #beginning: number;
  #room: number;

  /**
   * Starts a record in the directory, which is made when missing.
   * @param how a new one, or one that goes on with what is there
   */
  constructor(
    directory: string,
    how: 'new' | 'further' = 'new',
    { room, beginning }: RecordLimits = defaultLimits,
  ) {
    mkdirSync(directory, { recursive: true });
    const file = join(directory, exchangesFile);
    if (how === 'further') cutUnfinishedLine(file);
    this.#file = openSync(file, how === 'new' ? 'w' : 'a');
    this.#room = room;
    this.#beginning = beginning;
  }

  readonly record = (exchange: Exchange): void => {
    const { response } = exchange;
    const kept = response === undefined ? exchange : { ...exchange, response: this.#kept(response) };
    appendFileSync(this.#file, `${JSON.stringify(kept)}\n`);
  };

  #kept(response: ReceivedResponse): ReceivedResponse {
    const { length } = response.body;
    if (length <= Math.max(this.#room, this.#beginning)) {
      this.#room -= length;
      return response;
    }
    const body = response.body.slice(0, this.#beginning).replace(/[\ud800-\udbff]$/, '');
    return {
      ...response,
      body: `${body}… (${String(length - body.length)} more characters were not recorded)`,
    };
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** A killed run cuts its last line, which nobody can read and nothing may be appended to. */
function cutUnfinishedLine(file: string): void {
  if (!existsSync(file)) return;
  truncateSync(file, readFileSync(file).lastIndexOf('\n') + 1);
}

/** Writes `run.json` in one step: a reader sees the old facts or the new ones, never half of them. */
export function writeRunFacts(directory: string, facts: RunFacts): void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, runFile);
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify(facts, null, 2)}\n`);
  renameSync(draft, file);
}
