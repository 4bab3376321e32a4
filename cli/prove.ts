import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suiteDigest } from '../reports/digest.ts';
import type { Proof } from '../spec/run/proof.ts';
import { examineAll } from './proof/crew.ts';
import { allSubjects, type Subject } from './proof/subjects.ts';
import {
  defectsOf,
  provenFault,
  provenVariant,
  strengthOf,
  unprovenBy,
  type Finding,
} from './proof/verdict.ts';

export interface ProveOptions {
  readonly output: string;
  readonly seed: number;
  /** How many pairs of variants are drawn. */
  readonly pairs: number;
  readonly workers?: number;
  /** Only subjects whose name contains this. */
  readonly subject?: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Examines every fault and every variant, and writes the kill matrix to `proof.json`.
 * @returns the exit status: 0 when every fault is caught precisely, every deciding requirement is killed by one and
 *   every variant is accepted, 1 otherwise
 */
export async function prove({ output, seed, pairs, workers, subject = '' }: ProveOptions): Promise<number> {
  const began = Date.now();
  const subjects = allSubjects(seed, pairs).filter(
    ({ name }) => name.includes(subject) || name === 'reference',
  );
  const findings = new Map<string, Finding>();
  await examineAll(
    subjects.map(({ name }) => name),
    {
      processes: workers ?? availableParallelism(),
      task: { seed, pairs },
      done: (finding) => {
        findings.set(finding.name, finding);
        tell(findings.size, subjects.length, finding.name);
      },
    },
  );
  const proof = proofOf(subjects, findings, { seed, durationMs: Date.now() - began });
  const file = write(resolve(output), proof);
  const whole = subject === '';
  const defects = defectsOf(whole ? proof : { ...proof, unproven: [] });
  for (const defect of defects) console.log(`  ✗ ${defect}`);
  const { faults, variants } = proof.strength;
  console.log(
    `${faults.caught} of ${faults.planted} faults caught, ${variants.accepted} of ${variants.tried} permitted variants accepted, in ${Math.round(proof.durationMs / 1000)} s. The kill matrix: ${file}`,
  );
  return defects.length === 0 ? 0 : 1;
}

function proofOf(
  subjects: readonly Subject[],
  findings: ReadonlyMap<string, Finding>,
  { seed, durationMs }: Pick<Proof, 'seed' | 'durationMs'>,
): Proof {
  const found = (name: string): Finding => {
    const finding = findings.get(name);
    if (!finding) throw new Error(`${name} was not examined.`);
    return finding;
  };
  const usual = found('reference');
  const faults = subjects.flatMap((one) =>
    one.kind === 'fault' ? [provenFault(one.fault, found(one.name))] : [],
  );
  const variants = subjects.flatMap((one) =>
    one.kind === 'variant' ? [provenVariant(one, found(one.name), usual)] : [],
  );
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return {
    schemaVersion: '1',
    suite: { name, version, digest: suiteDigest(root) },
    seed,
    durationMs,
    strength: strengthOf(faults, variants),
    unproven: unprovenBy(faults),
    faults,
    variants,
  };
}

function write(folder: string, proof: Proof): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'proof.json');
  writeFileSync(`${file}.draft`, `${JSON.stringify(proof, null, 2)}\n`);
  renameSync(`${file}.draft`, file);
  return file;
}

/** A line that is written over on a terminal; a line every tenth elsewhere. */
function tell(done: number, of: number, name: string): void {
  const line = `[${done}/${of}] ${name}`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}${done === of ? '\n' : ''}`);
  else if (done === of || done % Math.ceil(of / 10) === 0) console.log(line);
}
