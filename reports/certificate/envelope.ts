import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { dsse } from '@sigstore/core';
import type { Statement } from './statement.ts';

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
