import { palette } from '../../generators/palette.ts';
import type { PeriodInput } from '../../spec/messages.ts';
import { inWords } from '../../target/answer.ts';
import type { RoundTrip } from '../support/expect.ts';
import type { AccountPeriods, Step } from '../../target/amocrm/account-periods.ts';
import {
  afterPurchase,
  asStrings,
  beforePurchase,
  entryOf,
  type Period,
  type Snapshot,
} from '../../target/amocrm/period.ts';

/** The colour of the document's example, which is not in its palette. */
const OUTSIDE_PALETTE = '#000000';

/** A change to one period of the list. */
interface Plan {
  readonly period: Period;
  readonly change: Partial<Pick<Period, 'period' | 'color'>>;
}

/** An edited period: as it had to become, and what became of it. */
export interface Edit extends RoundTrip {
  readonly step: Step;
  readonly wanted: Snapshot;
}

export interface Edits {
  /** The innermost one is longer. */
  readonly days: Edit | null;
  /** The outermost one has another colour of the palette. */
  readonly color: Edit | null;
  /** Another one, or the innermost again, has a colour outside the palette. */
  readonly anyColor: Edit | null;
  /** The one after the purchase has other days and another colour. */
  readonly after: Edit | null;
}

/**
 * Edits several periods in one replacement. Where that is refused each edit is sent on its own, so that one that
 * the target does not take keeps no other from being judged.
 */
export async function editAll(periods: AccountPeriods): Promise<Edits> {
  const { days, color, anyColor, after } = plansFor(periods.now);
  const plans = [days, color, anyColor, after].filter((plan) => plan !== undefined);
  if (plans.length === 0) return { days: null, color: null, anyColor: null, after: null };
  const together = await periods.replace(asStrings(edited(periods.now, plans)));
  const edit = async (plan: Plan | undefined): Promise<Edit | null> => {
    if (!plan) return null;
    if (together.answer.status === 200) return outcomeOf(together, plan);
    return outcomeOf(await periods.replace(asStrings(edited(periods.now, [plan]))), plan);
  };
  return {
    days: await edit(days),
    color: await edit(color),
    anyColor: await edit(anyColor),
    after: await edit(after),
  };
}

function plansFor(list: readonly Period[]) {
  const before = beforePurchase(list);
  const [innermost, second] = before;
  const outermost = before.at(-1);
  const other = before.length > 2 ? second : innermost;
  const [after] = afterPurchase(list);
  const fresh = palette.filter((color) => !list.some((period) => period.color === color));
  const [forBefore = '#87f2c0', forAfter = '#ff8f92'] = fresh;
  return {
    days: innermost && { period: innermost, change: { period: innermost.period + 3 } },
    color: outermost && { period: outermost, change: { color: forBefore } },
    anyColor: other && { period: other, change: { color: OUTSIDE_PALETTE } },
    after: after && { period: after, change: { period: after.period + 7, color: forAfter } },
  } satisfies Record<string, Plan | undefined>;
}

function edited(list: readonly Period[], plans: readonly Plan[]): readonly PeriodInput[] {
  return list.map((period) =>
    plans
      .filter((plan) => plan.period.id === period.id)
      .reduce<PeriodInput>((entry, { change }) => ({ ...entry, ...change }), entryOf(period)),
  );
}

/** What was sent for the period is what it had to become. */
function outcomeOf(step: Step, { period: { id, type } }: Plan): Edit {
  const sent = step.sent.find((entry) => Number(entry.id) === id);
  const listed = step.after.find((period) => period.id === id);
  return {
    step,
    wanted: { id, type, period: Number(sent?.period), color: sent?.color.toLowerCase() ?? '' },
    stored: listed ? { ...listed } : null,
    refusal: step.answer.status === 200 ? null : inWords(step.answer),
  };
}
