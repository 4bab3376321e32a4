import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { Shard } from '../engine/merge.ts';
import { createState } from '../reference/core/seed.ts';
import { targetFileOf } from '../reference/target-file.ts';
import { filteredBeside, usualOutput } from '../reports/command.ts';
import { type DirectOptions, directTarget } from './certify/direct-target.ts';
import { isCleanReadOnly } from '../reports/labels.ts';
import { exitStatusOf, waiversIn, withWaivers } from '../reports/waivers.ts';
import { pageFile, writeReports } from '../reports/write.ts';
import { coverageOf } from '../spec/contract/coverage.ts';
import { plain, several } from '../spec/run/plain.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { refusal } from '../target/consent.ts';
import { targetDigest } from '../target/description.ts';
import { NotStartedError } from '../target/started.ts';
import { parseTarget, readTargetFile, type Target } from '../target/target-file.ts';
import { type Interruption, untilInterrupted } from './certify/interrupts.ts';
import { enoughFor, lastFailed } from './certify/last-failed.ts';
import { diagnosisOf, keepRun } from './certify/last-runs.ts';
import { openPage } from './certify/open.ts';
import { clearFolder, refuseWholeRuns, takeFolder } from './certify/output-folder.ts';
import { reporterFor, type ReporterName } from './certify/reporters.ts';
import { run } from './certify/run.ts';
import { writeTargetLog } from './certify/target-log.ts';
import { targetOf } from './certify/target-of.ts';
import {
  type Afterwards,
  discard,
  isUnfinished,
  readBegun,
  requireSame,
  resumeLine,
} from './certify/unfinished.ts';
import { explorationOf, exploredStatus } from './explore.ts';
import { writeFindings } from './findings.ts';
import { tellGitHub } from './github.ts';
import { plan } from './plan.ts';
import { catalogueBy } from './requirement-set.ts';
import { filtersOf, selected, titleOf } from './selection.ts';
import { signingFor } from './signing.ts';
import { suite, suiteFacts } from './suite.ts';
import { UsageError, WRONG_USAGE } from './usage-error.ts';
import { draftPlace, readWaiversFile, writeDraft } from './waivers.ts';

const { claims } = suite;

export interface CertifyOptions extends DirectOptions {
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
  /** One of several parts, to be put together by `merge`. */
  readonly shard?: Shard;
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
  /** Takes a read-only run that found nothing wrong for a success. */
  readonly acceptReadOnly?: boolean;
  /** Ends the run at the first failure that decides the verdict. */
  readonly failFast?: boolean;
  /** Leaves the records of what failed in the account. */
  readonly keep?: boolean;
  /** Tries again what failed in the last run of the target. */
  readonly lastFailed?: boolean;
  /** Opens the page when the run is over. */
  readonly open?: boolean;
  readonly reporter?: ReporterName;
  /** Tells the verdict alone. */
  readonly quiet?: boolean;
  /** Tells readings and what has passed, too. */
  readonly verbose?: boolean;
}

/**
 * Certifies a target and writes the reports.
 * @param interruption where signals are heeded already, before this code was even loaded
 * @returns the exit status: 0 conformant, 1 nonconformant or a stale waiver, 2 where nothing could be sent, 3
 *   inconclusive
 * @throws TargetFileError, UsageError, JournalUnwritableError
 */
export async function certify(asked: CertifyOptions, interruption?: Interruption): Promise<number> {
  const named = asked.baseUrl === undefined ? asked : await withTarget(asked);
  const again = named.lastFailed === true ? againOf(named) : null;
  const options = again?.options ?? named;
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
  const narrowed = isExploration ? [] : selected(claims, catalogue, earlier ?? options);
  const chosen = again === null ? narrowed : enoughFor(narrowed, again.last);
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
    const reporter = reporterFor({ ...options, output });
    const { ended, hints, isUnsent } = await run({
      output,
      begun,
      isResumed: earlier !== null,
      claims: chosen,
      catalogue,
      target,
      facts,
      signal,
      reporter,
      failFast: options.failFast === true,
      keep: options.keep === true,
      ...(exploration && { exploration }),
    });
    const { results, exchanges } = ended;
    const told = { ...afterwards.waived(results), coverage: coverageOf(exchanges) };
    const diagnosis = diagnosisOf(output, told, exchanges);
    const written = writeReports(output, told, exchanges, diagnosis);
    if (begun.shard !== null) {
      const { writeShard } = await import('./merge.ts');
      writeShard(output, { ...ended.run, shard: begun.shard });
    }
    reporter.ended(told, exchanges, written, diagnosis);
    const toGitHub = tellGitHub(told, exchanges, { report: output, diagnosis });
    for (const line of [...toGitHub, ...keepRun(output, told, diagnosis)]) reporter.say(line);
    if (lines !== undefined) writeTargetLog(output, told, exchanges, lines);
    if (options.open === true && written.files.includes(pageFile))
      reporter.say(openPage(join(output, pageFile)));
    for (const line of writeFindings(output, told, exchanges, target.baseUrl)) reporter.say(plain(line));
    if (hints.length > 0) reporter.say(['To go on:', ...hints.map((line) => `  ${line}`)].join('\n'));
    else if (isUnfinished(output, told)) reporter.say(`To go on with it: ${resumeLine(output)}`);
    else discard(output);
    for (const line of isExploration ? [] : await afterwards.conclude(told)) reporter.say(line);
    const status = isExploration ? exploredStatus(told) : exitStatusOf(told);
    if (isCleanReadOnly(told) && status === exitStatus.inconclusive) {
      if (options.acceptReadOnly === true) return exitStatus.conformant;
      reporter.say('With --accept-read-only a run like this one ends with status 0.');
    }
    return isUnsent ? WRONG_USAGE : status;
  } finally {
    await close();
    heedNoMore();
    letGo();
  }
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
  /** Why there is none need not be told where nobody can have expected one. */
  const statement = async (results: Results): Promise<readonly string[]> => {
    const isExpected = options.sign !== undefined || options.subject !== undefined;
    // There is none of a filtered run, and that of an earlier one went when the folder was cleared.
    if (!isExpected && !results.complete) return [];
    const { writeStatement } = await import('./sign.ts');
    const told = writeStatement(output, results, signing);
    return isExpected || results.verdict === 'conformant' ? [told] : [];
  };
  return {
    waived: (results: Results): Results => {
      if (waivers === undefined) return results;
      const { entries, digest } = waiversIn(waivers);
      return withWaivers(results, entries, { today: results.startedAt.slice(0, 10), digest });
    },
    /** Writes what is made of the results. @returns lines for the terminal */
    conclude: async (results: Results): Promise<readonly string[]> => [
      ...(await statement(results)),
      ...(draft === undefined ? [] : [writeDraft(draft, results, waivers)]),
    ],
  };
}

/** A run whose target is named on the command line, with the file that is written of it. */
async function withTarget(options: CertifyOptions): Promise<CertifyOptions> {
  const isPartial = options.profile === 'explore' || filtersOf(options).length > 0;
  const output = resolve(options.output ?? usualOutput(isPartial));
  return { ...options, config: await directTarget(options, output) };
}

/** The run that tries again what failed in the last one: by its seed, and beside its report. */
function againOf(options: CertifyOptions) {
  const place = resolve(options.output ?? usualOutput(false));
  const last = lastFailed(place, options.config ?? null);
  const isFilteredPlace = last.folder === place && !last.results.complete;
  const output = isFilteredPlace ? place : filteredBeside(place);
  const seed = options.seed ?? last.seed;
  return { last, options: { ...options, only: last.ids, seed, output } };
}

function asAsked({ seed, profile, only, grep, shard, requirements, ...options }: CertifyOptions) {
  const { waivers, writeWaivers, sign, subject } = options;
  const afterwards: Afterwards = {
    ...(waivers !== undefined && { waivers: resolve(waivers) }),
    ...(writeWaivers !== undefined && { writeWaivers: resolve(writeWaivers) }),
    ...(sign !== undefined && { sign: resolve(sign) }),
    ...(subject !== undefined && { subject }),
  };
  const asked = {
    profile,
    only,
    grep: grep ?? null,
    shard: shard ?? null,
    requirements: requirements ?? null,
  };
  return { seed: seed ?? randomInt(1, 2 ** 31), ...asked, afterwards };
}
