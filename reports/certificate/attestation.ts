import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { dsse } from '@sigstore/core';
import { validating } from '../../spec/schemas/validating.ts';
import { predicateType, type Statement, statementType } from './statement.ts';
import { parsedJson } from '../../spec/contract/json.ts';

const payloadType = 'application/vnd.in-toto+json';

export interface Signature {
  /** SHA-256 of the public key (SPKI, DER) in hexadecimal digits. A hint only: it is not signed. */
  readonly keyid: string;
  /** Base64. */
  readonly sig: string;
}

/** A DSSE envelope: a statement and who vouches for its bytes. */
export interface Envelope {
  /** The statement's bytes in base64. */
  readonly payload: string;
  readonly payloadType: typeof payloadType;
  readonly signatures: readonly Signature[];
}

/** The one line of JSON that a certificate is: an envelope when it is signed, else the bare statement. */
export function lineOf(certificate: Statement | Envelope): string {
  return `${JSON.stringify(certificate)}\n`;
}

/** Signs a statement. @param privateKey an Ed25519 key */
export function envelopeFor(statement: Statement, privateKey: KeyObject): Envelope {
  const payload = Buffer.from(JSON.stringify(statement));
  const sig = sign(null, dsse.preAuthEncoding(payloadType, payload), privateKey).toString('base64');
  return {
    payload: payload.toString('base64'),
    payloadType,
    signatures: [{ keyid: keyIdOf(createPublicKey(privateKey)), sig }],
  };
}

/** Tells whether a signature over an envelope's payload was made with the private half of a key. */
export function isSignedBy(envelope: Envelope, { sig }: Signature, publicKey: KeyObject): boolean {
  const signed = dsse.preAuthEncoding(envelope.payloadType, Buffer.from(envelope.payload, 'base64'));
  return verify(null, signed, publicKey, Buffer.from(sig, 'base64'));
}

/** Names a public key: SHA-256 of its SPKI form (DER) in hexadecimal digits. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 0 };
const ids = { type: 'array', items: text, uniqueItems: true };
const hex = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const digest = closed({ sha256: hex });

const descriptor = closed(
  {
    name: text,
    digest,
    mediaType: text,
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
  },
  ['mediaType', 'annotations'],
);

const strength = closed(
  {
    faults: closed({ caught: count, planted: count }),
    variants: closed({ accepted: count, tried: count }),
    exploration: closed({
      requests: count,
      faults: closed({ found: count, planted: count }),
      variants: closed({ wronged: count, tried: count }),
    }),
    mutants: closed({ caught: count, permitted: count, seen: count }),
    digest: { type: 'string' },
  },
  ['exploration', 'mutants'],
);

const certified = closed(
  {
    subject: { enum: ['target', 'image'] },
    verdict: { const: 'conformant' },
    profile: { enum: ['full', 'read-only'] },
    seed: { type: 'integer' },
    startedAt: text,
    target: closed({ name: { type: 'string' }, baseUrl: { type: 'string' } }),
    counts: { type: 'object', additionalProperties: count },
    strength,
    staleProof: closed({ fresh: count, subjects: count }),
    exploration: {
      type: ['object', 'null'],
      properties: {
        budget: {
          type: 'object',
          properties: { requests: count, seconds: count },
          additionalProperties: false,
        },
        requests: count,
        findings: count,
      },
      required: ['budget', 'requests', 'findings'],
      additionalProperties: false,
    },
    reservations: { type: 'array', items: text },
    waived: {
      type: 'array',
      items: closed({
        requirement: text,
        kind: { enum: ['failure', 'gap'] },
        reason: text,
        owner: text,
        expires: text,
      }),
    },
    unsettled: ids,
    notApplicable: ids,
  },
  ['strength', 'staleProof', 'exploration'],
);

/** What a certificate of this suite is: narrower than in-toto, which allows members of anyone's. */
const statement = closed({
  _type: { const: statementType },
  subject: { type: 'array', minItems: 1, maxItems: 1, items: closed({ name: { type: 'string' }, digest }) },
  predicateType: { const: predicateType },
  predicate: closed({
    result: { enum: ['PASSED', 'WARNED'] },
    configuration: {
      type: 'array',
      items: descriptor,
      contains: { properties: { name: { const: 'results.json' } } },
    },
    passedTests: ids,
    warnedTests: ids,
    failedTests: { type: 'array', maxItems: 0 },
    amocrmConformance: certified,
  }),
});

const envelope = closed({
  payload: text,
  payloadType: { const: payloadType },
  signatures: { type: 'array', minItems: 1, items: closed({ keyid: hex, sig: text }) },
});

function closed(properties: Readonly<Record<string, object>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

const ajv = validating();

const isStatement = ajv.compile<Statement>(statement);
const isEnvelope = ajv.compile<Envelope>(envelope);

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
