/** A sigstore bundle read without any package: what its form promises, held by Node's own cryptography. */
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify as isSignature, X509Certificate } from 'node:crypto';
import { job, type startServices } from './signing-services.ts';

type Services = Awaited<ReturnType<typeof startServices>>;

/** The JSON of a bundle, as far as it is read here. */
export interface Json {
  readonly mediaType: string;
  readonly verificationMaterial: {
    readonly certificate: { readonly rawBytes: string };
    readonly tlogEntries: readonly {
      readonly logIndex: string;
      readonly logId: { readonly keyId: string };
      readonly integratedTime: string;
      readonly inclusionPromise: { readonly signedEntryTimestamp: string };
      readonly inclusionProof: { readonly rootHash: string; readonly hashes?: readonly string[] };
      readonly canonicalizedBody: string;
    }[];
    readonly timestampVerificationData?: { readonly rfc3161Timestamps: readonly object[] };
  };
  readonly dsseEnvelope: {
    readonly payload: string;
    readonly payloadType: string;
    readonly signatures: readonly { readonly sig: string }[];
  };
}

/**
 * The same form read by nothing but Node's own cryptography, as sigstore's documents describe it: the envelope's
 * signature by the certificate's key, the certificate by the authority, the log's promise, and its tree of one leaf.
 */
export function assertSigned(json: Json, { trustedRoot }: Services): void {
  const { mediaType, dsseEnvelope, verificationMaterial } = json;
  const { payload, payloadType, signatures } = dsseEnvelope;
  const [{ sig } = { sig: '' }, ...more] = signatures;
  const bytes = Buffer.from(payload, 'base64');
  const certificate = new X509Certificate(Buffer.from(verificationMaterial.certificate.rawBytes, 'base64'));
  const authority = new X509Certificate(
    trustedRoot.certificateAuthorities[0]?.certChain?.certificates[0]?.rawBytes ?? '',
  );
  const [entry] = verificationMaterial.tlogEntries;
  assert.ok(entry);
  const body = Buffer.from(entry.canonicalizedBody, 'base64');
  const promised = JSON.stringify({
    body: entry.canonicalizedBody,
    integratedTime: Number(entry.integratedTime),
    logID: Buffer.from(entry.logId.keyId, 'base64').toString('hex'),
    logIndex: Number(entry.logIndex),
  });
  const logKey = createPublicKey({
    key: Buffer.from(trustedRoot.tlogs[0]?.publicKey?.rawBytes ?? ''),
    format: 'der',
    type: 'spki',
  });
  const logged = JSON.parse(body.toString()) as {
    readonly spec: {
      readonly payloadHash: { readonly value: string };
      readonly signatures: readonly { readonly signature: string; readonly verifier: string }[];
    };
  };
  const encoded = Buffer.concat([
    Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} `),
    bytes,
  ]);

  assert.equal(mediaType, 'application/vnd.dev.sigstore.bundle.v0.3+json');
  assert.deepEqual([payloadType, more], ['application/vnd.in-toto+json', []]);
  assert.ok(isSignature('sha256', encoded, certificate.publicKey, Buffer.from(sig, 'base64')));
  assert.ok(certificate.verify(authority.publicKey));
  assert.equal(certificate.subjectAltName, `URI:${job.identity}`);
  assert.ok(Number(entry.integratedTime) * 1000 <= Date.parse(certificate.validTo));
  assert.ok(
    isSignature(
      'sha256',
      Buffer.from(promised),
      logKey,
      Buffer.from(entry.inclusionPromise.signedEntryTimestamp, 'base64'),
    ),
  );
  const leaf = createHash('sha256')
    .update(Buffer.from([0]))
    .update(body)
    .digest('base64');
  assert.deepEqual([entry.inclusionProof.hashes ?? [], entry.inclusionProof.rootHash], [[], leaf]);
  assert.equal(logged.spec.payloadHash.value, createHash('sha256').update(bytes).digest('hex'));
  assert.deepEqual(
    logged.spec.signatures.map(({ signature, verifier }) => [
      signature,
      new X509Certificate(Buffer.from(verifier, 'base64')).fingerprint256,
    ]),
    [[sig, certificate.fingerprint256]],
  );
}
