import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sourcesBelow } from '../../reports/digest.ts';
import { basisOf, subjectFolders, type Basis } from '../../reports/proof-basis.ts';
import {
  foundIn,
  isFresh,
  readRecord,
  writeRecord,
  type Entry,
  type ProofRecord,
} from '../../reports/proof-record.ts';
import type { Found } from '../../spec/run/proof.ts';
import type { Subject } from './subjects.ts';
import { provenFault, provenVariant, unprovenBy, type Finding } from './verdict.ts';

/** What is recorded, and where it stands. */
interface Extent {
  readonly subjects: readonly Subject[];
  /** The file of each fault and variant, by its name. */
  readonly places: ReadonlyMap<string, string>;
  readonly seed: number;
}

/** The record of the proof while it is brought up to date: what still holds is kept, the rest is proven anew. */
export class Recording {
  readonly #root: string;
  readonly #extent: Extent;
  readonly #basis: Basis;
  readonly #earlier: ReadonlyMap<string, Entry>;
  readonly #findings = new Map<string, Finding>();

  /** @param root of the project whose record it is */
  constructor(root: string, extent: Extent) {
    this.#root = root;
    this.#extent = extent;
    this.#basis = basisOf(root);
    const record = readRecord(root);
    const entries = record?.seed === extent.seed ? record.entries : [];
    this.#earlier = new Map(entries.map((entry) => [entry.proven.name, entry]));
  }

  /** What has to be examined. Variants are compared with the reference, so it is examined along with them. */
  get stale(): readonly Subject[] {
    const stale = this.#extent.subjects.filter(({ name }) => {
      const entry = this.#earlier.get(name);
      return entry === undefined || !isFresh(entry, this.#basis);
    });
    const compared = stale.some(({ kind }) => kind === 'variant');
    return this.#extent.subjects.filter((one) => stale.includes(one) || (compared && isReference(one)));
  }

  /** Takes in what was found of a subject. */
  note(finding: Finding): void {
    this.#findings.set(finding.name, finding);
  }

  /** Writes down what has been proven so far; what is no subject any more leaves the record. */
  keep(): void {
    writeRecord(this.#root, this.#record());
  }

  /** What the whole record tells. */
  get found(): Found {
    return foundIn(this.#record());
  }

  get digest(): string {
    return this.#basis.digest;
  }

  #record(): ProofRecord {
    const { subjects, seed } = this.#extent;
    const entries = subjects.flatMap((one) => this.#proven(one) ?? this.#earlier.get(one.name) ?? []);
    const faults = entries.flatMap((entry) => (entry.kind === 'fault' ? [entry.proven] : []));
    return { digest: this.digest, seed, subjects: subjects.length, unproven: unprovenBy(faults), entries };
  }

  #proven(subject: Subject): Entry | undefined {
    const finding = this.#findings.get(subject.name);
    const usual = this.#findings.get('reference');
    if (!finding) return undefined;
    const restsOn = this.#restsOn(subject);
    if (subject.kind === 'fault')
      return { ...restsOn, kind: 'fault', proven: provenFault(subject.fault, finding) };
    return usual && { ...restsOn, kind: 'variant', proven: provenVariant(subject, finding, usual) };
  }

  /** @throws Error for a subject that stands in no file */
  #restsOn(subject: Subject): Pick<Entry, 'files' | 'digest'> {
    const files = filesOf(subject, this.#extent.places);
    const digest = this.#basis.digestFor(files);
    if (digest === null) throw new Error(`It is not known where ${subject.name} is written down.`);
    return { files, digest };
  }
}

/** Where a subject is written down; nowhere for the reference itself. */
export function filesOf(subject: Subject, places: ReadonlyMap<string, string>): readonly string[] {
  const names = subject.kind === 'variant' ? subject.variants.map(({ name }) => name) : [subject.name];
  return [...new Set(names.map((name) => places.get(name) ?? name))].sort();
}

function isReference({ name }: Subject): boolean {
  return name === 'reference';
}

/**
 * Where each fault and variant is written down: of the modules that export it, in a list or by itself, the one that
 * exports the fewest, since others gather what they export.
 * @param root of this project
 */
export async function placesOf(root: string): Promise<ReadonlyMap<string, string>> {
  // What is compiled does not know of what file it came.
  const { register } = await import('tsx/esm/api');
  register();
  const modules = await Promise.all(
    sourcesBelow(root, subjectFolders).map(async (file) => {
      const exported = (await import(pathToFileURL(path.join(root, file)).href)) as object;
      return { file, names: Object.values(exported).flat().flatMap(nameOf) };
    }),
  );
  const mostFirst = modules.sort((a, b) => b.names.length - a.names.length);
  return new Map(mostFirst.flatMap(({ file, names }) => names.map((name) => [name, file] as const)));
}

function nameOf(exported: unknown): readonly string[] {
  const isSubject = typeof exported === 'object' && exported !== null && 'describe' in exported;
  return isSubject && 'name' in exported && typeof exported.name === 'string' ? [exported.name] : [];
}
