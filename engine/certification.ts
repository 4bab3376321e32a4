import { randomUUID } from 'node:crypto';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Contract } from '../spec/contract/contract.ts';
import type { Exploration } from '../spec/run/exploration.ts';
import type { CommandFacts, Profile, Results, RunFacts } from '../spec/run/results.ts';
import type { Api, RecordId } from '../target/api.ts';
import { Client } from '../target/client.ts';
import { realClock, type Clock } from '../target/clock.ts';
import { targetDigest } from '../target/description.ts';
import type { Journal } from '../target/journal.ts';
import { Ledger } from '../target/ledger.ts';
import type { Redaction } from '../target/redaction.ts';
import type { Target } from '../target/target.ts';
import type { Claim } from './claim.ts';
import { explore, type Expedition } from './explore/explorer.ts';
import type { Terrain } from './explore/terrain.ts';
import { foldRun, mergeReadings, type Run } from './fold.ts';
import { asJudged, corrected, type Hindsight } from './hindsight.ts';
import { judge } from './judge.ts';
import { Ration } from './ration.ts';
import type { ClaimRecord } from './record.ts';
import { missingFeature, type Catalogue } from './selection.ts';
import type { Setting } from './scenario.ts';
import { Session } from './session.ts';

/** What is certified, by which claims, and how. */
export interface Certification<F extends object> {
  readonly api: Api<F>;
  readonly target: Target;
  readonly contract: Contract;
  /** Every requirement of the suite, those of the contract too. */
  readonly catalogue: Catalogue;
  /** The claims that this run judges; they are begun in this order, the first and the early ones before the others. */
  readonly claims: readonly Claim<string, F>[];
  /** What is explored when the claims are judged; nothing by default. */
  readonly exploration?: Exploring<F>;
  readonly seed: number;
  readonly suite: Results['suite'];
  /** The full one by default. */
  readonly profile?: Profile;
  /** Why it is not the profile that was asked for. */
  readonly profileReason?: string;
  /** What narrowed the claims down; none by default, as of a whole run. */
  readonly filters?: readonly string[];
  /** What it was begun with, where that was a command line. */
  readonly command?: CommandFacts;
  readonly clock?: Clock;
  /** How many scenarios are at work at once; twice as many as requests may be under way by default. */
  readonly atOnce?: number;
  /** Whether the target is in this very process. */
  readonly isInProcess?: boolean;
  /** Without one nothing is written down of what is created. */
  readonly journal?: Journal;
  /** Leaves the records of claims that failed in the account, for somebody to look at and to sweep. */
  readonly keep?: boolean;
  /** What keeps the run from beginning at all, in one sentence. */
  readonly obstacle?: string;
  /** An interrupted run that this one goes on with. */
  readonly earlier?: Earlier;
  /** Ends the run in order: the account is put back, and what was seen is folded. */
  readonly signal?: AbortSignal;
  readonly on?: Listener;
}

/** What is explored, and with which budget. */
export interface Exploring<F extends object> extends Omit<Expedition, 'seed'> {
  /** @param readings sides that the target was seen to take in this run, by the id of the reading */
  readonly terrain: (readings: Readonly<Record<string, string>>) => Terrain<F>;
}

/** What an interrupted run leaves to the one that goes on with it. */
export interface Earlier {
  readonly runId: string;
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
  /** What the results were folded from. */
  readonly run: Run;
  /** By id. */
  readonly exchanges: readonly Exchange[];
  /** The most records of the run that were in the account at once. */
  readonly liveAtOnce: number;
}

export const INTERRUPTED = 'The run was interrupted before it ended.';

/** Runs a certification, in this process, and folds what came of it. The account is put back whatever happens. */
export async function certify<F extends object>(run: Certification<F>): Promise<Certified> {
  const { claims, on = {} } = run;
  const running = new Running(run);
  let done = 0;
  const judge = async (claim: Claim<string, F>): Promise<void> => {
    const record = await running.judge(claim);
    done += 1;
    on.settled?.(record, done, claims.length);
  };
  try {
    await running.open();
    const [first, others] = [claims.filter(isFirst), claims.filter((claim) => !isFirst(claim))];
    await Promise.all(first.map(judge));
    await Promise.all(others.sort((a, b) => Number(isEarly(b)) - Number(isEarly(a))).map(judge));
    await running.explore();
  } finally {
    on.ending?.();
    await running.close();
  }
  return running.folded();
}

function isFirst<F extends object>({ given }: Claim<string, F>): boolean {
  return Object.values(given).some((scenario) => scenario.first === true);
}

function isEarly<F extends object>({ given }: Claim<string, F>): boolean {
  return Object.values(given).some((scenario) => scenario.early === true);
}

/**
 * A certification that goes on as it is asked: opened, then claim by claim, then put back and ended. Whoever can, calls
 * `certify`.
 */
export class Running<F extends object> {
  readonly #run: Certification<F>;
  readonly #client: Client;
  readonly #session: Session<F>;
  readonly #began = performance.now();
  readonly #runId: string;
  readonly #startedAt = new Date().toISOString();
  readonly #exchanges: Exchange[];
  readonly #records: ClaimRecord[];
  #liveAtOnce = 0;
  #exploration: Exploration | undefined;
  /** How claims left things before anything was explored: the last exchange, and what speaks against some of them. */
  #before: ({ readonly exchange: number } & Pick<Session<F>, 'unrestored' | 'belated'>) | undefined;

  constructor(run: Certification<F>) {
    const { api, target, contract, earlier, signal, on, clock = realClock, journal, obstacle } = run;
    this.#run = run;
    this.#runId = earlier?.runId ?? randomUUID();
    this.#exchanges = [...(earlier?.exchanges ?? [])];
    this.#records = [...(earlier?.records ?? [])];
    const ledger = new Ledger(api.records, journal);
    const ration = new Ration();
    this.#client = new Client({
      target,
      entrance: api.entrance,
      judge: contract,
      clock,
      isInProcess: run.isInProcess ?? false,
      lastExchange: this.#exchanges.reduce((last, { id }) => Math.max(last, id), 0),
      record: (exchange) => {
        const kept = ration.kept(exchange);
        this.#exchanges.push(kept);
        this.#liveAtOnce = Math.max(this.#liveAtOnce, ledger.living);
        on?.exchanged?.(kept);
      },
    });
    const { seed, profile = 'full' } = run;
    this.#session = new Session({
      api,
      target,
      client: this.#client,
      ledger,
      seed,
      profile,
      clock,
      atOnce: run.atOnce ?? 2 * target.pace.concurrency,
      ...(obstacle !== undefined && { obstacle }),
    });
    if (signal?.aborted) this.#interrupt();
    signal?.addEventListener('abort', this.#interrupt, { once: true });
  }

  /** Everything that was sent so far, and what came of it; by id. */
  get exchanges(): readonly Exchange[] {
    return this.#exchanges.sort((a, b) => a.id - b.id);
  }

  /** Asks the target for the first time. What keeps the run from a verdict then is an obstacle, and no error. */
  async open(): Promise<void> {
    this.#run.on?.begun?.(this.facts, this.#client.redaction);
    await this.#session.open();
  }

  async judge(claim: Claim<string, F>): Promise<ClaimRecord> {
    const record = withoutSecrets(await recordOf(claim, this.#session), this.#client.redaction);
    this.#records.push(record);
    return record;
  }

  /** Explores what was asked for, where anything may be changed. What it finds changes nothing of what claims found. */
  async explore(): Promise<void> {
    const { exploration, seed, profile = 'full' } = this.#run;
    if (!exploration || profile === 'read-only') return;
    if (this.#session.obstacle !== undefined || this.#isInterrupted()) return;
    const { terrain, ...expedition } = exploration;
    const readings = mergeReadings(this.#records);
    // With the account as it was, claims end as they do in a run that does not explore.
    if (this.#records.length > 0) await this.#session.tidy();
    if (this.#isInterrupted()) return;
    const { unrestored, belated } = this.#session;
    this.#before = { exchange: this.#lastExchange, unrestored, belated: new Map(belated) };
    this.#exploration = await this.play((setting) =>
      explore(
        terrain(readings),
        setting,
        { ...expedition, seed },
        { requests: () => this.#client.requests, lastExchange: () => this.#lastExchange },
      ),
    );
  }

  /** Lets something be done within the run that is no scenario of a claim. @throws CannotJudge */
  async play<T>(play: (setting: Setting<F>) => Promise<T>): Promise<T> {
    return (await this.#session.play({ name: 'exploration', keeps: false, play })).value;
  }

  #isInterrupted(): boolean {
    return this.#run.signal?.aborted === true;
  }

  /** Why the run ends before its time, in a sentence: who ends it may say why. */
  get #interruption(): string {
    const reason: unknown = this.#run.signal?.reason;
    return typeof reason === 'string' ? reason : INTERRUPTED;
  }

  get #lastExchange(): number {
    return this.#exchanges.at(-1)?.id ?? 0;
  }

  /** What is known of the run so far. */
  get facts(): RunFacts {
    const { target, earlier, seed, profile = 'full', profileReason, filters = [], command } = this.#run;
    const obstacle = this.#session.obstacle ?? (this.#isInterrupted() ? this.#interruption : undefined);
    const { requestsPerSecond, concurrency } = target.pace;
    return {
      runId: this.#runId,
      seed,
      profile,
      ...(profileReason !== undefined && { profileReason }),
      target: { name: target.name, baseUrl: target.baseUrl, digest: targetDigest(target) },
      pace: { requestsPerSecond, concurrency },
      ...(command && { command }),
      startedAt: earlier?.startedAt ?? this.#startedAt,
      ...(earlier && { resumedAt: [...earlier.resumedAt, this.#startedAt], spentMs: earlier.spentMs }),
      filters,
      requests: (earlier?.requests ?? 0) + this.#client.requests,
      leftBehind: this.#session.leftBehind,
      features: target.features,
      ...(obstacle !== undefined && { obstacle }),
    };
  }

  /** What the claims that were judged and the messages that were exchanged come to. */
  folded(): Certified {
    const { api, catalogue } = this.#run;
    const hindsight: Hindsight = {
      client: this.#client,
      strays: this.#session.strays,
      lateness: this.#session.lateness,
      left: this.#before ?? this.#session,
      whole: api.records.whole,
      catalogue,
    };
    const run: Run = {
      catalogue,
      records: corrected(this.#records, hindsight),
      exchanges: this.exchanges.filter(this.#isCertified).map((exchange) => asJudged(exchange, hindsight)),
      facts: this.facts,
      suite: this.#run.suite,
      excuse: this.#session.strays.excuse,
      durationMs: performance.now() - this.#began,
      ...(this.#exploration && { exploration: this.#exploration }),
    };
    return { results: foldRun(run), run, exchanges: this.exchanges, liveAtOnce: this.#liveAtOnce };
  }

  /** What exploration saw, and what putting it back did, is told by its findings and by nothing else. */
  readonly #isCertified = ({ id }: Exchange): boolean => id <= (this.#before?.exchange ?? Infinity);

  /** Puts the account back as it was, and lets go of everything. */
  async close(): Promise<void> {
    const { signal, journal, on } = this.#run;
    let left = ['The run broke off before the account was put back.'] as readonly string[];
    try {
      await this.#session.close(this.#run.keep === true ? this.#ofFailed() : []);
      left = this.#session.leftBehind;
    } finally {
      signal?.removeEventListener('abort', this.#interrupt);
      this.#client.close();
      journal?.end(left);
      on?.ended?.(this.facts);
    }
  }

  /** Records that were created in the exchanges of claims that failed. */
  #ofFailed(): readonly RecordId[] {
    const { records } = this.#run.api;
    const failed = this.#records.filter(({ outcome }) => outcome === 'failed');
    const cited = new Set(failed.flatMap(({ exchanges }) => exchanges));
    return this.#exchanges.flatMap((exchange) => {
      const change = cited.has(exchange.id) ? records.changeIn(exchange) : null;
      return change === null ? [] : change.created.map((id) => ({ kind: change.kind, id }));
    });
  }

  readonly #interrupt = (): void => this.#session.interrupt();
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
