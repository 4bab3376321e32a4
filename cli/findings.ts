/** What exploration found, a file each, with a shell script that sends the same. */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../reports/whole-file.ts';
import { findingsFolder } from '../reports/write.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { several } from '../spec/run/plain.ts';
import type { Results } from '../spec/run/results.ts';
import { shellScriptOf } from '../reports/formats/shell-script.ts';
import { findingLine } from './explore.ts';
import { placeOf } from './invocation.ts';

/** Writes a file and a script for each finding. @returns lines for the terminal */
export function writeFindings(
  output: string,
  { exploration, suite, target }: Results,
  exchanges: readonly Exchange[],
  baseUrl: string,
): readonly string[] {
  if (!exploration) return [];
  const folder = join(output, findingsFolder);
  const { findings, requests, sequences, seed, brokeOff } = exploration;
  const told = `Explored with seed ${String(seed)}: ${several(requests, 'request')}, ${several(sequences, 'sequence')}, ${several(findings.length, 'finding')}.`;
  if (findings.length > 0) mkdirSync(folder, { recursive: true });
  const lines = findings.map((finding, index) => {
    const name = `${String(index + 1).padStart(3, '0')}-${finding.requirement.replace(/[^\w.-]/g, '_')}`;
    const file = join(folder, `${name}.json`);
    const about = { name: suite.name, version: suite.version, digest: suite.digest };
    const content = { schemaVersion: '1', suite: about, target, seed, evidence: 'inferred', ...finding };
    writeWhole(file, `${JSON.stringify(content, null, 2)}\n`);
    const sent = exchanges.filter(({ id }) => finding.exchanges.includes(id));
    const script = join(folder, `${name}.sh`);
    writeWhole(script, shellScriptOf(sent, baseUrl, findingLine(finding)));
    chmodSync(script, 0o755);
    return `  ${findingLine(finding)}\n    ${placeOf(file)}`;
  });
  return ['', told, ...(brokeOff === undefined ? [] : [`It broke off: ${brokeOff}`]), ...lines];
}
