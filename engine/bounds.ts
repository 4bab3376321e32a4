import { CannotJudge } from '../spec/run/signals.ts';

/**
 * Characters of answers that a run keeps for its claims, which take several times as much memory; an honest run comes
 * to a tenth of it.
 */
export const MOST_KEPT = 64 * 1024 * 1024;

/** Ends whatever would be judged by more than that. */
export const FULL = new CannotJudge({
  outcome: 'error',
  reason:
    'The answers of this run come to more than 64 MB, and no more of them are kept: nothing further is judged. Look at what the server sends.',
});

/** Ends what a claim is about when somebody ends the run. */
export const INTERRUPTED = new CannotJudge({ outcome: 'error', reason: 'The run was interrupted.' });
