import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calculateSummary, parse } from 'ctrf';
import { annotationsOf } from '../../../reports/formats/annotations.ts';
import { badgeOf } from '../../../reports/formats/badge.ts';
import { toCtrf } from '../../../reports/formats/ctrf.ts';
import { type RunEvent, toEvents } from '../../../reports/formats/events.ts';
import { toHar } from '../../../reports/formats/har.ts';
import type { Results } from '../../../spec/run/results.ts';
import { texts } from './hostile-texts.ts';
import {
  changed,
  exchange,
  exchanges,
  other,
  requirement,
  results,
  resultsOf,
  violation,
  waiversReport,
} from './made-up.ts';
import { spoiled } from './spoiled.ts';

describe('run.har', () => {
  it('keeps query, cookies, bodies in bytes, and what is ours', () => {
    const sent = exchange(2, {
      request: {
        method: 'POST',
        url: 'http://127.0.0.1:4010/api/v2/customers?a[]=1&a[]=%D0%B6&b',
        headers: { 'content-type': 'application/json', cookie: 'session_id=$SESSION; lang=ru' },
        body: '{"name":"Ё"}',
      },
      response: { status: 200, headers: { 'content-type': 'application/hal+json' }, body: '{"ё":1}' },
      retries: 1,
      violations: [violation('a')],
    });
    const [entry] = toHar(results, [sent]).log.entries;
    assert.deepEqual(entry?.request.queryString, [
      { name: 'a[]', value: '1' },
      { name: 'a[]', value: 'ж' },
      { name: 'b', value: '' },
    ]);
    assert.deepEqual(entry.request.cookies, [
      { name: 'session_id', value: '$SESSION' },
      { name: 'lang', value: 'ru' },
    ]);
    assert.deepEqual(entry.request.postData, { mimeType: 'application/json', text: '{"name":"Ё"}' });
    assert.equal(entry.request.bodySize, 13);
    assert.deepEqual(entry.response.content, { size: 8, mimeType: 'application/hal+json', text: '{"ё":1}' });
    assert.equal(entry.response.statusText, 'OK');
    assert.equal(entry.startedDateTime, '2026-11-24T06:18:01.080Z');
    assert.deepEqual([entry.time, entry.timings], [12, { send: 0, wait: 12, receive: 0 }]);
    assert.deepEqual([entry._exchange, entry._retries, entry._violations], [2, 1, sent.violations]);
  });

  it('says how an exchange without an answer broke down', () => {
    const { entries } = toHar(results, exchanges).log;

    assert.deepEqual(
      entries.map((entry) => entry._transportFailure),
      exchanges.map((sent) => sent.transportFailure),
    );
  });

  it('tags an entry with the requirements that cite it, in their order, and with what it breaks, once', () => {
    const { entries } = toHar(results, exchanges).log;

    assert.deepEqual(
      [1, 4, 3, 7].map((id) => entries.find((entry) => entry._exchange === id)?._requirements),
      [
        ['customers.add.single', 'customers.list.response.contentType'],
        ['customers.update.unlink.contacts'],
        ['customers.list.response.items.id'],
        ['protocol.unknownPath'],
      ],
    );
  });
});

describe('ctrf.json', () => {
  const resent = exchanges.map((one) => (one.id === 4 ? { ...one, retries: 3 } : one));
  const { tests, summary } = toCtrf(results, resent).results;

  it('adds up as a consumer adds it up', () => {
    const { tests: all, passed, failed, skipped, pending, other } = calculateSummary(tests);
    assert.deepEqual(
      [summary.tests, summary.passed, summary.failed, summary.skipped, summary.pending, summary.other],
      [all, passed, failed, skipped, pending, other],
    );
    assert.equal(summary.tests, results.requirements.length);
    assert.equal(summary.stop - summary.start, results.durationMs);
  });

  it('tells each outcome by a status that no consumer takes for another verdict, and keeps our own', () => {
    const statuses = new Map(
      tests.map(({ rawStatus, status, tags }) => [`${rawStatus} ${tags?.join()}`, status]),
    );
    assert.deepEqual(Object.fromEntries([...statuses].sort()), {
      'dependency stated': 'other',
      'error stated': 'other',
      'failed inferred,warning': 'other',
      'failed stated': 'failed',
      'notApplicable stated': 'skipped',
      'passed stated': 'passed',
      'unobserved stated': 'pending',
      'untestable shown': 'skipped',
      'untestable stated': 'skipped',
      'waived stated': 'skipped',
    });
  });

  it('tells what excuses a waived one, and fails for a stale waiver', () => {
    const waivers = waiversReport({ state: 'applied', reason: 'agreed in March' }, { state: 'stale' });
    const excused = changed(
      ({ outcome }) =>
        outcome === 'waived' ? { waived: { kind: 'failure', outcome: 'failed' } } : { outcome: 'passed' },
      { waivers },
    );
    const { results: waived } = parse(JSON.stringify(toCtrf(excused, exchanges)), { validate: true });
    const messageOf = (id: string) => waived.tests.find(({ testId }) => testId === id)?.message ?? '';
    assert.equal(
      messageOf('customers.list.large'),
      'waived until 2027-01-31, Anna: agreed in March (without it failed: known, until the paging is mended)',
    );
    assert.match(messageOf('run.waiver.failure.customers.add.single'), /is stale/);
    assert.equal(waived.summary.failed, 1);
    assert.equal(waived.environment?.healthy, false);
  });
});

function eventsIn(of = results, sent = exchanges): readonly RunEvent[] {
  const text = toEvents(of, sent);
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
}

describe('events.ndjson', () => {
  const lines = eventsIn();
  const shown = lines.filter((one) => one.event === 'exchange');

  it('has one object a line, whatever a target sends', () => {
    const { results: of, exchanges: sent } = spoiled(texts.poison);

    assert.equal(lines.length, 2 + exchanges.length + results.requirements.length);
    assert.equal(eventsIn(of, sent).length, lines.length);
  });

  it('is in order of time, also where the clock was set while the run went on', () => {
    const jumping = exchanges.map((one) => ({
      ...one,
      sentAt: one.sentAt + (one.id % 2 === 0 ? 9e6 : -9e6),
    }));

    for (const events of [lines, eventsIn(results, jumping)]) {
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

const failures = (count: number, reason = 'broken') =>
  resultsOf(Array.from({ length: count }, (_, at) => requirement(`a.part${at}`, 'failed', { reason })));

describe('annotations of a job', () => {
  it('are errors for what fails the run, warnings for inferred requirements, notices for the rest', () => {
    assert.deepEqual(
      annotationsOf({ ...results, waivers: waiversReport({ state: 'stale' }) }).map(
        (line) => /^::(\w+ title=[^:]+)::/.exec(line)?.[1],
      ),
      [
        'error title=customers.update.unlink.contacts',
        'error title=customers.list.response.items.id',
        'error title=run.waiver.failure.customers.add.single',
        'warning title=customers.add.nameRequired',
        'notice title=1 requirement error',
        'notice title=1 requirement dependency',
        'notice title=1 requirement untestable',
        'notice title=1 requirement untestable',
        'notice title=1 requirement untestable',
        'notice title=1 requirement unobserved',
        'notice title=customers.list.large',
      ],
    );
  });

  it('are at most ten of each level, the last of which counts the others', () => {
    const unsettled = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        requirement(`b.part${at}`, 'untestable', { reason: `no ${at}` }),
      );
    const inferred = failures(25).requirements.map((one) => ({ ...one, evidence: 'inferred' as const }));
    const runs = [failures(25), resultsOf(inferred), resultsOf(unsettled(25))];
    const levels = ['error', 'warning', 'notice'] as const;
    for (const [at, level] of levels.entries()) {
      const lines = annotationsOf(runs[at] ?? results).filter((line) => line.startsWith(`::${level} `));
      assert.equal(lines.length, 10);
      assert.equal(lines[9], `::${level} title=+16 more::The report has 16 more of these.`);
    }
    assert.equal(annotationsOf(failures(10)).length, 10);
  });

  it('are one command a line, whatever a target sent', () => {
    for (const [name, text] of Object.entries(texts)) {
      for (const line of annotationsOf(spoiled(text).results)) {
        assert.match(line, /^::(?:error|warning|notice) title=[^:,\n]+::[^\n\r\p{Cc}]*$/u, name);
        assert.doesNotMatch(line, /%(?!25)/, name);
      }
    }
    assert.match(annotationsOf(failures(1, '5% of %0A::error::x'))[0] ?? '', /5%25 of %250A/);
  });
});

describe('badge.json', () => {
  const passed = changed(() => ({ outcome: 'passed' }));
  const waived = changed(({ id }) => ({ outcome: id === other ? 'waived' : 'passed' }));
  const readOnly = { profile: 'read-only' } as const;
  const cases: readonly (readonly [Results, string])[] = [
    [passed, 'conformant (brightgreen)'],
    [waived, 'conformant · 1 waived (yellowgreen)'],
    [{ ...passed, ...readOnly }, 'conformant · read-only (yellowgreen)'],
    [{ ...waived, ...readOnly }, 'conformant · read-only · 1 waived (yellowgreen)'],
    [results, 'nonconformant · 2 failures (red)'],
    [changed(() => ({ outcome: 'untestable' })), 'inconclusive (yellow)'],
  ];
  for (const [run, shown] of cases) {
    it(`says ${shown} and no more than that, and claims nothing once it is filtered`, () => {
      const { message, color } = badgeOf(run);
      assert.equal(`${message} (${color})`, shown);

      const told = { schemaVersion: 1, label: 'amoCRM API v2', message: 'filtered run', color: 'lightgrey' };
      assert.deepEqual(badgeOf({ ...run, complete: false }), told);
    });
  }
});
