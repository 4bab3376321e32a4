import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contractDigest, suiteDigest } from '../reports/digest.ts';
import { standingOf } from '../reports/proof-record.ts';
import { packageFacts, root } from '../spec/root.ts';
import type { Results } from '../spec/run/results.ts';

/** Names and numbers of this suite, from all of its sources and the record of its proof: read, digested, compared. */
export function factsFromSources(): Results['suite'] {
  return {
    ...packageFacts(),
    digest: suiteDigest(root),
    contract: contractDigest(root),
    ...standingOf(root),
  };
}

/**
 * The same as `cli/build.mjs` found it when it compiled the suite: to read all sources costs each start more than to
 * ask when they last changed.
 * @param from the folder of what is compiled; that of this code by default
 * @param sources the folder of what it was compiled from
 * @returns null where this code is not compiled, or a source is not what it was then
 */
export function factsOfBuild(
  from = fileURLToPath(new URL('.', import.meta.url)),
  sources = root,
): Results['suite'] | null {
  try {
    const files = readFileSync(join(from, '.built-from'), 'utf8').trimEnd().split('\n');
    if (!files.every((line) => isAsBuilt(sources, line))) return null;
    return JSON.parse(readFileSync(join(from, 'suite-facts.json'), 'utf8')) as Results['suite'];
  } catch {
    return null;
  }
}

/** @param line path, bytes and milliseconds of the last change, as `cli/build.mjs` writes them */
function isAsBuilt(sources: string, line: string): boolean {
  const [, file = '', size, changed] = /^(.*) (\d+) ([\d.]+)$/.exec(line) ?? [];
  const now = statSync(join(sources, file));
  return String(now.size) === size && String(now.mtimeMs) === changed;
}
