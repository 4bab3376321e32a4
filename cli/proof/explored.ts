import { explorationBasisOf, type Basis } from '../../reports/proof-basis.ts';
import {
  isExploredOfNow,
  readExplorationRecord,
  writeExplorationRecord,
  type Explored,
} from '../../reports/exploration-record.ts';
import { filesOf, placesOf } from './recording.ts';
import type { Subject } from './subjects.ts';
import type { Finding } from './verdict.ts';

/** The share of faults that exploration has to find. */
export const LEAST_SHARE = 0.9;

/** A line for each fault and variant. */
export function linesOf(entries: readonly Explored[]): readonly string[] {
  return entries.map(({ kind, name, requests, found }) => {
    const mark = (kind === 'fault') === (found !== null) ? '✓' : '✗';
    return `${mark} ${name.padEnd(50)} ${String(requests).padStart(5)}  ${found ?? ''}`;
  });
}

/** Permitted ways to be on which something was found. */
export function wrongedIn(entries: readonly Explored[]): readonly string[] {
  return entries.flatMap(({ kind, name, found }) => (kind === 'variant' && found !== null ? [name] : []));
}

interface Extent {
  readonly subjects: readonly Subject[];
  readonly seed: number;
  /** Requests for each. */
  readonly budget: number;
  /** Whether what was recorded of this very code is kept; by default nothing is. */
  readonly goesOn?: boolean;
}

/** The table of what exploration alone finds, while it is made. */
export class ExplorationRecording {
  readonly #root: string;
  readonly #extent: Extent;
  readonly #basis: Basis;
  readonly #places: ReadonlyMap<string, string>;
  readonly #entries: Map<string, Explored>;

  private constructor(root: string, extent: Extent, places: ReadonlyMap<string, string>) {
    this.#root = root;
    this.#extent = extent;
    this.#places = places;
    this.#basis = explorationBasisOf(root);
    const record = extent.goesOn === true ? readExplorationRecord(root) : undefined;
    const isLike = record?.seed === extent.seed && record.budget === extent.budget;
    const fresh = isLike ? record.entries.filter((entry) => isExploredOfNow(entry, this.#basis)) : [];
    this.#entries = new Map(fresh.map((entry) => [entry.name, entry]));
  }

  static async of(root: string, extent: Extent): Promise<ExplorationRecording> {
    return new ExplorationRecording(root, extent, await placesOf(root));
  }

  /** What has to be explored. */
  get stale(): readonly Subject[] {
    return this.#extent.subjects.filter(({ name }) => !this.#entries.has(name));
  }

  /** In the order of the subjects. */
  get entries(): readonly Explored[] {
    return this.#extent.subjects.flatMap(({ name }) => this.#entries.get(name) ?? []);
  }

  /** @throws Error for a subject that stands in no file */
  note({ name, explored }: Finding): void {
    const subject = this.#extent.subjects.find((one) => one.name === name);
    if (!subject || !explored || subject.kind === 'repetition') return;
    const files = filesOf(subject, this.#places);
    const digest = this.#basis.digestFor(files);
    if (digest === null) throw new Error(`It is not known where ${name} is written down.`);
    this.#entries.set(name, { kind: subject.kind, name, files, digest, ...explored });
  }

  /** Writes down what has been explored so far. */
  keep(): void {
    const { seed, budget, subjects } = this.#extent;
    writeExplorationRecord(this.#root, { seed, budget, subjects: subjects.length, entries: this.entries });
  }
}
