import { stringify } from 'yaml';
import { startReference, type ReferenceOptions } from '../../reference/server.ts';
import type { Results } from '../../spec/run/results.ts';
import { realClock, type Clock } from '../../target/clock.ts';
import { parseTarget } from '../../target/target-file.ts';
import { ranInProcess, type InProcess } from './in-process.ts';

/** How an implementation is to be examined. */
export type Examination = Pick<InProcess, 'tests' | 'seed' | 'suite' | 'atOnce' | 'profile'>;

/** Certifies an assembly of the reference over HTTP, in this process. */
export async function examine(assembly: ReferenceOptions, examination: Examination): Promise<Results> {
  const clock = hurriedClock();
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000), ...assembly });
  const target = parseTarget(stringify(reference.targetFile), 'the reference', {});
  try {
    const { results } = await ranInProcess({ ...examination, target, clock, keepsConnections: true });
    return results;
  } finally {
    await reference.close();
  }
}

/** A clock by which nobody waits: it is put forward instead, for the suite and the reference alike. */
export function hurriedClock(): Clock {
  let ahead = 0;
  return {
    now: () => realClock.now() + ahead,
    sleep(seconds) {
      ahead += seconds * 1000;
      return Promise.resolve();
    },
  };
}
