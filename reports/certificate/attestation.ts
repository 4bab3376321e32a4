import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { dsse, X509Certificate } from '@sigstore/core';
import { validating } from '../../spec/schemas/validating.ts';
import { predicateType, type Statement, statementType } from './statement.ts';
import { parsedJson } from '../../spec/contract/json.ts';

export const payloadType = 'application/vnd.in-toto+json';

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

/** A sigstore bundle around a statement: the envelope, the certificate of who signed it, and who testified. */
export interface Bundle {
  readonly mediaType: string;
  readonly dsseEnvelope: { readonly payload: string; readonly payloadType: typeof payloadType };
  readonly verificationMaterial: { readonly certificate: { readonly rawBytes: string } };
}

/** The one line of JSON that a statement is: bare, or in an envelope or bundle when it is signed. */
export function lineOf(statement: Statement | Envelope | Bundle): string {
  return `${JSON.stringify(statement)}\n`;
}

/** The bytes that are signed. */
export function payloadOf(statement: Statement): Buffer {
  return Buffer.from(JSON.stringify(statement));
}

/** Signs a statement. @param privateKey an Ed25519 key */
export function envelopeFor(statement: Statement, privateKey: KeyObject): Envelope {
  const payload = payloadOf(statement);
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

/** Extensions of Fulcio's certificates that name who vouched for the identity: the newer one, and the older. */
const issuerExtensions = { der: '1.3.6.1.4.1.57264.1.8', plain: '1.3.6.1.4.1.57264.1.1' } as const;

/** Whom the certificate in a bundle names: nothing of it is proven. Null where it can't be read. */
export function identityIn({
  verificationMaterial,
}: Bundle): { readonly name: string; readonly issuer: string } | null {
  try {
    const certificate = X509Certificate.parse(
      Buffer.from(verificationMaterial.certificate.rawBytes, 'base64'),
    );
    const [der, plain] = [issuerExtensions.der, issuerExtensions.plain].map((oid) =>
      certificate.extension(oid),
    );
    const issuer = der?.valueObj.subs[0]?.value ?? plain?.value;
    return { name: certificate.subjectAltName ?? '', issuer: issuer?.toString('utf8') ?? '' };
  } catch {
    return null;
  }
}

const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 0 };
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' };
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

const stated = closed(
  {
    subject: { enum: ['target', 'image'] },
    verdict: { enum: ['conformant', 'nonconformant'] },
    profile: { enum: ['full', 'read-only'] },
    seed: { type: 'integer' },
    startedAt: text,
    issuedAt: time,
    validUntil: time,
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
  ['issuedAt', 'validUntil', 'strength', 'staleProof', 'exploration'],
);

/** What a statement of this suite is: narrower than in-toto, which allows members of anyone's. */
const statement = closed({
  _type: { const: statementType },
  subject: { type: 'array', minItems: 1, maxItems: 1, items: closed({ name: { type: 'string' }, digest }) },
  predicateType: { const: predicateType },
  predicate: closed(
    {
      result: { enum: ['PASSED', 'WARNED', 'FAILED'] },
      configuration: {
        type: 'array',
        items: descriptor,
        contains: { properties: { name: { const: 'results.json' } } },
      },
      url: { type: 'string', pattern: '^https?://[^\\s"\'<>]+$' },
      passedTests: ids,
      warnedTests: ids,
      failedTests: ids,
      amocrmConformance: stated,
    },
    ['url'],
  ),
});

const envelope = closed({
  payload: text,
  payloadType: { const: payloadType },
  signatures: { type: 'array', minItems: 1, items: closed({ keyid: hex, sig: text }) },
});

/** What sigstore adds to its bundles is sigstore's to check. */
const bundle = {
  type: 'object',
  properties: {
    mediaType: { type: 'string', pattern: '^application/vnd\\.dev\\.sigstore\\.bundle' },
    dsseEnvelope: {
      type: 'object',
      properties: { payload: text, payloadType: { const: payloadType } },
      required: ['payload', 'payloadType'],
    },
    verificationMaterial: {
      type: 'object',
      properties: { certificate: { type: 'object', properties: { rawBytes: text }, required: ['rawBytes'] } },
      required: ['certificate'],
    },
  },
  required: ['mediaType', 'dsseEnvelope', 'verificationMaterial'],
};

function closed(properties: Readonly<Record<string, object>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

const ajv = validating();

const isStatement = ajv.compile<Statement>(statement);
const isEnvelope = ajv.compile<Envelope>(envelope);
const isBundle = ajv.compile<Bundle>(bundle);

/** One line of a statement's file, read. */
export interface Attestation {
  readonly statement: Statement;
  /** Signed by a key; like the bundle left out where the line is a bare statement, which nobody signed. */
  readonly envelope?: Envelope;
  /** Signed by the identity of a CI job, without a key of its own. */
  readonly bundle?: Bundle;
  /** False where the line differs by so much as a space from what the suite writes; of a bundle, the statement in it. */
  readonly exact: boolean;
}

/** Why something is no statement of this suite: a part of a sentence. */
export interface NoStatement {
  readonly problem: string;
}

/** Reads the bytes of a statement's file: one on each line, and nothing else. */
export function readStatements(bytes: Buffer): readonly Attestation[] | NoStatement {
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

/** Reads one line: a bare statement, a DSSE envelope around one, or a sigstore bundle around that. */
function readLine(line: string): Attestation | NoStatement {
  const value = parsedJson(line);
  if (value === undefined) return { problem: 'there is no JSON' };
  if (isStatement(value)) return { statement: value, exact: JSON.stringify(value) === line };
  if (isBundle(value)) {
    const read = readPayload(value.dsseEnvelope.payload);
    return 'problem' in read ? read : { ...read, bundle: value };
  }
  if (!isEnvelope(value))
    return { problem: 'there is no in-toto statement of this suite and no envelope of one' };
  const read = readPayload(value.payload);
  if ('problem' in read) return read;
  const isExact =
    read.exact &&
    JSON.stringify(value) === line &&
    value.signatures.map(({ sig }) => sig).every(isCanonicalBase64);
  return { statement: read.statement, envelope: value, exact: isExact };
}

function readPayload(base64: string): Pick<Attestation, 'statement' | 'exact'> | NoStatement {
  const payload = Buffer.from(base64, 'base64');
  const text = payload.toString('utf8');
  const statement = parsedJson(text);
  if (!isStatement(statement)) {
    return { problem: 'what its envelope holds is no in-toto statement of this suite' };
  }
  const exact =
    JSON.stringify(statement) === text && Buffer.from(text).equals(payload) && isCanonicalBase64(base64);
  return { statement, exact };
}

/** One sequence of bytes has many spellings in base64; the suite writes the one without any liberty. */
function isCanonicalBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}
