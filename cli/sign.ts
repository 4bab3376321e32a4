import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, type Envelope, envelopeFor, lineOf } from '../reports/certificate/attestation.ts';
import { toCertificateHtml } from '../reports/certificate/certificate-page.tsx';
import {
  filesFor,
  type Refused,
  type Statement,
  statementFiles,
  statementFor,
} from '../reports/certificate/statement.ts';
import { resultsIn } from '../reports/results-schema.ts';
import { writeWhole } from '../reports/whole-file.ts';
import { oneLine, plain } from '../spec/run/plain.ts';
import type { Results } from '../spec/run/results.ts';
import { placeOf } from './invocation.ts';
import { resultsFile } from './read-results.ts';
import { type Signing, signingFor, type StatementOptions } from './signing.ts';
import { UsageError } from './usage-error.ts';

export interface SignOptions extends StatementOptions {
  /** The folder of a report. */
  readonly report: string;
  /** Signs by the identity of this CI job. */
  readonly keyless?: boolean;
  readonly fulcioUrl?: string;
  readonly rekorUrl?: string;
  /** False where nothing is entered into a log. */
  readonly rekor?: boolean;
  readonly timestampUrl?: string;
}

/** A signing service could not be had. */
const UNAVAILABLE = 3;

/**
 * Writes the statement beside the `results.json` of a folder, which has to be of this very run. Where there can be
 * none, an earlier one is taken away, so that it can't be taken for this run's.
 * @returns what to tell the user: what was written, or why nothing was
 */
export function writeStatement(folder: string, { runId }: Pick<Results, 'runId'>, signing: Signing): string {
  const statement = stated(folder, signing, runId);
  clear(folder);
  if ('refused' in statement) return plain(statement.refused);
  const { privateKey } = signing;
  return write(folder, statement, privateKey === undefined ? statement : envelopeFor(statement, privateKey));
}

/**
 * States a run that is over, and signs that: with a key, or by the identity of a CI job.
 * @returns the exit status: 0 signed, whatever it says; 1 where nothing can be stated; 3 where a signing service could not be had
 * @throws UsageError
 */
export async function sign(options: SignOptions): Promise<number> {
  const { report, key, keyless = false, timestampUrl } = options;
  if ((key !== undefined) === keyless)
    throw new UsageError('Sign either with --key FILE, or with --keyless in a CI job.');
  const signing = signingFor(options);
  const statement = stated(report, signing);
  if ('refused' in statement) {
    console.error(plain(statement.refused));
    return 1;
  }
  if (signing.privateKey !== undefined) {
    clear(report);
    console.log(write(report, statement, envelopeFor(statement, signing.privateKey)));
    return 0;
  }
  const { publicServices, signKeyless, SigningError } = await import('./keyless/sign.ts');
  try {
    const bundle = await signKeyless(statement, {
      fulcioUrl: options.fulcioUrl ?? publicServices.fulcioUrl,
      rekorUrl: options.rekor === false ? null : (options.rekorUrl ?? publicServices.rekorUrl),
      ...(timestampUrl !== undefined && { timestampUrl }),
    });
    clear(report);
    console.log(write(report, statement, bundle));
    return 0;
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    console.error(error.message);
    return UNAVAILABLE;
  }
}

/** @param runId of the run that the results have to be of, where one is known */
function stated(folder: string, signing: Signing, runId?: string): Statement | Refused {
  const file = join(folder, resultsFile);
  if (!existsSync(file)) {
    if (runId !== undefined) return { refused: 'No certificate: the run left no results.json.' };
    throw new UsageError(`There is no ${resultsFile} in ${oneLine(folder)}. Name the folder of a report.`);
  }
  const resultsBytes = readFileSync(file);
  const results = resultsIn(resultsBytes);
  if ('problem' in results) return { refused: `No certificate: results.json ${results.problem}.` };
  if (runId !== undefined && results.runId !== runId)
    return { refused: 'No certificate: results.json is of another run.' };
  const { subject, url, validForMs, now = new Date() } = signing;
  return statementFor(results, {
    resultsBytes,
    ...(subject && { subject }),
    ...(url !== undefined && { url }),
    issuedAt: now.toISOString(),
    ...(validForMs !== undefined && { validUntil: new Date(now.getTime() + validForMs).toISOString() }),
  });
}

function clear(folder: string): void {
  for (const file of statementFiles) rmSync(join(folder, file), { force: true });
}

/** @returns what to tell of it */
function write(folder: string, statement: Statement, signed: Statement | Envelope | Bundle): string {
  const { result, amocrmConformance } = statement.predicate;
  const files = filesFor(result);
  const file = join(folder, 'dsseEnvelope' in signed ? files.bundle : files.line);
  const line = lineOf(signed);
  writeWhole(file, line);
  const page = toCertificateHtml(Buffer.from(line));
  if (page !== null) writeWhole(join(folder, files.page), page);
  const by =
    'signatures' in signed
      ? `signed by the key ${signed.signatures.map(({ keyid }) => keyid).join(', ')}`
      : 'dsseEnvelope' in signed
        ? 'signed by the identity of this job'
        : 'not signed: no private key was given';
  const what = result === 'PASSED' ? 'Certificate' : 'Statement, no certificate';
  return [`${what}: ${placeOf(file)} (${result}, ${by})`, ...amocrmConformance.reservations.map(plain)].join(
    '\n  ',
  );
}
