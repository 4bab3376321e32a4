/** Whom a signature without a key is by, held against what is trusted: `verify` and `gate` ask. */
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import type { Bundle } from '../../reports/certificate/attestation.ts';
import type { Identity } from '../../reports/certificate/examine.ts';
import { isObject, parsedJson } from '../../spec/contract/json.ts';
import { contentOf } from '../file-content.ts';
import { UsageError } from '../usage-error.ts';

/** Options of the command line that say whose signature is taken. */
export interface IdentityOptions {
  /** As the certificate names it: the address of a workflow, for example. */
  readonly identity?: string;
  /** The address of the CI's service of identity tokens. */
  readonly issuer?: string;
  /** File with the certificates and keys of the signing services. */
  readonly trustedRoot?: string;
}

/**
 * Reads what is trusted.
 * @returns null where nobody is named by an identity
 * @throws UsageError
 */
export function identityOf({ identity, issuer, trustedRoot }: IdentityOptions): Identity | null {
  if (identity === undefined && issuer === undefined && trustedRoot === undefined) return null;
  if (identity === undefined || issuer === undefined || trustedRoot === undefined)
    throw new UsageError(
      '--identity, --issuer and --trusted-root go together: who has to have signed, who vouches for it, and the services that are trusted.',
    );
  const roots = rootsIn(trustedRoot);
  return {
    name: identity,
    issuer,
    problemWith: (bundle) => {
      const problems = roots.map((root) => problemBy(root, bundle, { identity, issuer }));
      return problems.includes(null) ? null : (problems[0] ?? null);
    },
  };
}

/** Trusted roots, one a line as `gh attestation trusted-root` prints them, or a single one. */
function rootsIn(file: string): readonly TrustedRoot[] {
  const text = contentOf(file).toString('utf8');
  const whole = parsedJson(text);
  const values = whole === undefined ? text.trim().split('\n').map(parsedJson) : [whole];
  if (!values.every((value) => isObject(value) && Array.isArray(value['certificateAuthorities'])))
    throw new UsageError(
      `${file} is no trusted root of sigstore. Get it with: gh attestation trusted-root > ${file}`,
    );
  try {
    return values.map((value) => TrustedRoot.fromJSON(value));
  } catch {
    throw new UsageError(`${file} is a damaged trusted root. Get it anew.`);
  }
}

/** Every kind of witness that a root names has to have testified. */
function problemBy(
  root: TrustedRoot,
  bundle: Bundle,
  { identity, issuer }: { readonly identity: string; readonly issuer: string },
): string | null {
  try {
    const verifier = new Verifier(toTrustMaterial(root), {
      tlogThreshold: Math.min(1, root.tlogs.length),
      ctlogThreshold: Math.min(1, root.ctlogs.length),
      timestampThreshold: 1,
    });
    const signer = verifier.verify(toSignedEntity(bundleFromJSON(bundle))).identity;
    const by = { name: signer?.subjectAlternativeName, issuer: signer?.extensions?.issuer };
    return by.name === identity && by.issuer === issuer
      ? null
      : `it is signed by ${by.name ?? 'nobody'}, for whom ${by.issuer ?? 'nobody'} vouches`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
