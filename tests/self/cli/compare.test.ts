import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, describe, it, mock } from 'node:test';
import { compare } from '../../../cli/compare.ts';
import { history } from '../../../cli/history.ts';
import { readResults } from '../../../cli/read-results.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import type { Results } from '../../../spec/run/results.ts';
import { changed as run, later, one, results } from '../reports/made-up.ts';

const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-self-'));
const output = join(folder, 'out');
after(() => rmSync(folder, { recursive: true, force: true }));

let told = '';
const hear = (line: unknown): void => void (told += `${String(line)}\n`);
mock.method(console, 'log', hear);
mock.method(console, 'error', hear);
beforeEach(() => {
  told = '';
  rmSync(output, { recursive: true, force: true });
});

/** Writes the content of a results.json below the folder. */
function put(place: string, content: Results | string): string {
  const file = join(folder, place);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** The message of the UsageError that a call throws. */
function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  throw new assert.AssertionError({ message: 'It was not refused.' });
}

const before = put('before/results.json', results);
const worse = put('worse/results.json', run({ [one]: { outcome: 'failed' } }, { startedAt: later }));

describe('reading results', () => {
  it('says what is wrong with what can not be used', () => {
    const nowhere = join(folder, 'nowhere');
    assert.equal(
      refusal(() => readResults(nowhere)),
      `${nowhere} does not exist. Name a results.json or the folder of a report.`,
    );
    assert.match(
      refusal(() => readResults(folder)),
      /^There is no results\.json in /,
    );
    const half = put('damaged/half.json', '{"schemaVersion":');
    assert.match(
      refusal(() => readResults(half)),
      /half\.json is no JSON: .+\. Certify again/,
    );
    const hollow = put('damaged/hollow.json', '{"schemaVersion":"1"}');
    assert.match(
      refusal(() => readResults(hollow)),
      /breaks the schema .+; \+\d+ more\. Certify again/,
    );
    const next = put('damaged/next.json', '{"schemaVersion":"\\u001b2"}');
    assert.match(
      refusal(() => readResults(next)),
      /its schemaVersion is "\\u001b2", not "1"\.$/,
    );
    const list = put('damaged/list.json', '[]');
    assert.match(
      refusal(() => readResults(list)),
      /its schemaVersion is missing, not "1"\.$/,
    );
  });
});

describe('compare', () => {
  it('writes page and data, and ends with 1 when something got worse', () => {
    assert.equal(compare({ files: [before, dirname(worse)], output }), 1);
    assert.match(told, /Got worse: 1\n {2}✓ → ✗ customers\.add\.single/);
    assert.match(told, /Comparison: .*comparison\.html\n$/);
    assert.match(readFileSync(join(output, 'comparison.html'), 'utf8'), /^<!doctype html>/);
    const data: unknown = JSON.parse(readFileSync(join(output, 'comparison.json'), 'utf8'));
    assert.ok(typeof data === 'object' && data !== null && 'changes' in data);
  });

  it('ends with 0 when something got better, when nothing changed, and for different targets', () => {
    assert.equal(compare({ files: [worse, before], output }), 0);
    assert.equal(compare({ files: [before, before], output }), 0);
    const target = { name: 'Another CRM', baseUrl: 'https://another.example.test' };
    const another = put('another/results.json', run({ [one]: { outcome: 'failed' } }, { target }));
    assert.equal(compare({ files: [before, another], output }), 0);
    assert.match(told, /✓ ✗ customers\.add\.single/);
  });

  it('ends with 0 when only an inferred requirement got worse, and says that it warns', () => {
    const [good, bad] = (['passed', 'failed'] as const).map((outcome) =>
      put(`inferred-${outcome}/results.json`, run({ [one]: { outcome, evidence: 'inferred' } })),
    );
    assert.equal(compare({ files: [good ?? '', bad ?? ''], output }), 0);
    assert.match(told, /Got worse: 1\n[^]*inferred: it only warns/);
  });

  it('refuses runs of different suites and says which, unless told', () => {
    const digest = `sha256:${'cd'.repeat(32)}`;
    const suite = { ...results.suite, version: '0.2.0', digest };
    const newer = put('newer/results.json', run({}, { suite, startedAt: later }));
    const message = refusal(() => compare({ files: [before, newer], output }));
    assert.ok(message.includes(`${before}: 0.1.0, ${results.suite.digest}`));
    assert.ok(message.includes(`${newer}: 0.2.0, ${digest}`));
    assert.match(message, /--any-suite\.$/);
    assert.ok(!existsSync(output));
    assert.equal(compare({ files: [before, newer], output, anySuite: true }), 0);
    assert.match(told, /judged by different suites/);
  });
});

describe('colour', () => {
  const terminal = process.stdout.isTTY;
  after(() => {
    process.stdout.isTTY = terminal;
    delete process.env['NO_COLOR'];
  });

  it('is for a terminal only, and NO_COLOR turns it off', () => {
    const coloured = (isTTY: boolean, noColor: string): boolean => {
      process.stdout.isTTY = isTTY;
      process.env['NO_COLOR'] = noColor;
      told = '';
      compare({ files: [before, worse], output });
      return told.includes('\u001b[');
    };
    assert.ok(coloured(true, ''));
    assert.ok(!coloured(true, '1'));
    assert.ok(!coloured(false, ''));
  });
});

describe('history', () => {
  it('finds runs at any depth, leaves out what is damaged, and writes the page', () => {
    const runs = join(folder, 'runs');
    put('runs/a/b/c/results.json', results);
    put('runs/d/results.json', run({ [one]: { outcome: 'failed' } }, { startedAt: later }));
    put('runs/node_modules/x/results.json', results);
    put('runs/broken/results.json', 'no');
    assert.equal(history({ folder: runs, output }), 0);
    assert.match(told, /Left out: .*broken.results\.json is no JSON/);
    assert.match(
      told,
      /· 2 runs\n2026-11-24 06:18 [^]*\n2026-11-25 06:18 [^]*newly failing: 1\n {8}customers\.add\.single\n/,
    );
    assert.match(readFileSync(join(output, 'history.html'), 'utf8'), /broken.results\.json is no JSON/);
  });

  it('refuses a folder without a run, and what is no folder', () => {
    put('empty/broken/results.json', '{}');
    assert.match(
      refusal(() => history({ folder: join(folder, 'empty'), output })),
      /no usable results\.json/,
    );
    assert.match(told, /Left out: /);
    assert.match(
      refusal(() => history({ folder: before, output })),
      /is no folder/,
    );
    assert.match(
      refusal(() => history({ folder: join(folder, 'nowhere'), output })),
      /is no folder/,
    );
  });
});
