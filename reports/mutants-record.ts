import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Strength } from '../spec/run/proof.ts';
import { basisOf } from './proof-basis.ts';
import { forEverybody, writeWhole } from './whole-file.ts';

/**
 * What became of a mutant: `caught`, or it only warned or left things unjudged or survived; of those that change no
 * answer, or can't be loaded, nothing is to be seen.
 */
export type Fate = 'caught' | 'warned' | 'unjudged' | 'survived' | 'unseen' | 'broken';

/** One that is not caught. */
export interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly was: string;
  readonly is: string;
  readonly fate: Fate;
  /** Why the document permits it; null where nobody has said so. */
  readonly why: string | null;
}

/** What became of the mutants that a machine planted in the core of the reference. */
export interface MutantsRecord {
  /** Names the code that they were certified with. */
  readonly digest: string;
  /** How many there are. */
  readonly planted: number;
  /** How many of those that were tried came to what. */
  readonly counts: Readonly<Partial<Record<Fate, number>>>;
  readonly survivors: readonly Survivor[];
}

const place = 'reports/mutants.json';
const schemaVersion = '1';

/** The record of the project at a root; undefined where there is none, or none that can be read. */
export function readMutantsRecord(root: string): MutantsRecord | undefined {
  try {
    const { schemaVersion: version, ...record } = JSON.parse(
      readFileSync(path.join(root, place), 'utf8'),
      // Written by `writeMutantsRecord`: whoever changes the form changes its version.
    ) as MutantsRecord & { readonly schemaVersion: string };
    return version === schemaVersion ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the record whole, a survivor in a line. */
export function writeMutantsRecord(root: string, { survivors, ...facts }: MutantsRecord): void {
  const head = JSON.stringify({ schemaVersion, ...facts }).slice(0, -1);
  const rows = survivors.map((one) => JSON.stringify(one)).join(',\n');
  writeWhole(path.join(root, place), `${head},"survivors":[\n${rows}\n]}\n`, forEverybody);
}

/** What mutants rest on: everything but faults and variants, which are not at work in them. */
export function mutantsDigestOf(root: string): string {
  return basisOf(root).digestFor([]) ?? '';
}

/** The numbers of a record, whether they still hold or not: of those whose answers differ. */
export function mutantsIn({ counts, survivors }: MutantsRecord): NonNullable<Strength['mutants']> {
  const { caught = 0, warned = 0, unjudged = 0, survived = 0 } = counts;
  const permitted = survivors.filter(({ why }) => why !== null).length;
  return { caught, permitted, seen: caught + warned + unjudged + survived };
}

/** What the suite of a root may say of mutants; undefined where not all were tried with this very code. */
export function mutantsOf(root: string): Strength['mutants'] {
  const record = readMutantsRecord(root);
  if (record === undefined || record.digest !== mutantsDigestOf(root)) return undefined;
  const tried = Object.values(record.counts).reduce((sum, count) => sum + count, 0);
  return tried < record.planted ? undefined : mutantsIn(record);
}
