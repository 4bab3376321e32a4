import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { suiteDigest } from '../../../reports/digest.ts';

describe('the digest of the suite', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'digest-'));
    for (const room of ['spec', 'generators', 'target', 'engine', 'tests/self'])
      mkdirSync(path.join(root, room), { recursive: true });
    put('spec/a.ts', 'a');
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function put(file: string, content: string): string {
    writeFileSync(path.join(root, file), content);
    return suiteDigest(root);
  }

  it('changes with content, names and borders between files', () => {
    const digests = [suiteDigest(root), put('spec/a.ts', 'b'), put('tests/b.ts', ''), put('tests/c.ts', '')];
    assert.equal(new Set(digests).size, 4);
    assert.match(digests[0] ?? '', /^sha256:[0-9a-f]{64}$/);
  });

  it('is the same for the same sources, and leaves out self-tests and hidden files', () => {
    const before = suiteDigest(root);
    assert.equal(put('tests/self/x.test.ts', 'x'), before);
    assert.equal(put('spec/.DS_Store', 'x'), before);
  });
});
