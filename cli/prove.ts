import { mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suiteDigest } from '../reports/digest.ts';
import { toProofHtml } from '../reports/html/proof-page.tsx';
import { recordProof } from '../reports/recorded-proof.ts';
import { writeWhole } from '../reports/whole-file.ts';
import { requirementIds } from '../tests/catalogue.ts';
import type { Proof } from '../spec/run/proof.ts';
import { examineAll } from './proof/crew.ts';
import { allSubjects, type Subject } from './proof/subjects.ts';
import {
  defectsOf,
  isAccepted,
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
  /** Certifies the reference twenty times over, in other orders and with other seeds, instead of the whole proof. */
  readonly stability?: boolean;
  /** Keeps what a whole proof found, for the reports to tell. */
  readonly record?: boolean;
  /** Every fifth subject only, beginning with this one. */
  readonly fifth?: number;
  /** Only subjects whose name contains this. */
  readonly subject?: string;
}

const REPETITIONS = 20;

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Examines every fault and every variant, and writes the kill matrix to `proof.json`.
 * @returns the exit status: 0 when every fault is caught precisely, every deciding requirement is killed by one and
 *   every variant is accepted, 1 otherwise
 */
export async function prove(options: ProveOptions): Promise<number> {
  const began = Date.now();
  const { output, seed, pairs, workers, stability = false, record = false, subject = '', fifth } = options;
  const extent = { seed, pairs, repetitions: stability ? REPETITIONS : 0 };
  const subjects = allSubjects(extent).filter(
    ({ kind, name }, index) =>
      name === 'reference' ||
      (stability
        ? kind === 'repetition'
        : name.includes(subject) && (fifth === undefined || index % 5 === fifth)),
  );
  const findings = new Map<string, Finding>();
  await examineAll(
    subjects.map(({ name }) => name),
    {
      processes: workers ?? availableParallelism(),
      extent,
      done: (finding) => {
        findings.set(finding.name, finding);
        tell(findings.size, subjects.length, finding.name);
      },
    },
  );
  const proof = proofOf(subjects, findings, { seed, durationMs: Date.now() - began });
  const file = write(resolve(output), proof);
  const whole = subject === '' && fifth === undefined && !stability;
  const defects = defectsOf(whole ? proof : { ...proof, unproven: [] });
  for (const defect of defects) console.log(`  ✗ ${defect}`);
  console.log(summaryOf(proof, file));
  if (record && whole && defects.length === 0) recordProof(proof);
  return defects.length === 0 ? 0 : 1;
}

function summaryOf({ strength: { faults, variants }, repetitions, durationMs }: Proof, file: string): string {
  const parts = [
    ...(faults.planted > 0 ? [`${faults.caught} of ${faults.planted} faults caught`] : []),
    `${variants.accepted} of ${variants.tried} permitted variants accepted`,
    ...(repetitions.length > 0
      ? [
          `${repetitions.filter(isAccepted).length} of ${repetitions.length} repetitions gave the same outcomes`,
        ]
      : []),
  ];
  return `${parts.join(', ')}, in ${Math.round(durationMs / 1000)} s. The kill matrix: ${file}`;
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
  const accepted = (kind: 'variant' | 'repetition') =>
    subjects.flatMap((one) => (one.kind === kind ? [provenVariant(one, found(one.name), usual)] : []));
  const variants = accepted('variant');
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
    repetitions: accepted('repetition'),
  };
}

function write(folder: string, proof: Proof): string {
  mkdirSync(folder, { recursive: true });
  const page = join(folder, 'proof.html');
  writeWhole(join(folder, 'proof.json'), `${JSON.stringify(proof, null, 2)}\n`);
  writeWhole(page, toProofHtml(proof, requirementIds));
  return page;
}

/** A line that is written over on a terminal; a line every tenth elsewhere. */
function tell(done: number, of: number, name: string): void {
  const line = `[${done}/${of}] ${name}`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}${done === of ? '\n' : ''}`);
  else if (done === of || done % Math.ceil(of / 10) === 0) console.log(line);
}
