/** Requirement sets: which requirements there were at a release and how firmly each, so that a verdict can last. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Evidence } from './requirement.ts';
import { root } from './root.ts';

/** A file of `requirement-sets/`, which never changes once it is there. */
export interface RequirementSet {
  readonly name: string;
  /** The day of its release, ISO 8601. */
  readonly frozen: string;
  readonly requirements: Readonly<Record<string, { readonly evidence: Evidence; readonly since: string }>>;
  /** Ids of earlier sets that are judged no more: since which set, and why. */
  readonly retired: Readonly<Record<string, { readonly since: string; readonly why: string }>>;
}

/** One with what names its exact content. */
export interface NamedSet extends RequirementSet {
  /** `sha256:` and 64 hexadecimal digits, of the file. */
  readonly digest: string;
}

const folder = join(root, 'spec/requirement-sets');

/** From the earliest to the newest. */
export function requirementSetNames(): readonly string[] {
  const numbers = (name: string): readonly number[] => name.split('.').map(Number);
  return readdirSync(folder)
    .flatMap((file) => /^(\d+\.\d+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort((a, b) => {
      const [[yearA = 0, nthA = 0], [yearB = 0, nthB = 0]] = [numbers(a), numbers(b)];
      return yearA - yearB || nthA - nthB;
    });
}

/** The set of a name; null where there is none. */
export function requirementSet(name: string): NamedSet | null {
  if (!requirementSetNames().includes(name)) return null;
  const text = readFileSync(join(folder, `${name}.yaml`), 'utf8');
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  // Written by `npm run release`, and held against the catalogue by a self-test.
  return { ...(parse(text) as RequirementSet), digest };
}
