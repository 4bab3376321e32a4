/** What the folder of a report keeps of the last runs, so that the next one can tell what is new. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf } from '../../reports/compare/alike.ts';
import { identityOf } from '../../reports/compare/compare-runs.ts';
import { isKept, type KeptRun, keptOf } from '../../reports/compare/since.ts';
import { Diagnosis } from '../../reports/diagnosis.ts';
import { judgedIn } from '../../reports/labels.ts';
import { knownFaults } from '../../reports/proof-record.ts';
import { writeWhole } from '../../reports/whole-file.ts';
import { isObject, parsedJson } from '../../spec/contract/json.ts';
import { root } from '../../spec/root.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { plain } from '../../spec/run/plain.ts';
import type { Results } from '../../spec/run/results.ts';
import { reasonOf } from '../folder.ts';

/** Stays when the report of a run is taken away for the next one. */
export const lastRunsFile = 'last-runs.json';

/** How many kinds of runs and targets are remembered: each filter is a kind of its own. */
const mostKept = 10;

/** What a run comes to, against the last run of its kind and target that reported into the same folder. */
export function diagnosisOf(output: string, results: Results, exchanges: readonly Exchange[]): Diagnosis {
  const isJudged = judgedIn(results.counts) > 0;
  const last = isJudged ? keptIn(output).find((one) => isAlike(one, results)) : undefined;
  return new Diagnosis(results, exchanges, { known: knownFaults(root), ...(last && { last }) });
}

/**
 * Keeps what a run came to, in the place of the last one of its kind. One that did not get through would make
 * everything look new, and is not kept.
 * @returns what went wrong, if anything did
 */
export function keepRun(output: string, results: Results, { defects }: Diagnosis): readonly string[] {
  if (results.obstacle !== undefined || judgedIn(results.counts) === 0) return [];
  const others = keptIn(output).filter((one) => !isAlike(one, results));
  const runs = [keptOf(results, defects), ...others].slice(0, mostKept);
  try {
    writeWhole(join(output, lastRunsFile), `${JSON.stringify({ schemaVersion: '1', runs })}\n`);
    return [];
  } catch (error) {
    return [plain(`${lastRunsFile} could not be written: ${reasonOf(error)}.`)];
  }
}

/** @returns nothing where there is no such file, or none that this version reads: it is only a memory */
function keptIn(output: string): readonly KeptRun[] {
  try {
    const value = parsedJson(readFileSync(join(output, lastRunsFile), 'utf8'));
    const runs = isObject(value) && value['schemaVersion'] === '1' ? value['runs'] : [];
    return Array.isArray(runs) ? runs.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isAlike(kept: KeptRun, results: Results): boolean {
  const isSame = identityOf(withoutPort(kept)) === identityOf(withoutPort(results));
  return kept.kind === kindOf(results) && isSame;
}

/** On this machine ports come and go, as that of the embedded reference does. */
function withoutPort<Of extends Pick<Results, 'target'>>(run: Of): Of {
  const { target } = run;
  const baseUrl = target.baseUrl.replace(/^(https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])):\d+/, '$1');
  return { ...run, target: { ...target, baseUrl } };
}
