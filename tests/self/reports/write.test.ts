import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { clearReports, reportFiles, writeReports } from '../../../reports/write.ts';
import { invisible, texts } from './hostile-texts.ts';
import { exchanges, results } from './made-up.ts';
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
  it('leaves every file of a report and nothing beside them', () => {
    const nested = path.join(folder, 'a', 'b');
    const { files, problems } = writeReports(nested, results, exchanges);
    assert.deepEqual(problems, []);
    assert.deepEqual(readdirSync(nested).sort(), [...allFiles].sort());
    assert.deepEqual(files, allFiles);
    assert.ok(['results.json', 'run.har', 'junit.xml', 'index.html'].every((file) => files.includes(file)));
  });

  it('tells on the page, and in the README, what each file is for', () => {
    writeReports(folder, results, exchanges);
    for (const { file, purpose } of reportFiles)
      assert.ok(read('index.html').includes(`<li><code>${file}</code>: ${purpose}</li>`), file);
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const [, table = ''] = /Beside it lie:\n(.*?)\n\n[^|]/s.exec(readme) ?? [];
    const named = [...table.matchAll(/`([\w-]+\.[a-z]+)`(?=[^|]*\|)/g)].map(([, file]) => file);
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((file) => !allFiles.includes(file ?? '') && !/schema/.test(file ?? '')),
      [],
    );
  });

  it('writes all of them whatever a target sends, and what people read without anything that steers', () => {
    for (const [name, text] of Object.entries(texts)) {
      const { results: of, exchanges: sent } = spoiled(text);
      const { files, problems } = writeReports(folder, of, sent);
      assert.deepEqual(problems, [], name);
      for (const file of files) {
        const bytes = readFileSync(path.join(folder, file));
        assert.deepEqual(Buffer.from(bytes.toString('utf8')), bytes, `${file} is UTF-8`);
        if (/\.(?:json|har)$/.test(file)) JSON.parse(bytes.toString());
        // These two tell what came as it came.
        if (['results.json', 'run.har'].includes(file)) continue;
        assert.doesNotMatch(bytes.toString(), invisible, `${file}: ${name}`);
        assert.ok(bytes.length < 3_000_000, `${file}: ${name}, ${bytes.length} bytes`);
      }
    }
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
