import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Findings, Step } from './steps.ts';

/** What takes too long for every `npm test`. */
const SLOW = /\.slow\.test\.ts$/;

const TIMEOUT_MS = 900_000;

/** The quick or the slow test files below a folder, a step for each folder in it and one for the files at its top. */
export function unitTests(folder: string, which: 'quick' | 'slow'): readonly Step[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && SLOW.test(file) === (which === 'slow'))
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

/** A line of `tally.mjs`. */
type Line =
  | { readonly passed: string }
  | { readonly failed: string; readonly file?: string; readonly why: string }
  | { readonly through: true };

/** Runs test files in one process of their own. Each test counts; skipped ones do not, nor do suites, whose tests do. */
export async function runFiles(files: readonly string[]): Promise<Findings> {
  const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--test-reporter', here('tally.mjs'), here('room.ts'), ...files],
    { stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT_MS },
  );
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const ended = await new Promise<string>((done, failed) => {
    child.on('error', failed);
    child.on('close', (status, signal) => done(String(signal ?? status)));
  });
  const lines = output.split('\n').map(lineIn);
  const passed = lines.filter((line) => line !== null && 'passed' in line).length;
  const failures = lines.flatMap((line) => (line !== null && 'failed' in line ? [failureIn(line)] : []));
  const through = lines.some((line) => line !== null && 'through' in line);
  // A process that broke off may have had more to say than its tests did, and may have left some of them out.
  const broke =
    !through || (ended !== '0' && failures.length === 0)
      ? [`The process ended with ${ended} ${through ? 'after' : 'before'} its last test.\n${output}`]
      : [];
  const unran = passed + failures.length === 0 ? ['No test ran.'] : [];
  const all = [...failures, ...broke, ...unran];
  return { passed, failed: all.length, output: [errors, ...all].join('\n') };
}

function lineIn(text: string): Line | null {
  if (!/^\{"(passed|failed|through)":/.test(text)) return null;
  return JSON.parse(text) as Line;
}

function failureIn({ failed, file, why }: Extract<Line, { failed: string }>): string {
  const place = file === undefined ? '' : `${relative('', file)}: `;
  return `✗ ${place}${failed}\n${why}\n`;
}
