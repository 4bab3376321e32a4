import type { Results } from '../../spec/run/results.ts';
import { examine, type Finding } from '../certificate/examine.ts';
import { readStatements } from '../certificate/attestation.ts';
import { contradictionsIn } from '../certificate/contradictions.ts';
import type { Result } from '../certificate/statement.ts';
import { type OwnSuite, strayFrom, strayFromSet } from '../certificate/own-suite.ts';
import { resultsIn } from '../results-schema.ts';

/** `submission.yaml`, described by `spec/schemas/submission.schema.json`. */
export interface About {
  readonly implementation: string;
  readonly version: string;
  readonly url?: string;
  /** The commands that start it and certify it. */
  readonly reproduce: string;
}

/** What was submitted, as it lies in a folder. */
export interface Submission {
  /** The name of the folder. */
  readonly name: string;
  readonly about: About;
  /** `results.json`, byte for byte. */
  readonly resultsBytes: Buffer;
  /** A certificate, or a statement that is none. */
  readonly statement?: Buffer;
}

/** A submission that was verified. */
export interface Entry {
  readonly name: string;
  readonly about: About;
  readonly results: Results;
  /**
   * What its requirements could be held against: this very suite, which judged it; the requirement set that it names,
   * where another version did; nothing, where that set is not known here either.
   */
  readonly heldAgainst: 'suite' | 'set' | null;
  /** What the statement says that was submitted with the results; absent where there was none. */
  readonly stated?: Result;
}

/** One that is not shown, and why, a sentence each. */
export interface Rejected {
  readonly name: string;
  readonly why: readonly string[];
}

/** Verifies a submission anew; whether the implementation conforms does not matter. */
export function verified(
  { name, about, resultsBytes, statement }: Submission,
  suite: OwnSuite,
): Entry | Rejected {
  const results = resultsIn(resultsBytes);
  if ('problem' in results) return { name, why: [`results.json ${results.problem}.`] };
  const isOfThisSuite = results.suite.digest === suite.digest;
  const strays = isOfThisSuite ? strayFrom(suite, results) : strayFromSet(suite, results);
  const why = [
    ...contradictionsIn(results).map((one) => `results.json contradicts itself: ${one}.`),
    ...(results.complete ? [] : ['The run was filtered: only whole runs are shown.']),
    ...(strays ?? []).map((one) => `Its requirements are not the suite's: ${one}.`),
    ...(statement === undefined
      ? []
      : brokenIn(statement, resultsBytes, suite).map((one) => `Its statement does not hold: ${one}`)),
  ];
  if (why.length > 0) return { name, why };
  const stated = statement && resultIn(statement);
  const heldAgainst = isOfThisSuite ? 'suite' : strays === null ? null : 'set';
  return { name, about, results, heldAgainst, ...(stated !== undefined && { stated }) };
}

function resultIn(statement: Buffer): Result | undefined {
  const read = readStatements(statement);
  return 'problem' in read ? undefined : read[0]?.statement.predicate.result;
}

function brokenIn(statement: Buffer, bytes: Buffer, suite: OwnSuite): readonly string[] {
  const now = new Date();
  const read = readStatements(statement);
  if ('problem' in read) return [`${read.problem}.`];
  return read
    .flatMap((one): readonly Finding[] =>
      examine(one, { suite, now, results: { file: 'results.json', bytes } }),
    )
    .filter(({ standing }) => standing === 'broken')
    .map(({ says }) => says);
}

/** The newest run of each version, implementations by name and their versions from the newest on. */
export function shown(entries: readonly Entry[]): readonly Entry[] {
  const newest = new Map<string, Entry>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.about.implementation, entry.about.version]);
    const known = newest.get(key);
    if (!known || known.results.startedAt < entry.results.startedAt) newest.set(key, entry);
  }
  return [...newest.values()].sort(
    (a, b) =>
      a.about.implementation.localeCompare(b.about.implementation) ||
      b.results.startedAt.localeCompare(a.results.startedAt),
  );
}

/** The newest version of each implementation. */
export function latest(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Set<string>();
  return shown(entries).filter(({ about: { implementation } }) => {
    if (seen.has(implementation)) return false;
    seen.add(implementation);
    return true;
  });
}
