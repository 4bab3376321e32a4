import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder for its owner alone where it is missing. Step by step: all at once never ends where a parent can hold nothing, as below
 * /proc.
 * @throws Error of the file system
 */
export function makeFolder(folder: string): void {
  try {
    if (statSync(folder).isDirectory()) return;
  } catch {
    if (dirname(folder) !== folder) makeFolder(dirname(folder));
  }
  mkdirSync(folder, { mode: 0o700 });
}
