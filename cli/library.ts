/** The suite for programs: what the package exports. */
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { certify as certifyTarget, type Listener } from '../engine/certification.ts';
import type { Reference } from '../reference/server.ts';
import { writeReports as writeAll, type Written } from '../reports/write.ts';
import { coverageOf } from '../spec/contract/coverage.ts';
import type { Judgement, Message } from '../spec/contract/message.ts';
import type { Requirement } from '../spec/requirement.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { parseTarget, readTargetFile, type Target } from '../target/target-file.ts';
import type { TargetInput } from '../target/target-resolution.ts';
import { contract } from './api.ts';
import { filtersOf, selected } from './selection.ts';
import { served } from './serve.ts';
import { started } from './started.ts';
import { type Asked, certificationOf, StepwiseCertification } from './stepwise.ts';
import { suite } from './suite.ts';

export type { Judgement, Message } from '../spec/contract/message.ts';
export type { Exchange } from '../spec/run/exchange.ts';
export type { Outcome, Profile, RequirementResult, Results, Verdict } from '../spec/run/results.ts';
export { JournalUnwritableError } from '../target/journal.ts';
export { TargetFileError } from '../target/target-file-error.ts';
export type { Reference } from '../reference/server.ts';
export type { Written } from '../reports/write.ts';
export type { Verdict as RequirementVerdict } from './stepwise.ts';
export { UsageError } from './usage-error.ts';

/** A target file as data, described by `schemas/target.schema.json`. */
export type TargetFile = TargetInput;

/** What is certified, and how. */
export interface CertifyOptions {
  /** The path of a target file, or what would stand in one. `${NAME}` is taken from the environment in both. */
  readonly target: string | TargetFile;
  /** `read-only` sends nothing but GET requests. The full one by default. */
  readonly profile?: Exclude<Profile, 'explore'>;
  /** Draws the payloads; the same one draws the same. 1 by default. */
  readonly seed?: number;
  /** Prefixes of ids of requirements; all by default. */
  readonly only?: readonly string[];
  /** Ends the run in order: the account is put back, and what was seen is told. */
  readonly signal?: AbortSignal;
  /** Told of the run while it goes on. */
  readonly on?: Pick<Listener, 'exchanged' | 'settled'>;
}

/** What came of a certification. */
export interface Certified {
  /** As `results.json` holds them, described by `schemas/results.schema.json`. */
  readonly results: Results;
  /** Every request and answer, credentials masked, by id. */
  readonly exchanges: readonly Exchange[];
}

/**
 * Certifies a target in this process, and puts its account back whatever happens. What it creates is written down
 * in `AMOCRM_STATE_DIR` until then, as the command does it, for `sweep`. A target whose file says how is started for
 * it, and stopped behind it.
 * @throws TargetFileError where the target file can't be used
 * @throws UsageError where `only` names no requirement, or the target does not start
 * @throws JournalUnwritableError where that folder can't be written into
 */
export async function certify(options: CertifyOptions): Promise<Certified> {
  const { only = [], on } = options;
  const asked = askedBy(options);
  const claims = selected(suite.claims, suite.catalogue, { only });
  const stop = await started(asked.target, asked.signal);
  try {
    const certification = certificationOf(asked);
    const { results, exchanges } = await certifyTarget({
      ...certification,
      claims,
      filters: filtersOf({ only }),
      on: { ...certification.on, ...on },
    });
    return { results: { ...results, coverage: coverageOf(exchanges) }, exchanges };
  } finally {
    await stop();
  }
}

/**
 * A certification for a runner of tests: each requirement is judged when it is asked for, and the account put back
 * by `close`. A target whose file says how is started for it, and stopped by that, too.
 * @throws TargetFileError, JournalUnwritableError as `certify`
 */
export function begin(options: Omit<CertifyOptions, 'only' | 'on'>): StepwiseCertification {
  return new StepwiseCertification(askedBy(options));
}

/** Every requirement of the suite by its id, in the order of the source: what a runner of tests shows. */
export const requirements: Readonly<
  Record<
    string,
    Pick<Requirement, 'says' | 'evidence' | 'operation'> & { readonly source: readonly string[] }
  >
> = suite.catalogue;

/**
 * Holds one message against the contract alone, without a run: whatever was captured by a proxy or a test.
 * Never throws for what a message holds.
 */
export function judge(message: Message): Judgement {
  return contract.judge(message);
}

/** Defects and freedoms that the reference has then, by their names. */
export interface ReferenceOptions {
  /** A free one by default. */
  readonly port?: number;
  readonly faults?: readonly string[];
  readonly variants?: readonly string[];
}

/**
 * Starts the reference implementation on this machine, an account of its own each time.
 * @throws UsageError for an unknown fault or variant, or a port that is taken
 */
export async function startReference(options: ReferenceOptions = {}): Promise<Reference> {
  const { port = 0, faults = [], variants = [] } = options;
  const { reference } = await served({ port, fault: faults, variant: variants, quiet: true });
  return reference;
}

/**
 * Writes the reports of a run into a folder, which is made where it is missing: the page, JUnit, HAR and the others.
 * @returns the names of the files, and a sentence for each that could not be written
 */
export function writeReports(folder: string, { results, exchanges }: Certified): Written {
  return writeAll(resolve(folder), results, exchanges);
}

function askedBy({ target, seed = 1, profile = 'full', signal }: Omit<CertifyOptions, 'only' | 'on'>): Asked {
  return { ...targetOf(target), seed, profile, ...(signal && { signal }) };
}

function targetOf(given: string | TargetFile): { readonly target: Target; readonly config: string } {
  if (typeof given === 'string') return { target: readTargetFile(given, process.env), config: given };
  return { target: parseTarget(stringify(given), 'the target', process.env), config: 'FILE' };
}
