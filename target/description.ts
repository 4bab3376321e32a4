import { createHash } from 'node:crypto';
import type { Credentials, Target } from './target.ts';

/**
 * Names a target by what its file says, whatever its layout: SHA-256 over a canonical description, in which
 * credentials are told by their kind only and a passphrase not at all: whoever reads the digest could try some out.
 * @returns `sha256:` and 64 hexadecimal digits
 */
export function targetDigest(target: Target): string {
  const { administrator, member } = target.auth;
  const auth = { administrator: kindOf(administrator), ...(member && { member: kindOf(member) }) };
  const tls = target.tls && { ...target.tls, passphrase: undefined };
  // What its variables hold may be secret, and where it lies says nothing of it.
  const start = target.start && {
    ...target.start,
    folder: undefined,
    env: Object.keys(target.start.env).sort(),
  };
  const description = JSON.stringify(
    { ...target, auth, tls, start, variables: undefined, otherHost: undefined },
    sorted,
  );
  return `sha256:${createHash('sha256').update(description).digest('hex')}`;
}

function kindOf(credentials: Credentials): string {
  return credentials.kind;
}

/** Members of objects in the order of their names. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]: [string, unknown]) => (a < b ? -1 : 1)));
}
