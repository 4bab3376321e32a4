import type { Evidence } from '../../spec/requirement.ts';
import type { Har, HarEntry } from '../../spec/run/har.ts';
import type { Outcome, Profile, RequirementResult, Results, Verdict } from '../../spec/run/results.ts';
import { verdictReason } from '../labels.ts';
import { line } from './bounded.ts';

/** A line of `events.ndjson`, described by `spec/schemas/event.schema.json`. `time` is ISO 8601, UTC. */
export type RunEvent = RunStarted | ExchangeSent | RequirementJudged | RunEnded;

export interface RunStarted {
  readonly event: 'run.started';
  readonly time: string;
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
export function toEvents(results: Results, har: Har): string {
  return eventsOf(results, har)
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
}

/** What happened in a run, in order of time. */
export function eventsOf(results: Results, har: Har): readonly RunEvent[] {
  const sent = har.log.entries
    .map((entry) => ({ entry, at: Date.parse(entry.startedDateTime) }))
    .sort((a, b) => a.at - b.at);
  const startedAt = Date.parse(results.startedAt);
  // Where the clock was set while the run went on, its first and last exchange still lie inside of it.
  const start = Math.min(startedAt, sent[0]?.at ?? startedAt);
  const end = sent.reduce(
    (latest, { entry, at }) => Math.max(latest, at + entry.time),
    startedAt + results.durationMs,
  );
  return [
    started(results, iso(start)),
    ...sent.map(({ entry }) => exchange(entry)),
    ...results.requirements.map((one) => judged(one, iso(end))),
    ended(results, iso(end)),
  ];
}

function started({ suite, target, profile, seed, selection }: Results, time: string): RunStarted {
  const { name, version, digest } = suite;
  return {
    event: 'run.started',
    time,
    suite: { name, version, digest },
    target: { name: line(target.name), baseUrl: line(target.baseUrl) },
    profile,
    seed,
    filters: selection.filters.map((filter) => line(filter)),
  };
}

function exchange(entry: HarEntry): ExchangeSent {
  const { request, response, _transportFailure } = entry;
  return {
    event: 'exchange',
    time: entry.startedDateTime,
    id: entry._exchange,
    operation: entry._operation,
    method: line(request.method),
    path: line(request.url.replace(/^[a-z]+:\/\/[^/?#]*/i, '')),
    as: entry._as,
    purpose: line(entry._purpose),
    status: response.status === 0 ? null : response.status,
    durationMs: entry.time,
    retries: entry._retries,
    violations: entry._violations.length,
    ...(_transportFailure === undefined ? {} : { transportFailure: line(_transportFailure.says) }),
  };
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
