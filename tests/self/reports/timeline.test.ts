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
  it('is none without exchanges that have a time', () => {
    assert.equal(timelineOf([]), null);
    assert.equal(timelineOf([sent(Number.NaN)]), null);
  });

  it('reaches from the first request to the last answer, whatever the order of the log', () => {
    const timeline = laidOut(sent(900), sent(0, { durationMs: 5000 }), sent(300));

    assert.equal(timeline.startedAt, begin);
    assert.equal(timeline.spanMs, 5000);
  });

  it('counts every request in a bin, in few bins of a round width', () => {
    const many = Array.from({ length: 1000 }, (_, at) => sent(at * 137));
    const { sent: bins, binMs, rate } = laidOut(...many);

    assert.equal(
      bins.reduce((sum, one) => sum + one, 0),
      1000,
    );
    assert.equal(binMs, 2000);
    assert.ok(bins.length <= 121 && rate.length === bins.length);
  });

  it('has a lane for each operation in the order of the contract, what is of none last', () => {
    const { lanes } = laidOut(
      sent(0, { operation: null }),
      sent(10, { operation: 'periods.list' }),
      sent(20, { operation: 'customers.change' }),
    );

    assert.deepEqual(
      lanes.map(({ operation }) => operation),
      ['customers.change', 'periods.list', null],
    );
  });

  it('tells the most requests within any one second, also across bins', () => {
    const burst = [0, 600, 900, 1100, 1599, 3000].map((at) => sent(at));
    const { peak, average } = laidOut(...burst);

    assert.equal(peak, 4);
    assert.ok(Math.abs(average - 6 / 3.01) < 0.001);
  });

  it('keeps to the pace of a run that kept it', () => {
    const paced = Array.from({ length: 70 }, (_, at) => sent((at * 1000) / 7));

    assert.equal(laidOut(...paced).peak, 7);
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
