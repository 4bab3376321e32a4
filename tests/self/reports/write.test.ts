import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Har } from '../../../reports/formats/har.ts';
import { clearReports, reportFiles, writeReports } from '../../../reports/write.ts';
import { exchanges, hostile, results } from './sample.ts';
import { texts } from './spoiled.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'reports-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

describe('writing the reports', () => {
  it('leaves every file of a report and nothing beside them', () => {
    const nested = path.join(folder, 'a', 'b');
    const { files, problems } = writeReports(nested, results, exchanges);
    assert.deepEqual(problems, []);
    assert.deepEqual(readdirSync(nested).sort(), [
      'badge.json',
      'ctrf.json',
      'events.ndjson',
      'index.html',
      'junit.xml',
      'proof.html',
      'results.json',
      'run.har',
      'summary.md',
    ]);
    assert.deepEqual([...files].sort(), Object.values(reportFiles).sort());
  });

  it('tags the archive with the requirements of the results', () => {
    writeReports(folder, results, exchanges);
    const { log } = JSON.parse(read('run.har')) as Har;
    assert.deepEqual(log.entries[3]?._requirements, ['customers.update.unlink.contacts']);
  });

  it('writes all of them whatever a target sends', () => {
    const spoiled = exchanges.map((one) => ({
      ...one,
      ...(one.response && { response: { ...one.response, body: texts['five million characters'] } }),
    }));
    const requirements = results.requirements.map((one) => ({ ...one, reason: hostile, detail: hostile }));
    const { files, problems } = writeReports(folder, { ...results, requirements }, spoiled);
    assert.deepEqual(problems, []);
    for (const file of files) {
      const bytes = readFileSync(path.join(folder, file));
      assert.deepEqual(Buffer.from(bytes.toString('utf8')), bytes, `${file} is UTF-8`);
      if (/json$|har$/.test(file) && !file.endsWith('ndjson')) JSON.parse(bytes.toString());
    }
  });

  it('writes results that read back the same', () => {
    writeReports(folder, results, exchanges);
    assert.deepEqual(JSON.parse(read('results.json')), results);
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
      Object.values(reportFiles).filter((file) => file !== 'junit.xml'),
    );
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /^junit\.xml could not be written: /);
  });

  it('writes what needs no archive when there can be none', () => {
    const broken = exchanges.map((one) => ({ ...one, sentAt: NaN }));
    const { files, problems } = writeReports(folder, results, broken);
    assert.deepEqual(files, ['results.json', 'badge.json', 'proof.html']);
    assert.equal(problems.length, Object.keys(reportFiles).length - files.length);
    assert.match(problems[0] ?? '', /^run\.har could not be written: Invalid time value/);
    assert.deepEqual(readdirSync(folder).sort(), ['badge.json', 'proof.html', 'results.json']);
  });

  it('takes away an earlier report and nothing else', () => {
    writeReports(folder, results, exchanges);
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    writeFileSync(path.join(folder, 'certificate.intoto.jsonl'), '{}');
    clearReports(folder);
    assert.deepEqual(readdirSync(folder), ['notes.txt']);
  });
});
