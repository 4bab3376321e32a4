import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Proof } from '../spec/run/proof.ts';

const file = new URL('./proof.json', import.meta.url);

/** The last whole proof that was recorded; undefined where none was. */
export function recordedProof(): Proof | undefined {
  // Written by `recordProof`; a self-test holds it against the faults and variants that there are.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Proof) : undefined;
}

/** Records a whole proof, for the reports to come: a line for each fault and variant, so that a change shows. */
export function recordProof({ faults, variants, ...facts }: Proof): void {
  const lines = (rows: readonly unknown[]) => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
  const head = JSON.stringify(facts).slice(0, -1);
  writeFileSync(file, `${head},\n"faults":${lines(faults)},\n"variants":${lines(variants)}}\n`);
}
