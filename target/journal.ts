/** The ledger on disk: what a run is about to create and has created, readable after any end of it. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { makeFolder } from '../spec/run/folder.ts';
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
      /** Absolute path of the folder that the run reports into, where it has one. */
      readonly output?: string;
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
  /** Why what follows may not be all of it, in a clause; absent where every line but a cut last one can be read. */
  readonly damage?: string;
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

  /** @param dead what the journal tells, where its run is gone */
  constructor(
    message: string,
    readonly dead?: JournalFacts,
  ) {
    super(message);
  }
}

/** No journal can be written where it has to lie, so that nothing may be changed. */
export class JournalUnwritableError extends Error {
  override readonly name = 'JournalUnwritableError';
}

/** The folder that journals lie in: `AMOCRM_STATE_DIR`, or where the system keeps the state of programs. */
export function journalFolder(env: NodeJS.ProcessEnv): string {
  const own = env['AMOCRM_STATE_DIR'];
  if (own !== undefined && own !== '') return own;
  const known = [env['XDG_STATE_HOME'], env['LOCALAPPDATA']].find(
    (path) => path !== undefined && isAbsolute(path),
  );
  const shared = known ?? join(homedir(), '.local', 'state');
  return join(shared, 'amocrm-conformance');
}

/** One for each account, which is told by its base URL, however that is spelled. */
export function journalFile(folder: string, baseUrl: string): string {
  return join(folder, `${createHash('sha256').update(placeOf(baseUrl)).digest('hex').slice(0, 16)}.ndjson`);
}

/** A base URL in the one spelling by which two of the same account are told to be it. */
function placeOf(baseUrl: string): string {
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const host = /^(127\.0\.0\.1|\[::1\]|localhost)\.?$/.test(hostname)
    ? 'localhost'
    : hostname.replace(/\.$/, '');
  return `${protocol}//${host}:${port}${pathname.replace(/\/+$/, '')}`;
}

/** A run that is to be journalled. */
export interface Journalled {
  readonly target: { readonly name: string; readonly baseUrl: string };
  readonly seed: number;
  /** Absolute path of the folder that it reports into. */
  readonly output?: string;
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

  /** @throws JournalHeldError where another run's journal stands in the way; JournalUnwritableError */
  static begin(folder: string, { target, seed, output }: Journalled): Journal {
    const { name, baseUrl } = target;
    const file = journalFile(folder, baseUrl);
    const journal = new Journal(file, openIn(folder, file));
    journal.write({
      event: 'begun',
      at: new Date().toISOString(),
      target: { name, baseUrl },
      pid: process.pid,
      host: hostname(),
      seed,
      ...(output !== undefined && { output }),
    });
    return journal;
  }

  /** @throws Error where it can't be written; see `Ledger`, which lets nothing be created then */
  write(entry: JournalEntry): void {
    writeSync(this.#handle, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.#handle);
  }

  /** @param leftBehind what could not be put back; the journal stays where there is something */
  end(leftBehind: readonly string[]): void {
    try {
      if (leftBehind.length > 0) this.write({ event: 'ended', leftBehind });
    } catch {
      // The file stays, which is what matters.
    }
    closeSync(this.#handle);
    if (leftBehind.length === 0) rmSync(this.#file, { force: true });
  }
}

/**
 * The run's journal, which keeps other runs out of the account until everything is put back; or who holds it.
 * @param remedyFor what to do about a run that is gone, in a sentence
 * @throws JournalUnwritableError
 */
export function journalOf(
  run: Journalled,
  env: NodeJS.ProcessEnv,
  remedyFor: (dead: JournalFacts) => string,
): { readonly journal: Journal } | { readonly obstacle: string } {
  try {
    return { journal: Journal.begin(journalFolder(env), run) };
  } catch (error) {
    if (!(error instanceof JournalHeldError)) throw error;
    const { message, dead } = error;
    return { obstacle: dead === undefined ? message : `${message} ${remedyFor(dead)}` };
  }
}

function openIn(folder: string, file: string): number {
  try {
    makeFolder(resolve(folder));
    return openNew(file);
  } catch (error) {
    if (error instanceof JournalHeldError) throw error;
    throw new JournalUnwritableError(
      `Nothing can be written into ${folder} (${codeOf(error)}), and without a journal nothing may be changed. Name a folder of your own in AMOCRM_STATE_DIR.`,
    );
  }
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const facts = heldFacts(file);
    if (facts) throw new JournalHeldError(heldBy(facts), isAtWork(facts) ? undefined : facts);
    // Its run ended before its first word: it created nothing.
    rmSync(file, { force: true });
    return openSync(file, 'wx', 0o600);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** @throws JournalHeldError where what lies there can't be read */
function heldFacts(file: string): JournalFacts | null {
  try {
    return readJournal(file);
  } catch (error) {
    if (error instanceof JournalDamagedError) throw new JournalHeldError(error.message);
    throw error;
  }
}

function heldBy(facts: JournalFacts): string {
  const { pid, host, at } = facts.begun;
  const who = `process ${String(pid)} on ${host}, begun at ${at}`;
  return isAtWork(facts)
    ? `Another run is at work on this account (${who}). Wait for its end, or stop it.`
    : `An earlier run on this account did not put everything back (${who}).`;
}

/** Whether the run of a journal still goes on, as far as this machine can tell. */
export function isAtWork({ begun: { pid, host } }: JournalFacts): boolean {
  return host !== hostname() || isRunning(pid);
}

/** A journal of which not even the beginning can be read, or nothing at all. */
export class JournalDamagedError extends Error {
  override readonly name = 'JournalDamagedError';
}

/**
 * @returns null where there is none, or none that got as far as its first line
 * @throws JournalDamagedError
 */
export function readJournal(file: string, baseUrl?: string): JournalFacts | null {
  const lines = linesOf(file);
  // A killed run cuts its last line.
  const whole = lines.slice(0, -1).map(parsedJson);
  const entries = whole.filter(isEntry);
  const [begun] = entries;
  if (whole.length === 0) return null;
  if (begun?.event !== 'begun' || !isObject(begun.target)) throw new JournalDamagedError(damaged(file));
  const isForeign =
    baseUrl !== undefined &&
    !(URL.canParse(begun.target.baseUrl) && placeOf(begun.target.baseUrl) === placeOf(baseUrl));
  const damage = isForeign ? `it is of ${begun.target.baseUrl}` : 'some of its lines can’t be read';
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
    ...((isForeign || entries.length < whole.length) && { damage }),
    ...(marker !== undefined && { marker }),
    found,
    records: Object.fromEntries([...records].map(([kind, ids]) => [kind, [...ids]])),
    owners: [...owners],
  };
}

function damaged(file: string): string {
  return `The journal ${file} is damaged, so that nobody knows what the run left in the account. It is kept: see what can be read of it; "sweep" finds records by their marker once it lies elsewhere.`;
}

/** @throws JournalDamagedError where there is one that can't be read: it may be another user's, whose run goes on */
function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return [];
    throw new JournalDamagedError(
      `The journal ${file} can't be read (${code}), so that nobody knows what its run has in the account. It is kept: let the user whom it belongs to finish that run.`,
    );
  }
}

function isEntry(value: unknown): value is JournalEntry {
  return isObject(value) && typeof value['event'] === 'string';
}
