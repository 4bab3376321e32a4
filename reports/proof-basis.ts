import { readFileSync } from 'node:fs';
import path from 'node:path';
import { digestOf, sourcesBelow, suiteRooms } from './digest.ts';

/** Each of their files bears on its own subjects only. */
export const subjectFolders = ['reference/faults', 'reference/variants'] as const;

/** What goes its own ways beside the claims, whose outcomes do not rest on it. */
const besides = ['tests/explore', 'engine/explore'] as const;

/** What a proof rests on: the suite, the implementation known to be right with its faults, and the proof itself. */
const rooms = [...suiteRooms, 'cli/proof', 'reference'] as const;

/** The sources that a proof rests on, as they are now. */
export interface Basis {
  /** Names all of them. */
  readonly digest: string;
  /**
   * Names what the outcome of a subject rests on: what all rest on, and its own files with all that these import.
   * Null where one of the files is no more.
   */
  digestFor(files: readonly string[]): string | null;
}

/**
 * Reads the sources below a root. None of them is run, so that it costs a report little to ask whether a proof
 * still holds.
 */
export function basisOf(root: string): Basis {
  return basisOn(
    root,
    sourcesBelow(root, rooms).filter((file) => !besides.some((folder) => file.startsWith(`${folder}/`))),
  );
}

/** The same of what exploration makes of the subjects. */
export function explorationBasisOf(root: string): Basis {
  return basisOn(root, [...sourcesBelow(root, rooms), 'cli/explore.ts']);
}

function basisOn(root: string, files: readonly string[]): Basis {
  const sources = new Map(files.map((file) => [file, readFileSync(path.join(root, file))]));
  const own = new Map([...sources].filter(([file]) => isOfSubjects(file)));
  const common = digestOf([...sources].filter(([file]) => !own.has(file)));
  const known = new Map<string, string>();
  return {
    digest: digestOf([[common, Buffer.alloc(0)], ...own]),
    digestFor: (files) => {
      if (!files.every((file) => own.has(file))) return null;
      const digest = known.get(files.join()) ?? joined(common, files, own);
      known.set(files.join(), digest);
      return digest;
    },
  };
}

function joined(common: string, files: readonly string[], sources: ReadonlyMap<string, Buffer>): string {
  const needed = withImports(files, sources);
  return digestOf([[common, Buffer.alloc(0)], ...[...sources].filter(([file]) => needed.has(file))]);
}

function isOfSubjects(file: string): boolean {
  return subjectFolders.some((folder) => file.startsWith(`${folder}/`));
}

/** Files with all that they import among the sources, directly or not. */
function withImports(
  files: readonly string[],
  sources: ReadonlyMap<string, Buffer>,
  found = new Set<string>(),
): ReadonlySet<string> {
  for (const file of files) {
    if (found.has(file)) continue;
    found.add(file);
    const text = sources.get(file)?.toString('utf8') ?? '';
    const imported = [...text.matchAll(/from '(\.[^']+)'/g)]
      .map(([, specifier = '']) => path.posix.join(path.posix.dirname(file), specifier))
      .filter((one) => sources.has(one));
    withImports(imported, sources, found);
  }
  return found;
}
