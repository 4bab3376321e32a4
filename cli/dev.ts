import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { filteredBeside, usualOutput } from '../reports/command.ts';
import { pageFile } from '../reports/write.ts';
import { plain } from '../spec/run/plain.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { readTargetFile, TargetFileError } from '../target/target-file.ts';
import { certify, type CertifyOptions } from './certify.ts';
import { directTarget } from './certify/direct-target.ts';
import { lastFailed } from './certify/last-failed.ts';
import { openPage } from './certify/open.ts';
import { untilListening, untilRestarted } from './dev/server-watch.ts';
import { UsageError } from './usage-error.ts';

export interface DevOptions extends Pick<
  CertifyOptions,
  | 'config'
  | 'output'
  | 'seed'
  | 'only'
  | 'failFast'
  | 'verbose'
  | 'baseUrl'
  | 'bearer'
  | 'cookie'
  | 'administrator'
  | 'member'
  | 'allowWrites'
> {
  /** Files and folders, a change in which begins another round. */
  readonly watch: readonly string[];
}

/** What begins a round: `usual` tries what failed last, and everything once that passes. */
type Round = 'usual' | 'failed' | 'all';

/** What somebody pressed. */
const keys: Readonly<Record<string, Round | 'open' | 'quit'>> = {
  '\r': 'usual',
  '\n': 'usual',
  f: 'failed',
  a: 'all',
  o: 'open',
  q: 'quit',
  '\u0003': 'quit',
};

const HELP = 'Enter again · f what failed · a all · o open the report · q quit';

/** Milliseconds in which changes of files count as one, and in which a server may begin to start anew. */
const SETTLING_MS = 150;

/**
 * Stays warm and certifies again and again: on a key, when the server comes back, or when a file changes.
 * @returns the exit status, 0 once somebody quits
 * @throws UsageError, TargetFileError for what is wrong at the beginning
 */
export async function dev(options: DevOptions): Promise<number> {
  const place = resolve(options.output ?? usualOutput(false));
  const config = options.config ?? (await directTarget(options, place));
  return new Development({ ...options, config }, place).until();
}

class Development {
  readonly #options: DevOptions & { readonly config: string };
  readonly #place: string;
  readonly #quit = new AbortController();
  readonly #waiting: { readonly round: Round; readonly because: string }[] = [];
  #wake: () => void = () => undefined;
  #page: string;

  constructor(options: DevOptions & { readonly config: string }, place: string) {
    this.#options = options;
    this.#place = place;
    this.#page = join(place, pageFile);
  }

  /** Goes on until somebody quits. */
  async until(): Promise<number> {
    const { signal } = this.#quit;
    const { baseUrl } = readTargetFile(this.#options.config, process.env);
    const letGo = [this.#heedSignals(), this.#heedKeys(), ...this.#heedFiles()];
    void this.#heedServer(baseUrl);
    this.#ask('usual', 'begun');
    try {
      while (!signal.aborted) {
        await this.#asked();
        const next = this.#waiting.shift();
        // What was asked for meanwhile is answered by the same round.
        if (next !== undefined)
          await this.#round(this.#waiting.splice(0).at(-1)?.round ?? next.round, next.because);
      }
    } finally {
      for (const stop of letGo) stop();
    }
    return exitStatus.conformant;
  }

  #ask(round: Round, because: string): void {
    this.#waiting.push({ round, because });
    this.#wake();
  }

  /** Resolves when something is to be done. */
  #asked(): Promise<void> {
    if (this.#waiting.length > 0 || this.#quit.signal.aborted) return Promise.resolve();
    return new Promise((wake) => {
      this.#wake = wake;
    });
  }

  async #round(round: Round, because: string): Promise<void> {
    const began = performance.now();
    console.log(`\n── ${because} ──`);
    try {
      if (round === 'all') await this.#run({});
      else await this.#failedFirst(round);
    } catch (error) {
      if (!(error instanceof UsageError) && !(error instanceof TargetFileError)) throw error;
      console.error(plain(error.message));
    }
    if (this.#quit.signal.aborted) return;
    console.log(`${((performance.now() - began) / 1000).toFixed(1)} s. ${HELP}`);
  }

  /** Tries what failed last, and where that passes now, or nothing failed, everything. */
  async #failedFirst(round: Round): Promise<void> {
    if (this.#hasFailures()) {
      const status = await this.#run({ lastFailed: true });
      if (status !== exitStatus.conformant || round === 'failed') return;
      console.log('What failed passes now: all of it is tried.');
    } else if (round === 'failed') {
      console.log('Nothing failed in the last round.');
      return;
    }
    await this.#run({});
  }

  #hasFailures(): boolean {
    try {
      return lastFailed(this.#place, this.#options.config).ids.length > 0;
    } catch (error) {
      if (error instanceof UsageError) return false;
      throw error;
    }
  }

  async #run(how: Pick<CertifyOptions, 'lastFailed'>): Promise<number> {
    const { signal } = this.#quit;
    if (signal.aborted) return exitStatus.inconclusive;
    const { watch: _, baseUrl: __, ...options } = this.#options;
    const isPartial = how.lastFailed === true || options.only.length > 0;
    const output = isPartial ? filteredBeside(this.#place) : this.#place;
    this.#page = join(output, pageFile);
    return certify(
      {
        ...options,
        ...how,
        only: how.lastFailed === true ? [] : options.only,
        output: how.lastFailed === true ? this.#place : output,
        profile: 'full',
      },
      { signal, letGo: () => undefined },
    );
  }

  #heedSignals(): () => void {
    const quit = (): void => this.#leave();
    process.on('SIGINT', quit).on('SIGTERM', quit).on('SIGHUP', quit);
    return () => process.off('SIGINT', quit).off('SIGTERM', quit).off('SIGHUP', quit);
  }

  #heedKeys(): () => void {
    const { stdin } = process;
    const press = (chunk: Buffer): void => {
      for (const key of chunk.toString()) this.#press(key);
    };
    if (stdin.isTTY) stdin.setRawMode(true);
    stdin.on('data', press).resume();
    return () => {
      if (stdin.isTTY) stdin.setRawMode(false);
      stdin.off('data', press).pause();
    };
  }

  #press(key: string): void {
    const meant = keys[key.toLowerCase()];
    if (meant === 'quit') this.#leave();
    else if (meant === 'open') console.log(openPage(this.#page));
    else if (meant !== undefined) this.#ask(meant, 'asked for');
  }

  #heedFiles(): readonly (() => void)[] {
    let changed: NodeJS.Timeout | undefined;
    return this.#options.watch.map((path) => {
      const watcher = watchOf(path, (name) => {
        clearTimeout(changed);
        changed = setTimeout(() => this.#ask('usual', `${plain(name)} has changed`), SETTLING_MS);
      });
      return () => {
        clearTimeout(changed);
        watcher.close();
      };
    });
  }

  async #heedServer(baseUrl: string): Promise<void> {
    const { signal } = this.#quit;
    try {
      for (;;) {
        await untilRestarted(baseUrl, signal);
        await delay(SETTLING_MS, undefined, { signal });
        await untilListening(baseUrl, signal);
        this.#ask('usual', 'the server has come back');
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #leave(): void {
    if (this.#quit.signal.aborted) process.exit(130);
    this.#quit.abort('The loop was left.');
    this.#wake();
  }
}

/** @throws UsageError where there is nothing to watch */
function watchOf(path: string, changed: (name: string) => void): { readonly close: () => void } {
  try {
    const watcher = watch(path, { recursive: true }, (_, name) =>
      changed(name === null ? path : join(path, name)),
    );
    return watcher.on('error', () => undefined);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${plain(path)} can't be watched (${why}). Name a file or a folder with --watch.`);
  }
}
