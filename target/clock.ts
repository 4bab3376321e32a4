import { setTimeout as delay } from 'node:timers/promises';

/** Time as the target room sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many seconds, or as soon as the signal says so. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
}

/** The real time, immune to the wall clock being set while the run lasts. */
export const realClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (seconds, signal) =>
    delay(seconds * 1000, undefined, { signal }).catch((error: unknown) => {
      if (signal?.aborted !== true) throw error;
    }),
};

/** A clock by which nobody waits: it is put forward instead. */
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
