import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not permitted',
};

/**
 * The bytes of a file that the user named.
 * @throws UsageError when it can't be read
 */
export function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(`${file} can't be read: ${reasons[code] ?? code}.`);
  }
}
