import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { Running } from '../engine/certification.ts';
import { replaySteps, type Replayed } from '../engine/explore/replay.ts';
import { startReference } from '../reference/server.ts';
import { isObject, parsedJson } from '../spec/contract/json.ts';
import type { Step } from '../spec/run/exploration.ts';
import { plain } from '../spec/run/plain.ts';
import { exitStatus } from '../spec/run/verdict.ts';
import { refusal } from '../target/consent.ts';
import { journalOf } from '../target/journal.ts';
import { parseTarget, readTargetFile } from '../target/target-file.ts';
import { terrain } from './explore.ts';
import { remedyInWords } from './journal.ts';
import { suite, suiteFacts } from './suite.ts';
import { UsageError } from './usage-error.ts';

export interface ReplayOptions {
  readonly file: string;
  /** The target file; without one the reference implementation is asked. */
  readonly config?: string;
}

const statuses = {
  fixed: exitStatus.conformant,
  failed: exitStatus.nonconformant,
  error: exitStatus.inconclusive,
} as const;

interface Recorded {
  readonly requirement: string;
  readonly seed: number;
  readonly steps: readonly Step[];
}

/**
 * Plays a finding once more.
 * @returns 0 where it is fixed, 1 where it still fails, 3 where it can't be told
 * @throws UsageError, TargetFileError
 */
export async function replay({ file, config }: ReplayOptions): Promise<number> {
  const { requirement, seed, steps } = recordedIn(file);
  const described = config === undefined ? null : readTargetFile(config, process.env);
  if (described?.writable === false) throw new UsageError(refusal(described));
  const reference = described ? null : await startReference();
  const target = described ?? parseTarget(stringify(reference?.targetFile), 'the reference', {});
  const running = new Running({
    ...suite,
    claims: [],
    seed,
    target,
    profile: 'explore',
    suite: suiteFacts(),
    isInProcess: described === null,
    ...(described && journalOf({ target, seed }, process.env, (dead) => remedyInWords(dead, config ?? ''))),
  });
  try {
    await running.open();
    const { obstacle } = running.facts;
    if (obstacle !== undefined) {
      console.log(plain(`It can't be told: ${obstacle}`));
      return exitStatus.inconclusive;
    }
    const came = await running.play((setting) => replaySteps(terrain({}), setting, steps));
    console.log(plain(tell(came, steps, requirement).join('\n')));
    return statuses[came.end.outcome];
  } finally {
    await running.close();
    await reference?.close();
  }
}

/** @throws UsageError */
function recordedIn(file: string): Recorded {
  const value = parsedJson(readFileSync(file, 'utf8'));
  if (!isObject(value) || !Array.isArray(value['steps']) || typeof value['requirement'] !== 'string')
    throw new UsageError(`${file} is no finding of an exploration.`);
  const steps = value['steps'] as unknown[];
  const isWhole = steps.every((step): step is Step => isObject(step) && typeof step['kind'] === 'string');
  if (!isWhole) throw new UsageError(`${file} is damaged: a step has no kind.`);
  const seed = Number.isSafeInteger(value['seed']) ? Number(value['seed']) : 1;
  return { requirement: value['requirement'], seed, steps: steps };
}

function tell({ outcomes, end }: Replayed, steps: readonly Step[], requirement: string): readonly string[] {
  const lines = steps.map(
    (step, index) => `${String(index + 1)}. ${step.kind}: ${outcomes[index] ?? 'not taken'}`,
  );
  switch (end.outcome) {
    case 'fixed':
      return [...lines, `Fixed: ${requirement} holds in this sequence.`];
    case 'error':
      return [...lines, `It can't be told: ${end.says}`];
    case 'failed':
      return [...lines, `Still failing: ${end.requirement}: ${end.says}`];
  }
}
