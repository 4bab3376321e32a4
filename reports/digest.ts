import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The rooms that decide what is demanded and how it is tried. The suite's own tests are left out. */
export const suiteRooms = ['spec', 'generators', 'target', 'engine', 'tests'] as const;
const leftOut: ReadonlySet<string> = new Set(['tests/self']);

/**
 * Names the exact suite that reached a verdict: SHA-256 over the paths and bytes of its sources, sorted by path.
 * The same sources give the same digest on every machine; hidden files don't count.
 * @param root folder of the project
 * @returns `sha256:` and 64 hexadecimal digits
 */
export function suiteDigest(root: string): string {
  return digestOf(sourcesBelow(root, suiteRooms).map((file) => [file, readFileSync(path.join(root, file))]));
}

/** Names the exact contract that messages were judged by: SHA-256 of `spec/openapi.yaml`. */
export function contractDigest(root: string): string {
  const bytes = readFileSync(path.join(root, 'spec/openapi.yaml'));
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Names a set of files by their paths and bytes, in the order in which they come. */
export function digestOf(files: Iterable<readonly [file: string, bytes: Buffer]>): string {
  const hash = createHash('sha256');
  for (const [file, bytes] of files) hash.update(`${file}\0${String(bytes.length)}\0`).update(bytes);
  return `sha256:${hash.digest('hex')}`;
}

/** Paths relative to the root, with forward slashes on every platform, sorted; hidden files don't count. */
export function sourcesBelow(root: string, folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => filesBelow(root, folder)).sort();
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const below = `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || leftOut.has(below)) return [];
    if (entry.isDirectory()) return filesBelow(root, below);
    return entry.isFile() ? [below] : [];
  });
}
