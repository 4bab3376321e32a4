import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { clearReports, reportFiles, writeReports } from '../../../reports/write.ts';
import { texts } from './hostile-texts.ts';
import { exchanges, results } from './made-up.ts';
import { checks } from './report-checks.ts';
import { spoiled } from './spoiled.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'reports-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

const allFiles = reportFiles.map(({ file }) => file);

describe('writing the reports', () => {
  it('tells on the page, and in its guide, what each file is for', () => {
    writeReports(folder, results, exchanges);
    for (const { file, purpose } of reportFiles)
      assert.ok(read('index.html').includes(`<li><code>${file}</code>: ${purpose}</li>`), file);
    const guide = readFileSync(new URL('../../../docs/report.md', import.meta.url), 'utf8');
    const named = [...guide.matchAll(/`([\w-]+\.[a-z]+)`(?=[^|\n]*\|)/g)].map(([, file]) => file);
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((file) => !allFiles.includes(file ?? '') && !/schema/.test(file ?? '')),
      [],
    );
  });

  it('refuses results that break their schema, loudly and before anything is written', () => {
    const broken = { ...results, seed: 1.5 };
    assert.throws(() => writeReports(folder, broken, exchanges), {
      name: 'InvalidResultsError',
      message: /\/seed: must be integer/,
    });
    assert.deepEqual(readdirSync(folder), []);
  });

  it('writes the other files when one can not be written, and says so', () => {
    mkdirSync(path.join(folder, 'junit.xml', 'in-the-way'), { recursive: true });
    const { files, problems } = writeReports(folder, results, exchanges);
    assert.deepEqual(
      files,
      allFiles.filter((file) => file !== 'junit.xml'),
    );
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /^junit\.xml could not be written: /);
  });

  it('writes what needs no time of an exchange where one has none', () => {
    const { files, problems } = writeReports(
      folder,
      results,
      exchanges.map((one) => ({ ...one, sentAt: NaN })),
    );
    assert.deepEqual(problems, [
      'run.har could not be written: Invalid time value',
      'events.ndjson could not be written: Invalid time value',
    ]);
    assert.deepEqual(readdirSync(folder).sort(), [...files].sort());
  });

  it('takes away an earlier report and nothing else', () => {
    writeReports(folder, results, exchanges);
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    writeFileSync(path.join(folder, 'certificate.intoto.jsonl'), '{}');
    clearReports(folder);
    assert.deepEqual(readdirSync(folder), ['notes.txt']);
  });
});

describe('each file of a report', () => {
  for (const [name, text] of Object.entries({ ...texts, 'as it was': null })) {
    it(`keeps to its format when every text is ${name}`, () => {
      const run = text === null ? { results, exchanges } : spoiled(text);
      const nested = path.join(folder, 'a', 'b');

      assert.deepEqual(writeReports(nested, run.results, run.exchanges), { files: allFiles, problems: [] });
      assert.deepEqual(readdirSync(nested).sort(), allFiles.toSorted());
      for (const file of allFiles) {
        const bytes = readFileSync(path.join(nested, file));
        assert.deepEqual(Buffer.from(bytes.toString()), bytes, `${file} is UTF-8`);
        checks[file]?.(bytes.toString());
      }
    });
  }

  const damages: readonly (readonly [file: string, from: string | RegExp, to: string])[] = [
    ['results.json', '"verdict": "nonconformant"', '"verdict": "great"'],
    ['results.json', '{', '{"surprise": 1,'],
    ['results.json', /"passed": \d/, '"passed": -1'],
    ['results.json', /"startedAt": "[^"]*"/, '"startedAt": "yesterday"'],
    ['results.json', /"reason": ".*",/, ''],
    ['results.json', /"digest": "[^"]*"/, '"digest": "sha256:00"'],
    ['run.har', '"method"', '"methods"'],
    ['junit.xml', '</testsuite>', ''],
    ['junit.xml', '<testcase classname', '<testcase class'],
    ['junit.xml', '<testcase classname="customers.add" name=', '<testcase classname='],
    ['junit.xml', 'time="12.345"', 'time="12345"'],
    ['junit.xml', /failure(?=[> ])/g, 'flaky'],
    ['junit.xml', '</properties>', 'text</properties>'],
    ['junit.xml', '</failure>', '&#27;</failure>'],
    ['ctrf.json', '"status": "failed"', '"status": "waived"'],
    ['summary.md', /$/, '<img src=x>'],
    ['badge.json', '"red"', '"rouge"'],
    ['events.ndjson', 'run.started', 'run.paused'],
    ['events.ndjson', '{', '{"surprise":1,'],
    ['events.ndjson', /"time":"[^"]*"/, '"time":"yesterday"'],
    ['index.html', '<main', '<img src="x"/><main'],
    ['index.html', '<main', '<main onload="x"'],
    ['index.html', '<main', '<script>x</script><main'],
  ];
  for (const [file, from, to] of damages) {
    it(`is no ${file} with ${to} in place of ${from}`, () => {
      writeReports(folder, results, exchanges);

      assert.throws(() => checks[file]?.(read(file).replace(from, to)), assert.AssertionError);
    });
  }
});
