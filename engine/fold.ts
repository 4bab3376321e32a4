import type { Exchange } from '../spec/run/exchange.ts';
import type { Exploration } from '../spec/run/exploration.ts';
import type { RequirementResult, Results, RunFacts } from '../spec/run/results.ts';
import { judgeByContract, tallyOf, unknownCharges, type Tally } from './contract-results.ts';
import { isJudged, missingFeature, type Catalogue, type CatalogueEntry } from './selection.ts';
import { explorationResults } from './explore/requirements.ts';
import type { ClaimRecord } from './record.ts';
import { grounded } from './roots.ts';
import { totalsOf } from './totals.ts';

/** All that a finished run left behind. */
export interface Run {
  readonly catalogue: Catalogue;
  readonly records: readonly ClaimRecord[];
  readonly exchanges: readonly Exchange[];
  readonly facts: RunFacts;
  readonly suite: Results['suite'];
  /** Why nothing that failed is held against the target; null, as a rule. */
  readonly excuse?: string | null;
  readonly durationMs: number;
  readonly exploration?: Exploration;
}

/** What a judge says of one requirement; the rest of its result is the catalogue's. */
export type Judgement = Pick<RequirementResult, 'outcome' | 'durationMs'> &
  Partial<
    Pick<
      RequirementResult,
      'reason' | 'detail' | 'reading' | 'exchanges' | 'unstable' | 'violations' | 'violationCount'
    >
  >;

/** Folds a run into `results.json`. Pure: the same run gives the same results. */
export function foldRun(run: Run): Results {
  const { catalogue, facts } = run;
  const tally = tallyOf(run.exchanges);
  const repeated = new Set(run.exchanges.flatMap(({ id, retries }) => (retries > 0 ? [id] : [])));
  const records = new Map(run.records.map((record) => [record.requirement, record]));
  const tried = new Set(records.keys());
  const judged = Object.entries(catalogue)
    .filter(([id, entry]) => isJudged(id, entry, facts, tried))
    .map(([id, entry]) => ({
      id,
      says: entry.says,
      source: entry.source,
      evidence: entry.evidence,
      ...(entry.provisional && { provisional: true as const }),
      operation: entry.operation,
      ...judge(id, entry, { facts, tally, repeated, record: records.get(id) }),
    }));
  // Between the looks of the read-only profile others may have changed what a claim rests on.
  const rooted = facts.profile === 'full' ? grounded(judged, run.records, run.excuse ?? null) : judged;
  const isExploration = facts.profile === 'explore';
  const judgements = isExploration ? explorationResults(run.exploration, facts.obstacle) : rooted;
  const requirements = [
    ...judgements.map((result) => excused(result, run.excuse)),
    ...(isExploration ? [] : strays(run, tally)),
  ];
  const { verdict, counts, countsByEvidence } = totalsOf(requirements, facts.obstacle);
  return {
    schemaVersion: '1',
    runId: facts.runId,
    // Exploring decides nothing about what the document promises.
    verdict: isExploration ? 'inconclusive' : verdict,
    complete: facts.filters.length === 0 && !isExploration,
    selection: { judged: judged.length, of: Object.keys(catalogue).length, filters: facts.filters },
    profile: facts.profile,
    ...(facts.profileReason === undefined ? {} : { profileReason: facts.profileReason }),
    seed: facts.seed,
    startedAt: facts.startedAt,
    ...(facts.resumedAt === undefined ? {} : { resumedAt: facts.resumedAt }),
    durationMs: Math.round((facts.spentMs ?? 0) + run.durationMs),
    suite: run.suite,
    target: facts.target,
    ...(facts.pace === undefined ? {} : { pace: facts.pace }),
    ...(facts.command === undefined ? {} : { command: facts.command }),
    counts,
    countsByEvidence,
    requests: facts.requests,
    retries: run.exchanges.reduce((sum, { retries }) => sum + retries, 0),
    ...(facts.obstacle === undefined ? {} : { obstacle: facts.obstacle }),
    leftBehind: facts.leftBehind,
    readings: { ...mergeReadings(run.records), ...run.exploration?.readings },
    ...(run.exploration && { exploration: run.exploration }),
    requirements,
  };
}

function excused(result: RequirementResult, excuse: string | null = null): RequirementResult {
  if (result.outcome !== 'failed' || excuse === null) return result;
  return { ...result, outcome: 'error', reason: `${excuse} ${result.reason ?? ''}`.trim() };
}

interface Seen {
  readonly facts: RunFacts;
  readonly tally: Tally;
  /** Exchanges that came about only when they were sent again. */
  readonly repeated: ReadonlySet<number>;
  readonly record: ClaimRecord | undefined;
}

function judge(
  id: string,
  { operation, proof, optional }: CatalogueEntry,
  { facts, tally, repeated, record }: Seen,
): Judgement {
  const missing = missingFeature(operation ?? id, facts.features);
  if (missing !== null) {
    const reason = `the target file declares that ${missing} are not supported`;
    return { outcome: 'notApplicable', reason, durationMs: 0 };
  }
  if (proof === 'schema')
    return judgeByContract(id, tally, { repeated, obstacle: facts.obstacle, isOptional: optional === true });
  if (proof !== 'test') return { outcome: 'untestable', reason: proof.untestable, durationMs: 0 };
  if (!record)
    return { outcome: 'error', reason: `not run: ${facts.obstacle ?? 'no test claims it'}`, durationMs: 0 };
  const { requirement: _, restsOn: __, readings, exchanges, ...rest } = record;
  return {
    ...rest,
    ...(Object.keys(readings).length > 0 ? { reading: readings } : {}),
    ...(exchanges.length > 0 ? { exchanges } : {}),
    ...(isSettled(record) && exchanges.some((exchange) => repeated.has(exchange)) && { unstable: true }),
  };
}

function isSettled({ outcome }: ClaimRecord): boolean {
  return outcome === 'passed' || outcome === 'failed';
}

/** What names a requirement that the catalogue doesn't hold: a defect of the suite, shown as one. */
function strays(run: Run, tally: Tally): readonly RequirementResult[] {
  const known = new Set(Object.keys(run.catalogue));
  const untold = run.records
    .filter(({ requirement }) => !known.has(requirement))
    .map(({ requirement, exchanges, durationMs }) => ({
      ...strayResult(requirement, 'a test claims a requirement that the catalogue does not hold'),
      exchanges,
      durationMs,
    }));
  const charged = unknownCharges(tally, known).map((charge) => ({
    ...strayResult(
      charge.id,
      `the contract charges it, but the catalogue does not hold it: ${charge.reason}`,
    ),
    ...charge.judgement,
  }));
  return [...untold, ...charged];
}

function strayResult(id: string, reason: string) {
  return {
    id,
    says: 'The suite judges only by requirements of its catalogue.',
    source: [],
    evidence: 'stated',
    operation: null,
    outcome: 'error',
    reason,
    durationMs: 0,
  } as const satisfies RequirementResult;
}

/** Sides taken by reading id; a target that was seen on several sides is shown on all of them. */
export function mergeReadings(tests: readonly ClaimRecord[]): Readonly<Record<string, string>> {
  const sides = new Map<string, ReadonlySet<string>>();
  for (const [id, side] of tests.flatMap(({ readings }) => Object.entries(readings))) {
    sides.set(id, new Set([...(sides.get(id) ?? []), side]));
  }
  return Object.fromEntries([...sides].sort().map(([id, seen]) => [id, [...seen].sort().join(', ')]));
}
