import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readRun } from '../../../reports/run-files.ts';
import { clearReports, writeReports } from '../../../reports/write.ts';
import { exchanges, facts, results } from './sample.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'reports-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

describe('writing the reports', () => {
  it('leaves the four files and nothing beside them', () => {
    const nested = path.join(folder, 'a', 'b');
    assert.deepEqual(writeReports(nested, results, exchanges).problems, []);
    assert.deepEqual(readdirSync(nested).sort(), ['index.html', 'junit.xml', 'results.json', 'run.har']);
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
    assert.deepEqual(files, ['results.json', 'run.har', 'index.html']);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /^junit\.xml could not be written: /);
  });

  it('takes away an earlier report and nothing else', () => {
    writeReports(folder, results, exchanges);
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    clearReports(folder);
    assert.deepEqual(readdirSync(folder), ['notes.txt']);
  });
});

describe('reading what a run left', () => {
  const put = (file: string, content: string) => {
    writeFileSync(path.join(folder, file), content);
  };
  const lines = exchanges.map((one) => JSON.stringify(one)).join('\n');

  it('gives facts and exchanges back', () => {
    put('run.json', JSON.stringify(facts));
    put('exchanges.ndjson', `${lines}\n`);
    assert.deepEqual(readRun(folder, undefined).facts, facts);
    assert.equal(readRun(folder, undefined).exchanges.length, exchanges.length);
  });

  it('makes an obstacle of what is missing or damaged', () => {
    assert.match(readRun(folder, undefined).facts.obstacle ?? '', /left no facts/);
    assert.equal(readRun(folder, 'boom in set-up').facts.obstacle, 'boom in set-up');
    put('run.json', JSON.stringify(facts));
    put('exchanges.ndjson', `${lines}\n{"id":8,"requ`);
    assert.equal(readRun(folder, undefined).facts.obstacle, '1 recorded exchange could not be read back.');
  });

  it('keeps the obstacle that the run itself names', () => {
    put('run.json', JSON.stringify({ ...facts, obstacle: 'refused' }));
    assert.equal(readRun(folder, 'other').facts.obstacle, 'refused');
  });
});
