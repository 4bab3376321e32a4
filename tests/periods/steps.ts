/** What replacements of the list tell claims, and what claims can't do without. */
import { prerequisiteFailed, untestable, withoutMember, type CannotJudge } from '../../spec/run/signals.ts';
import { FULL, type Step } from '../../target/amocrm/account-periods.ts';
import { beforePurchase, inOrder, rowsOf, snapshotsOf, type Period } from '../../target/amocrm/period.ts';
import { inWords } from '../../target/answer.ts';
import { changesBetween } from '../../target/rows.ts';
import type { Replaced } from './replaced.scenario.ts';

/** What could be made only where there was room in the list. @throws CannotJudge */
export function unlessFull<T>(made: T | null): T {
  return unless(made, () => untestable(FULL));
}

/** What could be made only where there is a period after the purchase. @throws CannotJudge */
export function unlessWithoutAfter<T>(made: T | null): T {
  return unless(made, () =>
    untestable('The account has no period after the purchase, and only the target itself can create one.'),
  );
}

/** What could be made only where there are periods before the purchase, of the account or of ours. @throws CannotJudge */
export function unlessWithoutBefore<T>(made: T | null, { added }: Replaced): T {
  return unless(made, () => nothingTaken(added));
}

/** What only a member could send. @throws CannotJudge */
export function unlessWithoutMember<T>(made: T | null): T {
  return unless(made, withoutMember);
}

function unless<T>(made: T | null, why: () => CannotJudge): T {
  if (made !== null) return made;
  throw why();
}

/** Those replacements that were made and taken, each once. @throws CannotJudge where there is none */
export function takenOf(
  steps: readonly (Step | null | undefined)[],
  { added }: Replaced,
): readonly [Step, ...Step[]] {
  const taken = steps.flatMap((step) => (step?.answer.status === 200 ? [step] : []));
  const [first, ...others] = new Set(taken);
  if (!first) throw nothingTaken(added);
  return [first, ...others];
}

/** There was too little to work on, because nothing could be added. */
function nothingTaken(added: Step | null): CannotJudge {
  const why = added ? inWords(added.answer) : FULL;
  return prerequisiteFailed('periods.change.add', `No list of periods was taken: ${why}`);
}

/** The periods that were created. @throws CannotJudge where there is none */
export function createdBy(added: Step): readonly Period[] {
  const { created } = sorted(added);
  if (created.length > 0) return created;
  throw prerequisiteFailed('periods.change.add', `No period was added: ${inWords(added.answer)}`);
}

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

/** What a replacement left out, as it stood before. */
export function leftOutOf({ sent, before }: Step): readonly Period[] {
  return before.filter(({ id }) => !sent.some((entry) => Number(entry.id) === id));
}

/** In words, what a replacement left out that was taken, and is listed all the same. */
export function stillListedAfter(step: Step | null): string {
  if (step?.answer.status !== 200) return '';
  const leftOut = new Set(leftOutOf(step).map(({ id }) => id));
  return snapshotsOf(step.after.filter(({ id, type }) => leftOut.has(id) && type !== 'after'));
}

/** A list that has removed what it left out before the purchase, so that all else has to be carried out, too. */
export function removing(step: Step | null): Step | null {
  const isRemoving = step?.answer.status === 200 && beforePurchase(leftOutOf(step)).length > 0;
  return isRemoving && stillListedAfter(step) === '' ? step : null;
}

/** In words, the known periods in which a list that was taken asked for another value: as sent, and as listed. */
export function editedBy(
  step: Step | null,
  value: 'period' | 'color',
): { readonly sent: string; readonly listed: string } {
  if (step?.answer.status !== 200) return { sent: '', listed: '' };
  const edited = beforePurchase(step.before).flatMap((period) => {
    const entry = step.sent.find(({ id }) => Number(id) === period.id);
    const wanted = value === 'period' ? Number(entry?.period) : entry?.color.toLowerCase();
    return entry && wanted !== period[value] ? [{ id: period.id, wanted }] : [];
  });
  const listed = edited.map(({ id }) => ({ id, wanted: step.after.find((one) => one.id === id)?.[value] }));
  const inWordsOf = (periods: typeof listed): string =>
    periods.map(({ id, wanted }) => `${id}: ${wanted ?? 'not listed'}`).join('; ');
  return { sent: inWordsOf(edited), listed: inWordsOf(listed) };
}

/** In words, what was sent as it was: before the replacement and after it, in the order from the inside out. */
export function untouchedBy(step: Step): { readonly before: string; readonly after: string } {
  const touched = new Set(touchedBy(step).map(({ id }) => id));
  const isSent = ({ id }: Period): boolean => step.sent.some((entry) => Number(entry.id) === id);
  const untouched = step.before.filter((period) => !touched.has(period.id) && isSent(period));
  const after = sorted(step).untouched.filter(isSent);
  return { before: snapshotsOf(inOrder(untouched)), after: snapshotsOf(after) };
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

/** What became of the list, a sentence each. */
export function changesBy({ before, after }: Step): readonly string[] {
  return changesBetween(rowsOf(before), rowsOf(after));
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
  return byId(periods)
    .map(({ id }) => id)
    .join(', ');
}

export function byId(periods: readonly Period[]): readonly Period[] {
  return [...periods].sort((a, b) => a.id - b.id);
}
