import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Strength } from '../spec/run/proof.ts';
import { explorationBasisOf, type Basis } from './proof-basis.ts';
import { forEverybody, writeWhole } from './whole-file.ts';

/** What exploration alone made of one fault or variant, and what that rests on. */
export interface Explored {
  readonly kind: 'fault' | 'variant';
  readonly name: string;
  /** Where it is written down; none for the reference itself. */
  readonly files: readonly string[];
  /** `Basis.digestFor` those files, when it was explored. */
  readonly digest: string;
  /** Up to the first finding, or until the budget was used up. */
  readonly requests: number;
  /** The first finding in one line; null where nothing was found. */
  readonly found: string | null;
}

/** The table of what exploration finds without a claim, over the faults and variants of the proof. */
export interface ExplorationRecord {
  readonly seed: number;
  /** How many requests each was explored with at most. */
  readonly budget: number;
  /** How many faults and variants there were; those that are not among the entries were never explored. */
  readonly subjects: number;
  readonly entries: readonly Explored[];
}

const place = 'reports/exploration.json';
const schemaVersion = '1';

/** The record as it is written down: a subject is a line, below a line for what it rests on. */
interface Written extends Omit<ExplorationRecord, 'entries'> {
  readonly schemaVersion: string;
  readonly groups: readonly (Pick<Explored, 'kind' | 'files' | 'digest'> & {
    readonly rows: readonly (readonly [name: string, requests: number, found: string | null])[];
  })[];
}

/** The record of the project at a root; undefined where there is none, or none that can be read. */
export function readExplorationRecord(root: string): ExplorationRecord | undefined {
  try {
    // Written by `writeExplorationRecord`: whoever changes the form changes its version.
    const written = JSON.parse(readFileSync(path.join(root, place), 'utf8')) as Written;
    if (written.schemaVersion !== schemaVersion) return undefined;
    const { seed, budget, subjects, groups } = written;
    const entries = groups.flatMap(({ rows, ...restsOn }) =>
      rows.map(([name, requests, found]): Explored => ({ ...restsOn, name, requests, found })),
    );
    return { seed, budget, subjects, entries };
  } catch {
    return undefined;
  }
}

/** Writes the record whole, the subjects in their order. */
export function writeExplorationRecord(root: string, { entries, ...facts }: ExplorationRecord): void {
  const groups = new Map<string, string[]>();
  for (const { kind, files, digest, name, requests, found } of entries) {
    const head = `${JSON.stringify({ kind, files, digest }).slice(0, -1)},"rows":[`;
    groups.set(head, [...(groups.get(head) ?? []), JSON.stringify([name, requests, found])]);
  }
  const lines = [...groups].map(([head, rows]) => `${head}\n${rows.join(',\n')}\n]}`);
  const head = JSON.stringify({ schemaVersion, ...facts }).slice(0, -1);
  writeWhole(path.join(root, place), `${head},"groups":[\n${lines.join(',\n')}\n]}\n`, forEverybody);
}

/** Whether all that an outcome rests on is as it was. */
export function isExploredOfNow({ files, digest }: Explored, basis: Basis): boolean {
  return basis.digestFor(files) === digest;
}

/** The numbers of a record, whether they still hold or not. */
export function explorationIn({
  budget,
  entries,
}: Pick<ExplorationRecord, 'budget' | 'entries'>): NonNullable<Strength['exploration']> {
  const faults = entries.filter(({ kind }) => kind === 'fault');
  const variants = entries.filter(({ kind }) => kind === 'variant');
  const isFound = ({ found }: Explored): boolean => found !== null;
  return {
    requests: budget,
    faults: { found: faults.filter(isFound).length, planted: faults.length },
    variants: { wronged: variants.filter(isFound).length, tried: variants.length },
  };
}

/** What the suite of a root may say of exploring; undefined where not all was explored with this very code. */
export function explorationOf(root: string): Strength['exploration'] {
  const record = readExplorationRecord(root);
  if (record === undefined || record.entries.length < record.subjects) return undefined;
  const basis = explorationBasisOf(root);
  return record.entries.every((entry) => isExploredOfNow(entry, basis)) ? explorationIn(record) : undefined;
}
