import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Which tests are run: a pattern that they have to match, and one that they must not. */
export interface Selection {
  readonly grep: string | undefined;
  readonly without?: string | undefined;
}

/**
 * Young objects are cleared away early: an account with large pages takes no more memory than any other (250 MB and
 * not 310, measured with 100,000 customers), and no more time. Workers inherit it.
 */
const littleGarbage = '--max-semi-space-size=4';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs Playwright in a process of its own, as people start it by hand. An interrupt lets it end in order, a second
 * one ends it at once.
 * @returns its exit status, 3 where it was killed
 */
export function runTests(
  args: readonly string[],
  { grep, without }: Selection,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const selection = [
    ...(grep === undefined ? [] : ['--grep', grep]),
    ...(without === undefined ? [] : ['--grep-invert', without]),
  ];
  const child = spawn(process.execPath, [littleGarbage, playwright, 'test', ...args, ...selection], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const letGo = whileRunning(child);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (status) => {
      letGo();
      done(status ?? 3);
    });
  });
}

/** @returns what stops listening */
function whileRunning(child: ChildProcess): () => void {
  let told = false;
  const tell = (): void => {
    if (!told)
      console.log('\nInterrupted: the account is being put back as it was. Once more ends the run at once.');
    told = true;
  };
  // The terminal sends an interrupt to the runner too; other signals are sent to this process alone.
  const pass = (): void => {
    tell();
    child.kill('SIGINT');
  };
  process.on('SIGINT', tell).on('SIGTERM', pass).on('SIGHUP', pass);
  return () => process.off('SIGINT', tell).off('SIGTERM', pass).off('SIGHUP', pass);
}
