/**
 * The ledger of verdicts: what known implementations were found to be at the last release. The next one judges them
 * anew, and tells every outcome that is another one now, with the reason.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, sourcesBelow } from '../reports/digest.ts';
import type { Evidence } from '../spec/requirement.ts';
import { root } from '../spec/root.ts';
import { oneLine } from '../spec/run/plain.ts';
import type { Outcome, Results, Verdict } from '../spec/run/results.ts';
import { certified, faulty, installAside, type Known, mocks, registered, versionOf } from './known.ts';

/** What one implementation was found to be. */
export interface Judged {
  readonly verdict: Verdict;
  /** Names the implementation exactly, so that a change of its own is told from one of the suite. */
  readonly digest: string;
  /** What came of each requirement that did not pass. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** `register/ledger.json`: a release, and what it found. */
export interface Ledger {
  readonly version: string;
  /** `sha256:` of the suite that judged. */
  readonly suite: string;
  /** What was judged, and how firmly. */
  readonly requirements: Readonly<Record<string, Evidence>>;
  readonly implementations: Readonly<Record<string, Judged>>;
}

/** An outcome of some implementations that is another one than at the last release. */
export interface Flip {
  /** Null for the verdict itself. */
  readonly requirement: string | null;
  readonly from: Outcome | Verdict | 'not judged';
  readonly to: Outcome | Verdict | 'not judged';
  readonly why: string;
  readonly implementations: readonly string[];
}

const file = join(root, 'register/ledger.json');
const page = join(root, 'docs/verdict-ledger.md');

/** What is judged: the register, and the faulty ones. */
export const subjects: readonly Known[] = [...registered, ...faulty];

/** The ledger of the last release. */
export function lastLedger(): Ledger {
  // Written by this very module.
  return JSON.parse(readFileSync(file, 'utf8')) as Ledger;
}

/** Judges every known implementation by the suite as it is. @throws Error where one can't be certified */
export async function judgedAnew(tell: (line: string) => void): Promise<ReadonlyMap<Known, Results>> {
  installAside(mocks);
  const all = new Map<Known, Results>();
  for (const known of subjects) {
    const results = await certified(known);
    all.set(known, results);
    tell(`${known.implementation}: ${results.verdict}`);
  }
  return all;
}

/** As the ledger keeps it. */
export function ledgerOf(version: string, all: ReadonlyMap<Known, Results>): Ledger {
  const [first] = all.values();
  return {
    version,
    suite: first?.suite.digest ?? '',
    requirements: Object.fromEntries((first?.requirements ?? []).map(({ id, evidence }) => [id, evidence])),
    implementations: Object.fromEntries(
      [...all].map(([known, { verdict, requirements }]) => {
        const open = requirements.filter(({ outcome }) => outcome !== 'passed');
        const outcomes = Object.fromEntries(open.map(({ id, outcome }) => [id, outcome]));
        return [known.name, { verdict, digest: digestOfKnown(known), outcomes }];
      }),
    ),
  };
}

/** Of the sources of an implementation: those of the reference, or the version of a package and what starts it. */
function digestOfKnown(known: Known): string {
  const files =
    known.server.kind === 'reference'
      ? sourcesBelow(root, ['reference'])
      : ['package-lock.json', `${known.name}.yaml`, 'store.mjs', 'generated.mjs'].map(
          (name) => `register/mocks/${name}`,
        );
  const named = [`${known.name} ${versionOf(known)}`, Buffer.alloc(0)] as const;
  const contents = files.map((name) => [name, readFileSync(join(root, name))] as const);
  return digestOf(known.server.kind === 'reference' ? contents : [named, ...contents]);
}

/**
 * Every outcome and verdict that differs, those of several implementations together where requirement, outcomes and
 * reason are the same.
 * @param retired why a requirement is judged no more, by its id
 */
export function flipsBetween(
  before: Ledger,
  now: Ledger,
  retired: Readonly<Record<string, string>> = {},
): readonly Flip[] {
  const single = Object.entries(now.implementations).flatMap(([name, found]) => {
    const known = before.implementations[name];
    if (known === undefined) return [];
    const changed = known.digest === found.digest ? '' : '; the implementation has changed, too';
    const ids = [...new Set([...Object.keys(before.requirements), ...Object.keys(now.requirements)])];
    const flips = ids.flatMap((id): Flip[] => {
      const [from, to] = [outcomeOf(before, known, id), outcomeOf(now, found, id)];
      if (from === to) return [];
      const why = `${reasonOf(id, before, now, retired)}${changed}`;
      return [{ requirement: id, from, to, why, implementations: [name] }];
    });
    const decides = flips.filter(({ requirement }) => isFirm(requirement ?? '', before, now));
    const verdict: Flip[] =
      known.verdict === found.verdict
        ? []
        : [
            {
              requirement: null,
              from: known.verdict,
              to: found.verdict,
              why: `${decides.map(({ requirement }) => requirement).join(', ') || 'no requirement that decides'}${changed}`,
              implementations: [name],
            },
          ];
    return [...verdict, ...flips];
  });
  const together = new Map<string, Flip>();
  for (const flip of single) {
    const { implementations, ...same } = flip;
    const key = JSON.stringify(same);
    const known = together.get(key)?.implementations ?? [];
    together.set(key, { ...same, implementations: [...known, ...implementations] });
  }
  return [...together.values()];
}

function outcomeOf({ requirements }: Ledger, { outcomes }: Judged, id: string): Outcome | 'not judged' {
  return Object.hasOwn(requirements, id) ? (outcomes[id] ?? 'passed') : 'not judged';
}

function isFirm(id: string, ...ledgers: readonly Ledger[]): boolean {
  return ledgers.some(({ requirements }) => ['stated', 'shown'].includes(requirements[id] ?? ''));
}

function reasonOf(
  id: string,
  { requirements: earlier }: Ledger,
  { requirements: later }: Ledger,
  retired: Readonly<Record<string, string>>,
): string {
  const [was, is] = [earlier[id], later[id]];
  if (was === undefined) return 'the requirement is new';
  if (is === undefined) return `the requirement is judged no more: ${retired[id] ?? 'no reason was given'}`;
  return was === is ? 'the suite judges otherwise' : `the evidence was ${was} and is ${is}`;
}

/** A section of the page for one release: requirements to which the same happened at the same places share a row. */
export function sectionOf(before: Ledger, now: Ledger, day: string, flips: readonly Flip[]): string {
  const judgedAgain = Object.keys(now.implementations).filter((name) => name in before.implementations);
  const cell = (text: string): string => oneLine(text, 400).replaceAll('|', '\\|');
  const where = (names: readonly string[]): string => {
    const others = judgedAgain.filter((name) => !names.includes(name));
    if (names.length <= others.length) return names.join(', ');
    return others.length === 0 ? 'all' : `all but ${others.join(', ')}`;
  };
  const rows = new Map<string, string[]>();
  for (const { requirement, from, to, why, implementations } of flips) {
    const what = `${from} | ${to} | ${cell(why)} | ${where(implementations)} |`;
    const name = requirement === null ? '**verdict**' : `\`${requirement}\``;
    rows.set(what, [...(rows.get(what) ?? []), name]);
  }
  const table = [
    '| requirements | was | is | why | implementations |',
    '| --- | --- | --- | --- | --- |',
    ...[...rows].map(([what, names]) => `| ${names.join(', ')} | ${what}`),
  ];
  return [
    `## ${now.version} (${day})`,
    '',
    `${judgedAgain.length} known implementations were judged again that ${before.version} had judged; ${flips.length === 0 ? 'no outcome changed.' : 'these outcomes changed:'}`,
    '',
    ...(flips.length === 0 ? [] : [...table, '']),
  ].join('\n');
}

/** Writes the ledger of a release, and its section on the page, above those of earlier ones. */
export function enter(now: Ledger, section: string): void {
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  const text = readFileSync(page, 'utf8');
  const at = text.indexOf('\n## ') + 1;
  writeFileSync(page, at === 0 ? `${text}\n${section}` : `${text.slice(0, at)}${section}\n${text.slice(at)}`);
}
