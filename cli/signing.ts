/** What a statement needs, and is asked for before a run: to sign is loaded when there is something to sign. */
import type { KeyObject } from 'node:crypto';
import type { Subject } from '../reports/certificate/statement.ts';
import { oneLine, plain } from '../spec/run/plain.ts';
import { privateKeyIn } from './keys.ts';
import { UsageError } from './usage-error.ts';

export interface StatementOptions {
  /** File with the Ed25519 private key that signs (PEM, PKCS#8); without one the statement is unsigned. */
  readonly key?: string;
  /** `NAME@sha256:…`: the image that was judged; without one it is the target as its file describes it. */
  readonly subject?: string;
  /** Where the run may be looked at. */
  readonly url?: string;
  /** How long the statement holds: `90d`, `12h`. */
  readonly validFor?: string;
  readonly now?: Date;
}

/** What a statement is about and who signs it. */
export interface Signing {
  readonly privateKey?: KeyObject;
  readonly subject?: Subject;
  readonly url?: string;
  readonly validForMs?: number;
  readonly now?: Date;
}

/**
 * Reads what a statement needs, so that a wrong key is found before a run and not after it.
 * @throws UsageError
 */
export function signingFor({ key, subject, url, validFor, now }: StatementOptions): Signing {
  return {
    ...(key !== undefined && { privateKey: privateKeyIn(key) }),
    ...(subject !== undefined && { subject: subjectNamed(subject) }),
    ...(url !== undefined && { url: openAddress(url) }),
    ...(validFor !== undefined && { validForMs: termOf(validFor, '--valid-for') }),
    ...(now !== undefined && { now }),
  };
}

export function subjectNamed(text: string): Subject {
  const [, name, sha256] = /^([\w./:-]+)@sha256:([0-9a-f]{64})$/.exec(text) ?? [];
  if (name !== undefined && sha256 !== undefined) return { name, digest: { sha256 } };
  throw new UsageError(
    `--subject takes an image by its digest, NAME@sha256: and 64 hexadecimal digits in lower case, not "${plain(text)}".`,
  );
}

const MS_OF = { h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a term: `30d`, `12h`. @throws UsageError */
export function termOf(text: string, option: string): number {
  const [, count, unit] = /^(\d{1,6})([hd])$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0)
    throw new UsageError(`${option} takes days or hours, as 30d or 12h, and not ${oneLine(text, 40)}.`);
  return Number(count) * MS_OF[unit === 'h' ? 'h' : 'd'];
}

/** Whoever reads the statement reads it: no part of it may be a secret. @throws UsageError in which it is not shown */
function openAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new UsageError('--url takes the address of the run, with https:// at its beginning.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new UsageError(
      '--url takes an address without a user, a password, a query or a fragment: a secret may stand there, and whoever gets the statement reads it.',
    );
  return url.href.replaceAll("'", '%27');
}
