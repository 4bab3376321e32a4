import type { Violation } from '../contract/violation.ts';
import type { OperationId } from '../operations.ts';
import type { CoverageRow } from './coverage.ts';
import type { Exploration } from './exploration.ts';
import type { Standing } from './proof.ts';
import type { Evidence } from '../requirement.ts';
import type { WaiverKind, WaiversReport } from './waivers.ts';

export type Outcome =
  'passed' | 'failed' | 'untestable' | 'unobserved' | 'notApplicable' | 'dependency' | 'error' | 'waived';

/** In the order in which a reader cares. */
export const outcomes = [
  'failed',
  'error',
  'dependency',
  'untestable',
  'unobserved',
  'waived',
  'notApplicable',
  'passed',
] as const satisfies readonly Outcome[];

export const evidences = ['stated', 'shown', 'inferred'] as const satisfies readonly Evidence[];

export type Verdict = 'conformant' | 'nonconformant' | 'inconclusive';

/** `explore` judges no claims: it goes through sequences of operations, and decides nothing about conformance. */
export type Profile = 'full' | 'read-only' | 'explore';

/** What came of one requirement in one run. */
export interface RequirementResult {
  readonly id: string;
  readonly says: string;
  /** The rows of the source, in words: `SECTION › ROW`. */
  readonly source: readonly string[];
  readonly evidence: Evidence;
  /** It has come since the requirement set by which the run judged: it only warns. */
  readonly provisional?: true;
  readonly operation: OperationId | null;
  readonly outcome: Outcome;
  /** Why it is not `passed`: one plain sentence. */
  readonly reason?: string;
  /** The assertion's or the error's whole text, without terminal codes, where it says more than `reason`. */
  readonly detail?: string;
  /** Which side of a contradiction of the source the target was seen to take, by reading id. */
  readonly reading?: Readonly<Record<string, string>>;
  /** Ids of the exchanges that bear on it (entries of `run.har`). */
  readonly exchanges?: readonly number[];
  /** For a requirement owned by the contract: the first violations, and how many there were. */
  readonly violations?: readonly (Violation & { readonly exchange: number })[];
  readonly violationCount?: number;
  /** It was settled only by exchanges of which some had to be sent again. */
  readonly unstable?: true;
  /** For a waived one: what would have come of it without its waiver. */
  readonly waived?: { readonly kind: WaiverKind; readonly outcome: Outcome };
  readonly durationMs: number;
}

/** What a run was about. */
export interface TargetFacts {
  readonly name: string;
  readonly baseUrl: string;
  /** SHA-256 of the target file's content in canonical form, without a credential. */
  readonly digest?: string;
}

/** What a run was begun with, so that commands can be told that belong to it. */
export interface CommandFacts {
  /** What begins a command of the suite where the run was begun: `npm`, `start`, `--`. */
  readonly start: readonly string[];
  /** The target file, as it is reached from there; absent for the embedded reference. */
  readonly config?: string;
  /** The folder of the report, as it is reached from there. */
  readonly output: string;
}

/** How fast a run was allowed to send. */
export interface PaceFacts {
  /** Null for no limit. */
  readonly requestsPerSecond: number | null;
  readonly concurrency: number;
}

/** `results.json`: the one source of every report. Described by `spec/schemas/results.schema.json`. */
export interface Results {
  readonly schemaVersion: '1';
  /** A UUID, drawn when the run was begun and kept when it is gone on with. */
  readonly runId: string;
  readonly verdict: Verdict;
  /** False for a filtered run, which is judged over what was selected and can't become a certificate. */
  readonly complete: boolean;
  /** How many requirements the filters left, whatever their outcome, of how many there are. */
  readonly selection: { readonly judged: number; readonly of: number; readonly filters: readonly string[] };
  readonly profile: Profile;
  /** Why it is not the profile that was asked for: one plain sentence. */
  readonly profileReason?: string;
  readonly seed: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** When it was gone on with after an interruption, ISO 8601, UTC, each time. */
  readonly resumedAt?: readonly string[];
  readonly durationMs: number;
  readonly suite: {
    readonly name: string;
    readonly version: string;
    readonly digest: string;
    /** SHA-256 of `spec/openapi.yaml`. */
    readonly contract?: string;
    /** The requirement set by which the run judged; absent where it was the suite's own requirements. */
    readonly requirements?: { readonly name: string; readonly digest: string };
  } & Standing;
  readonly target: TargetFacts;
  readonly pace?: PaceFacts;
  /** Absent where the run was not begun on a command line. */
  readonly command?: CommandFacts;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly countsByEvidence: Readonly<Record<Evidence, Readonly<Record<Outcome, number>>>>;
  /** Requests sent, retries included. */
  readonly requests: number;
  /** How many of them were sent again: a limited rate, a broken line, a target that was down. */
  readonly retries?: number;
  /** What kept the whole run from a verdict (unreachable, refused credentials, …): one plain sentence. */
  readonly obstacle?: string;
  /** What the run could not put back, one sentence each; empty when the account is as it was. */
  readonly leftBehind: readonly string[];
  /** Which side of each contradiction of the source the target was seen to take, by reading id. */
  readonly readings: Readonly<Record<string, string>>;
  /** What of the contract the messages of the run went through. */
  readonly coverage?: readonly CoverageRow[];
  /** Only where the run explored: what it found decides nothing. */
  readonly exploration?: Exploration;
  /** Only where the run had a waivers file. */
  readonly waivers?: WaiversReport;
  readonly requirements: readonly RequirementResult[];
}

/**
 * `run.json`: what the run knows of itself, written at its start and finished at its end by the side that
 * talks to the target, read by the reporter.
 */
export interface RunFacts {
  readonly runId: string;
  readonly seed: number;
  readonly profile: Profile;
  /** Why it is not the profile that was asked for. */
  readonly profileReason?: string;
  readonly target: TargetFacts;
  readonly pace?: PaceFacts;
  readonly command?: CommandFacts;
  readonly startedAt: string;
  readonly resumedAt?: readonly string[];
  /** Milliseconds that earlier parts of an interrupted run took. */
  readonly spentMs?: number;
  readonly filters: readonly string[];
  readonly requests: number;
  readonly obstacle?: string;
  readonly leftBehind: readonly string[];
  /** What the target has, by the names of the target file. */
  readonly features: Readonly<Record<string, boolean>>;
}
