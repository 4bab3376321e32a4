import { resolve } from 'node:path';
import { oneLine } from '../spec/run/plain.ts';
import { writeWhole } from '../reports/whole-file.ts';
import { requireFolder } from './folder.ts';
import { UsageError } from './usage-error.ts';

/**
 * Writes files into a folder, which is made where there is none; each appears whole or not at all.
 * @param contents by file name
 * @throws UsageError when the folder can't be written
 */
export function writeInto(folder: string, contents: Readonly<Record<string, string>>): void {
  requireFolder(folder, 'Name another folder with --output.');
  try {
    for (const [name, content] of Object.entries(contents)) writeWhole(resolve(folder, name), content);
  } catch (error) {
    const why = oneLine(error instanceof Error ? error.message : String(error), 200);
    throw new UsageError(
      `Nothing can be written into ${oneLine(folder)}: ${why}. Name another folder with --output.`,
    );
  }
}

/** Colour only where a person looks. */
export function isColoured(): boolean {
  return process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
}
