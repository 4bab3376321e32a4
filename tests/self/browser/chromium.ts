import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { foundChromium, installChromium } from './install-chromium.ts';

const cache = fileURLToPath(new URL('../../../node_modules/.cache/amocrm-conformance', import.meta.url));
const failure = join(cache, 'chromium-failure.txt');

/** A failure that is older than this, in milliseconds, was left behind. */
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
 * The path of a Chromium that starts. Installs one where none is found; installers wait for each other by themselves.
 * @throws Error that says what to do, when none can be had
 */
export async function chromiumPath(): Promise<string> {
  const found = () => foundChromium(process.env, chromium.executablePath());
  const there = found();
  if (there !== undefined) return there;
  // Not long ago: every file of tests would wait for the same failure again.
  const failedAt = statSync(failure, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - failedAt < stale) throw new Error(readFileSync(failure, 'utf8'));

  const tried = await installChromium(
    () => found() !== undefined,
    (line) => console.log(line),
  );
  const installed = found();
  if (installed !== undefined) return installed;
  const says = [whatToDo, ...tried].join('\n');
  mkdirSync(cache, { recursive: true });
  writeFileSync(failure, says);
  throw new Error(says);
}
