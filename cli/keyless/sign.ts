/** Signing without a key of one's own: by the identity of a CI job, as sigstore does it. */
import { bundleToJSON } from '@sigstore/bundle';
import { CIContextProvider, DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } from '@sigstore/sign';
import { type Bundle, payloadOf, payloadType } from '../../reports/certificate/attestation.ts';
import type { Statement } from '../../reports/certificate/statement.ts';
import { oneLine } from '../../spec/run/plain.ts';
import { UsageError } from '../usage-error.ts';

/** The services that make a signature of a job's identity. */
export interface Services {
  /** Gives a certificate for the identity. */
  readonly fulcioUrl: string;
  /** The public log that the signature is entered into; null for none. */
  readonly rekorUrl: string | null;
  /** Says when it was signed (RFC 3161). */
  readonly timestampUrl?: string;
}

/** Sigstore's own instance, which is free for all and shows what it signs for good. */
export const publicServices = {
  fulcioUrl: 'https://fulcio.sigstore.dev',
  rekorUrl: 'https://rekor.sigstore.dev',
} as const satisfies Services;

/** A service did not do its part: a sentence that says which, and what to do. */
export class SigningError extends Error {
  override readonly name = 'SigningError';
}

/** How often and how long, in milliseconds, a service is asked. */
const asking = { retry: { retries: 2, minTimeout: 100, maxTimeout: 1_000 }, timeout: 20_000 };

/**
 * Signs a statement with a key that is forgotten at once, and a certificate that the identity of this CI job is given
 * for it: GitHub's `ACTIONS_ID_TOKEN_REQUEST_URL` and `…_TOKEN`, or the token in `SIGSTORE_ID_TOKEN`.
 * @throws UsageError where there is no identity, or the services can't be these
 * @throws SigningError where a service does not do its part
 */
export async function signKeyless(statement: Statement, services: Services): Promise<Bundle> {
  const { fulcioUrl, rekorUrl, timestampUrl } = checked(services);
  const { SIGSTORE_ID_TOKEN, ACTIONS_ID_TOKEN_REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN } = process.env;
  const isGitHub = ACTIONS_ID_TOKEN_REQUEST_URL !== undefined && ACTIONS_ID_TOKEN_REQUEST_TOKEN !== undefined;
  if (!isGitHub && (SIGSTORE_ID_TOKEN ?? '') === '') throw new UsageError(noIdentity);
  const token: unknown = await new CIContextProvider('sigstore').getToken().catch(() => undefined);
  if (typeof token !== 'string')
    throw new SigningError(
      'The CI gave no identity token. Look whether the job may have one, and try again.',
    );
  const signer = new FulcioSigner({
    fulcioBaseURL: fulcioUrl,
    identityProvider: { getToken: () => Promise.resolve(token) },
    ...asking,
  });
  const witnesses = [
    ...(rekorUrl === null
      ? []
      : [new RekorWitness({ rekorBaseURL: rekorUrl, entryType: 'dsse', ...asking })]),
    ...(timestampUrl === undefined ? [] : [new TSAWitness({ tsaBaseURL: timestampUrl, ...asking })]),
  ];
  try {
    const bundle = await new DSSEBundleBuilder({ signer, witnesses }).create({
      data: payloadOf(statement),
      type: payloadType,
    });
    return bundleToJSON(bundle) as Bundle;
  } catch (error) {
    throw new SigningError(troubleIn(error, token));
  }
}

const noIdentity =
  'There is no identity to sign with: --keyless takes that of a CI job. On GitHub the job needs the permission "id-token: write"; on GitLab, id_tokens: { SIGSTORE_ID_TOKEN: { aud: sigstore } }.';

/** The token goes to Fulcio: not in the clear, but to this very machine. */
function checked(services: Services): Services {
  for (const url of [services.fulcioUrl, services.rekorUrl, services.timestampUrl]) {
    if (url === null || url === undefined) continue;
    const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
    const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    if (protocol !== 'https:' && !(protocol === 'http:' && isHere))
      throw new UsageError(
        `${oneLine(url, 120)} is no address of a signing service: it has to begin with https://.`,
      );
  }
  if (services.rekorUrl === null && services.timestampUrl === undefined)
    throw new UsageError(
      'Nobody would testify when it was signed. Leave --no-rekor out, or name a --timestamp-url.',
    );
  return services;
}

const services: Readonly<Record<string, string>> = {
  CA_CREATE_SIGNING_CERTIFICATE_ERROR: 'Fulcio gave no certificate',
  TLOG_CREATE_ENTRY_ERROR: 'Rekor took no entry',
  TLOG_FETCH_ENTRY_ERROR: 'Rekor took no entry',
  TSA_CREATE_TIMESTAMP_ERROR: 'the timestamp authority gave no timestamp',
  IDENTITY_TOKEN_PARSE_ERROR: 'the identity token is none',
  IDENTITY_TOKEN_READ_ERROR: 'the identity token can’t be read',
};

/** What a service said is told, but never the token. */
function troubleIn(error: unknown, token: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const said = cause instanceof Error ? cause.message : String(cause);
  const told = oneLine(said.replaceAll(token, '…'), 200);
  return `Nothing was signed: ${services[code] ?? 'a signing service failed'} (${told}). Try again, or sign with a key.`;
}
