import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { certify as certifyTarget, type Certified } from '../engine/certification.ts';
import { earlierIn, RunFolder, settledIn } from '../engine/run-folder.ts';
import { createState } from '../reference/core/seed.ts';
import { startReference } from '../reference/server.ts';
import { targetFileOf } from '../reference/target-file.ts';
import { annotationsOf } from '../reports/formats/annotations.ts';
import { progressOn, summaryOf } from '../reports/terminal.ts';
import { exitStatusOf, waiversIn, withWaivers } from '../reports/waivers.ts';
import { clearReports, pageFile, writeReports } from '../reports/write.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { plain, several } from '../spec/run/plain.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { maskWith } from '../spec/run/secrecy.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { consented, refusal } from '../target/consent.ts';
import { targetDigest } from '../target/description.ts';
import { journalOf } from '../target/journal.ts';
import { parseTarget, readTargetFile, type Target } from '../target/target-file.ts';
import { takeFolder } from './certify/output-folder.ts';
import { untilInterrupted } from './certify/interrupts.ts';
import {
  begin,
  type Begun,
  discard,
  isUnfinished,
  readBegun,
  requireSame,
  unfinishedIn,
} from './certify/unfinished.ts';
import { isColoured } from './comparison-output.ts';
import { explorationOf, exploredStatus } from './explore.ts';
import { writeFindings } from './findings.ts';
import { plan } from './plan.ts';
import { filtersOf, selected, titleOf } from './selection.ts';
import { signingFor, writeCertificate } from './sign.ts';
import { suite, suiteFacts, type SuiteCertification } from './suite.ts';
import { UsageError } from './usage-error.ts';
import { draftPlace, readWaiversFile, writeDraft } from './waivers.ts';

const { claims, catalogue } = suite;

export interface CertifyOptions {
  /** The target file; without one the reference implementation is started and certified. */
  readonly config?: string;
  readonly output: string;
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
 * @returns the exit status: 0 conformant, 1 nonconformant or a stale waiver, 3 inconclusive
 * @throws TargetFileError, UsageError
 */
export async function certify(options: CertifyOptions): Promise<number> {
  const output = resolve(options.resume ?? options.output);
  const earlier = options.resume === undefined ? null : readBegun(output);
  const config = earlier ? earlier.config : (options.config ?? null);
  const described = config === null ? null : readTargetFile(config, process.env);
  const narrowing = earlier ?? options;
  const isExploration = options.profile === 'explore' && earlier === null;
  const exploration = explorationOf(options);
  if (isExploration && described?.writable === false) throw new UsageError(refusal(described.baseUrl));
  const chosen = isExploration ? [] : selected(claims, catalogue, narrowing);
  if (options.list) return listed(chosen);
  const afterwards = prepared(options, output);
  if (options.plan) return planned(described, options, chosen);

  const letGo = takeFolder(output);
  const scratch = mkdtempSync(join(tmpdir(), 'amocrm-conformance-'));
  const { target, port, close } = await targetOf(described, earlier?.port ?? 0);
  try {
    const facts = suiteFacts();
    const now = { suite: facts.digest, target: targetDigest(target) };
    const begun = earlier ?? { ...now, ...asAsked(options), config: config && resolve(config), port };
    requireSame(begun, now);
    clearReports(output);
    // A run that settled nothing is begun anew, as it was meant: it may not even have got to its record.
    const resumed = earlier !== null && settledIn(unfinishedIn(output)).length > 0;
    const folder = resumed ? unfinishedIn(output) : begin(output, begun);
    const further = resumed ? { earlier: earlierIn(folder) } : {};
    if (resumed) console.log(`Going on with the run of ${further.earlier?.records.length} settled tests.`);
    const settled = new Set(further.earlier?.records.map(({ requirement }) => requirement));
    const stateOf = { ...process.env, ...(config === null && { AMOCRM_STATE_DIR: scratch }) };
    const { results, exchanges } = await run({
      ...suite,
      ...further,
      claims: chosen.filter(({ id }) => !settled.has(id)),
      target,
      suite: facts,
      folder: resumed ? RunFolder.resume(folder) : RunFolder.begin(folder),
      asked: begun,
      env: stateOf,
      ...(exploration && { exploration }),
    });
    const told = afterwards.waived(results);
    console.log(report(output, told, exchanges));
    for (const line of writeFindings(output, told, exchanges, target.baseUrl)) console.log(plain(line));
    if (isUnfinished(output, told)) console.log(`To go on with it: ${resumeLine(output)}`);
    else discard(output);
    return isExploration ? exploredStatus(told) : afterwards.conclude(told);
  } finally {
    await close();
    letGo();
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Asked extends Pick<
  SuiteCertification,
  'api' | 'contract' | 'catalogue' | 'claims' | 'target' | 'suite' | 'earlier' | 'exploration'
> {
  readonly folder: RunFolder;
  readonly asked: Begun;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a certification that people watch, and that another one can go on with. */
async function run({ folder, asked, env, ...certification }: Asked): Promise<Certified> {
  const { target } = certification;
  const { seed, profile: wanted } = asked;
  const { profile, profileReason } = consented(target, wanted);
  const { signal, letGo } = untilInterrupted();
  const progress = progressOn(process.stdout);
  try {
    return await certifyTarget({
      ...certification,
      ...(profile !== 'read-only' && journalOf(target, seed, env)),
      seed,
      profile,
      ...(profileReason !== undefined && { profileReason }),
      filters: filtersOf(asked),
      isInProcess: asked.config === null,
      signal,
      on: {
        begun: (facts, redaction) => {
          maskWith((text) => redaction.text(text));
          folder.facts(facts);
        },
        exchanged: folder.exchanged,
        settled: (record, done, of) => {
          folder.settled(record);
          progress({ record, done, of });
        },
        ended: folder.facts,
      },
    });
  } finally {
    letGo();
    folder.close();
    if (folder.trouble !== undefined) console.error(plain(notRecorded(folder.trouble)));
  }
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
function prepared(options: CertifyOptions, output: string) {
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
      console.log(writeCertificate(output, signing));
      if (draft !== undefined) console.log(writeDraft(draft, results, waivers));
      return exitStatusOf(results);
    },
  };
}

function asAsked({ seed, profile, only, grep }: CertifyOptions) {
  return { seed: seed ?? randomInt(1, 2 ** 31), profile, only, grep: grep ?? null };
}

/**
 * @param described null for the embedded reference, which is started
 * @param port for the embedded reference; 0 for any
 */
async function targetOf(described: Target | null, port: number) {
  if (described !== null) return { target: described, port: null, close: () => Promise.resolve() };
  const reference = await startReference({ port });
  return {
    target: parseTarget(stringify(reference.targetFile), 'the reference', {}),
    port: Number(new URL(reference.baseUrl).port),
    close: () => reference.close(),
  };
}

/** Writes the reports. @returns what is told of the run on the terminal */
function report(output: string, results: Results, exchanges: readonly Exchange[]): string {
  const { files, problems } = writeReports(output, results, exchanges);
  const page = join(relative('', output), pageFile);
  const told = summaryOf(results, {
    colour: isColoured(),
    ...(files.includes(pageFile) ? { report: page } : {}),
  });
  const annotations = process.env['GITHUB_ACTIONS'] === 'true' ? annotationsOf(results) : [];
  return [told, ...problems.map(plain), ...annotations].join('\n');
}

function resumeLine(output: string): string {
  const folder = relative('', output);
  return `npm start -- --resume ${/[^\w./-]/.test(folder) ? JSON.stringify(folder) : folder}`;
}
