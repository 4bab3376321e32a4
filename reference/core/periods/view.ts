import type { Period } from '../../../spec/messages.ts';
import { linked, paths } from '../envelope.ts';
import type { PeriodRecord, State } from '../state.ts';

/** Periods as they are shown: the `before` ones from the purchase day on, then the `after` ones. */
export function inOrder(periods: State['periods']): readonly PeriodRecord[] {
  const rank = ({ type }: PeriodRecord): number => (type === 'before' ? 0 : 1);
  return [...periods.values()].sort((a, b) => rank(a) - rank(b) || a.sort - b.sort || a.id - b.id);
}

/**
 * All periods as a response shows them. `before_buy` is how many days before the purchase a period begins:
 * its own days and those of every `before` period between it and the purchase day.
 */
export function periodViews(periods: State['periods'], withLinks: boolean): readonly Period[] {
  let daysBefore = 0;
  return inOrder(periods).map(({ id, type, period, color, sort }) => {
    if (type === 'before') daysBefore += period;
    const reach = type === 'before' ? { before_buy: daysBefore } : { after_buy: period };
    return { id, type, period, color, sort, ...reach, ...(withLinks ? linked(paths.periods) : {}) };
  });
}
