import { inspect } from 'node:util';

/** What a step found out. */
export interface Findings {
  readonly passed: number;
  readonly failed: number;
  /** Shown in full where something failed. */
  readonly output: string;
}

/** One part of what `npm test` does. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<Findings>;
}

export type Say = (line: string) => void;

/**
 * Takes the steps in their order, at most so many at once, and goes on after one that fails.
 * Each is told when it begins and when it ends; one that throws counts as one failure.
 */
export async function runSteps(
  steps: readonly Step[],
  atOnce: number,
  say: Say,
): Promise<Omit<Findings, 'output'>> {
  const total = { passed: 0, failed: 0 };
  const waiting = [...steps];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const { passed, failed } = await runStep(step, say);
      total.passed += passed;
      total.failed += failed;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return total;
}

async function runStep({ name, run }: Step, say: Say): Promise<Findings> {
  say(`… ${name}`);
  const began = performance.now();
  const findings = await run().catch(failure);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { passed, failed, output } = findings;
  const counts = passed + failed > 1 ? `, ${passed} passed, ${failed} failed` : '';
  say(`${failed === 0 ? '✓' : '✗'} ${name} (${seconds} s${counts})`);
  if (failed > 0) say(`\n${output.trimEnd()}\n`);
  return findings;
}

function failure(error: unknown): Findings {
  return { passed: 0, failed: 1, output: inspect(error) };
}
