import { createHash } from 'node:crypto';
import type { Budget } from '../../spec/run/exploration.ts';
import type { Standing } from '../../spec/run/proof.ts';
import type { Outcome, Profile, RequirementResult, Results } from '../../spec/run/results.ts';
import type { Waiver } from '../../spec/run/waivers.ts';
import { oneLine, several } from '../../spec/run/plain.ts';
import { waiversThatAre } from '../waivers.ts';
import { contradictionsIn } from './contradictions.ts';
import { are, unsettled, verdictReason, were } from '../labels.ts';

/** The file of a certificate beside the reports of a run. */
export const certificateFile = 'certificate.intoto.jsonl';

export const statementType = 'https://in-toto.io/Statement/v1';
export const predicateType = 'https://in-toto.io/attestation/test-result/v0.1';

/** SHA-256 in lower-case hexadecimal digits, as in-toto's digest sets have it. */
export interface DigestSet {
  readonly sha256: string;
}

/** What a certificate is about: the target as its file describes it, or an image that the user names. */
export interface Subject {
  readonly name: string;
  readonly digest: DigestSet;
}

/** in-toto's ResourceDescriptor, the part of it that is used here. */
export interface ResourceDescriptor extends Subject {
  readonly mediaType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Extension of the predicate: what in-toto's test result has no word for. */
export interface Certified extends Standing {
  /** What the subject is: the target as its file describes it, or an image that the user named. */
  readonly subject: 'target' | 'image';
  readonly verdict: 'conformant';
  readonly profile: Profile;
  readonly seed: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly target: { readonly name: string; readonly baseUrl: string };
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Whether the run explored, with how many requests, and what it found; null where it did not. */
  readonly exploration: {
    readonly budget: Budget;
    readonly requests: number;
    readonly findings: number;
  } | null;
  /** Why the result is `WARNED` and not `PASSED`: plain sentences. */
  readonly reservations: readonly string[];
  readonly waived: readonly Pick<Waiver, 'requirement' | 'kind' | 'reason' | 'owner' | 'expires'>[];
  /** Ids of inferred requirements that could not be settled. */
  readonly unsettled: readonly string[];
  /** Ids of requirements about features that the target declares missing. */
  readonly notApplicable: readonly string[];
}

/** An in-toto Statement v1 with a test result v0.1; a test's name is the id of its requirement. */
export interface Statement {
  readonly _type: typeof statementType;
  readonly subject: readonly Subject[];
  readonly predicateType: typeof predicateType;
  readonly predicate: {
    readonly result: 'PASSED' | 'WARNED';
    readonly configuration: readonly ResourceDescriptor[];
    readonly passedTests: readonly string[];
    /** Waived, or inferred and failed. */
    readonly warnedTests: readonly string[];
    readonly failedTests: readonly string[];
    readonly amocrmConformance: Certified;
  };
}

/** Why there is no certificate: one plain sentence. */
export interface Refused {
  readonly refused: string;
}

export interface StatementInput {
  /** The file `results.json`, byte for byte. */
  readonly resultsBytes: Uint8Array;
  /** Left out, the target itself is the subject, by the digest of its description. */
  readonly subject?: Subject;
}

/**
 * What a run certifies. Only a whole, conformant run whose results agree with themselves certifies anything,
 * and without reservation (`PASSED`) only one of the full profile with no waiver and no warning.
 * Pure: the same results give the same statement, member for member.
 */
export function statementFor(
  results: Results,
  { resultsBytes, subject }: StatementInput,
): Statement | Refused {
  const refused = refusalOf(results);
  if (refused !== null) return { refused };
  const [contradiction] = contradictionsIn(results);
  if (contradiction !== undefined) {
    return { refused: `No certificate: results.json contradicts itself: ${oneLine(contradiction)}.` };
  }
  const about = subject ?? targetOf(results);
  if (about === null) {
    return {
      refused: 'No certificate: the run recorded no digest of its target. Name an image with --subject.',
    };
  }
  const reservations = reservationsOf(results);
  const { passed, warned } = testsOf(results);
  return {
    _type: statementType,
    subject: [about],
    predicateType,
    predicate: {
      result: reservations.length === 0 && warned.length === 0 ? 'PASSED' : 'WARNED',
      configuration: configurationOf(results, resultsBytes),
      passedTests: passed,
      warnedTests: warned,
      failedTests: [],
      amocrmConformance: {
        subject: subject === undefined ? 'target' : 'image',
        ...certifiedBy(results, reservations),
      },
    },
  };
}

/** The target as a subject; null where the run did not record its digest. */
function targetOf({ target }: Results): Subject | null {
  return target.digest === undefined ? null : { name: target.name, digest: digestSet(target.digest) };
}

/** SHA-256 of bytes in hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function digestSet(digest: string): DigestSet {
  return { sha256: digest.replace(/^sha256:/, '') };
}

function testsOf({ requirements }: Results) {
  const ids = (that: (one: RequirementResult) => boolean) => requirements.filter(that).map(({ id }) => id);
  return {
    passed: ids(({ outcome }) => outcome === 'passed'),
    warned: ids(({ outcome }) => outcome === 'failed' || outcome === 'waived'),
  };
}

function configurationOf(results: Results, resultsBytes: Uint8Array): readonly ResourceDescriptor[] {
  const { suite, target, waivers } = results;
  const named = (name: string, digest: string | undefined): readonly ResourceDescriptor[] =>
    digest === undefined ? [] : [{ name, digest: digestSet(digest) }];
  return [
    {
      name: 'suite',
      digest: digestSet(suite.digest),
      annotations: { name: suite.name, version: suite.version },
    },
    ...named('contract', suite.contract),
    ...(suite.requirements === undefined
      ? []
      : named(`requirements ${suite.requirements.name}`, suite.requirements.digest)),
    ...named('target', target.digest),
    ...named('waivers', waivers?.digest),
    ...named('proof', suite.strength?.digest),
    { name: 'results.json', digest: { sha256: sha256(resultsBytes) }, mediaType: 'application/json' },
  ];
}

function certifiedBy(results: Results, reservations: readonly string[]): Omit<Certified, 'subject'> {
  const { profile, seed, startedAt, counts, requirements } = results;
  const { name, baseUrl } = results.target;
  const { strength, staleProof } = results.suite;
  return {
    verdict: 'conformant',
    profile,
    seed,
    startedAt,
    target: { name, baseUrl },
    counts,
    ...(strength && { strength }),
    ...(staleProof && { staleProof }),
    exploration: exploredIn(results),
    reservations,
    waived: waiversThatAre('applied', results).map(({ requirement, kind, reason, owner, expires }) => ({
      requirement,
      kind,
      reason,
      owner,
      expires,
    })),
    unsettled: requirements.filter(({ outcome }) => unsettled.includes(outcome)).map(({ id }) => id),
    notApplicable: requirements.filter(({ outcome }) => outcome === 'notApplicable').map(({ id }) => id),
  };
}

function exploredIn({ exploration }: Results): Certified['exploration'] {
  if (!exploration) return null;
  const { budget, requests, findings } = exploration;
  return { budget, requests, findings: findings.length };
}

/** Why a run can't become a certificate at all: one plain sentence; null where it can. */
export function refusalOf(results: Results): string | null {
  const { verdict, complete, selection, obstacle } = results;
  if (results.profile === 'explore') return 'No certificate: exploring alone decides nothing.';
  if (!complete || selection.filters.length > 0) {
    return 'No certificate: the run was filtered. Run it again without --only and --grep.';
  }
  if (verdict !== 'conformant') return `No certificate: the run is ${verdict}. ${verdictReason(results)}`;
  if (obstacle !== undefined) return `No certificate: something kept the run from its end. ${obstacle}`;
  const stale = waiversThatAre('stale', results).length;
  return stale === 0
    ? null
    : `No certificate: ${several(stale, 'waiver')} ${are(stale)} stale. Take out of the waivers file what no longer happens, and run again.`;
}

/** What a certificate of the run has to say with its result, so that it claims no more than was seen. */
function reservationsOf(results: Results): readonly string[] {
  const { waived, failed } = results.counts;
  const unstable = results.requirements.filter((one) => one.unstable === true).length;
  const expired = waiversThatAre('expired', results).length;
  const found = results.exploration?.findings.length ?? 0;
  return [
    ...(results.profile === 'read-only'
      ? ['The read-only profile was tried: nothing that changes the account.']
      : []),
    ...(unstable > 0
      ? [
          `${several(unstable, 'requirement')} ${were(unstable)} settled only after requests had been sent again.`,
        ]
      : []),
    ...(waived > 0 ? [`${several(waived, 'requirement')} did not pass and ${are(waived)} waived.`] : []),
    ...(failed > 0 ? [`${several(failed, 'inferred requirement')} failed, which only warns.`] : []),
    ...(found > 0 ? [`Exploration came to ${several(found, 'finding')}, which only warns.`] : []),
    ...(expired > 0 ? [`${several(expired, 'waiver')} ${expired === 1 ? 'has' : 'have'} expired.`] : []),
  ];
}
