import { operationIds } from '../spec/operations.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { statusOf } from './exchanges.ts';

/** How long the answers to one operation took, in milliseconds; `null` names what belongs to no operation. */
export interface Latency {
  readonly operation: string | null;
  /** Answered requests; the others have no latency. */
  readonly count: number;
  /** Half of the answers took no longer. */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** The requests of one operation over time. */
export interface Lane {
  readonly operation: string | null;
  /** Requests sent in each bin. */
  readonly sent: readonly number[];
}

/** When a run sent its requests, and how long they took. */
export interface Timeline {
  /** When the first request was sent, milliseconds since the epoch. */
  readonly startedAt: number;
  /** From the first request to the last answer, in milliseconds. */
  readonly spanMs: number;
  /** The width of every bin, in milliseconds; a round number. */
  readonly binMs: number;
  /** In the order of the contract, those without a request left out. */
  readonly lanes: readonly Lane[];
  /** Requests of all lanes in each bin. */
  readonly sent: readonly number[];
  /** The most requests within any one second that ends in the bin. */
  readonly rate: readonly number[];
  /** Requests a second over the whole span. */
  readonly average: number;
  /** The most requests sent within any second. */
  readonly peak: number;
  readonly retries: number;
  readonly latencies: readonly Latency[];
  /** The slowest exchanges, the slowest first. */
  readonly slowest: readonly Timed[];
}

/** What is read of an exchange. */
export type Timed = Pick<
  Exchange,
  'id' | 'operation' | 'request' | 'response' | 'sentAt' | 'durationMs' | 'retries'
>;

/** About how many bins a chart has: each is some pixels wide. */
const mostBins = 120;
const second = 1000;
const mostSlowest = 5;

/** Lays the exchanges of a run out over time. @returns null where there are none with a time */
export function timelineOf(exchanges: readonly Timed[]): Timeline | null {
  const timed = [...exchanges]
    .filter(({ sentAt }) => Number.isFinite(sentAt))
    .sort((a, b) => a.sentAt - b.sentAt);
  const [first] = timed;
  if (!first) return null;
  const startedAt = first.sentAt;
  const end = timed.reduce(
    (latest, one) => Math.max(latest, one.sentAt + Math.max(0, one.durationMs)),
    startedAt,
  );
  const spanMs = end - startedAt;
  const binMs = binFor(spanMs);
  const bins = (of: readonly Timed[]) => binned(of, startedAt, binMs, Math.floor(spanMs / binMs) + 1);
  const groups = byOperation(timed);
  const rate = rateOf(timed, startedAt, binMs, Math.floor(spanMs / binMs) + 1);
  return {
    startedAt,
    spanMs,
    binMs,
    lanes: groups.map(([operation, of]) => ({ operation, sent: bins(of) })),
    sent: bins(timed),
    rate,
    average: timed.length / Math.max(1, spanMs / second),
    peak: rate.reduce((most, one) => Math.max(most, one), 0),
    retries: timed.reduce((sum, { retries }) => sum + retries, 0),
    latencies: groups.map(([operation, of]) => latencyOf(operation, of)),
    slowest: timed
      .filter((one) => statusOf(one) > 0)
      .sort((a, b) => b.durationMs - a.durationMs)
      .slice(0, mostSlowest),
  };
}

/** The smallest round width with which the span fits into the bins. */
function binFor(spanMs: number): number {
  const least = spanMs / mostBins;
  const scale = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((step) => step * scale).find((width) => width >= least) ?? 10 * scale;
}

function binned(of: readonly Timed[], startedAt: number, binMs: number, count: number): readonly number[] {
  const bins = Array.from({ length: count }, () => 0);
  for (const { sentAt } of of) {
    const at = Math.floor((sentAt - startedAt) / binMs);
    bins[at] = (bins[at] ?? 0) + 1;
  }
  return bins;
}

/** Exchanges by operation, in the order of the contract; what is of none comes last. */
function byOperation(timed: readonly Timed[]): readonly (readonly [string | null, readonly Timed[]])[] {
  const ids: readonly string[] = operationIds;
  const groups = [...ids, null].map(
    (operation) =>
      [
        operation,
        timed.filter((one) => (ids.includes(one.operation ?? '') ? one.operation : null) === operation),
      ] as const,
  );
  return groups.filter(([, of]) => of.length > 0);
}

/** For each request how many were sent in the second that ends with it; of each bin the most. */
function rateOf(timed: readonly Timed[], startedAt: number, binMs: number, count: number): readonly number[] {
  const bins = Array.from({ length: count }, () => 0);
  let from = 0;
  for (const [at, { sentAt }] of timed.entries()) {
    while (sentAt - (timed[from]?.sentAt ?? sentAt) >= second) from += 1;
    const bin = Math.floor((sentAt - startedAt) / binMs);
    bins[bin] = Math.max(bins[bin] ?? 0, at - from + 1);
  }
  return bins;
}

function latencyOf(operation: string | null, of: readonly Timed[]): Latency {
  const took = of
    .filter((one) => statusOf(one) > 0)
    .map(({ durationMs }) => durationMs)
    .sort((a, b) => a - b);
  const [p50, p95, max] = [0.5, 0.95, 1].map((share) => percentile(took, share));
  return { operation, count: took.length, p50: p50 ?? 0, p95: p95 ?? 0, max: max ?? 0 };
}

/** The smallest value that at least this share of ascending values does not exceed; 0 of none. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0;
}
