import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RunEvent, toEvents } from '../../../reports/formats/events.ts';
import { poison } from './hostile-texts.ts';
import { exchanges, results } from './made-up.ts';
import { spoiled } from './spoiled.ts';

function read(of = results, sent = exchanges): readonly RunEvent[] {
  const text = toEvents(of, sent);
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
}

describe('events.ndjson', () => {
  const lines = read();
  const shown = lines.filter((one) => one.event === 'exchange');

  it('has one object a line, whatever a target sends', () => {
    const { results: of, exchanges: sent } = spoiled(poison);

    assert.equal(lines.length, 2 + exchanges.length + results.requirements.length);
    assert.equal(read(of, sent).length, lines.length);
  });

  it('is in order of time, also where the clock was set while the run went on', () => {
    const jumping = exchanges.map((one) => ({
      ...one,
      sentAt: one.sentAt + (one.id % 2 === 0 ? 9e6 : -9e6),
    }));

    for (const events of [lines, read(results, jumping)]) {
      const times = events.map(({ time }) => time);
      assert.deepEqual(times, times.toSorted());
    }
  });

  it('tells of each exchange what it was and what came of it', () => {
    assert.deepEqual(shown[0], {
      event: 'exchange',
      time: '2026-11-24T06:18:01.040Z',
      id: 1,
      operation: 'customers.list',
      method: 'GET',
      path: '/api/v2/customers?filter[date][from]=10.10.2017',
      as: 'administrator',
      purpose: 'a test',
      status: 200,
      durationMs: 12,
      retries: 0,
      violations: 0,
    });
    assert.equal(shown[1]?.violations, 1);
    assert.equal(shown.at(-1)?.status, null);
    assert.match(shown.at(-1)?.transportFailure ?? '', /closed the connection/);
  });
});
