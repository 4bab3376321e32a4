import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startReference } from '../../../reference/server.ts';
import { command, type Ended } from '../cli/command.ts';
import { seenOf } from '../sweep/killing.ts';
import { startProxy } from './proxy.ts';
import type { Harm } from './troubles.ts';

/** Seconds that the suite waits for an answer here. */
export const TIMEOUT = 2;

/** Seconds in which a busy machine makes the reports; the waits that are broken off take ten times as long. */
export const REPORTING = 6;

interface Interrupted extends Ended {
  /** From the interrupt to the end. */
  readonly seconds: number;
  /** Whether the account is as it was. */
  readonly isClean: boolean;
}

/**
 * Interrupts a run, as Ctrl-C does, while it waits for what a line does to its requests from the fortieth on.
 * @param lasting for how many requests it does so
 */
export async function interrupted(harm: Harm, lasting: number): Promise<Interrupted> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-network-'));
  const reference = await startReference();
  let struck = 0;
  let onStruck: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (onStruck = resolve));
  const strike = ({ number }: { number: number }) => {
    if (number < 40 || struck >= lasting) return null;
    struck += 1;
    onStruck();
    return { play: harm, before: true };
  };
  const proxy = await startProxy({ baseUrl: reference.baseUrl, trouble: { strike } });
  try {
    const config = join(folder, 'target.yaml');
    const pace = { timeoutSeconds: TIMEOUT, concurrency: 2 };
    writeFileSync(config, stringify({ ...reference.targetFile, baseUrl: proxy.baseUrl, pace }));
    const before = JSON.stringify(seenOf({ reference }));
    let began = 0;
    let hasBegun = false;
    const args = ['--config', config, '--output', join(folder, 'report'), '--seed', '7'];
    const ended = await command(args, { AMOCRM_STATE_DIR: join(folder, 'state') }, (_, child) => {
      if (hasBegun) return;
      hasBegun = true;
      // Where both requests that may be under way at once have been answered, the run does nothing but wait.
      void waiting.then(() =>
        setTimeout(() => {
          began = performance.now();
          child.kill('SIGINT');
        }, 500),
      );
    });
    const isClean = JSON.stringify(seenOf({ reference })) === before;
    return { ...ended, seconds: (performance.now() - began) / 1000, isClean };
  } finally {
    await proxy.close();
    await reference.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
