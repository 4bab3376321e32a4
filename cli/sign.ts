import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { envelopeFor, lineOf } from '../reports/certificate/attestation.ts';
import { certificateFile, statementFor, type Subject } from '../reports/certificate/statement.ts';
import type { Results } from '../spec/run/results.ts';
import { plain } from '../spec/run/plain.ts';
import { writeWhole } from '../reports/whole-file.ts';
import { resultsIn } from '../reports/results-schema.ts';
import { privateKeyIn } from './keys.ts';
import { UsageError } from './usage-error.ts';

export interface CertificateOptions {
  /** File with the Ed25519 private key that signs (PEM, PKCS#8); without one the certificate is unsigned. */
  readonly key?: string;
  /** `NAME@sha256:…`: the image that is certified; without one it is the target as its file describes it. */
  readonly subject?: string;
}

/** What a certificate is about and who signs it. */
export interface Signing {
  readonly privateKey?: KeyObject;
  readonly subject?: Subject;
}

/**
 * Reads what a certificate needs, so that a wrong key is found before a run and not after it.
 * @throws UsageError
 */
export function signingFor({ key, subject }: CertificateOptions): Signing {
  return {
    ...(key !== undefined && { privateKey: privateKeyIn(key) }),
    ...(subject !== undefined && { subject: subjectNamed(subject) }),
  };
}

/**
 * Writes the certificate beside the `results.json` of a folder, which has to be of this very run. Where there can be none, an earlier one is
 * taken away, so that it can't be taken for this run's.
 * @returns what to tell the user: what was written, or why nothing was
 */
export function writeCertificate(
  folder: string,
  { runId }: Pick<Results, 'runId'>,
  { privateKey, subject }: Signing,
): string {
  const file = join(folder, certificateFile);
  rmSync(file, { force: true });
  const resultsFile = join(folder, 'results.json');
  if (!existsSync(resultsFile)) return 'No certificate: the run left no results.json.';
  const resultsBytes = readFileSync(resultsFile);
  const results = resultsIn(resultsBytes);
  if ('problem' in results) return `No certificate: results.json ${plain(results.problem)}.`;
  if (results.runId !== runId) return 'No certificate: results.json is of another run.';
  const statement = statementFor(results, { resultsBytes, ...(subject && { subject }) });
  if ('refused' in statement) return plain(statement.refused);

  const certificate = privateKey === undefined ? statement : envelopeFor(statement, privateKey);
  writeWhole(file, lineOf(certificate));
  const { result, amocrmConformance } = statement.predicate;
  const by =
    'signatures' in certificate
      ? `signed by the key ${certificate.signatures.map(({ keyid }) => keyid).join(', ')}`
      : 'not signed: no private key was given';
  return [
    `Certificate: ${relative('', file)} (${result}, ${by})`,
    ...amocrmConformance.reservations.map(plain),
  ].join('\n  ');
}

export function subjectNamed(text: string): Subject {
  const [, name, sha256] = /^([\w./:-]+)@sha256:([0-9a-f]{64})$/.exec(text) ?? [];
  if (name !== undefined && sha256 !== undefined) return { name, digest: { sha256 } };
  throw new UsageError(
    `--subject takes an image by its digest, NAME@sha256: and 64 hexadecimal digits in lower case, not "${plain(text)}".`,
  );
}
