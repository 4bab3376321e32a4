import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes beside the place and renames, so that a reader never sees half a file. */
export function writeWhole(file: string, content: string): void {
  const beside = `${file}.${String(process.pid)}.tmp`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}
