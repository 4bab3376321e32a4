/** The ledger on disk: what a run is about to create and has created, readable after any end of it. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { isObject, parsedJson } from '../spec/contract/json.ts';
import { isRunning } from './process.ts';

/** One line of a journal. */
export type JournalEntry =
  | {
      readonly event: 'begun';
      /** ISO 8601, UTC. */
      readonly at: string;
      readonly target: { readonly name: string; readonly baseUrl: string };
      readonly pid: number;
      readonly host: string;
      readonly seed: number;
    }
  | { readonly event: 'marked'; readonly marker: string }
  /** What can only be replaced as a whole, as it was listed before anything was changed. */
  | { readonly event: 'found'; readonly items: readonly unknown[] }
  /** A request that creates is about to be sent: on which records the new ones are to hang. */
  | { readonly event: 'creating'; readonly kind: string; readonly owners: readonly number[] }
  | { readonly event: 'created' | 'deleted'; readonly kind: string; readonly ids: readonly number[] }
  | { readonly event: 'ended'; readonly leftBehind: readonly string[] };

/** What a journal tells of its run. */
export interface JournalFacts {
  readonly file: string;
  readonly begun: Extract<JournalEntry, { event: 'begun' }>;
  readonly marker?: string;
  /** What can only be replaced as a whole, as the run found it. */
  readonly found: readonly unknown[];
  /** Ids of what it created and did not delete, by kind. */
  readonly records: Readonly<Record<string, readonly number[]>>;
  /** Records to which others were added that hang on them, or about to be. */
  readonly owners: readonly number[];
}

/** Another run is at work on the target, or one did not end in order. */
export class JournalHeldError extends Error {
  override readonly name = 'JournalHeldError';
}

/** The folder that journals lie in: `AMOCRM_STATE_DIR`, or where the system keeps the state of programs. */
export function journalFolder(env: NodeJS.ProcessEnv): string {
  const own = env['AMOCRM_STATE_DIR'];
  if (own !== undefined && own !== '') return own;
  const shared = env['XDG_STATE_HOME'] ?? env['LOCALAPPDATA'] ?? join(homedir(), '.local', 'state');
  return join(shared, 'amocrm-conformance');
}

/** One for each account, which is told by its base URL. */
export function journalFile(folder: string, baseUrl: string): string {
  return join(folder, `${createHash('sha256').update(baseUrl).digest('hex').slice(0, 16)}.ndjson`);
}

/**
 * Written line by line, each on the disk before the run goes on. While its file exists the account is the run's:
 * it is taken away when the run has put everything back.
 */
export class Journal {
  readonly #file: string;
  readonly #handle: number;

  private constructor(file: string, handle: number) {
    this.#file = file;
    this.#handle = handle;
  }

  /** @throws JournalHeldError where another run's journal stands in the way */
  static begin(
    folder: string,
    { target, seed }: { target: { name: string; baseUrl: string }; seed: number },
  ): Journal {
    mkdirSync(folder, { recursive: true });
    const file = journalFile(folder, target.baseUrl);
    const journal = new Journal(file, openNew(file));
    const { name, baseUrl } = target;
    journal.write({
      event: 'begun',
      at: new Date().toISOString(),
      target: { name, baseUrl },
      pid: process.pid,
      host: hostname(),
      seed,
    });
    return journal;
  }

  write(entry: JournalEntry): void {
    writeSync(this.#handle, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.#handle);
  }

  /** @param leftBehind what could not be put back; the journal stays where there is something */
  end(leftBehind: readonly string[]): void {
    if (leftBehind.length > 0) this.write({ event: 'ended', leftBehind });
    closeSync(this.#handle);
    if (leftBehind.length === 0) rmSync(this.#file, { force: true });
  }
}

/** The run's journal, which keeps other runs out of the account until everything is put back; or who holds it. */
export function journalOf(
  target: { readonly name: string; readonly baseUrl: string },
  seed: number,
  env: NodeJS.ProcessEnv,
): { readonly journal: Journal } | { readonly obstacle: string } {
  try {
    return { journal: Journal.begin(journalFolder(env), { target, seed }) };
  } catch (error) {
    if (error instanceof JournalHeldError) return { obstacle: error.message };
    throw error;
  }
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const facts = readJournal(file);
    if (facts) throw new JournalHeldError(heldBy(facts));
    // Its run ended before its first word: it created nothing.
    rmSync(file, { force: true });
    return openSync(file, 'wx', 0o600);
  }
}

function heldBy(facts: JournalFacts): string {
  const { pid, host, at } = facts.begun;
  const who = `process ${String(pid)} on ${host}, begun at ${at}`;
  return isAtWork(facts)
    ? `Another run is at work on this account (${who}). Wait for its end, or stop it.`
    : `An earlier run on this account did not put everything back (${who}). Finish it first: amocrm-conformance sweep --config FILE`;
}

/** Whether the run of a journal still goes on, as far as this machine can tell. */
export function isAtWork({ begun: { pid, host } }: JournalFacts): boolean {
  return host !== hostname() || isRunning(pid);
}

/** @returns null where there is none, or none with a whole first line */
export function readJournal(file: string): JournalFacts | null {
  const entries = linesOf(file).map(parsedJson).filter(isEntry);
  const [begun] = entries;
  if (begun?.event !== 'begun') return null;
  const records = new Map<string, ReadonlySet<number>>();
  const owners = new Set<number>();
  let marker: string | undefined;
  let found: readonly unknown[] = [];
  for (const entry of entries) {
    if (entry.event === 'marked') marker = entry.marker;
    if (entry.event === 'found') found = entry.items;
    if (entry.event === 'creating') for (const id of entry.owners) owners.add(id);
    if (entry.event !== 'created' && entry.event !== 'deleted') continue;
    const { event, kind, ids } = entry;
    const known = [...(records.get(kind) ?? [])];
    records.set(
      kind,
      new Set(event === 'created' ? [...known, ...ids] : known.filter((id) => !ids.includes(id))),
    );
  }
  return {
    file,
    begun,
    ...(marker !== undefined && { marker }),
    found,
    records: Object.fromEntries([...records].map(([kind, ids]) => [kind, [...ids]])),
    owners: [...owners],
  };
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** A killed run cuts its last line, which is then no entry. */
function isEntry(value: unknown): value is JournalEntry {
  return isObject(value) && typeof value['event'] === 'string';
}
