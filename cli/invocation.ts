/** How the suite is called from where the user stands, for what is printed to be pasted there. */
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { commandLine } from '../reports/command.ts';
import { root } from '../spec/root.ts';

/** A command of the suite, as it can be pasted. */
export function pasted(...words: readonly string[]): string {
  return commandLine(words, startWords());
}

/** What begins a command of the suite. npm looks for a package in the working directory and above it. */
export function startWords(): readonly string[] {
  const folder = resolve(root);
  const home = dirname(dirname(folder));
  const isPackage = basename(dirname(folder)) === 'node_modules';
  if (isPackage && isBelow(relative(home, process.cwd()))) return ['npx', basename(folder)];
  if (isPackage) return ['node', join(folder, 'dist/main.js')];
  return isBelow(relative(folder, process.cwd()))
    ? ['npm', 'start', '--']
    : ['npm', '--prefix', folder, 'start', '--'];
}

/** A path as it is reached from where the user stands, short where it can be. */
export function placeOf(path: string): string {
  const from = relative('', path);
  if (!isBelow(from)) return resolve(path);
  // An option would begin so.
  return from === '' || from.startsWith('-') ? `./${from}` : from;
}

function isBelow(from: string): boolean {
  return from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}
