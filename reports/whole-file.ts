import { renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes beside the place and renames, so that a reader never sees half a file.
 * @param mode who may read and write it, less what the umask takes away
 */
export function writeWhole(file: string, content: string, mode = 0o666): void {
  const beside = `${file}.${String(process.pid)}.tmp`;
  try {
    writeFileSync(beside, content, { mode });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}
