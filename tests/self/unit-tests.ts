import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import type { Findings, Step } from './steps.ts';

/** The `*.test.ts` files below a folder, a step for each folder in it and one for the files at its top. */
export function unitTests(folder: string): readonly Step[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
  const rooms = new Set(files.map(roomOf));
  return [...rooms].map((room) => ({
    name: room === '' ? 'unit tests' : `unit tests of ${room}`,
    run: () => runFiles(files.filter((file) => roomOf(file) === room).map((file) => join(folder, file))),
  }));
}

function roomOf(file: string): string {
  return file.split(sep).slice(0, -1)[0] ?? '';
}

/**
 * Runs test files one after the other, each in a process of its own, which inherits the loader of TypeScript from
 * this one. Each test counts; skipped ones do not, nor do suites, whose tests do.
 * @param files at least one: without any node:test would look for some itself
 */
export async function runFiles(files: readonly string[]): Promise<Findings> {
  let passed = 0;
  const failures: string[] = [];
  const printed: string[] = [];
  const stream = run({ files, timeout: 600_000 })
    .on('test:pass', ({ details, skip, todo }) => {
      if (details.type !== 'suite' && skip === undefined && todo === undefined) passed += 1;
    })
    .on('test:fail', ({ name, file, details, todo }) => {
      if (todo === undefined) failures.push(...failureIn(name, file, details.error));
    })
    .on('test:stdout', ({ message }) => printed.push(message))
    .on('test:stderr', ({ message }) => printed.push(message));
  await new Promise((done, failed) => stream.on('end', done).on('error', failed).resume());
  return { passed, failed: failures.length, output: [...printed, ...failures].join('\n') };
}

/** What went wrong in a test; nothing for what failed only because of the tests within it. */
function failureIn(name: string, file: string | undefined, error: Error): readonly string[] {
  if ('failureType' in error && error.failureType === 'subtestsFailed') return [];
  const place = file === undefined ? '' : `${relative('', file)}: `;
  return [`✗ ${place}${name}\n${wordsOf(error.cause ?? error)}\n`];
}

/** An assertion tells the difference in its message; both values in full would bury it. */
function wordsOf(cause: unknown): string {
  const asserted = cause instanceof Error && 'code' in cause && cause.code === 'ERR_ASSERTION';
  return asserted ? (cause.stack ?? cause.message) : inspect(cause);
}
