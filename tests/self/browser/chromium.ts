import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { foundChromium } from './found-chromium.ts';
import { installChromium } from './install-chromium.ts';

const cache = fileURLToPath(new URL('../../../node_modules/.cache/amocrm-conformance', import.meta.url));
const lock = join(cache, 'chromium.lock');
const failure = join(cache, 'chromium-failure.txt');

/** A lock or a failure that is older than this, in milliseconds, was left behind. */
const stale = 15 * 60 * 1000;

const whatToDo =
  'The pages of the reports are tested in Chromium, which was not found and could not be installed. ' +
  'Install it (`apt-get install chromium`, or `npx playwright install chromium --with-deps`), ' +
  'or name one in the environment variable CHROMIUM_PATH.';

/**
 * Starts Chromium, which is installed where there is none.
 * @throws Error that says what to do, when none can be had
 */
export async function launchChromium(): Promise<Browser> {
  // As root it refuses to start in its sandbox.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: await chromiumPath(), args });
}

/**
 * The path of a Chromium that starts. Installs one, once, where none is found: one process does, others wait.
 * @throws Error that says what to do, when none can be had
 */
export async function chromiumPath(): Promise<string> {
  const own = chromium.executablePath();
  const there = foundChromium(process.env, own);
  if (there !== undefined) return there;

  await acquire();
  try {
    const meanwhile = foundChromium(process.env, own);
    if (meanwhile !== undefined) return meanwhile;
    const earlier = earlierFailure();
    if (earlier !== undefined) throw new Error(earlier);

    const tried = await installChromium(
      () => foundChromium(process.env, own) !== undefined,
      (line) => console.log(line),
    );
    const installed = foundChromium(process.env, own);
    if (installed !== undefined) return installed;
    const says = [whatToDo, ...tried].join('\n');
    writeFileSync(failure, says);
    throw new Error(says);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function acquire(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (ageOf(lock) > stale) rmSync(lock, { recursive: true, force: true });
    else await pause(200);
  }
}

/** What the last try said, when it is not long ago: every file of tests would wait for the same failure again. */
function earlierFailure(): string | undefined {
  return ageOf(failure) < stale ? readFileSync(failure, 'utf8') : undefined;
}

/** Milliseconds since a file was changed; for ever, when there is none. */
function ageOf(file: string): number {
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return changed === undefined ? Infinity : Date.now() - changed;
}
