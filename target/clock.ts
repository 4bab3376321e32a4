import { setTimeout as delay } from 'node:timers/promises';

/** Time as the target room sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many seconds. */
  sleep(seconds: number): Promise<void>;
}

/** The real time, immune to the wall clock being set while the run lasts. */
export const realClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (seconds) => delay(seconds * 1000),
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
