import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { certify as certifyTarget, type Certified, type Earlier } from '../../engine/certification.ts';
import { earlierIn, RunFolder, settledIn } from '../../engine/run-folder.ts';
import { plain } from '../../spec/run/plain.ts';
import type { Results } from '../../spec/run/results.ts';
import { maskWith } from '../../spec/run/secrecy.ts';
import { consented } from '../../target/consent.ts';
import { type Journal, journalOf } from '../../target/journal.ts';
import type { Target } from '../../target/target-file.ts';
import { placeOf, startWords } from '../invocation.ts';
import { remediesFor, remedyInWords } from '../journal.ts';
import { filtersOf } from '../selection.ts';
import { suite, type SuiteCertification } from '../suite.ts';
import { FailureWatch } from './failures.ts';
import type { Reporter } from './reporters.ts';
import { begin, type Begun, unfinishedIn } from './unfinished.ts';

/** A run as it was asked for. */
export interface Asked extends Pick<SuiteCertification, 'exploration' | 'claims' | 'catalogue'> {
  readonly output: string;
  readonly begun: Begun;
  readonly isResumed: boolean;
  readonly target: Target;
  readonly facts: Results['suite'];
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  /** Ends the run when a requirement fails that decides the verdict. */
  readonly failFast: boolean;
  /** Leaves the records of what failed in the account. */
  readonly keep: boolean;
}

/** What came of a run, and the commands that get an earlier run out of its way. */
export interface Ran {
  readonly ended: Certified;
  readonly hints: readonly string[];
  /** Nothing could be sent, for a reason that was known before the first request. */
  readonly isUnsent: boolean;
}

const FIRST_FAILURE = 'The run ended at the first failure, as --fail-fast asks.';

/** Runs a certification that people watch, and that another one can go on with. */
export async function run(asked: Asked): Promise<Ran> {
  const { output, begun, isResumed, claims, catalogue, target, facts, exploration, reporter, failFast } =
    asked;
  const { seed, profile: wanted, config } = begun;
  const { profile, profileReason } = consented(target, wanted);
  const hints: string[] = [];
  const env = stateOf(config === null || target.start !== undefined, output);
  const journalled =
    profile !== 'read-only'
      ? journalOf({ target, seed, output }, env, (dead) => {
          hints.push(...remediesFor(dead, config ?? ''));
          return remedyInWords(dead, config ?? '');
        })
      : {};
  // Where another run holds the account nothing is sent, and what that run left is kept to be gone on with.
  const { folder, earlier } =
    'obstacle' in journalled
      ? unrecorded(output, isResumed)
      : recordIn(output, begun, { isResumed, ...journalled });
  if (earlier) reporter.say(`Going on with the run of ${earlier.records.length} settled tests.`);
  const settled = new Set(earlier?.records.map(({ requirement }) => requirement));
  const ending = new AbortController();
  const signal = AbortSignal.any([asked.signal, ending.signal]);
  const watch = new FailureWatch(catalogue, { filters: filtersOf(begun), profile }, (failure) => {
    reporter.failed(failure);
    if (failFast && failure.evidence !== 'inferred') ending.abort(FIRST_FAILURE);
  });
  try {
    const ended = await certifyTarget({
      ...suite,
      ...journalled,
      ...(earlier && { earlier }),
      claims: claims.filter(({ id }) => !settled.has(id)),
      catalogue,
      target,
      suite: facts,
      ...(exploration && { exploration }),
      seed,
      profile,
      ...(profileReason !== undefined && { profileReason }),
      filters: filtersOf(begun),
      command: {
        start: startWords(),
        ...(config !== null && { config: placeOf(config) }),
        output: placeOf(output),
      },
      isInProcess: config === null,
      signal,
      keep: asked.keep,
      on: {
        begun: (known, redaction) => {
          maskWith((text) => redaction.text(text));
          folder?.facts(known);
          reporter.begun(known, facts);
        },
        exchanged: (exchange) => {
          folder?.exchanged(exchange);
          reporter.exchanged(exchange);
          watch.exchanged(exchange);
        },
        settled: (one, _, of) => {
          folder?.settled(one);
          watch.settled(one);
          reporter.settled(one, { of, failed: watch.count });
        },
        ended: (known) => folder?.facts(known),
      },
    });
    // Not even the credentials were to be had; who holds the account may let go of it.
    const { obstacle, requests } = ended.results;
    const isRefused = obstacle !== undefined && !('obstacle' in journalled) && !signal.aborted;
    return { ended, hints, isUnsent: isRefused && requests === 0 };
  } finally {
    folder?.close();
    if (folder?.trouble !== undefined) console.error(plain(notRecorded(folder.trouble)));
    if (env !== process.env) rmSync(scratchIn(output), { recursive: true, force: true });
  }
}

/** A target that is gone with its run, as the reference is: what is written of it belongs to the run alone. */
function stateOf(isOfRun: boolean, output: string): NodeJS.ProcessEnv {
  if (!isOfRun) return process.env;
  rmSync(scratchIn(output), { recursive: true, force: true });
  return { ...process.env, AMOCRM_STATE_DIR: scratchIn(output) };
}

function scratchIn(output: string): string {
  return join(output, '.scratch');
}

/** What a run writes down as it goes on, and what an earlier part of it did. */
interface Recorded {
  readonly folder: RunFolder | null;
  readonly earlier?: Earlier;
}

function recordIn(
  output: string,
  begun: Begun,
  { isResumed, journal }: { readonly isResumed: boolean; readonly journal?: Journal },
): Recorded {
  try {
    // A run that settled nothing is begun anew, as it was meant: it may not even have got to its record.
    if (!isResumed || settledIn(unfinishedIn(output)).length === 0)
      return { folder: RunFolder.begin(begin(output, begun)) };
    const earlier = earlierIn(unfinishedIn(output));
    return { folder: RunFolder.resume(unfinishedIn(output)), earlier };
  } catch (error) {
    // Nothing was changed that would have to be swept.
    journal?.end([]);
    throw error;
  }
}

function unrecorded(output: string, isResumed: boolean): Recorded {
  const isKnown = isResumed && settledIn(unfinishedIn(output)).length > 0;
  return { folder: null, ...(isKnown && { earlier: earlierIn(unfinishedIn(output)) }) };
}

function notRecorded(trouble: string): string {
  return `Not all of the run could be written down (${trouble}): it can't be gone on with. Make room, or name another folder with --output, and run again.`;
}
