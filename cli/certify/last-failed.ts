import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { filteredBeside } from '../../reports/command.ts';
import type { Claim } from '../../engine/claim.ts';
import type { RequirementResult, Results } from '../../spec/run/results.ts';
import { readTargetFile } from '../../target/target-file.ts';
import { placeOf } from '../invocation.ts';
import { readResults, resultsFile } from '../read-results.ts';
import { UsageError } from '../usage-error.ts';

/** What the last run left to be tried again. */
export interface LastFailed {
  /** Ids, in the order of the catalogue; those that decide the verdict where any does. */
  readonly ids: readonly string[];
  readonly seed: number;
  /** The folder of that run's report. */
  readonly folder: string;
  readonly results: Results;
}

/**
 * What failed in the last run that reported into a folder, or into the one for filtered runs beside it.
 * @param config the target file, as it was named; null for the embedded reference
 * @throws UsageError where there was no run, or nothing failed in it
 * @throws TargetFileError
 */
export function lastFailed(output: string, config: string | null): LastFailed {
  const runs = [output, filteredBeside(output)].flatMap((folder) => {
    const results = existsSync(join(folder, resultsFile)) ? resultsOf(folder) : null;
    return results !== null && isOf(results, config) ? [{ folder, results }] : [];
  });
  const [last] = runs.sort((a, b) => b.results.startedAt.localeCompare(a.results.startedAt));
  if (!last) {
    throw new UsageError(
      `There is no run of this target in ${placeOf(output)} whose failures could be tried again. Run once without --last-failed, or name its folder with --output.`,
    );
  }
  const { results, folder } = last;
  const failed = results.requirements.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) {
    throw new UsageError(
      `Nothing failed in the last run of this target, which is in ${placeOf(folder)}: there is nothing to try again.`,
    );
  }
  const deciding = failed.filter(({ evidence }) => evidence !== 'inferred');
  const ids = (deciding.length > 0 ? deciding : failed).map(({ id }) => id);
  return { ids, seed: results.seed, folder, results };
}

/**
 * The claims that are enough to try requirements again: their own, and for each that the contract judges the cheapest
 * one whose exchanges showed that it failed. Where none is known, all of its operation are kept.
 * @param chosen the claims that the ids select
 */
export function enoughFor<C extends Pick<Claim<string, object>, 'id' | 'operation'>>(
  chosen: readonly C[],
  { ids, results }: LastFailed,
): readonly C[] {
  const byId = new Map(results.requirements.map((one) => [one.id, one]));
  const needed = new Set<string>();
  for (const id of ids) {
    const result = byId.get(id);
    if (chosen.some((claim) => claim.id === id)) needed.add(id);
    else if (result) for (const claim of showing(result, chosen, byId)) needed.add(claim.id);
  }
  return chosen.filter(({ id }) => needed.has(id));
}

function showing<C extends Pick<Claim<string, object>, 'id' | 'operation'>>(
  { violations = [], exchanges = [], operation }: RequirementResult,
  chosen: readonly C[],
  byId: ReadonlyMap<string, RequirementResult>,
): readonly C[] {
  const shown = new Set([...exchanges, ...violations.map(({ exchange }) => exchange)]);
  const exchangesOf = ({ id }: C) => byId.get(id)?.exchanges ?? [];
  const [cheapest] = chosen
    .filter((claim) => exchangesOf(claim).some((exchange) => shown.has(exchange)))
    .sort((a, b) => exchangesOf(a).length - exchangesOf(b).length);
  return cheapest ? [cheapest] : chosen.filter((claim) => claim.operation === operation);
}

/** Whether a run was of the target of a file. That of another folder may have named the same file otherwise. */
function isOf({ command, target }: Results, config: string | null): boolean {
  const known = command?.config;
  if (config === null || known === undefined) return config === null && known === undefined;
  return resolve(known) === resolve(config) || target.baseUrl === readTargetFile(config, process.env).baseUrl;
}

/** @returns null for a file that tells of no run of this form */
function resultsOf(folder: string): Results | null {
  const read = readResults(join(folder, resultsFile));
  return 'problem' in read ? null : read.results;
}
