import type { Evidence } from '../../spec/requirement.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { pathOf, statusOf } from '../exchanges.ts';
import type { Outcome, Profile, RequirementResult, Results, Verdict } from '../../spec/run/results.ts';
import { verdictReason } from '../labels.ts';
import { line } from '../pretty.ts';

/** A line of `events.ndjson`, described by `spec/schemas/event.schema.json`. `time` is ISO 8601, UTC. */
export type RunEvent = RunStarted | ExchangeSent | RequirementJudged | RunEnded;

export interface RunStarted {
  readonly event: 'run.started';
  readonly time: string;
  readonly runId: string;
  readonly suite: { readonly name: string; readonly version: string; readonly digest: string };
  readonly target: { readonly name: string; readonly baseUrl: string };
  readonly profile: Profile;
  readonly seed: number;
  readonly filters: readonly string[];
}

/** One request and what came of it; `time` is when it was sent. */
export interface ExchangeSent {
  readonly event: 'exchange';
  readonly time: string;
  /** The number under which results name it. */
  readonly id: number;
  readonly operation: string | null;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly as: string;
  /** The scenario or the test that it was sent for. */
  readonly purpose: string;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly durationMs: number;
  readonly retries: number;
  /** How many violations the contract found in the answer. */
  readonly violations: number;
  /** Why no whole answer came. */
  readonly transportFailure?: string;
}

/** Requirements are judged when the run has ended, over all that it saw. */
export interface RequirementJudged {
  readonly event: 'requirement.judged';
  readonly time: string;
  readonly id: string;
  readonly outcome: Outcome;
  readonly evidence: Evidence;
  readonly operation: string | null;
  readonly reason?: string;
  readonly exchanges: readonly number[];
  readonly durationMs: number;
}

export interface RunEnded {
  readonly event: 'run.ended';
  readonly time: string;
  readonly verdict: Verdict;
  readonly because: string;
  readonly complete: boolean;
  readonly counts: Results['counts'];
  readonly requests: number;
  readonly durationMs: number;
  readonly leftBehind: number;
}

/** `events.ndjson`: the run as a log, one JSON object a line; each text in it stays on one line too. */
export function toEvents(results: Results, exchanges: readonly Exchange[]): string {
  return eventsOf(results, exchanges)
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
}

/** What happened in a run, in order of time. */
function eventsOf(results: Results, exchanges: readonly Exchange[]): readonly RunEvent[] {
  const sent = exchanges.toSorted((a, b) => a.sentAt - b.sentAt);
  const startedAt = Date.parse(results.startedAt);
  // Where the clock was set while the run went on, its first and last exchange still lie inside of it.
  const start = Math.min(startedAt, sent[0]?.sentAt ?? startedAt);
  const end = sent.reduce(
    (latest, { sentAt, durationMs }) => Math.max(latest, sentAt + durationMs),
    startedAt + results.durationMs,
  );
  return [startEvent(results, iso(start)), ...sent.map(exchangeEvent), ...endEvents(results, iso(end))];
}

/** What a run tells of itself when it begins. */
type Started = Pick<Results, 'runId' | 'suite' | 'target' | 'profile' | 'seed'> & {
  readonly selection: Pick<Results['selection'], 'filters'>;
};

/** @param time ISO 8601, UTC */
export function startEvent(
  { runId, suite, target, profile, seed, selection }: Started,
  time: string,
): RunStarted {
  const { name, version, digest } = suite;
  return {
    event: 'run.started',
    time,
    runId,
    suite: { name, version, digest },
    target: { name: line(target.name), baseUrl: line(target.baseUrl) },
    profile,
    seed,
    filters: selection.filters.map((filter) => line(filter)),
  };
}

export function exchangeEvent(exchange: Exchange): ExchangeSent {
  const { id, operation, as, purpose, request, sentAt, durationMs, retries, violations } = exchange;
  const { transportFailure } = exchange;
  return {
    event: 'exchange',
    time: iso(sentAt),
    id,
    operation,
    method: line(request.method),
    path: line(pathOf(request.url)),
    as,
    purpose: line(purpose),
    status: statusOf(exchange) || null,
    durationMs,
    retries,
    violations: violations.length,
    ...(transportFailure && { transportFailure: line(transportFailure.says) }),
  };
}

/** The outcomes of a run and its verdict. @param time ISO 8601, UTC */
export function endEvents(results: Results, time: string): readonly RunEvent[] {
  return [...results.requirements.map((one) => judged(one, time)), ended(results, time)];
}

function judged(result: RequirementResult, time: string): RequirementJudged {
  const { id, outcome, evidence, operation, reason, exchanges = [], durationMs } = result;
  return {
    event: 'requirement.judged',
    time,
    id,
    outcome,
    evidence,
    operation,
    ...(reason === undefined ? {} : { reason: line(reason) }),
    exchanges,
    durationMs,
  };
}

function ended(results: Results, time: string): RunEnded {
  const { verdict, complete, counts, requests, durationMs, leftBehind } = results;
  return {
    event: 'run.ended',
    time,
    verdict,
    because: line(verdictReason(results)),
    complete,
    counts,
    requests,
    durationMs,
    leftBehind: leftBehind.length,
  };
}

function iso(time: number): string {
  return new Date(Math.round(time)).toISOString();
}
