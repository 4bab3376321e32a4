import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { merged, mismatchOf, type ShardRun } from '../engine/merge.ts';
import { exitStatusOf } from '../reports/waivers.ts';
import { writeWhole } from '../reports/whole-file.ts';
import { shardFile, writeReports } from '../reports/write.ts';
import { isObject, parsedJson } from '../spec/contract/json.ts';
import { plain } from '../spec/run/plain.ts';
import { diagnosisOf, keepRun } from './certify/last-runs.ts';
import { clearFolder, takeFolder } from './certify/output-folder.ts';
import { reporterFor } from './certify/reporters.ts';
import { catalogueBy } from './requirement-set.ts';
import { writeStatement } from './sign.ts';
import { signingFor } from './signing.ts';
import { suiteFacts } from './suite.ts';
import { UsageError } from './usage-error.ts';

export interface MergeOptions {
  /** The folders of the shards' reports. */
  readonly reports: readonly string[];
  readonly output: string;
  /** File with the private key that signs the certificate. */
  readonly sign?: string;
  /** What the certificate is about: `NAME@sha256:…`. */
  readonly subject?: string;
}

/** Leaves in the folder of a shard's report what it takes to put it together with the others. */
export function writeShard(folder: string, run: ShardRun): void {
  const { records, exchanges, facts, suite, excuse, durationMs, shard } = run;
  const kept: ShardRun = { shard, facts, suite, excuse: excuse ?? null, durationMs, records, exchanges };
  writeWhole(join(folder, shardFile), `${JSON.stringify(kept)}\n`);
}

/**
 * Puts the shards of a run together, and writes the reports of the whole.
 * @returns the exit status of the verdict of the whole
 * @throws UsageError where the shards are not those of one run by this very suite
 */
export function merge({ reports, output, sign, subject }: MergeOptions): number {
  const signing = signingFor({
    ...(sign !== undefined && { key: sign }),
    ...(subject !== undefined && { subject }),
  });
  const shards = reports.map(shardIn);
  const mismatch = mismatchOf(shards);
  if (mismatch !== null) throw new UsageError(`These are not the shards of one run. ${mismatch}`);
  const [first] = shards;
  if (first?.suite.digest !== suiteFacts().digest)
    throw new UsageError('The shards were judged by another version of the suite: merge them with that one.');
  const { catalogue } = catalogueBy(first.suite.requirements?.name);

  const place = resolve(output);
  if (reports.some((report) => resolve(report) === place))
    throw new UsageError(`${plain(output)} is the report of a shard. Name another folder with --output.`);
  const letGo = takeFolder(place);
  try {
    clearFolder(place);
    const { results, exchanges } = merged(shards, catalogue);
    const diagnosis = diagnosisOf(place, results, exchanges);
    const written = writeReports(place, results, exchanges, diagnosis);
    reporterFor({ output: place }).ended(results, exchanges, written, diagnosis);
    for (const line of keepRun(place, results, diagnosis)) console.error(line);
    console.log(writeStatement(place, results, signing));
    return exitStatusOf(results);
  } finally {
    letGo();
  }
}

/** @throws UsageError where there is none */
function shardIn(report: string): ShardRun {
  const file = join(report, shardFile);
  if (!existsSync(file))
    throw new UsageError(
      `There is no ${shardFile} in ${plain(report)}: name the folders of reports that were made with --shard.`,
    );
  const value = parsedJson(readFileSync(file, 'utf8'));
  if (isShardRun(value)) return value;
  throw new UsageError(`${plain(file)} is damaged: run that shard again.`);
}

function isShardRun(value: unknown): value is ShardRun {
  return (
    isObject(value) &&
    ['shard', 'facts', 'suite'].every((key) => isObject(value[key])) &&
    ['records', 'exchanges'].every((key) => Array.isArray(value[key])) &&
    typeof value['durationMs'] === 'number'
  );
}
