import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type RunEvent, toEvents } from '../../../reports/formats/events.ts';
import eventSchema from '../../../spec/schemas/event.schema.json' with { type: 'json' };
import { texts } from './hostile-texts.ts';
import { exchanges, results } from './made-up.ts';
import { spoiled } from './spoiled.ts';

const log = toEvents(results, exchanges);
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
const isEvent = ajv.compile<RunEvent>(eventSchema);

/** The lines of a log as a consumer reads them. */
function linesOf(text: string): readonly RunEvent[] {
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const event: unknown = JSON.parse(line);
      assert.ok(isEvent(event), `${line.slice(0, 200)}: ${ajv.errorsText(isEvent.errors)}`);
      return event;
    });
}

function ofKind<Kind extends RunEvent['event']>(lines: readonly RunEvent[], kind: Kind) {
  return lines.filter((one): one is Extract<RunEvent, { event: Kind }> => one.event === kind);
}

describe('events.ndjson', () => {
  const lines = linesOf(log);

  it('has one object a line, each valid against its schema', () => {
    assert.equal(lines.length, 2 + exchanges.length + results.requirements.length);
    const [started] = lines;
    assert.equal(isEvent({ ...started, event: 'run.paused' }), false);
    assert.equal(isEvent({ ...started, surprise: 1 }), false);
    assert.equal(isEvent({ ...lines[1], time: 'yesterday' }), false);
  });

  it('is in order of time, also where the clock was set while the run went on', () => {
    const jumping = exchanges.map((one, at) => ({
      ...one,
      sentAt: one.sentAt + (at % 2 === 0 ? -9e6 : 9e6),
    }));
    for (const events of [lines, linesOf(toEvents(results, jumping))]) {
      const times = events.map(({ time }) => time);
      assert.deepEqual(times, [...times].sort());
    }
  });

  it('tells of each exchange what it was and what came of it', () => {
    const [first, second] = ofKind(lines, 'exchange');
    assert.deepEqual(first, {
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
    assert.equal(second?.violations, 1);
    const broken = ofKind(lines, 'exchange').at(-1);
    assert.equal(broken?.status, null);
    assert.match(broken.transportFailure ?? '', /closed the connection/);
  });
});

describe('hostile text in events.ndjson', () => {
  it('stays on its line, plain and short', () => {
    for (const [name, text] of Object.entries(texts)) {
      const spoiledRun = spoiled(text);
      const spoiledLog = toEvents(spoiledRun.results, spoiledRun.exchanges);

      assert.equal(linesOf(spoiledLog).length, linesOf(log).length, name);
      // Readers of lines differ in what ends one.
      assert.doesNotMatch(spoiledLog, /[\r\u0085\u2028\u2029]|[^\P{C}\n\u200d]/u, name);
      assert.ok(spoiledLog.length < 200_000, name);
    }
  });
});
