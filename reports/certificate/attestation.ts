import { parsedJson } from '../../spec/contract/json.ts';
import type { Envelope } from './envelope.ts';
import { isEnvelope, isStatement } from './schema.ts';
import type { Statement } from './statement.ts';

/** One line of a certificate's file, read. */
export interface Attestation {
  readonly statement: Statement;
  /** Left out where the line is a bare statement, which nobody signed. */
  readonly envelope?: Envelope;
  /** False where the line differs by so much as a space from what the suite writes. */
  readonly exact: boolean;
}

/** Why something is no certificate: a part of a sentence. */
export interface NoCertificate {
  readonly problem: string;
}

/** Reads the bytes of a certificate's file: one certificate on each line, and nothing else. */
export function readCertificates(bytes: Buffer): readonly Attestation[] | NoCertificate {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) return { problem: 'it is not text in UTF-8' };
  if (!text.endsWith('\n')) return { problem: 'it is empty, or its last line has no end' };
  const attestations: Attestation[] = [];
  for (const [index, line] of text.slice(0, -1).split('\n').entries()) {
    const read = readLine(line);
    if ('problem' in read) return { problem: `in line ${index + 1}, ${read.problem}` };
    attestations.push(read);
  }
  return attestations;
}

/** Reads one line: a DSSE envelope around a statement, or a bare statement. */
function readLine(line: string): Attestation | NoCertificate {
  const value = parsedJson(line);
  if (value === undefined) return { problem: 'there is no JSON' };
  if (isStatement(value)) return { statement: value, exact: JSON.stringify(value) === line };
  if (!isEnvelope(value))
    return { problem: 'there is no in-toto statement of this suite and no envelope of one' };
  const payload = Buffer.from(value.payload, 'base64');
  const text = payload.toString('utf8');
  const statement = parsedJson(text);
  if (!isStatement(statement)) {
    return { problem: 'what its envelope holds is no in-toto statement of this suite' };
  }
  const exact =
    JSON.stringify(value) === line &&
    JSON.stringify(statement) === text &&
    Buffer.from(text).equals(payload) &&
    [value.payload, ...value.signatures.map(({ sig }) => sig)].every(isCanonicalBase64);
  return { statement, envelope: value, exact };
}

/** One sequence of bytes has many spellings in base64; the suite writes the one without any liberty. */
function isCanonicalBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}
