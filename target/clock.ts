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
