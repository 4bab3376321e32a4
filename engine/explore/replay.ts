import type { Step } from '../../spec/run/exploration.ts';
import { CannotJudge } from '../../spec/run/signals.ts';
import type { Setting } from '../scenario.ts';
import type { Terrain } from './terrain.ts';

/** What came of each step, and of the sequence. */
export interface Replayed {
  readonly outcomes: readonly ('fixed' | 'failed' | 'error')[];
  readonly end:
    | { readonly outcome: 'fixed' }
    | { readonly outcome: 'failed'; readonly requirement: string; readonly says: string }
    | { readonly outcome: 'error'; readonly says: string };
}

/** Takes steps one after the other, up to the first that fails or can't be taken. */
export async function replaySteps<F extends object>(
  terrain: Terrain<F>,
  setting: Setting<F>,
  steps: readonly Step[],
): Promise<Replayed> {
  const journey = await terrain.begin(setting);
  const outcomes: Replayed['outcomes'][number][] = [];
  try {
    for (const step of steps) {
      if (!journey.allows(step)) {
        outcomes.push('error');
        return { outcomes, end: { outcome: 'error', says: `The step ${step.kind} can't be taken here.` } };
      }
      const came = await journey.take(step);
      outcomes.push(came === null || came === 'over' ? 'fixed' : 'failed');
      if (came !== null && came !== 'over') return { outcomes, end: { outcome: 'failed', ...came } };
    }
    return { outcomes, end: { outcome: 'fixed' } };
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    outcomes.push('error');
    return { outcomes, end: { outcome: 'error', says: error.signal.reason } };
  } finally {
    await journey.end().catch(() => undefined);
  }
}
