import type { Exchange } from '../spec/run/exchange.ts';
import type { Contract } from '../spec/contract/contract.ts';
import type { Profile, Results, RunFacts } from '../spec/run/results.ts';
import type { Api } from '../target/api.ts';
import { Client } from '../target/client.ts';
import { realClock, type Clock } from '../target/clock.ts';
import { targetDigest } from '../target/description.ts';
import type { Journal } from '../target/journal.ts';
import { Ledger } from '../target/ledger.ts';
import type { Redaction } from '../target/redaction.ts';
import type { Target } from '../target/target.ts';
import type { Claim } from './claim.ts';
import { foldRun } from './fold.ts';
import { judge } from './judge.ts';
import { Ration } from './ration.ts';
import type { ClaimRecord } from './record.ts';
import { missingFeature, type Catalogue } from './selection.ts';
import { Session } from './session.ts';

/** What is certified, by which claims, and how. */
export interface Certification<F extends object> {
  readonly api: Api<F>;
  readonly target: Target;
  readonly contract: Contract;
  /** Every requirement of the suite, those of the contract too. */
  readonly catalogue: Catalogue;
  /** The claims that this run judges; they are begun in this order. */
  readonly claims: readonly Claim<string, F>[];
  readonly seed: number;
  readonly suite: Results['suite'];
  /** The full one by default. */
  readonly profile?: Profile;
  /** Why it is not the profile that was asked for. */
  readonly profileReason?: string;
  /** What narrowed the claims down; none by default, as of a whole run. */
  readonly filters?: readonly string[];
  readonly clock?: Clock;
  /** How many claims are judged at once; all by default, since the pace of the target file bounds the requests. */
  readonly atOnce?: number;
  /** Whether nothing stands between the suite and the target, so that connections may be used again. */
  readonly keepsConnections?: boolean;
  /** Without one nothing is written down of what is created. */
  readonly journal?: Journal;
  /** What keeps the run from beginning at all, in one sentence. */
  readonly obstacle?: string;
  /** An interrupted run that this one goes on with. */
  readonly earlier?: Earlier;
  /** Ends the run in order: the account is put back, and what was seen is folded. */
  readonly signal?: AbortSignal;
  readonly on?: Listener;
}

/** What an interrupted run leaves to the one that goes on with it. */
export interface Earlier {
  readonly startedAt: string;
  /** When each further part began, ISO 8601, UTC; without the one that begins now. */
  readonly resumedAt: readonly string[];
  readonly spentMs: number;
  readonly requests: number;
  readonly exchanges: readonly Exchange[];
  /** Claims that need not be judged again. */
  readonly records: readonly ClaimRecord[];
}

/** Who is told of a run while it goes on. */
export interface Listener {
  /** The target is about to be asked for the first time. */
  readonly begun?: (facts: RunFacts, redaction: Redaction) => void;
  readonly exchanged?: (exchange: Exchange) => void;
  readonly settled?: (record: ClaimRecord, done: number, of: number) => void;
  /** Every claim is judged, and the account is about to be put back. */
  readonly ending?: () => void;
  /** The account is as it is left, and no connection is open any more. */
  readonly ended?: (facts: RunFacts) => void;
}

/** What came of a run. */
export interface Certified {
  readonly results: Results;
  /** By id. */
  readonly exchanges: readonly Exchange[];
  /** The most records of the run that were in the account at once. */
  readonly liveAtOnce: number;
}

export const INTERRUPTED = 'The run was interrupted before it ended.';

/** Runs a certification, in this process, and folds what came of it. The account is put back whatever happens. */
export async function certify<F extends object>(run: Certification<F>): Promise<Certified> {
  const { api, target, claims, catalogue, contract, earlier, signal, on = {}, clock = realClock } = run;
  const { seed, profile = 'full', filters = [], journal } = run;
  const began = performance.now();
  const startedAt = new Date().toISOString();
  const ledger = new Ledger(api.records, journal);
  const exchanges: Exchange[] = [...(earlier?.exchanges ?? [])];
  const ration = new Ration();
  let liveAtOnce = 0;
  const client = new Client({
    target,
    entrance: api.entrance,
    judge: contract,
    clock,
    keepsConnections: run.keepsConnections ?? false,
    lastExchange: exchanges.reduce((last, { id }) => Math.max(last, id), 0),
    record: (exchange) => {
      const kept = ration.kept(exchange);
      exchanges.push(kept);
      liveAtOnce = Math.max(liveAtOnce, ledger.living);
      on.exchanged?.(kept);
    },
  });
  const session = new Session({
    api,
    target,
    client,
    ledger,
    seed,
    profile,
    clock,
    ...(run.obstacle !== undefined && { obstacle: run.obstacle }),
  });
  const facts = (): RunFacts => {
    const obstacle = session.obstacle ?? (signal?.aborted === true ? INTERRUPTED : undefined);
    const { requestsPerSecond, concurrency } = target.pace;
    return {
      seed,
      profile,
      ...(run.profileReason !== undefined && { profileReason: run.profileReason }),
      target: { name: target.name, baseUrl: target.baseUrl, digest: targetDigest(target) },
      pace: { requestsPerSecond, concurrency },
      startedAt: earlier?.startedAt ?? startedAt,
      ...(earlier && { resumedAt: [...earlier.resumedAt, startedAt], spentMs: earlier.spentMs }),
      filters,
      requests: (earlier?.requests ?? 0) + client.requests,
      leftBehind: session.leftBehind,
      features: target.features,
      ...(obstacle !== undefined && { obstacle }),
    };
  };
  const interrupt = (): void => session.interrupt();
  signal?.addEventListener('abort', interrupt, { once: true });
  if (signal?.aborted) interrupt();
  try {
    on.begun?.(facts(), client.redaction);
    await session.open();
    const records = await judgeAll(claims, session, {
      atOnce: run.atOnce ?? 2 * target.pace.concurrency,
      settled: (record, done) => on.settled?.(record, done, claims.length),
      redaction: client.redaction,
    });
    on.ending?.();
    await session.close();
    const results = foldRun({
      catalogue,
      records: [...(earlier?.records ?? []), ...records],
      exchanges,
      facts: facts(),
      suite: run.suite,
      selected: [...(earlier?.records ?? []), ...records].map(({ requirement }) => requirement),
      durationMs: performance.now() - began,
    });
    return { results, exchanges: exchanges.sort((a, b) => a.id - b.id), liveAtOnce };
  } finally {
    signal?.removeEventListener('abort', interrupt);
    client.close();
    journal?.end(session.leftBehind);
    on.ended?.(facts());
  }
}

interface Manner {
  readonly atOnce: number;
  readonly settled: (record: ClaimRecord, done: number) => void;
  readonly redaction: Redaction;
}

async function judgeAll<F extends object>(
  claims: readonly Claim<string, F>[],
  session: Session<F>,
  { atOnce, settled, redaction }: Manner,
): Promise<readonly ClaimRecord[]> {
  const records: ClaimRecord[] = [];
  const waiting = [...claims];
  const lane = async (): Promise<void> => {
    for (let claim = waiting.shift(); claim; claim = waiting.shift()) {
      const record = withoutSecrets(await recordOf(claim, session), redaction);
      records.push(record);
      settled(record, records.length);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, claims.length)) }, lane));
  return records;
}

/** A claim that can't be judged whatever it does is not begun. */
async function recordOf<F extends object>(
  claim: Claim<string, F>,
  session: Session<F>,
): Promise<ClaimRecord> {
  const { id, operation } = claim;
  const unjudged = { requirement: id, exchanges: [], readings: {}, durationMs: 0 };
  if (session.obstacle !== undefined) return { ...unjudged, outcome: 'error', reason: session.obstacle };
  const missing = missingFeature(operation ?? id, session.target.features);
  if (missing === null) return judge(claim, session);
  return { ...unjudged, outcome: 'notApplicable', reason: `The target file says that it has no ${missing}.` };
}

/** A claim may have quoted an answer that repeats a credential. */
function withoutSecrets(record: ClaimRecord, redaction: Redaction): ClaimRecord {
  const { reason, detail } = record;
  return {
    ...record,
    ...(reason !== undefined && { reason: redaction.text(reason) }),
    ...(detail !== undefined && { detail: redaction.text(detail) }),
  };
}
