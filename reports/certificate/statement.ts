import { createHash } from 'node:crypto';
import type { Budget } from '../../spec/run/exploration.ts';
import type { Standing } from '../../spec/run/proof.ts';
import type { Outcome, Profile, RequirementResult, Results, Verdict } from '../../spec/run/results.ts';
import type { Waiver } from '../../spec/run/waivers.ts';
import { oneLine, several } from '../../spec/run/plain.ts';
import { waiversThatAre } from '../waivers.ts';
import { contradictionsIn } from './contradictions.ts';
import { are, unsettled, verdictReason, were } from '../labels.ts';

/** What a statement says of a run; only the first is a certificate. */
export type Result = 'PASSED' | 'WARNED' | 'FAILED';

/** The files of a statement beside the reports of its run. Only one of a run that passed is called a certificate. */
export function filesFor(result: Result) {
  const stem = result === 'PASSED' ? 'certificate' : 'statement';
  return {
    /** The statement, bare or in an envelope that a key signed. */
    line: `${stem}.intoto.jsonl`,
    /** The statement in a bundle that was signed without a key of one's own. */
    bundle: `${stem}.sigstore.json`,
    /** The same for people. */
    page: `${stem}.html`,
  } as const;
}

/** Every file that a statement may have. */
export const statementFiles: readonly string[] = (['PASSED', 'FAILED'] as const).flatMap((result) =>
  Object.values(filesFor(result)),
);

export const statementType = 'https://in-toto.io/Statement/v1';
export const predicateType = 'https://in-toto.io/attestation/test-result/v0.1';

/** SHA-256 in lower-case hexadecimal digits, as in-toto's digest sets have it. */
export interface DigestSet {
  readonly sha256: string;
}

/** What a statement is about: the target as its file describes it, or an image that the user names. */
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
export interface Stated extends Standing {
  /** What the subject is: the target as its file describes it, or an image that the user named. */
  readonly subject: 'target' | 'image';
  readonly verdict: Exclude<Verdict, 'inconclusive'>;
  readonly profile: Profile;
  readonly seed: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** When the statement was made, ISO 8601, UTC; older ones lack it. */
  readonly issuedAt?: string;
  /** Behind which it is not to be relied on, ISO 8601, UTC; left out where nobody set a term. */
  readonly validUntil?: string;
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
    readonly result: Result;
    readonly configuration: readonly ResourceDescriptor[];
    /** Where the run may be looked at, by who made the statement. */
    readonly url?: string;
    readonly passedTests: readonly string[];
    /** Waived, or inferred and failed. */
    readonly warnedTests: readonly string[];
    /** Stated or shown, and failed. */
    readonly failedTests: readonly string[];
    readonly amocrmConformance: Stated;
  };
}

/** Why nothing is stated of a run: one plain sentence. */
export interface Refused {
  readonly refused: string;
}

export interface StatementInput {
  /** The file `results.json`, byte for byte. */
  readonly resultsBytes: Uint8Array;
  /** Left out, the target itself is the subject, by the digest of its description. */
  readonly subject?: Subject;
  readonly url?: string;
  /** ISO 8601, UTC. */
  readonly issuedAt?: string;
  /** ISO 8601, UTC. */
  readonly validUntil?: string;
}

/**
 * What is stated of a run. Only a whole run that came to a verdict and whose results agree with themselves gives a
 * statement; only `PASSED` is a certificate: conformant in the full profile, without a waiver and without a warning.
 * Pure: the same results give the same statement, member for member.
 */
export function statementFor(
  results: Results,
  { resultsBytes, subject, url, issuedAt, validUntil }: StatementInput,
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
  const { passed, warned, failed } = testsOf(results);
  return {
    _type: statementType,
    subject: [about],
    predicateType,
    predicate: {
      result: failed.length > 0 ? 'FAILED' : reservations.length + warned.length > 0 ? 'WARNED' : 'PASSED',
      configuration: configurationOf(results, resultsBytes),
      ...(url !== undefined && { url }),
      passedTests: passed,
      warnedTests: warned,
      failedTests: failed,
      amocrmConformance: {
        subject: subject === undefined ? 'target' : 'image',
        verdict: failed.length > 0 ? 'nonconformant' : 'conformant',
        ...(issuedAt !== undefined && { issuedAt }),
        ...(validUntil !== undefined && { validUntil }),
        ...statedOf(results, reservations),
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
    warned: ids(
      (one) => one.outcome === 'waived' || (one.outcome === 'failed' && one.evidence === 'inferred'),
    ),
    failed: ids(({ outcome, evidence }) => outcome === 'failed' && evidence !== 'inferred'),
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

function statedOf(
  results: Results,
  reservations: readonly string[],
): Omit<Stated, 'subject' | 'verdict' | 'issuedAt' | 'validUntil'> {
  const { profile, seed, startedAt, counts, requirements } = results;
  const { name, baseUrl } = results.target;
  const { strength, staleProof } = results.suite;
  return {
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

function exploredIn({ exploration }: Results): Stated['exploration'] {
  if (!exploration) return null;
  const { budget, requests, findings } = exploration;
  return { budget, requests, findings: findings.length };
}

/** Why nothing can be stated of a run at all: one plain sentence; null where it can. */
export function refusalOf(results: Results): string | null {
  const { verdict, complete, selection, obstacle } = results;
  if (results.profile === 'explore') return 'No certificate: exploring alone decides nothing.';
  if (!complete || selection.filters.length > 0) {
    return 'No certificate: the run was filtered. Run it again without --only and --grep.';
  }
  if (verdict === 'nonconformant') return null;
  if (verdict === 'inconclusive') return `No certificate: the run is inconclusive. ${verdictReason(results)}`;
  if (obstacle !== undefined) return `No certificate: something kept the run from its end. ${obstacle}`;
  const stale = waiversThatAre('stale', results).length;
  return stale === 0
    ? null
    : `No certificate: ${several(stale, 'waiver')} ${are(stale)} stale. Take out of the waivers file what no longer happens, and run again.`;
}

/** What a statement of the run has to say with its result, so that it claims no more than was seen. */
function reservationsOf(results: Results): readonly string[] {
  const { counts, countsByEvidence, obstacle } = results;
  const { waived } = counts;
  const { failed } = countsByEvidence.inferred;
  const unstable = results.requirements.filter((one) => one.unstable === true).length;
  const expired = waiversThatAre('expired', results).length;
  const found = results.exploration?.findings.length ?? 0;
  return [
    ...(obstacle === undefined ? [] : [`The run did not get to its end. ${obstacle}`]),
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
