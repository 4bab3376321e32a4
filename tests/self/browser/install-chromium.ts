import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');

/** A way to get Chromium: commands, one after the other. */
export interface Way {
  readonly name: string;
  readonly commands: readonly (readonly string[])[];
}

/** The ways that are tried, the smallest download first. Nothing asks for a password. */
export function waysToInstall(root: boolean): readonly Way[] {
  const apt = (...args: string[]) =>
    [
      ...(root ? [] : ['sudo', '-n']),
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-q',
      ...args,
    ] as const;
  const options = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];
  const own = [process.execPath, playwright, 'install', 'chromium'] as const;
  return [
    {
      name: 'the package of the distribution',
      commands: [apt('update'), apt('install', ...options, 'chromium')],
    },
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
