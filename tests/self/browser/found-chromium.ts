import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

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
