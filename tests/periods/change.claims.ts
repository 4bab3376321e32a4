import {
  afterPurchase,
  beforePurchase,
  reachOf,
  shownReachOf,
  snapshotsOf,
} from '../../target/amocrm/period.ts';
import { restsOn, shown, stated } from '../support/claims.ts';
import { expect } from '../support/expect.ts';
import { replaced } from './replaced.scenario.ts';
import {
  answeredBy,
  byId,
  changesBy,
  createdBy,
  editedBy,
  idsOf,
  inFull,
  removing,
  sorted,
  stillListedAfter,
  takenOf,
  touchedBy,
  unlessFull,
  unlessWithoutAfter,
  unlessWithoutBefore,
  untouchedBy,
} from './steps.ts';

const operation = 'periods.change';

/** The list of periods, replaced as a whole. */
export const periodsChange = [
  stated('periods.change.add', 'A period sent without id is created.', {
    operation,
    source: [
      'periods.change: URL',
      'periods.change: parameter update/id',
      'periods.intro: own periods can be created',
      'periods.change: sample request',
    ],
    given: { replaced },
    holds({ replaced: { added } }) {
      const step = unlessFull(added);
      const wanted = step.sent
        .filter(({ id }) => id === undefined)
        .map(({ period, color }) => `before, ${period} days, ${color}`);
      const inside = beforePurchase(step.after);
      const outermost = inside
        .slice(Math.max(0, inside.length - sorted(step).created.length))
        .map(({ type, period, color }) => `${type}, ${period} days, ${color}`);

      expect(step.answer).toHaveStatus(200);
      expect(outermost.join('; '), 'What is listed anew, furthest out').toBe(wanted.join('; '));
    },
  }),
  stated('periods.change.remove', 'A period left out of the list is deleted.', {
    operation,
    source: [
      'periods.change: left out means deleted',
      'periods.change: the complete list is sent',
      'customers.intro: the list of periods can be changed',
    ],
    given: { replaced },
    holds({ replaced: { added, found, inserted, restored } }) {
      const leftOut = new Set(createdBy(unlessFull(added)).map(({ id }) => id));
      const leftOver = restored.after.filter(({ id }) => leftOut.has(id));
      const others = restored.after.filter(({ id }) => !leftOut.has(id));

      expect(stillListedAfter(inserted), 'What was left out beside a new one and is still listed').toBe('');
      expect(restored.answer).toHaveStatus(200);
      expect(stillListedAfter(restored), 'What was left out at last and is still listed').toBe('');
      expect(snapshotsOf(leftOver), 'What was left out and is still listed').toBe('');
      expect(idsOf(others), 'Ids of what was sent again').toBe(idsOf(found));
    },
  }),
  stated('periods.change.keep', 'Periods that are sent again keep their ids and their values.', {
    operation,
    source: ['periods.change: parameter update/id', 'periods.change: the complete list is sent'],
    given: { replaced },
    holds({ replaced: record }) {
      const { added, reordered, edits, inserted } = record;
      const steps = [added, reordered, edits.days?.step, edits.after?.step, inserted];
      const isTold = steps.some((step) => step && changesBy(step).length > 0);
      restsOn('periods.change.add', isTold, 'No list that was sent changed anything.');
      const again = takenOf(steps, record).map(untouchedBy);

      expect(
        again.map(({ after }) => after),
        'What was sent again as it was',
      ).toEqual(again.map(({ before }) => before));
    },
  }),
  stated('periods.change.sort', 'Periods can be reordered.', {
    operation,
    source: ['periods.change: parameter update', 'periods.change: parameter update/sort'],
    given: { replaced },
    holds({ replaced: record }) {
      const { sent, answer, before, after } = unlessWithoutBefore(record.reordered, record);
      const inside = new Set(beforePurchase(before).map(({ id }) => id));
      const wanted = sent
        .filter(({ id }) => inside.has(Number(id)))
        .sort((a, b) => Number(a.sort) - Number(b.sort));

      expect(answer).toHaveStatus(200);
      expect(
        beforePurchase(after)
          .map(({ id }) => id)
          .join(', '),
        'Ids in the order of their sort',
      ).toBe(wanted.map(({ id }) => id).join(', '));
    },
  }),
  stated('periods.change.sort.id', 'Reordered periods keep their ids, days and colours.', {
    operation,
    source: ['periods.change: parameter update/id', 'periods.change: parameter update/sort'],
    given: { replaced },
    holds({ replaced: record }) {
      const step = unlessWithoutBefore(record.reordered, record);
      restsOn('periods.change.sort', changesBy(step).length > 0, 'No period came to another place.');
      const { before, after } = step;

      expect(snapshotsOf(byId(after)), 'Ids, days and colours after reordering').toBe(
        snapshotsOf(byId(before)),
      );
    },
  }),
  stated('periods.change.color', 'The colour of a period can be changed.', {
    operation,
    source: 'periods.change: parameter update/color',
    given: { replaced },
    holds({ replaced: record }) {
      const edited = unlessWithoutBefore(record.edits.color, record);
      const beside = editedBy(record.inserted, 'color');
      const last = editedBy(record.restored, 'color');

      expect(edited).toBeStoredWith(edited.wanted);
      expect(beside.listed, 'Colours that were changed beside a new period').toBe(beside.sent);
      expect(last.listed, 'Colours that were changed by a list that leaves periods out').toBe(last.sent);
    },
  }),
  shown('periods.change.color.any', 'A colour outside the palette is accepted.', {
    operation,
    source: ['periods.change: example of a request', 'periods.change: example of an answer'],
    readings: ['periodColors'],
    given: { replaced },
    holds({ replaced: record }, { observe }) {
      const edited = unlessWithoutBefore(record.edits.anyColor, record);

      expect(edited).toBeStoredWith({ ...edited.wanted, color: '#000000' });
      observe('periodColors', 'any');
    },
  }),
  stated('periods.change.period', 'The days of a period can be changed.', {
    operation,
    source: 'periods.change: parameter update/period',
    given: { replaced },
    holds({ replaced: record }) {
      const edited = unlessWithoutBefore(record.edits.days, record);
      const beside = editedBy(record.inserted, 'period');
      const alone = editedBy(removing(record.beheaded), 'period');

      expect(edited).toBeStoredWith(edited.wanted);
      expect(beside.listed, 'Days that were changed beside a new period').toBe(beside.sent);
      expect(alone.listed, 'Days that were changed by a list that leaves periods out').toBe(alone.sent);
    },
  }),
  stated(
    'periods.change.period.before_buy',
    'Changed days move the days before the purchase of the periods further out.',
    {
      operation,
      source: 'periods.change: days before the purchase add up',
      given: { replaced },
      holds({ replaced: record }) {
        const { refusal, step } = unlessWithoutBefore(record.edits.days, record);
        restsOn('periods.change.period', refusal === null, `No days could be changed: ${refusal}`);
        restsOn('periods.change.period', changesBy(step).length > 0, 'No days were changed.');

        expect(shownReachOf(step.after), 'Days before the purchase, by id').toBe(reachOf(step.after));
      },
    },
  ),
  stated('periods.change.after.edit', 'The period after the purchase can be edited.', {
    operation,
    source: ['periods.change: the after type can only be edited', 'periods.change: response items/after_buy'],
    given: { replaced },
    holds({ replaced: { edits } }) {
      const edited = unlessWithoutAfter(edits.after);

      expect(edited).toBeStoredWith({ ...edited.wanted, after_buy: edited.wanted.period });
    },
  }),
  stated('periods.change.after.kept', 'The period after the purchase is never removed.', {
    operation,
    source: 'periods.change: the after type can only be edited',
    readings: ['afterLeftOut'],
    given: { replaced },
    holds({ replaced: { beheaded } }, { observe }) {
      const { answer, before, after } = unlessWithoutAfter(beheaded);

      expect(idsOf(afterPurchase(after)), 'Ids after the purchase').toBe(idsOf(afterPurchase(before)));
      observe('afterLeftOut', answer.status === 200 ? 'kept' : 'refused');
    },
  }),
  stated('periods.change.after.created', 'Only periods before the purchase are created.', {
    operation,
    source: ['periods.change: the after type can only be edited', 'periods.change: response items/type'],
    given: { replaced },
    holds({ replaced: { added } }) {
      const step = unlessFull(added);
      const types = createdBy(step).map(({ type }) => type);

      expect(types, 'The types of created periods').not.toContain('after');
      expect(idsOf(afterPurchase(step.after)), 'Ids after the purchase').toBe(
        idsOf(afterPurchase(step.before)),
      );
    },
  }),
  stated('periods.change.answer', 'The answer lists the created and changed periods.', {
    operation,
    source: ['periods.change: response items', 'periods.change: example of an answer'],
    readings: ['periodsAnswer'],
    given: { replaced },
    holds({ replaced: record }, { observe }) {
      const { added, reordered, edits } = record;
      const steps = takenOf([added, reordered, edits.days?.step, edits.after?.step], record);
      const [first] = steps;

      expect(
        steps.map((step) => inFull(answeredBy(step))),
        'What was created and changed, in the answers',
      ).toEqual(steps.map((step) => inFull(touchedBy(step))));
      observe('periodsAnswer', first.answered.length < first.after.length ? 'changed' : 'whole');
    },
  }),
  stated('periods.change.self', 'The self link of the answer names this path and method.', {
    operation,
    source: ['periods.change: response _links/self/href', 'periods.change: response _links/self/method'],
    given: { replaced },
    holds({ replaced: record }) {
      const { added, reordered, edits } = record;
      const [first] = takenOf([added, reordered, edits.days?.step, edits.after?.step], record);

      expect(first.answer).toNameRequest();
    },
  }),
];
