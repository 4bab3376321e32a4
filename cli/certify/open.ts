import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What opens a page on each system; others have what desktops of Linux have. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/**
 * Opens a page in the browser: the one that BROWSER names, else that of the system. Nobody waits for it.
 * @returns what to tell the user
 */
export function openPage(file: string, env: NodeJS.ProcessEnv = process.env): string {
  const { href } = pathToFileURL(resolve(file));
  const named = env['BROWSER'] ?? '';
  const [program, ...args] = named === '' ? (openers[process.platform] ?? ['xdg-open']) : [named];
  const child = spawn(program, [...args, href], { detached: true, stdio: 'ignore', env });
  child.on('error', () => {
    console.error(
      `Nothing here opens a page (${program}): open ${href} by hand, or name a browser in BROWSER.`,
    );
  });
  child.unref();
  return `Opening ${href}`;
}
