import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Strength } from '../spec/run/proof.ts';

const file = new URL('./strength.json', import.meta.url);

/** What the last recorded proof found of the suite; undefined where none was recorded. */
export function recordedStrength(): Strength | undefined {
  // Written by \`recordStrength\`; a self-test holds it against the faults and variants that there are.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Strength) : undefined;
}

/** Records what a whole proof found, for the reports to come. */
export function recordStrength(strength: Strength): void {
  writeFileSync(file, `${JSON.stringify(strength, null, 2)}\n`);
}
