import { inWords, type Answer } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed, untestable, type CannotJudge } from '../support/signals.ts';
import type { Step } from './account-periods.ts';
import type { Edit, Edits } from './editing.ts';
import { afterPurchase, beforePurchase, portraitOf, type Period, type Portrait } from './period.ts';
import { FULL, replaced, type Replaced } from './replaced.scene.ts';

const WITHOUT_AFTER =
  'The account has no period after the purchase, and only the target itself can create one.';

/** What one test is about, taken from the replacements that many share. */
function part<T>(name: string, take: (replaced: Replaced) => T): Scene<T> {
  return {
    name: `periods: ${name}`,
    play: async ({ play }) => take(await play(replaced)),
  };
}

type Fresh = Pick<Period, 'type' | 'period' | 'color'>;

/** Periods that were sent without an id: as they had to become, and as they are listed, from the inside out. */
export const additions = part('two added', ({ added, found }) => {
  const { sent, answer, after } = addedOr(FULL, added);
  return {
    answer,
    wanted: sent
      .filter(({ id }) => id === undefined)
      .map(({ period, color }): Fresh => ({ type: 'before', period: Number(period), color })),
    created: newIn(found, after).map(({ type, period, color }): Fresh => ({ type, period, color })),
  };
});

/** The types of the periods that were created, and the ids of those after the purchase, which nobody creates. */
export const types = part('types of those added', ({ added, found }) => {
  const { answer, after } = addedOr(FULL, added);
  const created = newIn(found, after);
  if (created.length === 0)
    throw prerequisiteFailed('periods.change.add', `No period was added: ${inWords(answer)}`);
  return {
    created: created.map(({ type }) => type),
    after: { found: idsOf(afterPurchase(found)), now: idsOf(afterPurchase(after)) },
  };
});

/** The list as it was found, sent without the periods that had been added. */
export const removal = part('two left out', ({ added, found, restored }) => {
  const { answer, after } = addedOr(FULL, added);
  const leftOut = idsOf(newIn(found, after));
  if (leftOut.length === 0)
    throw prerequisiteFailed('periods.change.add', `No period was added: ${inWords(answer)}`);
  return {
    answer: restored.answer,
    leftOut,
    found: byId(found).map(({ id }) => id),
    listed: byId(restored.after).map(({ id }) => id),
  };
});

/** Periods that were sent again as they were, while others were added and edited. */
export const kept = part('sent again', ({ added, edits }) => {
  const steps = [added, edits.days?.step, edits.after?.step].filter((step) => step?.answer.status === 200);
  const untouched = steps.flatMap((step) => (step ? [untouchedIn(step)] : []));
  if (untouched.length === 0) throw refusedEverything(added);
  return { sent: untouched.map(({ sent }) => sent), listed: untouched.map(({ listed }) => listed) };
});

/** The periods in another order: their ids from the inside out, and each one's own values. */
export const reordering = part('another order', ({ added, reordered }) => {
  if (!reordered) throw refusedEverything(added);
  const { sent, answer, before, after } = reordered;
  const inside = new Set(idsOf(beforePurchase(before)));
  return {
    answer,
    wanted: sent
      .filter(({ id }) => inside.has(Number(id)))
      .sort((a, b) => Number(a.sort) - Number(b.sort))
      .map(({ id }) => Number(id)),
    listed: idsOf(beforePurchase(after)),
    values: { before: byId(before), after: byId(after) },
  };
});

export const days = edit('days');
export const color = edit('color');
export const anyColor = edit('anyColor');
export const afterEdited = edit('after');

/** The whole list after the innermost period became longer. */
export const lengthened = part('a longer one', ({ edits: { days }, added }) => {
  if (!days) throw refusedEverything(added);
  if (days.refusal !== null)
    throw prerequisiteFailed('periods.change.period', `No days could be changed: ${days.refusal}`);
  return days.step.after;
});

/** The list without the period after the purchase: the ids of those after it, and the side that the target takes. */
export const beheading = part('without the one after', ({ beheaded }) => {
  if (!beheaded) throw untestable(WITHOUT_AFTER);
  const { answer, before, after } = beheaded;
  return {
    answer,
    found: idsOf(afterPurchase(before)),
    listed: idsOf(afterPurchase(after)),
    side: answer.status === 200 ? 'kept' : 'refused',
  };
});

/** Created and changed periods: as the answers named them, and as they were listed right after. */
export const answers = part('answers', ({ added, reordered, edits }) => {
  const taken = [added, reordered, edits.days?.step, edits.after?.step]
    .filter((step) => step !== undefined && step !== null)
    .filter(({ answer }) => answer.status < 300);
  const steps = [...new Map(taken.map((step) => [step.answer.exchange.id, step])).values()];
  const [first] = steps;
  if (!first) throw refusedEverything(added);
  return {
    first: first.answer,
    answered: steps.map((step) => only(step.answered, touchedIn(step))),
    listed: steps.map((step) => only(step.after, touchedIn(step))),
    side: first.answered.length < first.after.length ? 'changed' : 'whole',
  };
});

function edit(role: keyof Edits): Scene<Edit> {
  return part(`edited, ${role}`, ({ edits, added }) => {
    const found = edits[role];
    if (found) return found;
    throw role === 'after' ? untestable(WITHOUT_AFTER) : refusedEverything(added);
  });
}

function addedOr(reason: string, added: Step | null): Step {
  if (!added) throw untestable(reason);
  return added;
}

/** There was too little to work on, because nothing could be added. */
function refusedEverything(added: Step | null): CannotJudge {
  const answer: Answer | undefined = added?.answer;
  return prerequisiteFailed(
    'periods.change.add',
    `No list of periods was taken: ${answer ? inWords(answer) : FULL}`,
  );
}

/** The periods of a list that an earlier one does not hold, from the inside out. */
function newIn(earlier: readonly Period[], later: readonly Period[]): readonly Period[] {
  const known = new Set(idsOf(earlier));
  return [...beforePurchase(later), ...afterPurchase(later)].filter(({ id }) => !known.has(id));
}

/** What was sent as it was, in the order in which it stands from the inside out. */
function untouchedIn(step: Step): { sent: readonly Portrait[]; listed: readonly Portrait[] } {
  const touched = touchedIn(step);
  const known = new Set(idsOf(step.before).filter((id) => !touched.has(id)));
  return { sent: portraits(step.before, known), listed: portraits(step.after, known) };
}

/** The ids of what a replacement created or changed. */
function touchedIn({ sent, before, after }: Step): ReadonlySet<number> {
  const changed = before.filter(({ id, period, color, sort }) => {
    const entry = sent.find((one) => Number(one.id) === id);
    return (
      entry !== undefined &&
      (Number(entry.period) !== period || entry.color !== color || Number(entry.sort) !== sort)
    );
  });
  return new Set([...idsOf(changed), ...idsOf(newIn(before, after))]);
}

function only(periods: readonly Period[], ids: ReadonlySet<number>): readonly Period[] {
  return periods.filter(({ id }) => ids.has(id)).sort((a, b) => a.id - b.id);
}

function portraits(periods: readonly Period[], ids = new Set(idsOf(periods))): readonly Portrait[] {
  return [...beforePurchase(periods), ...afterPurchase(periods)]
    .filter(({ id }) => ids.has(id))
    .map(portraitOf);
}

function byId(periods: readonly Period[]): readonly Portrait[] {
  return [...periods].sort((a, b) => a.id - b.id).map(portraitOf);
}

function idsOf(periods: readonly Period[]): readonly number[] {
  return periods.map(({ id }) => id);
}
