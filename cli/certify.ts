import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { certify as certifyTarget, type Earlier } from '../engine/certification.ts';
import type { Catalogue } from '../engine/selection.ts';
import { earlierIn, RunFolder, settledIn } from '../engine/run-folder.ts';
import { createState } from '../reference/core/seed.ts';
import { targetFileOf } from '../reference/target-file.ts';
import { usualOutput } from '../reports/command.ts';
import { progressOn, summaryOf } from '../reports/terminal.ts';
import { exitStatusOf, waiversIn, withWaivers } from '../reports/waivers.ts';
import { pageFile, writeReports } from '../reports/write.ts';
import { coverageOf } from '../spec/contract/coverage.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { plain, several } from '../spec/run/plain.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { maskWith } from '../spec/run/secrecy.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { consented, refusal } from '../target/consent.ts';
import { targetDigest } from '../target/description.ts';
import { type Journal, journalOf } from '../target/journal.ts';
import { NotStartedError } from '../target/started.ts';
import { parseTarget, readTargetFile, type Target } from '../target/target-file.ts';
import { type Interruption, untilInterrupted } from './certify/interrupts.ts';
import { clearFolder, refuseWholeRuns, takeFolder } from './certify/output-folder.ts';
import { writeTargetLog } from './certify/target-log.ts';
import { targetOf } from './certify/target-of.ts';
import {
  type Afterwards,
  begin,
  type Begun,
  discard,
  isUnfinished,
  readBegun,
  requireSame,
  resumeLine,
  unfinishedIn,
} from './certify/unfinished.ts';
import { isColoured } from './comparison-output.ts';
import { explorationOf, exploredStatus } from './explore.ts';
import { writeFindings } from './findings.ts';
import { tellGitHub } from './github.ts';
import { placeOf, startWords } from './invocation.ts';
import { remediesFor, remedyInWords } from './journal.ts';
import { plan } from './plan.ts';
import { catalogueBy } from './requirement-set.ts';
import { filtersOf, selected, titleOf } from './selection.ts';
import { signingFor, writeCertificate } from './sign.ts';
import { suite, suiteFacts, type SuiteCertification } from './suite.ts';
import { UsageError, WRONG_USAGE } from './usage-error.ts';
import { draftPlace, readWaiversFile, writeDraft } from './waivers.ts';

const { claims } = suite;

export interface CertifyOptions {
  /** The target file; without one the reference implementation is started and certified. */
  readonly config?: string;
  /** `conformance-report` by default, and for a filtered run a folder of its own beside that. */
  readonly output?: string;
  /** The folder of the report of an interrupted run, which is gone on with as it was begun. */
  readonly resume?: string;
  readonly seed?: number;
  readonly profile: Profile;
  /** Requests of the profile that explores. */
  readonly budget?: number;
  /** Explores when the claims are judged: `60s`, `10m`, or a number of requests. */
  readonly explore?: string;
  readonly only: readonly string[];
  readonly grep?: string;
  /** The requirement set by which it is judged; the suite's own requirements by default. */
  readonly requirements?: string;
  readonly list?: boolean;
  /** Tells what the run would do instead of doing it. */
  readonly plan?: boolean;
  /** The waivers file. */
  readonly waivers?: string;
  /** Where to draft one from the run. */
  readonly writeWaivers?: string;
  /** File with the private key that signs the certificate. */
  readonly sign?: string;
  /** What the certificate is about: `NAME@sha256:…`. */
  readonly subject?: string;
}

/**
 * Certifies a target and writes the reports.
 * @param interruption where signals are heeded already, before this code was even loaded
 * @returns the exit status: 0 conformant, 1 nonconformant or a stale waiver, 2 where nothing could be sent, 3
 *   inconclusive
 * @throws TargetFileError, UsageError, JournalUnwritableError
 */
export async function certify(options: CertifyOptions, interruption?: Interruption): Promise<number> {
  const earlier = options.resume === undefined ? null : readBegun(resolve(options.resume));
  const isExploration = options.profile === 'explore' && earlier === null;
  const exploration = explorationOf(options);
  // What judges less than everything has a folder of its own.
  const isPartial = isExploration || filtersOf(earlier ?? options).length > 0;
  const output = resolve(options.resume ?? options.output ?? usualOutput(isPartial));
  const config = earlier ? earlier.config : (options.config ?? null);
  const described = config === null ? null : readTargetFile(config, process.env);
  if (isExploration && described?.writable === false) throw new UsageError(refusal(described));
  const judging = catalogueBy((earlier ?? options).requirements ?? undefined);
  const { catalogue } = judging;
  const chosen = isExploration ? [] : selected(claims, catalogue, earlier ?? options);
  if (options.list) return listed(chosen);
  const afterwards = prepared({ ...earlier?.afterwards, ...options }, output);
  if (options.plan) return planned(described, options, chosen);

  if (isPartial && earlier === null) refuseWholeRuns(output);
  const letGo = takeFolder(output);
  const { signal, letGo: heedNoMore } = interruption ?? untilInterrupted();
  const { target, port, close, lines } = await targetOf(described, {
    port: earlier?.port ?? 0,
    output,
    signal,
  }).catch((error: unknown) => {
    heedNoMore();
    letGo();
    throw error instanceof NotStartedError ? new UsageError(error.message) : error;
  });
  try {
    const facts = { ...suiteFacts(), ...(judging.set && { requirements: judging.set }) };
    const now = { suite: facts.digest, target: targetDigest(target) };
    const begun = earlier ?? { ...now, ...asAsked(options), config: config && resolve(config), port };
    requireSame(begun, now);
    clearFolder(output);
    const { ended, hints, isUnsent } = await run({
      output,
      begun,
      isResumed: earlier !== null,
      chosen,
      catalogue,
      target,
      facts,
      signal,
      ...(exploration && { exploration }),
    });
    const { results, exchanges } = ended;
    const told = { ...afterwards.waived(results), coverage: coverageOf(exchanges) };
    console.log(report(output, told, exchanges));
    if (lines !== undefined) writeTargetLog(output, told, exchanges, lines);
    for (const line of writeFindings(output, told, exchanges, target.baseUrl)) console.log(plain(line));
    if (hints.length > 0) console.log(['To go on:', ...hints.map((line) => `  ${line}`)].join('\n'));
    else if (isUnfinished(output, told)) console.log(`To go on with it: ${resumeLine(output)}`);
    else discard(output);
    const status = isExploration ? exploredStatus(told) : afterwards.conclude(told);
    return isUnsent ? WRONG_USAGE : status;
  } finally {
    await close();
    heedNoMore();
    letGo();
  }
}

interface Asked extends Pick<SuiteCertification, 'exploration'> {
  readonly output: string;
  readonly begun: Begun;
  readonly isResumed: boolean;
  readonly chosen: typeof claims;
  readonly catalogue: Catalogue;
  readonly target: Target;
  readonly facts: Results['suite'];
  readonly signal: AbortSignal;
}

/**
 * Runs a certification that people watch, and that another one can go on with.
 * @returns what came of it, and the commands that get an earlier run out of its way
 */
async function run({ output, begun, isResumed, chosen, target, facts, signal, ...asked }: Asked) {
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
  if (earlier) console.log(`Going on with the run of ${earlier.records.length} settled tests.`);
  const settled = new Set(earlier?.records.map(({ requirement }) => requirement));
  const progress = progressOn(process.stdout);
  try {
    const ended = await certifyTarget({
      ...suite,
      ...journalled,
      ...(earlier && { earlier }),
      claims: chosen.filter(({ id }) => !settled.has(id)),
      target,
      suite: facts,
      ...asked,
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
      on: {
        begun: (known, redaction) => {
          maskWith((text) => redaction.text(text));
          folder?.facts(known);
        },
        exchanged: (exchange) => folder?.exchanged(exchange),
        settled: (one, done, of) => {
          folder?.settled(one);
          progress({ record: one, done, of });
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

function listed(chosen: typeof claims): number {
  console.log([...chosen.map(titleOf), several(chosen.length, 'requirement')].join('\n'));
  return exitStatus.conformant;
}

/** @param described null for the embedded reference */
async function planned(
  described: Target | null,
  options: CertifyOptions,
  chosen: typeof claims,
): Promise<number> {
  const reference = targetFileOf(createState(), 'http://127.0.0.1');
  const target = described ?? parseTarget(stringify(reference), 'the reference', {});
  const { seed, profile } = asAsked(options);
  const lines = await plan({ target, profile, seed, claims: chosen, filters: filtersOf(options) });
  console.log(plain(lines.join('\n')));
  return exitStatus.conformant;
}

/** Checks what is done with the results before there are any, so that no run is in vain. */
function prepared(options: Afterwards, output: string) {
  const waivers = options.waivers === undefined ? undefined : readWaiversFile(options.waivers);
  const draft =
    options.writeWaivers === undefined ? undefined : draftPlace(options.writeWaivers, options.waivers);
  const signing = signingFor({
    ...(options.sign !== undefined && { key: options.sign }),
    ...(options.subject !== undefined && { subject: options.subject }),
  });
  return {
    waived: (results: Results): Results => {
      if (waivers === undefined) return results;
      const { entries, digest } = waiversIn(waivers);
      return withWaivers(results, entries, { today: results.startedAt.slice(0, 10), digest });
    },
    conclude(results: Results): number {
      console.log(writeCertificate(output, results, signing));
      if (draft !== undefined) console.log(writeDraft(draft, results, waivers));
      return exitStatusOf(results);
    },
  };
}

function asAsked({ seed, profile, only, grep, requirements, ...options }: CertifyOptions) {
  const { waivers, writeWaivers, sign, subject } = options;
  const afterwards: Afterwards = {
    ...(waivers !== undefined && { waivers: resolve(waivers) }),
    ...(writeWaivers !== undefined && { writeWaivers: resolve(writeWaivers) }),
    ...(sign !== undefined && { sign: resolve(sign) }),
    ...(subject !== undefined && { subject }),
  };
  const asked = { profile, only, grep: grep ?? null, requirements: requirements ?? null };
  return { seed: seed ?? randomInt(1, 2 ** 31), ...asked, afterwards };
}

/** Writes the reports. @returns what is told of the run on the terminal */
function report(output: string, results: Results, exchanges: readonly Exchange[]): string {
  const { files, problems } = writeReports(output, results, exchanges);
  const page = placeOf(join(output, pageFile));
  const told = summaryOf(results, {
    colour: isColoured(),
    ...(files.includes(pageFile) ? { report: page } : {}),
  });
  return [told, ...problems.map(plain), ...tellGitHub(results, exchanges, output)].join('\n');
}
