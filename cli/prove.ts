import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { Shard } from '../engine/merge.ts';
import { suiteDigest } from '../reports/digest.ts';
import { toProofHtml } from '../reports/html/proof-page.tsx';
import { explorationIn, type Explored } from '../reports/exploration-record.ts';
import { basisOf } from '../reports/proof-basis.ts';
import { isAccepted, strengthOf } from '../reports/proof-record.ts';
import { forEverybody, writeWhole } from '../reports/whole-file.ts';
import { several } from '../spec/run/plain.ts';
import { root } from '../spec/root.ts';
import { requireFolder } from './folder.ts';
import type { Found, Proof, ProvenVariant } from '../spec/run/proof.ts';
import { requirementIds } from '../tests/catalogue.ts';
import { examineAll } from './proof/crew.ts';
import { ExplorationRecording, LEAST_SHARE, linesOf, wrongedIn } from './proof/explored.ts';
import { placesOf, Recording } from './proof/recording.ts';
import { allSubjects, type Extent, type Subject } from './proof/subjects.ts';
import { defectsOf, provenFault, provenVariant, unprovenBy, type Finding } from './proof/verdict.ts';

export interface ProveOptions {
  readonly output: string;
  readonly seed: number;
  /** How many pairs of variants are drawn. */
  readonly pairs: number;
  readonly workers?: number;
  /** Certifies the reference twenty times over, in other orders and with other seeds, instead of the whole proof. */
  readonly stability?: boolean;
  /** Brings the record up to date that reports tell of: what it holds of this very code is not examined again. */
  readonly record?: boolean;
  /** One of so many parts only, each spread over all subjects. */
  readonly shard?: Shard;
  /** Only subjects whose name contains this. */
  readonly subject?: string;
  /** Explores with so many requests each, without a claim, and tells what is found. */
  readonly explore?: number;
}

const REPETITIONS = 20;

/** Seconds after which the record is written again while it is brought up to date. */
const KEEP_EVERY = 5;

/**
 * Examines every fault and every variant, and writes the kill matrix to `proof.json`.
 * @returns the exit status: 0 when every fault is caught precisely, every deciding requirement is killed by one and
 *   every variant is accepted, 1 otherwise
 * @throws UsageError where the output can't be written into
 */
export async function prove(options: ProveOptions): Promise<number> {
  if (options.explore !== undefined) return explored(options, options.explore);
  requireFolder(options.output, 'Name another folder with --output.');
  return options.record === true ? await broughtUpToDate(options) : await examined(options);
}

async function examined(options: ProveOptions): Promise<number> {
  const began = Date.now();
  const { seed, stability = false, subject = '', shard } = options;
  const { subjects, extent } = chosen(options);
  const findings = new Map<string, Finding>();
  await examineEach(subjects, { options, extent, note: (finding) => findings.set(finding.name, finding) });
  const { repetitions, ...found } = foundOf(subjects, findings, seed);
  const whole = subject === '' && shard === undefined && !stability;
  const told = whole ? found : { ...found, unproven: [] };
  return conclude(told, { repetitions, digest: basisOf(root).digest, began, output: options.output });
}

/** The subjects that an examination is about. */
function chosen(options: ProveOptions): { subjects: readonly Subject[]; extent: Extent } {
  const { seed, pairs, explore, stability = false, subject = '', shard } = options;
  const repetitions = stability ? REPETITIONS : 0;
  const extent: Extent = { seed, pairs, repetitions, ...(explore !== undefined && { explore }) };
  const all = allSubjects(extent);
  const subjects = all.filter(
    ({ kind, name }, index) =>
      name === 'reference' ||
      (stability
        ? kind === 'repetition'
        : name.includes(subject) && (shard === undefined || index % shard.total === shard.current - 1)),
  );
  return { subjects, extent };
}

/** Tells what exploration alone finds. @returns 0 where it finds nine faults of ten, and nothing that is permitted */
async function explored(options: ProveOptions, budget: number): Promise<number> {
  const { entries, of } = await (options.record === true
    ? recorded(options, budget)
    : tried(options, budget));
  const { faults, variants } = explorationIn({ budget, entries });
  for (const line of linesOf(entries)) console.log(line);
  const wronged = wrongedIn(entries);
  console.log(
    `${faults.found} of ${faults.planted} faults found by exploration alone, within ${budget} requests each; something was found on ${variants.wronged} of ${variants.tried} permitted ways to be${wronged.length > 0 ? `: ${wronged.join(', ')}` : ''}.${entries.length < of ? ` ${of - entries.length} were not explored.` : ''}`,
  );
  return variants.wronged === 0 && faults.found >= LEAST_SHARE * faults.planted ? 0 : 1;
}

interface Table {
  readonly entries: readonly Explored[];
  readonly of: number;
}

async function tried(options: ProveOptions, budget: number): Promise<Table> {
  const { subjects, extent } = chosen(options);
  const recording = await ExplorationRecording.of(root, { subjects, seed: options.seed, budget });
  await examineEach(subjects, { options, extent, note: (finding) => recording.note(finding) });
  return { entries: recording.entries, of: subjects.length };
}

/** Explores what the record does not hold of this very code. */
async function recorded(options: ProveOptions, budget: number): Promise<Table> {
  const { seed } = options;
  const extent = { seed, pairs: 0, repetitions: 0, explore: budget };
  const subjects = allSubjects(extent);
  const recording = await ExplorationRecording.of(root, { subjects, seed, budget, goesOn: true });
  const { stale } = recording;
  await keptMeanwhile(recording, (note) => examineEach(stale, { options, extent, note }));
  console.log(`${several(subjects.length - stale.length, 'subject')} fresh, ${stale.length} explored anew`);
  return { entries: recording.entries, of: subjects.length };
}

/** Keeps a record while it grows, and when it is interrupted. */
async function keptMeanwhile(
  recording: { note: (finding: Finding) => void; keep: () => void },
  work: (note: (finding: Finding) => void) => Promise<void>,
): Promise<void> {
  const interrupted = (): void => {
    recording.keep();
    process.exit(130);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, interrupted);
  let keptAt = Date.now();
  try {
    await work((finding) => {
      recording.note(finding);
      if (Date.now() - keptAt < KEEP_EVERY * 1000) return;
      recording.keep();
      keptAt = Date.now();
    });
  } finally {
    recording.keep();
    for (const signal of signals) process.off(signal, interrupted);
  }
}

/** Examines what the record does not hold of this very code, and tells what the whole record does. */
async function broughtUpToDate(options: ProveOptions): Promise<number> {
  const began = Date.now();
  const { seed, pairs, output } = options;
  const extent = { seed, pairs, repetitions: 0 };
  const subjects = allSubjects(extent);
  const recording = new Recording(root, { subjects, places: await placesOf(root), seed });
  const { stale } = recording;
  await keptMeanwhile(recording, (note) => examineEach(stale, { options, extent, note }));
  console.log(`${several(subjects.length - stale.length, 'subject')} fresh, ${stale.length} proven anew`);
  return conclude(recording.found, { repetitions: [], digest: recording.digest, began, output });
}

interface Examining {
  readonly options: ProveOptions;
  readonly extent: Extent;
  readonly note: (finding: Finding) => void;
}

async function examineEach(
  subjects: readonly Subject[],
  { options: { workers }, extent, note }: Examining,
): Promise<void> {
  let done = 0;
  await examineAll(
    subjects.map(({ name }) => name),
    {
      processes: workers ?? availableParallelism(),
      extent,
      done: (finding) => {
        note(finding);
        tell((done += 1), subjects.length, finding.name);
      },
    },
  );
}

function foundOf(
  subjects: readonly Subject[],
  findings: ReadonlyMap<string, Finding>,
  seed: number,
): Found & Pick<Proof, 'repetitions'> {
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
  return {
    seed,
    unproven: unprovenBy(faults),
    faults,
    variants: accepted('variant'),
    repetitions: accepted('repetition'),
  };
}

interface Conclusion {
  readonly repetitions: readonly ProvenVariant[];
  /** Names the sources by which it was found. */
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly began: number;
  readonly output: string;
}

/** Tells and writes down what was found. @returns the exit status */
function conclude(found: Found, { repetitions, digest, began, output }: Conclusion): number {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const proof: Proof = {
    schemaVersion: '1',
    suite: { name, version, digest: suiteDigest(root) },
    durationMs: Date.now() - began,
    strength: strengthOf(found, digest),
    ...found,
    repetitions,
  };
  const file = write(resolve(output), proof);
  const defects = defectsOf(proof);
  for (const defect of defects) console.log(`  ✗ ${defect}`);
  console.log(summaryOf(proof, file));
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

function write(folder: string, proof: Proof): string {
  const page = join(folder, 'proof.html');
  writeWhole(join(folder, 'proof.json'), `${JSON.stringify(proof, null, 2)}\n`, forEverybody);
  writeWhole(
    page,
    toProofHtml(proof, { standing: proof, suite: proof.suite, columns: requirementIds }),
    forEverybody,
  );
  return page;
}

/** A line that is written over on a terminal; a line every tenth elsewhere. */
function tell(done: number, of: number, name: string): void {
  const line = `[${done}/${of}] ${name}`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}${done === of ? '\n' : ''}`);
  else if (done === of || done % Math.ceil(of / 10) === 0) console.log(line);
}
