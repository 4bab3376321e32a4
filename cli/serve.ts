import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { stringify } from 'yaml';
import { assembled } from '../reference/assembly.ts';
import { faultNamed, faults } from '../reference/faults/index.ts';
import { type Reference, startReference } from '../reference/server.ts';
import { variantNamed, variants } from '../reference/variants/index.ts';
import { requireFolder } from './folder.ts';
import { UsageError } from './usage-error.ts';

export interface ServeOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Where to write the target file, beside printing it. */
  readonly writeTarget?: string;
  /** Names of defects to plant. */
  readonly fault: readonly string[];
  /** Names of freedoms to take. */
  readonly variant: readonly string[];
}

/**
 * Serves the reference implementation until it is interrupted; prints its address and a target file.
 * @throws UsageError for an unknown fault or variant, or a port that is taken
 */
export async function serve({ port, writeTarget, fault, variant }: ServeOptions): Promise<void> {
  const { baseUrl, targetFile } = await served({ port, fault, variant });
  const yaml = stringify(targetFile);
  if (writeTarget !== undefined) {
    requireFolder(dirname(writeTarget), 'Name another file with --write-target.');
    writeFileSync(writeTarget, yaml);
  }
  console.log(`The reference implementation listens on ${baseUrl}\nA target file for it:\n\n${yaml}`);
}

/**
 * Starts the reference with the faults and variants of these names.
 * @throws UsageError as `serve` does
 */
export function served({ port, fault, variant }: Omit<ServeOptions, 'writeTarget'>): Promise<Reference> {
  const assembly = assembled(
    variant.map((name) => known('variant', name, variantNamed(name), variants)),
    fault.map((name) => known('fault', name, faultNamed(name), faults)),
  );
  return startReference({ ...assembly, port }).catch((error: unknown) => {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    throw new UsageError(`Port ${port} is in use: choose another with --port, or 0 for a free one.`);
  });
}

function known<T extends { readonly name: string }>(
  kind: string,
  name: string,
  found: T | undefined,
  all: readonly T[],
): T {
  if (found) return found;
  const nearest = closest(
    name,
    all.map((one) => one.name),
  );
  throw new UsageError(`There is no ${kind} "${name}". The nearest is "${nearest}".`);
}
