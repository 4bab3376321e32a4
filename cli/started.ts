/** A target that its file says how to start, for what has no folder of a report. */
import { NotStartedError, startTarget } from '../target/started.ts';
import type { Target } from '../target/target-file.ts';
import { UsageError } from './usage-error.ts';

/** Ends what was started; nothing where nothing was. */
export type Stop = () => Promise<void>;

/**
 * Starts a target where its file says how, with nothing left from another time.
 * @throws UsageError where it does not get ready
 */
export async function started({ start }: Target, signal?: AbortSignal): Promise<Stop> {
  if (start === undefined) return () => Promise.resolve();
  try {
    const { stop } = await startTarget(start, null, signal ?? new AbortController().signal);
    return stop;
  } catch (error) {
    throw error instanceof NotStartedError ? new UsageError(error.message) : error;
  }
}
