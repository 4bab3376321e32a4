import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { factsFromSources, factsOfBuild } from '../../../cli/suite-facts.ts';
import { sourcesBelow, suiteRooms } from '../../../reports/digest.ts';
import { root } from '../../../spec/root.ts';
import { bin } from './command.ts';

const dist = dirname(bin);

/** A build of one source, both in folders of their own. */
function built(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const source = join(folder, 'spec/a b.ts');
  mkdirSync(dirname(source));
  writeFileSync(source, 'a');
  const { size, mtimeMs } = statSync(source);
  writeFileSync(join(folder, '.built-from'), `spec/a b.ts ${String(size)} ${String(mtimeMs)}\n`);
  writeFileSync(join(folder, 'suite-facts.json'), '{"name":"built"}');
  return { source, facts: () => factsOfBuild(folder, folder) };
}

describe('what a build says of the suite', () => {
  it('is what its sources say', () => {
    assert.deepEqual(factsOfBuild(dist), factsFromSources());
  });

  it('rests on all that is counted: the suite, its contract, and the records', () => {
    const counted = sourcesBelow(root, [...suiteRooms, 'reference', 'cli/proof']);
    const records = ['proof', 'exploration', 'mutants'].map((name) => `reports/${name}.json`);

    const stamp = readFileSync(join(dist, '.built-from'), 'utf8');

    const known = new Set(stamp.split('\n').map((line) => line.replace(/ \d+ [\d.]+$/, '')));
    for (const file of [...counted, ...records, 'package.json']) assert.ok(known.has(file), file);
  });

  it('holds no more when a source has changed or is gone', (t) => {
    const { source, facts } = built(t);
    assert.deepEqual(facts(), { name: 'built' });

    appendFileSync(source, 'b');
    assert.equal(facts(), null);
    rmSync(source);
    assert.equal(facts(), null);
  });

  it('is nothing to code that is not compiled', () => {
    assert.equal(factsOfBuild(), null);
  });
});
