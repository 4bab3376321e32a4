import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { filesFor, type Result } from '../reports/certificate/statement.ts';
import { ownSuite } from '../reports/certificate/own-suite.ts';
import { compareRuns } from '../reports/compare/compare-runs.ts';
import { toComparisonHtml } from '../reports/compare/comparison-page.tsx';
import {
  type About,
  type Entry,
  latest,
  type Rejected,
  shown,
  type Submission,
  verified,
} from '../reports/compare/register.ts';
import { toRegisterHtml } from '../reports/compare/register-page.tsx';
import { badgeOf } from '../reports/formats/badge.ts';
import { apiTitle } from '../spec/openapi.ts';
import { oneLine, several } from '../spec/run/plain.ts';
import schema from '../spec/schemas/submission.schema.json' with { type: 'json' };
import { validating } from '../spec/schemas/validating.ts';
import { problemsInWords } from '../target/target-file-error.ts';
import { problemsOf } from '../target/target-problems.ts';
import { writeInto } from './comparison-output.ts';
import { resultsFile } from './read-results.ts';
import { bySets } from './requirement-set.ts';
import { suite } from './suite.ts';
import { UsageError } from './usage-error.ts';

export interface PublishOptions {
  /** Holds a folder for each submission. */
  readonly folder: string;
  /** Where the site goes. */
  readonly output: string;
}

const submissionFile = 'submission.yaml';

/** Where a submission's statement may stand: a certificate, or one that is none. */
const statementPlaces = (['PASSED', 'FAILED'] as const satisfies readonly Result[]).flatMap((result) => {
  const { line, bundle } = filesFor(result);
  return [line, bundle];
});
const isAbout = validating({ allErrors: true, verbose: true }).compile<About>(schema);

/**
 * Verifies what was submitted, and writes a site of it: a page of all implementations, one that compares the newest of
 * each, a badge for each, a feed.
 * @returns the exit status: 1 where something was submitted that can't be shown, 0 otherwise
 * @throws UsageError where the folder is none or holds nothing, or the site can't be written
 */
export function publish({ folder, output }: PublishOptions): number {
  const own = ownSuite({ ...bySets, features: Object.keys(suite.api.features) });
  const all = foldersIn(folder).map((place): Entry | Rejected => {
    const submission = submissionIn(place);
    return 'why' in submission ? submission : verified(submission, own);
  });
  const entries = shown(all.filter((one): one is Entry => !('why' in one)));
  const rejected = all.filter((one): one is Rejected => 'why' in one);
  for (const { name, why } of rejected)
    console.error(`Not shown: ${oneLine(name)}. ${why.map((one) => oneLine(one, 300)).join(' ')}`);
  const newest = latest(entries);
  const compared = newest.length > 1;
  writeInto(output, {
    'index.html': toRegisterHtml(entries, rejected, {
      ...(compared && { comparison: 'comparison.html' }),
      feed: 'feed.xml',
      badgeOf: badgeFile,
    }),
    ...(compared && { 'comparison.html': comparisonOf(newest) }),
    ...Object.fromEntries(
      entries.map((entry) => [badgeFile(entry), `${JSON.stringify(badgeOf(entry.results), null, 2)}\n`]),
    ),
    'feed.xml': feedOf(entries),
  });
  const unchecked = entries.filter(({ heldAgainst }) => heldAgainst === null);
  for (const { name } of unchecked)
    console.error(
      `Shown with a remark: ${oneLine(name)}. Another version of the suite judged it, by no requirement set that is known here.`,
    );
  console.log(
    `${several(entries.length, 'version')} shown, ${String(rejected.length)} not: ${resolve(output, 'index.html')}`,
  );
  return rejected.length === 0 ? 0 : 1;
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder))
    throw new UsageError(`${oneLine(folder)} does not exist. Name the folder of the submissions.`);
  const places = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(folder, name))
    .sort();
  if (places.length > 0) return places;
  throw new UsageError(
    `${oneLine(folder)} holds no submission: a folder for each, with ${resultsFile} and ${submissionFile}.`,
  );
}

function submissionIn(place: string): Submission | Rejected {
  const name = basename(place);
  for (const file of [resultsFile, submissionFile]) {
    if (!existsSync(join(place, file))) return { name, why: [`There is no ${file}.`] };
  }
  const about = aboutIn(readFileSync(join(place, submissionFile), 'utf8'));
  if (typeof about === 'string') return { name, why: [about] };
  const statement = statementPlaces.map((file) => join(place, file)).find((file) => existsSync(file));
  return {
    name,
    about,
    resultsBytes: readFileSync(join(place, resultsFile)),
    ...(statement !== undefined && { statement: readFileSync(statement) }),
  };
}

/** What a submission says of itself, or in a sentence what is wrong with it. */
function aboutIn(text: string): About | string {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    return `${submissionFile} is no YAML.`;
  }
  if (isAbout(value)) return value;
  return problemsInWords(
    submissionFile,
    problemsOf(isAbout.errors ?? [], () => undefined),
  );
}

function comparisonOf(entries: readonly Entry[]): string {
  return toComparisonHtml(
    compareRuns(
      entries.map(({ about, results }) => ({ label: `${about.implementation} ${about.version}`, results })),
    ),
  );
}

function badgeFile({ name }: Entry): string {
  return `badge-${name.replace(/[^\w.-]/g, '_')}.json`;
}

/** An Atom feed of verdicts, the newest first. */
function feedOf(entries: readonly Entry[]): string {
  const newestFirst = entries.toSorted((a, b) => b.results.startedAt.localeCompare(a.results.startedAt));
  const items = newestFirst.map(({ about, results: { runId, startedAt, verdict, counts } }) => {
    const title = `${about.implementation} ${about.version}: ${verdict}`;
    const summary = `${several(counts.passed, 'requirement')} passed, ${String(counts.failed)} failed.`;
    return `  <entry><id>urn:uuid:${runId}</id><title>${xml(title)}</title><updated>${startedAt}</updated><summary>${xml(summary)}</summary></entry>`;
  });
  const updated = newestFirst[0]?.results.startedAt ?? new Date(0).toISOString();
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>urn:amocrm-conformance:register</id><title>${xml(`Conformance: ${apiTitle}`)}</title><updated>${updated}</updated><author><name>amocrm-conformance</name></author>`,
    ...items,
    '</feed>\n',
  ].join('\n');
}

function xml(text: string): string {
  return oneLine(text, 200).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
