import { untestable } from '../../spec/run/signals.ts';
import { palette } from '../../spec/source-rows.ts';
import { beforePurchase } from '../../target/amocrm/period.ts';
import { inferred, restsOn, stated } from '../support/claims.ts';
import { expect } from '../support/expect.ts';
import { filled } from './filled.scenario.ts';
import { refused } from './refused.scenario.ts';
import { changesBy, sorted, unlessFull, unlessWithoutMember } from './steps.ts';

const operation = 'periods.change';

/** How many periods there may be, in which colours, and what is refused. */
export const periodsBounds = [
  inferred('periods.change.limit.ten', 'There is room for ten periods before the purchase.', {
    operation,
    source: 'periods.intro: at most ten before the purchase',
    readings: ['periodCount'],
    given: { filled },
    holds({ filled: { filling } }) {
      const { answer, after } = unlessFull(filling);

      expect(answer).toHaveStatus(200);
      expect(beforePurchase(after).length, 'Periods before the purchase').toBe(10);
    },
  }),
  stated(
    'periods.change.limit.eleven',
    'An eleventh period before the purchase is refused and the list left as it was.',
    {
      operation,
      source: 'periods.intro: at most ten before the purchase',
      readings: ['periodCount'],
      given: { filled },
      holds({ filled: { eleventh } }, { observe }) {
        // Of statuses beyond the list of codes only what owns that warns.
        if (eleventh.answer.status < 500) expect(eleventh.answer).toBeRefused();
        expect(changesBy(eleventh)).toHaveChangedNothing();
        observe('periodCount', 'ten');
      },
    },
  ),
  inferred(
    'periods.change.sort.shared',
    'Two new periods that share a sort are both created, or their list is refused.',
    {
      operation,
      source: ['periods.change: parameter update/id', 'periods.change: parameter update/sort'],
      given: { filled },
      holds({ filled: { twins } }) {
        if (twins === null) throw untestable('There is no room for two more periods.');
        const { step, amiss } = twins;
        restsOn(
          'periods.change.add',
          step.answer.status !== 200 || sorted(step).created.length > 0,
          'No period was added.',
        );

        expect(amiss.join('; '), 'What is amiss with two periods of one sort').toBe('');
      },
    },
  ),
  stated('periods.change.color.palette', 'Every colour of the palette is accepted.', {
    operation,
    source: palette.map((color) => `periods.change: colour ${color}` as const),
    given: { filled },
    holds({ filled: { notTaken } }) {
      expect(notTaken.join(', '), 'Colours of the palette that were not taken').toBe('');
    },
  }),
  inferred(
    'periods.change.color.malformed',
    'A colour that is none is refused and the list left as it was.',
    {
      operation,
      source: 'periods.change: parameter update/color',
      readings: ['periodColors'],
      given: { refused },
      holds({ refused: { red, fiveDigits } }) {
        expect(red.answer).toBeRefused();
        expect(red.changes).toHaveChangedNothing();
        expect(fiveDigits.answer).toBeRefused();
        expect(fiveDigits.changes).toHaveChangedNothing();
      },
    },
  ),
  inferred('periods.change.period.zero', 'A period of zero days is refused and the list left as it was.', {
    operation,
    source: 'periods.change: parameter update/period',
    given: { refused },
    holds({ refused: { zeroDays } }) {
      expect(zeroDays.answer).toBeRefused();
      expect(zeroDays.changes).toHaveChangedNothing();
    },
  }),
  inferred(
    'periods.change.period.negative',
    'A period of negative days is refused and the list left as it was.',
    {
      operation,
      source: 'periods.change: parameter update/period',
      given: { refused },
      holds({ refused: { negativeDays } }) {
        expect(negativeDays.answer).toBeRefused();
        expect(negativeDays.changes).toHaveChangedNothing();
      },
    },
  ),
  inferred('periods.change.unknownId', 'An unknown id is refused and the list left as it was.', {
    operation,
    source: 'periods.change: parameter update/id',
    given: { refused },
    holds({ refused: { unknownId } }) {
      expect(unknownId.answer).toBeRefused();
      expect(unknownId.changes).toHaveChangedNothing();
    },
  }),
  stated('periods.rights.write', 'The periods are for administrators to change: a member is refused.', {
    operation,
    source: ['periods.intro: for administrators only', 'periods.change: status 403'],
    given: { refused },
    holds({ refused: { member } }) {
      const { answer, changes } = unlessWithoutMember(member);

      expect(answer).toHaveStatus(403);
      expect(changes).toHaveChangedNothing();
    },
  }),
];
