import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Found, ProvenFault, ProvenVariant, Standing, Strength } from '../spec/run/proof.ts';
import { basisOf, type Basis } from './proof-basis.ts';
import { forEverybody, writeWhole } from './whole-file.ts';

/** What became of one subject, and what that rests on. */
export type Entry = {
  /** Where the subject is written down; none for the reference itself. */
  readonly files: readonly string[];
  /** `Basis.digestFor` those files, when it was examined. */
  readonly digest: string;
} & (
  | { readonly kind: 'fault'; readonly proven: ProvenFault }
  | { readonly kind: 'variant'; readonly proven: ProvenVariant }
);

/** The record of the proof: every subject that was examined, each bound to the code that its outcome rests on. */
export interface ProofRecord extends Pick<Found, 'seed' | 'unproven'> {
  /** `Basis.digest` of the sources by which the subjects were counted. */
  readonly digest: string;
  /** How many subjects there were; those that are not among the entries were never examined. */
  readonly subjects: number;
  readonly entries: readonly Entry[];
}

const place = 'reports/proof.json';
const schemaVersion = '2';

/** The record as it is written down: a subject is a line, below a line for what it rests on. */
interface Written extends Omit<ProofRecord, 'entries'> {
  readonly schemaVersion: string;
  readonly groups: readonly (Pick<Entry, 'files' | 'digest'> & {
    readonly faults?: readonly FaultRow[];
    readonly variants?: readonly VariantRow[];
  })[];
}

/** What is left out is as it should be: caught by what it breaks and nothing else. */
type FaultRow = readonly [
  name: string,
  breaks: string,
  describe: string,
  otherwise?: Partial<Pick<ProvenFault, 'verdict' | 'stray'>> & {
    readonly besides?: readonly string[];
    readonly survives?: true;
  },
];

type VariantRow = readonly [
  name: string,
  describe: string,
  otherwise?: Partial<Pick<ProvenVariant, 'verdict' | 'complaints'>>,
];

/**
 * The record of the project at a root; undefined where there is none, or none that can be read, as in the middle of
 * a merge: all is to be proven anew then.
 */
export function readRecord(root: string): ProofRecord | undefined {
  try {
    // Written by `writeRecord`: whoever changes the form changes its version.
    const written = JSON.parse(readFileSync(path.join(root, place), 'utf8')) as Written;
    if (written.schemaVersion !== schemaVersion) return undefined;
    const { digest, seed, subjects, unproven, groups } = written;
    const entries = groups.flatMap(({ faults = [], variants = [], ...restsOn }): Entry[] => [
      ...faults.map((row) => ({ ...restsOn, kind: 'fault' as const, proven: faultIn(row) })),
      ...variants.map((row) => ({ ...restsOn, kind: 'variant' as const, proven: variantIn(row) })),
    ]);
    return { digest, seed, subjects, unproven, entries };
  } catch {
    return undefined;
  }
}

/** Writes the record whole, the subjects in their order, so that a change shows where it was made. */
export function writeRecord(root: string, { entries, ...facts }: ProofRecord): void {
  const groups = new Map<string, string[]>();
  for (const entry of entries) {
    const { files, digest, kind } = entry;
    const head = `${JSON.stringify({ files, digest }).slice(0, -1)},"${kind}s":[`;
    const row = entry.kind === 'fault' ? rowOfFault(entry.proven) : rowOfVariant(entry.proven);
    groups.set(head, [...(groups.get(head) ?? []), JSON.stringify(row)]);
  }
  const lines = [...groups].map(([head, rows]) => `${head}\n${rows.join(',\n')}\n]}`);
  const head = JSON.stringify({ schemaVersion, ...facts }).slice(0, -1);
  writeWhole(path.join(root, place), `${head},"groups":[\n${lines.join(',\n')}\n]}\n`, forEverybody);
}

/** What the suite of a root may say of its strength: the numbers of its record, where its code is still the same. */
export function standingOf(root: string): Standing {
  const record = readRecord(root);
  if (record === undefined) return { staleProof: { fresh: 0, subjects: 0 } };
  const basis = basisOf(root);
  const { digest, subjects } = record;
  const fresh = record.entries.filter((entry) => isFresh(entry, basis)).length;
  return digest === basis.digest && fresh === subjects
    ? { strength: strengthOf(foundIn(record), digest) }
    : { staleProof: { fresh, subjects } };
}

/** Whether all that an outcome rests on is as it was. */
export function isFresh({ files, digest }: Entry, basis: Basis): boolean {
  return basis.digestFor(files) === digest;
}

/** What the record tells, whether it still holds or not. */
export function foundIn({ seed, unproven, entries }: ProofRecord): Found {
  return {
    seed,
    unproven,
    faults: entries.flatMap((entry) => (entry.kind === 'fault' ? [entry.proven] : [])),
    variants: entries.flatMap((entry) => (entry.kind === 'variant' ? [entry.proven] : [])),
  };
}

/** Every fault on record, whether the code has changed since or not: what each was seen to fail. */
export function knownFaults(root: string): readonly ProvenFault[] {
  const record = readRecord(root);
  return record === undefined ? [] : foundIn(record).faults;
}

/** @param digest names the sources that it was found with */
export function strengthOf(
  { faults, variants }: Pick<Found, 'faults' | 'variants'>,
  digest: string,
): Strength {
  return {
    faults: { caught: faults.filter(({ caught }) => caught).length, planted: faults.length },
    variants: { accepted: variants.filter(isAccepted).length, tried: variants.length },
    digest,
  };
}

export function isAccepted({ verdict, complaints }: ProvenVariant): boolean {
  return verdict === 'conformant' && complaints.length === 0;
}

function rowOfFault({ name, breaks, describe, verdict, failed, caught, stray }: ProvenFault): FaultRow {
  const besides = failed.filter((id) => id !== breaks);
  const otherwise = {
    ...(verdict !== 'nonconformant' && { verdict }),
    ...(!caught && { survives: true as const }),
    ...(besides.length > 0 && { besides }),
    ...(stray.length > 0 && { stray }),
  };
  const row = [name, breaks, describe] as const;
  return Object.keys(otherwise).length > 0 ? [...row, otherwise] : row;
}

function faultIn([name, breaks, describe, otherwise = {}]: FaultRow): ProvenFault {
  const { verdict = 'nonconformant', survives = false, besides = [], stray = [] } = otherwise;
  const failed = survives ? besides : [breaks, ...besides];
  return { name, breaks, describe, verdict, failed, caught: !survives, stray };
}

function rowOfVariant({ name, describe, ...otherwise }: ProvenVariant): VariantRow {
  return isAccepted({ name, describe, ...otherwise }) ? [name, describe] : [name, describe, otherwise];
}

function variantIn([name, describe, otherwise]: VariantRow): ProvenVariant {
  return { name, describe, verdict: 'conformant', complaints: [], ...otherwise };
}
