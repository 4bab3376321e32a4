import { basename } from 'node:path';
import { isSignedBy, readStatements, type Attestation } from '../reports/certificate/attestation.ts';
import { AHEAD_MS, examine, type Materials } from '../reports/certificate/examine.ts';
import { ownSuite } from '../reports/certificate/own-suite.ts';
import type { Statement } from '../reports/certificate/statement.ts';
import { requirementSetNames } from '../spec/requirement-sets.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import { contentOf } from './file-content.ts';
import type { IdentityOptions } from './keyless/trust.ts';
import { publicKeyIn } from './keys.ts';
import { bySets, setNamed } from './requirement-set.ts';
import { subjectNamed, termOf } from './signing.ts';
import { suite } from './suite.ts';
import { UsageError } from './usage-error.ts';
import { identityNamed } from './verify.ts';

export interface GateOptions extends IdentityOptions {
  /** The certificate, `certificate.intoto.jsonl` for example; one of its lines has to meet everything. */
  readonly file: string;
  /** What is about to be deployed: `NAME@sha256:DIGEST`. The digest decides. */
  readonly subject: string;
  /** File with the public key of who has to have signed (PEM). */
  readonly key?: string;
  /** The requirement set by which it has to have been judged, or a later one. */
  readonly requirements?: string;
  /** How old the run may be: `30d`, `12h`. */
  readonly maxAge?: string;
  /** A statement with reservations will do. */
  readonly allowWarned?: boolean;
  readonly now?: Date;
}

/** One thing that is asked of a certificate. */
interface Condition {
  readonly isMet: boolean;
  readonly says: string;
}

/**
 * Tells a deployment whether a certificate lets it go on, a line for each thing that is asked.
 * @returns the exit status: 0 where one certificate of the file meets everything, 1 otherwise
 * @throws UsageError for files that can't be read or are something else, and options that make no sense
 */
export async function gate(options: GateOptions): Promise<number> {
  const { file, key } = options;
  const identity = await identityNamed(options);
  if ((key === undefined) === (identity === null))
    throw new UsageError(
      'Say who has to have signed: --key FILE, or --identity, --issuer and --trusted-root for a signature without a key.',
    );
  const read = readStatements(contentOf(file));
  if ('problem' in read) throw new UsageError(`${file} is no certificate of this suite: ${read.problem}.`);
  const asked: Asked = {
    ...askedBy(options),
    ...(key !== undefined && { key: { file: basename(key), publicKey: publicKeyIn(key) } }),
    ...(identity !== null && { identity }),
  };
  const answers = read.map((attestation) => conditionsOf(attestation, asked));
  const best = answers.toSorted((a, b) => unmet(a) - unmet(b))[0] ?? [];
  for (const { isMet, says } of best) console.log(`${isMet ? '✓' : '✗'} ${says}`);
  const isOpen = unmet(best) === 0;
  console.log(isOpen ? 'The gate is open.' : 'The gate stays shut.');
  return isOpen ? 0 : 1;
}

/** What failed is let through by nothing. */
function resultCondition({ predicate }: Statement, allowWarned: boolean): Condition {
  const { result, failedTests, amocrmConformance: said } = predicate;
  if (result === 'FAILED')
    return {
      isMet: false,
      says: `FAILED: it states that the target is ${said.verdict}, by ${several(failedTests.length, 'requirement')}. It is no certificate.`,
    };
  if (result === 'PASSED' || allowWarned) return { isMet: true, says: result };
  const reservations = said.reservations.map((one) => oneLine(one)).join(' ');
  return { isMet: false, says: `WARNED: with reservations, which --allow-warned takes. ${reservations}` };
}

function unmet(conditions: readonly Condition[]): number {
  return conditions.filter(({ isMet }) => !isMet).length;
}

function askedBy({ subject, requirements, maxAge, allowWarned = false, now = new Date() }: GateOptions) {
  const maxAgeMs = maxAge === undefined ? Infinity : termOf(maxAge, '--max-age');
  if (requirements !== undefined) setNamed(requirements);
  return {
    subject: subjectNamed(subject),
    requirements,
    maxAgeMs,
    maxAge,
    allowWarned,
    now,
  };
}

type Asked = ReturnType<typeof askedBy> & Pick<Materials, 'key' | 'identity'>;

function conditionsOf(attestation: Attestation, asked: Asked): readonly Condition[] {
  const { statement, envelope, bundle } = attestation;
  const { configuration, amocrmConformance: said } = statement.predicate;
  const { key, identity, subject, requirements, maxAge, maxAgeMs, allowWarned, now } = asked;
  const findings = examine(attestation, {
    ...(key && { key }),
    ...(identity && { identity }),
    now,
    suite: ownSuite({ ...bySets, features: Object.keys(suite.api.features) }),
  });
  const [wrong] = findings.filter(({ standing }) => standing === 'broken');
  const isSigned =
    key === undefined
      ? bundle !== undefined && identity?.problemWith(bundle) === null
      : (envelope?.signatures.some((one) => isSignedBy(envelope, one, key.publicKey)) ?? false);
  const about = statement.subject.map(({ digest }) => digest.sha256);
  const age = now.getTime() - Date.parse(said.startedAt);
  const sets = configuration.flatMap(({ name }) => /^requirements (\d+\.\d+)$/.exec(name)?.[1] ?? []);
  const names = requirementSetNames();
  return [
    {
      isMet: wrong === undefined && isSigned,
      says: wrong === undefined ? `signed by ${key?.file ?? identity?.name ?? ''}` : oneLine(wrong.says),
    },
    {
      isMet: about.includes(subject.digest.sha256),
      says: `about ${subject.name}@sha256:${subject.digest.sha256}${about.includes(subject.digest.sha256) ? '' : `: it is about ${about.join(', ')}`}`,
    },
    resultCondition(statement, allowWarned),
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
