import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

/** A folder of its own for the tests of a file or a suite, gone when they are through. */
export function folderAfter(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `amocrm-conformance-${name}-`));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
