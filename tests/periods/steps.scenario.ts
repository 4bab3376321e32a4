import { inWords } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed, untestable, type CannotJudge } from '../../spec/run/signals.ts';
import type { Step } from '../../target/amocrm/account-periods.ts';
import type { Edit, Edits } from './editing.ts';
import { afterPurchase, beforePurchase, FULL, snapshotsOf, type Period } from '../../target/amocrm/period.ts';
import { replaced, WITHOUT_AFTER, type Replaced } from './replaced.scenario.ts';
import { answeredBy, idsOf, inFull, sorted, taken, touchedBy, untouchedBy } from './steps.ts';

/** What one test is about, taken from the replacements that many share; lists of periods come in words. */
function part<T>(name: string, take: (replaced: Replaced) => T): Scenario<T> {
  return {
    name: `periods: ${name}`,
    play: async ({ play }) => take(await play(replaced)),
  };
}

/** Periods that were sent without an id, beyond all others: as they had to become, and the outermost that are listed. */
export const additions = part('two added', ({ added }) => {
  const step = unlessFull(added);
  const inside = beforePurchase(step.after);
  return {
    answer: step.answer,
    wanted: step.sent
      .filter(({ id }) => id === undefined)
      .map(({ period, color }) => `before, ${period} days, ${color}`)
      .join('; '),
    created: inside
      .slice(Math.max(0, inside.length - sorted(step).created.length))
      .map(({ type, period, color }) => `${type}, ${period} days, ${color}`)
      .join('; '),
  };
});

/** The types of the periods that were created, and the ids of those after the purchase, which nobody creates. */
export const types = part('types of those added', ({ added }) => {
  const step = unlessFull(added);
  return {
    created: createdIn(step).map(({ type }) => type),
    after: { before: idsOf(afterPurchase(step.before)), now: idsOf(afterPurchase(step.after)) },
  };
});

/** The list as it was found, sent without the periods that had been added. */
export const removal = part('two left out', ({ added, found, restored }) => {
  const leftOut = new Set(createdIn(unlessFull(added)).map(({ id }) => id));
  return {
    answer: restored.answer,
    leftOver: snapshotsOf(restored.after.filter(({ id }) => leftOut.has(id))),
    sent: idsOf(found),
    listed: idsOf(restored.after.filter(({ id }) => !leftOut.has(id))),
  };
});

/** Periods that were sent again as they were, while others were added and edited. */
export const kept = part('sent again', ({ added, edits }) => {
  const steps = taken([added, edits.days?.step, edits.after?.step]).map(untouchedBy);
  if (steps.length === 0) throw nothingTaken(added);
  return { before: steps.map(({ before }) => before), after: steps.map(({ after }) => after) };
});

/** The periods in another order: their ids from the inside out, and each one's own values. */
export const reordering = part('another order', ({ added, reordered }) => {
  if (!reordered) throw nothingTaken(added);
  const { sent, answer, before, after } = reordered;
  const inside = new Set(beforePurchase(before).map(({ id }) => id));
  return {
    answer,
    wanted: sent
      .filter(({ id }) => inside.has(Number(id)))
      .sort((a, b) => Number(a.sort) - Number(b.sort))
      .map(({ id }) => id)
      .join(', '),
    listed: beforePurchase(after)
      .map(({ id }) => id)
      .join(', '),
    values: { before: snapshotsOf(byId(before)), after: snapshotsOf(byId(after)) },
  };
});

export const days = edit('days');
export const color = edit('color');
export const anyColor = edit('anyColor');
export const afterEdited = edit('after');

/** The whole list after the innermost period became longer. */
export const lengthened = part('a longer one', ({ edits: { days }, added }) => {
  if (!days) throw nothingTaken(added);
  if (days.refusal === null) return days.step.after;
  throw prerequisiteFailed('periods.change.period', `No days could be changed: ${days.refusal}`);
});

/** The ids after the purchase when they were left out, before and after; and the side that the target takes. */
export const beheading = part('without the one after', ({ beheaded }) => {
  if (!beheaded) throw untestable(WITHOUT_AFTER);
  const { answer, before, after } = beheaded;
  return {
    before: idsOf(afterPurchase(before)),
    listed: idsOf(afterPurchase(after)),
    side: answer.status === 200 ? 'kept' : 'refused',
  };
});

/** Created and changed periods: as the answers named them, and as they were listed right after. */
export const answers = part('answers', ({ added, reordered, edits }) => {
  const steps = taken([added, reordered, edits.days?.step, edits.after?.step]);
  const [first] = steps;
  if (!first) throw nothingTaken(added);
  return {
    first: first.answer,
    answered: steps.map((step) => inFull(answeredBy(step))),
    listed: steps.map((step) => inFull(touchedBy(step))),
    side: first.answered.length < first.after.length ? 'changed' : 'whole',
  };
});

function edit(role: keyof Edits): Scenario<Edit> {
  return part(`edited, ${role}`, ({ edits, added }) => {
    const found = edits[role];
    if (found) return found;
    throw role === 'after' ? untestable(WITHOUT_AFTER) : nothingTaken(added);
  });
}

function unlessFull(added: Step | null): Step {
  if (!added) throw untestable(FULL);
  return added;
}

function createdIn(added: Step): readonly Period[] {
  const { created } = sorted(added);
  if (created.length > 0) return created;
  throw prerequisiteFailed('periods.change.add', `No period was added: ${inWords(added.answer)}`);
}

/** There was too little to work on, because nothing could be added. */
function nothingTaken(added: Step | null): CannotJudge {
  const why = added ? inWords(added.answer) : FULL;
  return prerequisiteFailed('periods.change.add', `No list of periods was taken: ${why}`);
}

function byId(periods: readonly Period[]): readonly Period[] {
  return [...periods].sort((a, b) => a.id - b.id);
}
