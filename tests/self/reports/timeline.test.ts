import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { percentile, timelineOf, type Timed } from '../../../reports/timeline.ts';
import { exchange, idsOf } from './made-up.ts';

const begin = Date.parse('2026-11-24T06:18:00Z');

/** An answered request, so long after the begin; without a status one that broke down. */
function sent(afterMs: number, { id = 1, status = 200, ...over }: Partial<Timed> & { status?: number } = {}) {
  return exchange(id, { sentAt: begin + afterMs, durationMs: 10, ...over }, status > 0);
}

function laidOut(...exchanges: readonly Timed[]) {
  return timelineOf(exchanges) ?? assert.fail('There is none.');
}

describe('a timeline', () => {
  it('tells the most requests within any one second, also across bins', () => {
    const burst = [0, 600, 900, 1100, 1599, 3000].map((at) => sent(at));
    const { peak, average } = laidOut(...burst);

    assert.equal(peak, 4);
    assert.ok(Math.abs(average - 6 / 3.01) < 0.001);
  });

  it('sums the retries and names the slowest answers', () => {
    const { retries, slowest } = laidOut(
      sent(0, { id: 1, durationMs: 30, retries: 2 }),
      sent(1, { id: 2, durationMs: 900, status: 0, retries: 1 }),
      sent(2, { id: 3, durationMs: 80 }),
    );

    assert.deepEqual([retries, idsOf(slowest)], [3, [3, 1]]);
  });

  it('tells latencies by operation, of answered requests only', () => {
    const answered = Array.from({ length: 100 }, (_, at) => sent(at, { durationMs: at + 1 }));
    const { latencies } = laidOut(
      ...answered,
      sent(5, { status: 0, durationMs: 30_000 }),
      sent(6, { operation: 'periods.list', status: 0 }),
    );

    assert.deepEqual(latencies, [
      { operation: 'customers.list', count: 100, p50: 50, p95: 95, max: 100 },
      { operation: 'periods.list', count: 0, p50: 0, p95: 0, max: 0 },
    ]);
  });

  it('takes the nearest rank', () => {
    const four = [1, 2, 3, 4];
    const ranks = [percentile([], 0.5), percentile([7], 0.95), percentile(four, 0.5), percentile(four, 0.95)];
    assert.deepEqual(ranks, [0, 7, 2, 4]);
  });
});
