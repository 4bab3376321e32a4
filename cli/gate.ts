import { basename } from 'node:path';
import { isSignedBy, readCertificates, type Attestation } from '../reports/certificate/attestation.ts';
import { examine } from '../reports/certificate/examine.ts';
import { ownSuite } from '../reports/certificate/own-suite.ts';
import { requirementSetNames } from '../spec/requirement-sets.ts';
import { oneLine } from '../spec/run/plain.ts';
import { contentOf } from './file-content.ts';
import { publicKeyIn } from './keys.ts';
import { bySets, setNamed } from './requirement-set.ts';
import { subjectNamed } from './sign.ts';
import { suite } from './suite.ts';
import { UsageError } from './usage-error.ts';

export interface GateOptions {
  /** The certificate, `certificate.intoto.jsonl`; one of its lines has to meet everything. */
  readonly file: string;
  /** What is about to be deployed: `NAME@sha256:DIGEST`. The digest decides. */
  readonly subject: string;
  /** File with the public key of who has to have signed (PEM). */
  readonly key: string;
  /** The requirement set by which it has to have been judged, or a later one. */
  readonly requirements?: string;
  /** How old the run may be: `30d`, `12h`. */
  readonly maxAge?: string;
  /** A certificate with reservations will do. */
  readonly allowWarned?: boolean;
  readonly now?: Date;
}

/** One thing that is asked of a certificate. */
interface Condition {
  readonly isMet: boolean;
  readonly says: string;
}

const MS_OF = { h: 3_600_000, d: 86_400_000 } as const;

/** How far the clock of who made a certificate may be ahead. */
const AHEAD_MS = 300_000;

/**
 * Tells a deployment whether a certificate lets it go on, a line for each thing that is asked.
 * @returns the exit status: 0 where one certificate of the file meets everything, 1 otherwise
 * @throws UsageError for files that can't be read or are something else, and options that make no sense
 */
export function gate(options: GateOptions): number {
  const { file, key } = options;
  const read = readCertificates(contentOf(file));
  if ('problem' in read) throw new UsageError(`${file} is no certificate of this suite: ${read.problem}.`);
  const asked = { ...askedBy(options), key: { file: basename(key), publicKey: publicKeyIn(key) } };
  const answers = read.map((attestation) => conditionsOf(attestation, asked));
  const best = answers.toSorted((a, b) => unmet(a) - unmet(b))[0] ?? [];
  for (const { isMet, says } of best) console.log(`${isMet ? '✓' : '✗'} ${says}`);
  const isOpen = unmet(best) === 0;
  console.log(isOpen ? 'The gate is open.' : 'The gate stays shut.');
  return isOpen ? 0 : 1;
}

function unmet(conditions: readonly Condition[]): number {
  return conditions.filter(({ isMet }) => !isMet).length;
}

function askedBy({ subject, requirements, maxAge, allowWarned = false, now = new Date() }: GateOptions) {
  const [, count, unit] = /^(\d+)([hd])$/.exec(maxAge ?? '') ?? [];
  if (maxAge !== undefined && (count === undefined || Number(count) === 0))
    throw new UsageError(`--max-age takes days or hours, as 30d or 12h, and not ${maxAge}.`);
  if (requirements !== undefined) setNamed(requirements);
  return {
    subject: subjectNamed(subject),
    requirements,
    maxAgeMs: count === undefined ? Infinity : Number(count) * MS_OF[unit === 'h' ? 'h' : 'd'],
    maxAge,
    allowWarned,
    now,
  };
}

type Asked = ReturnType<typeof askedBy> & { readonly key: Parameters<typeof examine>[1]['key'] };

function conditionsOf(attestation: Attestation, asked: Asked): readonly Condition[] {
  const { statement, envelope } = attestation;
  const { result, configuration, amocrmConformance: said } = statement.predicate;
  const { key, subject, requirements, maxAge, maxAgeMs, allowWarned, now } = asked;
  const findings = examine(attestation, {
    ...(key && { key }),
    suite: ownSuite({ ...bySets, features: Object.keys(suite.api.features) }),
  });
  const [wrong] = findings.filter(({ standing }) => standing === 'broken');
  const isSigned =
    key !== undefined &&
    (envelope?.signatures.some((one) => isSignedBy(envelope, one, key.publicKey)) ?? false);
  const about = statement.subject.map(({ digest }) => digest.sha256);
  const age = now.getTime() - Date.parse(said.startedAt);
  const sets = configuration.flatMap(({ name }) => /^requirements (\d+\.\d+)$/.exec(name)?.[1] ?? []);
  const names = requirementSetNames();
  return [
    {
      isMet: wrong === undefined && isSigned,
      says: wrong === undefined ? `signed by ${key?.file ?? ''}` : oneLine(wrong.says),
    },
    {
      isMet: about.includes(subject.digest.sha256),
      says: `about ${subject.name}@sha256:${subject.digest.sha256}${about.includes(subject.digest.sha256) ? '' : `: it is about ${about.join(', ')}`}`,
    },
    {
      isMet: result === 'PASSED' || allowWarned,
      says: `${result}${result === 'WARNED' && !allowWarned ? `: with reservations, which --allow-warned takes. ${said.reservations.map((one) => oneLine(one)).join(' ')}` : ''}`,
    },
    {
      isMet: said.profile === 'full',
      says: `profile ${said.profile}`,
    },
    ...(requirements === undefined
      ? []
      : [
          {
            isMet: sets.some((set) => names.indexOf(set) >= names.indexOf(requirements)),
            says: `judged by ${requirements} or later: ${sets.length === 0 ? 'it names no requirement set' : sets.join(', ')}`,
          },
        ]),
    ...(maxAge === undefined
      ? []
      : [
          {
            isMet: age <= maxAgeMs && age >= -AHEAD_MS,
            says: `not older than ${maxAge}: the run began at ${oneLine(said.startedAt, 40)}`,
          },
        ]),
  ];
}
