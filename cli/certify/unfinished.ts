/** What a run leaves beside its report until it has come to its end, so that it can be gone on with. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shard } from '../../engine/merge.ts';
import { settledIn } from '../../engine/run-folder.ts';
import { isObject, parsedJson } from '../../spec/contract/json.ts';
import type { Profile, Results } from '../../spec/run/results.ts';
import { pasted, placeOf } from '../invocation.ts';
import { UsageError } from '../usage-error.ts';

/** How a run was begun: all that decides what it sends. Credentials are no part of it. */
export interface Begun {
  /** Absolute path of the target file; null for the embedded reference. */
  readonly config: string | null;
  /** The port of the embedded reference; null for another target. */
  readonly port: number | null;
  readonly seed: number;
  readonly profile: Profile;
  readonly only: readonly string[];
  readonly grep: string | null;
  /** Which part of several it is; null for a whole. */
  readonly shard: Shard | null;
  /** The requirement set by which it judges; null for the suite's own requirements. */
  readonly requirements: string | null;
  /** Digests: a run is gone on with by the same suite and against the same target only. */
  readonly suite: string;
  readonly target: string;
  /** What is to be done with its results. */
  readonly afterwards: Afterwards;
}

/** Options of the command line for what comes after a run; absolute paths, but for the subject. */
export interface Afterwards {
  readonly waivers?: string;
  readonly writeWaivers?: string;
  readonly sign?: string;
  readonly subject?: string;
}

const folderName = 'unfinished';
const fileName = 'command.json';

/** Where a run keeps its record until its end: within the folder of its report. */
export function unfinishedIn(output: string): string {
  return join(output, folderName);
}

/** Begins a record, in the place of one that an earlier run may have left. */
export function begin(output: string, begun: Begun): string {
  const folder = unfinishedIn(output);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, fileName), `${JSON.stringify(begun, null, 2)}\n`, { mode: 0o600 });
  return folder;
}

/** @throws UsageError where no run was interrupted, or its record can't be read */
export function readBegun(output: string): Begun {
  const file = join(unfinishedIn(output), fileName);
  if (!existsSync(file)) {
    throw new UsageError(
      `There is nothing to go on with in ${output}: it holds no run that was interrupted. Name the folder that --output named then, or leave --resume out.`,
    );
  }
  const begun = begunIn(output);
  if (begun === null) throw new UsageError(`${file} is damaged: begin the run anew, without --resume.`);
  return begun;
}

/** How the run was begun that can be gone on with; null where there is none, or its record can't be read. */
export function begunIn(output: string): Begun | null {
  try {
    const begun = parsedJson(readFileSync(join(unfinishedIn(output), fileName), 'utf8'));
    return isBegun(begun) ? begun : null;
  } catch {
    return null;
  }
}

/** The command that goes on with the run of a folder. */
export function resumeLine(output: string): string {
  return pasted('--resume', placeOf(output));
}

/** @throws UsageError where the run would not be the same run any more */
export function requireSame(begun: Begun, now: Pick<Begun, 'suite' | 'target'>): void {
  if (begun.suite !== now.suite) {
    throw new UsageError(
      'The run was begun with another version of the suite. Begin it anew, without --resume.',
    );
  }
  if (begun.target !== now.target) {
    throw new UsageError(
      `${begun.config ?? 'The reference'} is not what it was when the run began. Put it back, or begin anew, without --resume.`,
    );
  }
}

/** Whether going on could settle more than the run did, and need not begin anew for it. */
export function isUnfinished(output: string, results: Results): boolean {
  const open =
    results.obstacle !== undefined || results.requirements.some(({ outcome }) => outcome === 'error');
  return open && settledIn(unfinishedIn(output)).length > 0;
}

/** The run has come to its end. */
export function discard(output: string): void {
  rmSync(unfinishedIn(output), { recursive: true, force: true });
}

function isBegun(value: unknown): value is Begun {
  return (
    isObject(value) &&
    [
      'config',
      'port',
      'seed',
      'profile',
      'only',
      'grep',
      'shard',
      'requirements',
      'suite',
      'target',
      'afterwards',
    ].every((key) => key in value) &&
    Number.isSafeInteger(value['seed']) &&
    Array.isArray(value['only']) &&
    (value['profile'] === 'full' || value['profile'] === 'read-only')
  );
}
