import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** For everybody, less what the umask takes away: where nothing of an account stands in a file. */
export const forEverybody = 0o666;

/**
 * Writes beside the place and renames, so that a reader never sees half a file.
 * @param mode who may read and write it; the user alone by default, since a report repeats what stands in an account
 */
export function writeWhole(file: string, content: string, mode = 0o600): void {
  const beside = `${file}.${String(process.pid)}.tmp`;
  try {
    writeFileSync(beside, content, { mode });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** The name that a file gets when it is finished, of the one that it has until then. */
export function finishedName(beside: string): string {
  return beside.replace(/\.\d+\.tmp$/, '');
}
