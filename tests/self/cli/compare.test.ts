import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, beforeEach, describe, it, mock } from 'node:test';
import { compare } from '../../../cli/compare.ts';
import { history } from '../../../cli/history.ts';
import { readResults } from '../../../cli/read-results.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import type { Results } from '../../../spec/run/results.ts';
import { changed as run, later, one, results } from '../reports/made-up.ts';
import { folderAfter } from '../temporary.ts';

const folder = folderAfter('self');
const output = join(folder, 'out');

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

const usage = (message: RegExp) => (error: unknown) =>
  error instanceof UsageError && message.test(error.message);

const before = put('before/results.json', results);
const worse = put('worse/results.json', run({ [one]: { outcome: 'failed' } }, { startedAt: later }));

describe('reading results', () => {
  const damaged = [
    ['half.json', '{"schemaVersion":', /half\.json is no JSON: .+\. Certify again/],
    ['hollow.json', '{"schemaVersion":"1"}', /breaks the schema .+; \+\d+ more\. Certify again/],
    ['next.json', '{"schemaVersion":"\\u001b2"}', /its schemaVersion is "\\u001b2", not "1"\.$/],
    ['list.json', '[]', /its schemaVersion is missing, not "1"\.$/],
    ['nowhere', null, /nowhere does not exist\. Name a results\.json or the folder of a report\.$/],
    ['', null, /^There is no results\.json in /],
  ] as const;
  for (const [place, content, message] of damaged) {
    it(`says what is wrong: ${message}`, () => {
      const file = content === null ? join(folder, 'damaged', place) : put(join('damaged', place), content);

      assert.throws(() => readResults(file), usage(message));
    });
  }
});

describe('compare', () => {
  it('writes page and data, and ends with 1 when something got worse', () => {
    assert.equal(compare({ files: [before, dirname(worse)], output }), 1);
    assert.match(told, /Got worse: 1\n {2}✓ → ✗ customers\.add\.single/);
    assert.match(told, /Comparison: .*comparison\.html\n$/);
    assert.match(readFileSync(join(output, 'comparison.html'), 'utf8'), /^<!doctype html>/);
    assert.match(readFileSync(join(output, 'comparison.json'), 'utf8'), /^\s*\{[^]*"changes":[^]*\}\s*$/);
  });

  const target = { name: 'Another CRM', baseUrl: 'https://another.example.test' };
  const another = put('another/results.json', run({ [one]: { outcome: 'failed' } }, { target }));
  const [good, bad] = (['passed', 'failed'] as const).map((outcome) =>
    put(`inferred-${outcome}/results.json`, run({ [one]: { outcome, evidence: 'inferred' } })),
  );
  const harmless = [
    ['something got better', worse, before, /Got better: 1/],
    ['nothing changed', before, before, /./],
    ['the targets differ', before, another, /✓ ✗ customers\.add\.single/],
    ['only an inferred one got worse', good, bad, /Got worse: 1\n[^]*inferred: it only warns/],
  ] as const;
  for (const [title, from = '', to = '', says] of harmless) {
    it(`ends with 0 when ${title}`, () => {
      assert.equal(compare({ files: [from, to], output }), 0);
      assert.match(told, says);
    });
  }

  it('refuses runs of different suites and says which, unless told', () => {
    const suite = { ...results.suite, version: '0.2.0', digest: `sha256:${'cd'.repeat(32)}` };
    const newer = put('newer/results.json', run({}, { suite, startedAt: later }));
    const files = [before, newer];
    const named = `before/results\\.json: 0\\.1\\.0, ${results.suite.digest}[^]*newer/results\\.json: 0\\.2\\.0, ${suite.digest}[^]*--any-suite\\.$`;

    assert.throws(() => compare({ files, output }), usage(new RegExp(named)));
    assert.ok(!existsSync(output));
    assert.equal(compare({ files, output, anySuite: true }), 0);
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
      /\n2 whole runs\n2026-11-24 06:18 [^]*\n2026-11-25 06:18 [^]*newly failing: 1\n {8}customers\.add\.single\n/,
    );
    assert.match(readFileSync(join(output, 'history.html'), 'utf8'), /broken.results\.json is no JSON/);
  });

  it('refuses a folder without a run, and what is no folder', () => {
    put('empty/broken/results.json', '{}');
    const refused = (place: string, message: RegExp) => {
      assert.throws(() => history({ folder: place, output }), usage(message));
    };

    refused(join(folder, 'empty'), /no usable results\.json/);
    assert.match(told, /Left out: /);
    refused(before, /is no folder/);
    refused(join(folder, 'nowhere'), /is no folder/);
  });
});
