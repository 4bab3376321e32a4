import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { Findings, Step } from './steps.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** All `*.test.ts` below this folder, each file in a process of its own; every test counts. */
export const unitTests: Step = {
  name: 'unit tests',
  run: () => runFiles(testFiles(here)),
};

function testFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(folder, name));
}

/** Runs test files one after the other; the processes inherit the loader of TypeScript from this one. */
export async function runFiles(files: readonly string[]): Promise<Findings> {
  let passed = 0;
  const failures: string[] = [];
  const printed = new Map<string | undefined, string>();
  // A suite passes and fails with its tests, which are what is counted.
  for await (const { type, data } of run({ files: [...files], timeout: 300_000 })) {
    if (type === 'test:pass' && data.details.type !== 'suite') passed += 1;
    if (type === 'test:fail' && data.details.type !== 'suite') failures.push(failureOf(data));
  }
}
