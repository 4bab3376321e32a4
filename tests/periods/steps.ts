import type { Step } from '../../target/amocrm/account-periods.ts';
import { inOrder, snapshotsOf, type Period } from '../../target/amocrm/period.ts';

/** What of a replacement's list was created or changed by it, and what was sent as it was. */
export interface Sorted {
  /** From the inside out. */
  readonly created: readonly Period[];
  readonly changed: readonly Period[];
  readonly untouched: readonly Period[];
}

/** Sorts the list after a replacement by what the replacement did with its periods. */
export function sorted({ sent, before, after }: Step): Sorted {
  const earlier = new Map(before.map((period) => [period.id, period]));
  const same = (id: number): boolean => {
    const entry = sent.find((one) => Number(one.id) === id);
    const { period, color, sort } = earlier.get(id) ?? {};
    return (
      !entry ||
      (Number(entry.period) === period && entry.color.toLowerCase() === color && Number(entry.sort) === sort)
    );
  };
  const list = inOrder(after);
  const known = list.filter(({ id }) => earlier.has(id));
  return {
    created: list.filter(({ id }) => !earlier.has(id)),
    changed: known.filter(({ id }) => !same(id)),
    untouched: known.filter(({ id }) => same(id)),
  };
}

/** In words, what was sent as it was: before the replacement and after it, in the order from the inside out. */
export function untouchedBy(step: Step): { readonly before: string; readonly after: string } {
  const touched = new Set(touchedBy(step).map(({ id }) => id));
  const untouched = step.before.filter(
    ({ id }) => !touched.has(id) && step.sent.some((entry) => Number(entry.id) === id),
  );
  return { before: snapshotsOf(inOrder(untouched)), after: snapshotsOf(sorted(step).untouched) };
}

/** What a replacement created or changed, as it is listed afterwards, in the order of the ids. */
export function touchedBy(step: Step): readonly Period[] {
  const { created, changed } = sorted(step);
  return [...created, ...changed].sort((a, b) => a.id - b.id);
}

/** What a replacement created or changed, as its answer says, in the order of the ids. */
export function answeredBy(step: Step): readonly Period[] {
  const touched = new Set(touchedBy(step).map(({ id }) => id));
  return step.answered.filter(({ id }) => touched.has(id)).sort((a, b) => a.id - b.id);
}

/** The steps that there are and that the target took, each once. */
export function taken(steps: readonly (Step | null | undefined)[]): readonly Step[] {
  const there = steps.filter((step) => step !== null && step !== undefined);
  const accepted = there.filter(({ answer }) => answer.status === 200);
  return [...new Map(accepted.map((step) => [step.answer.exchange.id, step])).values()];
}

/** All values of periods, in words: `112805: before, 5 days, #e6e8ea, sort 1, 5 days from the purchase; …`. */
export function inFull(periods: readonly Period[]): string {
  return periods
    .map((period) => {
      const reach = period.type === 'after' ? period.after_buy : period.before_buy;
      return `${snapshotsOf([period])}, sort ${period.sort}, ${reach} days from the purchase`;
    })
    .join('; ');
}

/** Ids, ascending, in words. */
export function idsOf(periods: readonly Period[]): string {
  return periods
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .join(', ');
}
