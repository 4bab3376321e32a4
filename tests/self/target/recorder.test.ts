import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Exchange } from '../../../spec/run/exchange.ts';
import type { RunFacts } from '../../../spec/run/results.ts';
import { exchangesFile, Recorder, runFile, writeRunFacts } from '../../../target/recorder.ts';

const exchange: Exchange = {
  id: 1,
  operation: null,
  as: 'nobody',
  purpose: 'several\nlines\u2028of it',
  request: { method: 'GET', url: 'http://127.0.0.1/', headers: {} },
  sentAt: 0,
  durationMs: 1,
  retries: 0,
  violations: [],
  observed: [],
};

const facts: RunFacts = {
  seed: 1,
  profile: 'full',
  target: { name: 'CRM', baseUrl: 'http://127.0.0.1' },
  startedAt: '2026-11-01T00:00:00.000Z',
  filters: [],
  requests: 0,
  leftBehind: [],
  features: { transactions: true, periods: true },
};

function directory(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'recorder-'));
  t.after(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

function linesOf(path: string): readonly unknown[] {
  const text = readFileSync(join(path, exchangesFile), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

describe('the recorder', () => {
  it('has each exchange on disk, on a line of its own, before it is closed', (t) => {
    const path = join(directory(t), 'new', 'run');
    const recorder = new Recorder(path);
    t.after(() => {
      recorder.close();
    });

    recorder.record(exchange);
    recorder.record({ ...exchange, id: 2 });

    assert.deepEqual(linesOf(path), [exchange, { ...exchange, id: 2 }]);
  });

  it('starts anew for another run in the same directory', (t) => {
    const path = directory(t);
    for (const id of [1, 2]) {
      const recorder = new Recorder(path);
      recorder.record({ ...exchange, id });
      recorder.close();
    }

    assert.deepEqual(linesOf(path), [{ ...exchange, id: 2 }]);
  });

  it('keeps only the beginning of a body for which it has no room, and says so', (t) => {
    const path = directory(t);
    const recorder = new Recorder(path, 'new', { room: 10, beginning: 3 });
    t.after(() => {
      recorder.close();
    });
    const bodies = ['123456', '12\u{1f600}34', 'short', 'abc', '12', ''];

    for (const body of bodies) recorder.record({ ...exchange, response: { status: 200, headers: {}, body } });

    const kept = linesOf(path).map((line) => (line as Exchange).response?.body);
    assert.deepEqual(kept, [
      '123456',
      '12… (4 more characters were not recorded)',
      'sho… (2 more characters were not recorded)',
      'abc',
      '12',
      '',
    ]);
  });
});

describe('the facts of a run', () => {
  it('replace the earlier ones and leave no draft', (t) => {
    const path = directory(t);

    writeRunFacts(path, facts);
    writeRunFacts(path, { ...facts, requests: 12 });

    assert.deepEqual(JSON.parse(readFileSync(join(path, runFile), 'utf8')), { ...facts, requests: 12 });
    assert.deepEqual(readdirSync(path), [runFile]);
  });
});
