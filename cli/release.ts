/**
 * `npm run release -- VERSION SET`: freezes the requirements as a set, and gives what CHANGELOG.md has under
 * Unreleased that version and today's day; parts for CI name it then, too. Known implementations are judged again, and
 * what changed goes to the ledger of verdicts. Writes files alone; what is committed and published stays with people.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Catalogue } from '../engine/selection.ts';
import { type RequirementSet, requirementSet, requirementSetNames } from '../spec/requirement-sets.ts';
import { root } from '../spec/root.ts';
import { several } from '../spec/run/plain.ts';
import { enter, flipsBetween, judgedAnew, lastLedger, ledgerOf, sectionOf } from '../register/ledger.ts';
import { catalogue as current } from '../tests/catalogue.ts';

/**
 * The set that a catalogue makes after an earlier one.
 * @throws Error naming requirements of the earlier one that are gone and that `retired` gives no reason for
 */
export function frozenSet(
  catalogue: Catalogue,
  {
    name,
    day,
    earlier,
    retired = {},
  }: {
    readonly name: string;
    readonly day: string;
    readonly earlier: RequirementSet | null;
    /** Why each requirement that is gone is gone, by its id. */
    readonly retired?: Readonly<Record<string, string>>;
  },
): RequirementSet {
  const gone = Object.keys(earlier?.requirements ?? {}).filter((id) => !Object.hasOwn(catalogue, id));
  const unexplained = gone.filter((id) => !Object.hasOwn(retired, id));
  if (unexplained.length > 0)
    throw new Error(
      `Say why these are judged no more, as ID=REASON behind the set: ${unexplained.join(', ')}`,
    );
  const entries = Object.entries(catalogue).map(([id, { evidence }]) => {
    const since = earlier?.requirements[id]?.since ?? name;
    return [id, { evidence, since }] as const;
  });
  return {
    name,
    frozen: day,
    requirements: Object.fromEntries(entries),
    retired: {
      ...earlier?.retired,
      ...Object.fromEntries(gone.map((id) => [id, { since: name, why: retired[id] ?? '' }])),
    },
  };
}

/** As a file of `spec/requirement-sets/` has it: a requirement is a line. */
export function setText(set: RequirementSet): string {
  const { name, frozen, requirements, retired } = set;
  const lines = Object.entries(requirements).map(
    ([id, { evidence, since }]) => `  ${id}: { evidence: ${evidence}, since: '${since}' }`,
  );
  return [
    `# Frozen: what has come or changed since stands in a later set.`,
    `name: '${name}'`,
    `frozen: '${frozen}'`,
    'requirements:',
    ...lines,
    stringify({ retired }),
  ].join('\n');
}

/**
 * A changelog whose unreleased changes have become those of a version.
 * @throws Error where there are none
 */
export function releasedChangelog(text: string, version: string, day: string): string {
  const [, unreleased = ''] = /^## Unreleased\n([^]*?)(?=^## |$(?![^]))/m.exec(text) ?? [];
  if (unreleased.trim() === '') throw new Error('CHANGELOG.md has nothing under Unreleased.');
  return text.replace(/^## Unreleased\n/m, `## Unreleased\n\n## ${version} (${day})\n`);
}

async function release([version, name, ...reasons]: readonly string[]): Promise<void> {
  if (version === undefined || name === undefined || !/^\d{4}\.\d+$/.test(name))
    throw new Error('Name a version and a set, as in: npm run release -- 1.1.0 2027.1');
  const file = join(root, 'spec/requirement-sets', `${name}.yaml`);
  if (existsSync(file)) throw new Error(`${name} is frozen already: choose the next name.`);
  const day = new Date().toISOString().slice(0, 10);
  const retired = Object.fromEntries(
    reasons.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
  );
  const earlier = requirementSet(requirementSetNames().at(-1) ?? '');
  const frozen = frozenSet(current, { name, day, earlier, retired });
  const log = join(root, 'CHANGELOG.md');
  const changelog = releasedChangelog(readFileSync(log, 'utf8'), version, day);
  const described = join(root, 'package.json');
  const next = readFileSync(described, 'utf8').replace(/"version": "[^"]*"/, `"version": "${version}"`);
  const before = lastLedger();
  const now = ledgerOf(version, await judgedAnew((line) => console.log(line)));
  const flips = flipsBetween(before, now, retired);
  writeFileSync(file, setText(frozen));
  enter(now, sectionOf(before, now, day, flips));
  for (const place of ['templates/conformance.yml', 'docs/ci.md'].map((name) => join(root, name)))
    writeFileSync(
      place,
      readFileSync(place, 'utf8').replace(/(amocrm-conformance@)\d+\.\d+\.\d+/g, `$1${version}`),
    );
  writeFileSync(log, changelog);
  writeFileSync(described, next);
  console.log(
    `Wrote ${file}, CHANGELOG.md, package.json, the version in templates/ and docs/ci.md, and the ledger of verdicts, in which ${several(flips.length, 'outcome')} changed. Then: npm run register, npm run prove -- --record`,
  );
}

if (process.argv[1] === join(root, 'cli/release.ts')) {
  try {
    await release(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
