import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** What distributions and people call it. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const onMac = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The first Chromium that starts: the one that CHROMIUM_PATH names, Playwright's own, one on the PATH.
 * @param playwrights where Playwright keeps its own, if it has one
 * @throws Error when CHROMIUM_PATH names what is no Chromium
 */
export function foundChromium(env: NodeJS.ProcessEnv, playwrights: string): string | undefined {
  const named = env['CHROMIUM_PATH'] ?? '';
  if (named !== '') {
    if (starts(named)) return named;
    throw new Error(
      `CHROMIUM_PATH names ${named}, which is no Chromium that starts. Correct it, or unset it to have one found.`,
    );
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [playwrights, ...onPath, ...onMac].find(starts);
}

/** There may be no more than a script that tells how to install it, as on Ubuntu. */
function starts(path: string): boolean {
  if (path === '' || !existsSync(path)) return false;
  // There it would open a window in place of an answer.
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /\bChrom(?:e|ium)\b[^\n]* \d+\./i.test(stdout);
}

const execute = promisify(execFile);
const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');

/** A way to get Chromium: commands, one after the other. */
export interface Way {
  readonly name: string;
  readonly commands: readonly (readonly string[])[];
}

/** The ways that are tried, the smallest download first. Nothing asks for a password. */
export function waysToInstall(root: boolean): readonly Way[] {
  const apt = (line: string) =>
    `${root ? '' : 'sudo -n '}env DEBIAN_FRONTEND=noninteractive apt-get -q ${line}`.split(' ');
  const install = 'install -y --no-install-recommends -o DPkg::Lock::Timeout=120 chromium';
  const own = [process.execPath, playwright, 'install', 'chromium'] as const;
  return [
    { name: 'the package of the distribution', commands: [apt('update'), apt(install)] },
    // With what Chromium needs of the system where that is allowed, else without.
    { name: "Playwright's download", commands: [[...own, ...(root ? ['--with-deps'] : [])]] },
  ];
}

/** For one command, in milliseconds. */
const longest = 5 * 60 * 1000;

/**
 * Tries one way after the other until there is a Chromium that starts.
 * @returns what went wrong with each way that was tried, a line each
 */
export async function installChromium(
  isThere: () => boolean,
  say: (line: string) => void,
  ways: readonly Way[] = waysToInstall(process.getuid?.() === 0),
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { name, commands } of ways) {
    say(`Installing Chromium, once: ${name} …`);
    const problem = await firstProblem(commands);
    if (isThere()) return wrong;
    wrong.push(`${name}: ${problem ?? 'it was installed but does not start'}`);
  }
  return wrong;
}

async function firstProblem(commands: Way['commands']): Promise<string | undefined> {
  for (const [file = '', ...args] of commands) {
    try {
      await execute(file, args, { timeout: longest, maxBuffer: 64 * 1024 * 1024 });
    } catch (error) {
      const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
      return `\`${[file, ...args].join(' ')}\` failed: ${(printed || String(error)).slice(-600)}`;
    }
  }
  return undefined;
}
