import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { percentile, timelineOf, type Timed } from '../../../reports/timeline.ts';
import { exchange } from './made-up.ts';

const begin = Date.parse('2026-11-24T06:18:00Z');

/** An answered request, so long after the begin; without a status one that broke down. */
function sent(afterMs: number, { id = 1, status = 200, ...over }: Partial<Timed> & { status?: number } = {}) {
  return exchange(id, { sentAt: begin + afterMs, durationMs: 10, ...over }, status > 0);
}

function laidOut(...exchanges: readonly Timed[]) {
  const timeline = timelineOf(exchanges);
  assert.ok(timeline);
  return timeline;
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

    assert.equal(retries, 3);
    assert.deepEqual(
      slowest.map(({ id }) => id),
      [3, 1],
    );
  });
});

describe('latencies', () => {
  it('are told by operation, of answered requests only', () => {
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

  it('take the nearest rank', () => {
    assert.equal(percentile([], 0.5), 0);
    assert.equal(percentile([7], 0.95), 7);
    assert.equal(percentile([1, 2, 3, 4], 0.5), 2);
    assert.equal(percentile([1, 2, 3, 4], 0.95), 4);
  });
});
