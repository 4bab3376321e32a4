import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { createState } from '../reference/core/seed.ts';
import { startReference } from '../reference/server.ts';
import { targetFileOf } from '../reference/target-file.ts';
import { suiteDigest } from '../reports/digest.ts';
import { plain } from '../reports/plain.ts';
import { exitStatusOf } from '../reports/waivers.ts';
import type { Profile, Results } from '../spec/run/results.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { targetDigest } from '../target/description.ts';
import { parseTarget, readTargetFile, type Target } from '../target/target-file.ts';
import { variables } from '../tests/support/run-settings.ts';
import { runTests } from './certify/runner.ts';
import {
  begin,
  discard,
  isUnfinished,
  readBegun,
  requireSame,
  settledIn,
  unfinishedIn,
  type Begun,
} from './certify/unfinished.ts';
import { plan } from './plan.ts';
import { anyOf, bothOf, patternFor } from './selection.ts';
import { signingFor, writeCertificate } from './sign.ts';
import { draftPlace, readWaiversFile, writeDraft } from './waivers.ts';

export interface CertifyOptions {
  /** The target file; without one the reference implementation is started and certified. */
  readonly config?: string;
  readonly output: string;
  /** The folder of the report of an interrupted run, which is gone on with as it was begun. */
  readonly resume?: string;
  readonly seed?: number;
  readonly profile: Profile;
  readonly only: readonly string[];
  readonly grep?: string;
  readonly list?: boolean;
  /** Tells what the run would do instead of doing it. */
  readonly plan?: boolean;
  readonly workers?: number;
  /** The waivers file. */
  readonly waivers?: string;
  /** Where to draft one from the run. */
  readonly writeWaivers?: string;
  /** File with the private key that signs the certificate. */
  readonly sign?: string;
  /** What the certificate is about: `NAME@sha256:…`. */
  readonly subject?: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Certifies a target and writes the reports.
 * @returns the exit status: 0 conformant, 1 nonconformant or a stale waiver, 3 inconclusive
 * @throws TargetFileError, UsageError
 */
export async function certify(options: CertifyOptions): Promise<number> {
  if (options.list) return runTests(['--list'], { grep: grepOf(options) }, {});
  const output = resolve(options.resume ?? options.output);
  const earlier = options.resume === undefined ? null : readBegun(output);
  const config = earlier ? earlier.config : (options.config ?? null);
  const described = config === null ? null : readTargetFile(config, process.env);
  const grep = grepOf(earlier ?? options);
  const afterwards = prepared(options, output);
  if (options.plan) return planned(described, options, grep);

  const scratch = mkdtempSync(join(tmpdir(), 'amocrm-conformance-'));
  const { targetFile, port, close } = await targetOf(config, earlier?.port ?? 0, scratch);
  try {
    const now = {
      suite: suiteDigest(root),
      target: targetDigest(described ?? readTargetFile(targetFile, process.env)),
    };
    const begun = earlier ?? { ...now, ...asAsked(options), config: config && resolve(config), port };
    requireSame(begun, now);
    const settled = earlier ? settledIn(output) : [];
    // A run that settled nothing is begun anew, as it was meant: it may not even have got to its record.
    const resumed = settled.length > 0;
    const runDir = resumed ? unfinishedIn(output) : begin(output, begun);
    if (resumed) console.log(`Going on with the run of ${settled.length} settled tests.`);
    const environment = {
      ...settingsOf(begun),
      [variables.targetFile]: targetFile,
      [variables.runDir]: runDir,
      [variables.resumed]: resumed ? 'yes' : '',
      // The reference is nobody's account: nothing of it outlives the run.
      ...(config === null && { [variables.stateDir]: scratch }),
      [variables.output]: output,
      [variables.waivers]: afterwards.waivers === undefined ? '' : kept(afterwards.waivers, scratch),
      ...(options.workers !== undefined && { [variables.workers]: String(options.workers) }),
    };
    // Where all tests of an interrupted run are settled there is none left to run, and all to report.
    const args = resumed ? ['--pass-with-no-tests'] : [];
    await runTests(args, { grep, without: anyOf(settled) }, environment);
    const results = resultsIn(output);
    if (isUnfinished(output, results)) console.log(`To go on with it: ${resumeLine(output)}`);
    else discard(output);
    return results === null ? exitStatus.inconclusive : afterwards.conclude(results);
  } finally {
    await close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param described null for the embedded reference */
async function planned(
  described: Target | null,
  options: CertifyOptions,
  pattern: string | undefined,
): Promise<number> {
  const reference = targetFileOf(createState(), 'http://127.0.0.1');
  const target = described ?? parseTarget(stringify(reference), 'the reference', {});
  const { seed, profile, only, grep } = asAsked(options);
  const lines = await plan({ target, profile, seed, pattern, filters: filtersOf({ only, grep }) });
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
    waivers,
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

function filtersOf({ only, grep }: Pick<Begun, 'only' | 'grep'>): readonly string[] {
  return [...only.map((prefix) => `only ${prefix}`), ...(grep === null ? [] : [`grep ${grep}`])];
}

function settingsOf({ seed, profile, only, grep }: Begun): NodeJS.ProcessEnv {
  return {
    [variables.seed]: String(seed),
    [variables.profile]: profile,
    [variables.filters]: filtersOf({ only, grep }).join('\n'),
  };
}

function grepOf({ only, grep }: { readonly only: readonly string[]; readonly grep?: string | null }) {
  return bothOf(patternFor(only), grep ?? undefined);
}

/** @param port for the embedded reference; 0 for any */
async function targetOf(config: string | null, port: number, scratch: string) {
  if (config !== null) {
    return { targetFile: resolve(config), port: null, close: () => Promise.resolve() };
  }
  const reference = await startReference({ port });
  const targetFile = join(scratch, 'reference.yaml');
  writeFileSync(targetFile, stringify(reference.targetFile));
  return {
    targetFile,
    port: Number(new URL(reference.baseUrl).port),
    close: () => reference.close(),
  };
}

/** The reporter applies the very bytes that were checked, whatever becomes of the file meanwhile. */
function kept(waivers: Buffer, scratch: string): string {
  const copy = join(scratch, 'waivers.yaml');
  writeFileSync(copy, waivers);
  return copy;
}

function resumeLine(output: string): string {
  const folder = relative('', output);
  return `npm start -- --resume ${/[^\w./-]/.test(folder) ? JSON.stringify(folder) : folder}`;
}

function resultsIn(folder: string): Results | null {
  const file = join(folder, 'results.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : null;
}
