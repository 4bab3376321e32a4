/** The services of a keyless signature, on this machine: a CI's identity tokens, Fulcio, Rekor, a timestamp authority. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  fulcioHandler,
  initializeCA,
  initializeTLog,
  initializeTSA,
  rekorHandler,
  tsaHandler,
} from '@sigstore/mock';
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from '@sigstore/protobuf-specs';
import { isObject } from '../../../spec/contract/json.ts';

/** Who is identified by the tokens, and by whom. */
export const job = {
  identity: 'https://ci.example.test/crm/.github/workflows/conformance.yml@refs/heads/main',
  issuer: 'https://tokens.ci.example.test',
} as const;

const LOG = 'http://rekor.test';

/** What a job has to show to get a token. */
const REQUEST_TOKEN = 'request-token';

/** An identity token. Nobody here checks its signature. */
export const identityToken = [
  { alg: 'none' },
  { iss: job.issuer, aud: 'sigstore', sub: job.identity, exp: 4_102_444_800 },
  {},
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

/** Milliseconds. */
const wholeSeconds = (): number => Math.floor(Date.now() / 1000) * 1000;

const ec = (namedCurve: 'P-256' | 'P-384' = 'P-256') => generateKeyPairSync('ec', { namedCurve });

/** Starts the services. @param broken the paths that answer 503 */
export async function startServices(broken: readonly string[] = []) {
  // Without a log of certificates, as private instances are.
  const ca = await initializeCA(ec('P-384'));
  const tlog = await initializeTLog(LOG, ec());
  // In whole seconds: of parts of one the authority leaves out what the reader of its stamps wants to see.
  const stamped = new Date(wholeSeconds());
  const tsa = await initializeTSA(ec('P-384'), stamped);
  // As Rekor keeps it: digests of what was proposed, and no payload.
  const log = rekorHandler({ publicKey: tlog.publicKey, log: (proposed) => tlog.log(entryOf(proposed)) });
  const handlers = [fulcioHandler(ca), log, tsaHandler(tsa)];
  const asked: { readonly path: string; readonly authorization: string | undefined }[] = [];

  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const { authorization } = request.headers;
      asked.push({ path: pathname, authorization });
      const body = await textOf(request);
      stamped.setTime(wholeSeconds());
      const handler = handlers.find(({ path }) => path === pathname);
      if (broken.includes(pathname)) response.writeHead(503).end(`busy: ${body}`);
      else if (pathname === '/token') {
        const isGranted =
          authorization === `Bearer ${REQUEST_TOKEN}` && searchParams.get('audience') === 'sigstore';
        response.writeHead(isGranted ? 200 : 401, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(isGranted ? { value: identityToken } : {}));
      } else if (handler === undefined) response.writeHead(404).end();
      else {
        const { statusCode, response: answer, contentType = 'text/plain' } = await handler.fn(body);
        response.writeHead(statusCode, { 'Content-Type': contentType }).end(answer);
      }
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  const validFor = { start: new Date(Date.now() - 3_600_000) };
  const logOf = (publicKey: Buffer, keyId: Buffer) => ({
    // By which its checkpoints are known.
    baseUrl: LOG,
    hashAlgorithm: HashAlgorithm.SHA2_256,
    publicKey: { rawBytes: publicKey, keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256, validFor },
    logId: { keyId },
    checkpointKeyId: undefined,
    operator: '',
  });
  const authorityOf = (...certificates: readonly Buffer[]) => ({
    subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
    uri: url,
    certChain: { certificates: certificates.map((rawBytes) => ({ rawBytes })) },
    validFor,
    operator: '',
  });
  const trusted: TrustedRoot = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logOf(tlog.publicKey, createHash('sha256').update(tlog.publicKey).digest())],
    certificateAuthorities: [authorityOf(ca.rootCertificate)],
    ctlogs: [],
    timestampAuthorities: [authorityOf(tsa.intCertificate, tsa.rootCertificate)],
  };
  return {
    url,
    asked,
    /** What GitHub gives a job that may have an identity. */
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    },
    trustedRoot: trusted,
    trustedRootText: JSON.stringify(TrustedRoot.toJSON(trusted)),
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

function entryOf(proposed: object): object {
  const { envelope, verifiers } = proposedContent(proposed);
  const { payload, signatures } = JSON.parse(envelope) as {
    readonly payload: string;
    readonly signatures: readonly { readonly sig: string }[];
  };
  const hashOf = (bytes: Buffer) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(bytes).digest('hex'),
  });
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: hashOf(Buffer.from(envelope)),
      payloadHash: hashOf(Buffer.from(payload, 'base64')),
      signatures: signatures.map(({ sig }, at) => ({ signature: sig, verifier: verifiers[at] })),
    },
  };
}

function proposedContent(proposed: object): {
  readonly envelope: string;
  readonly verifiers: readonly string[];
} {
  const spec = isObject(proposed) && isObject(proposed['spec']) ? proposed['spec'] : {};
  const content = spec['proposedContent'];
  if (!isObject(content) || typeof content['envelope'] !== 'string' || !Array.isArray(content['verifiers']))
    throw new Error('It is no entry of the kind dsse.');
  return { envelope: content['envelope'], verifiers: content['verifiers'].map(String) };
}
