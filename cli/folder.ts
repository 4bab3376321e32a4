import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { makeFolder } from '../spec/run/folder.ts';
import { oneLine, plain } from '../spec/run/plain.ts';
import { UsageError } from './usage-error.ts';

/**
 * Makes a folder where it is missing.
 * @param remedy a sentence that says how another one is named
 * @throws UsageError where it can't be written into
 */
export function requireFolder(folder: string, remedy: string): void {
  try {
    makeFolder(resolve(folder));
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`Nothing can be written into ${plain(folder)}: ${reasonOf(error)}. ${remedy}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it is not writable for this user',
  EPERM: 'it is not writable for this user',
  EROFS: 'the file system can only be read',
  ENOENT: 'it can’t be made there',
  ENOSPC: 'there is no room left',
};

/** Why something could not be written, in a clause. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isFile = error instanceof Error && 'path' in error && (code === 'EEXIST' || code === 'ENOTDIR');
  if (isFile) return `${plain(String(error.path))} is a file`;
  return reasons[code] ?? (error instanceof Error ? oneLine(error.message, 200) : 'for an unknown reason');
}
