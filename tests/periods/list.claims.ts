import { operations } from '../../spec/operations.ts';
import { untestable } from '../../spec/run/signals.ts';
import { idOf, itemsOf } from '../../target/answer.ts';
import { afterPurchase, reachOf, shownReachOf } from '../../target/amocrm/period.ts';
import { restsOn, stated } from '../support/claims.ts';
import { expect } from '../support/expect.ts';
import { listed } from './filled.scenario.ts';
import { unlessWithoutAfter } from './steps.ts';

const operation = 'periods.list';

/** The list of periods as it is read. */
export const periodsList = [
  stated('periods.list.all', 'The periods are listed without parameters.', {
    operation,
    source: [
      'periods.list: URL',
      'periods.list: sent without parameters',
      'periods.list: response items',
      'periods.list: example of an answer',
    ],
    given: { listed },
    holds({ listed: { answer, unlisted } }, { observe }) {
      const items = itemsOf(answer);

      if (items.length > 0)
        observe('periodLinks', items.some((item) => '_links' in item) ? 'present' : 'absent');
      expect(answer).toHaveStatus(200);
      expect(items.map(idOf), 'Every account has periods').not.toEqual([]);
      expect(unlisted, 'Periods that the target said it stored and does not list').toEqual([]);
    },
  }),
  stated('periods.list.id', 'Every period has an id of its own.', {
    operation,
    source: 'periods.list: response items/id',
    given: { listed },
    holds({ listed: { answer } }) {
      const ids = itemsOf(answer).map((item) => idOf(item) ?? null);
      restsOn('periods.list.all', ids.length > 0, 'No period is listed.');

      expect(ids, 'Every period has an id').not.toContain(null);
      expect(ids, 'No two periods share an id').toEqual([...new Set(ids)]);
    },
  }),
  stated('periods.list.self', 'The self link of the list names this path and method.', {
    operation,
    source: ['periods.list: response _links/self/href', 'periods.list: response _links/self/method'],
    given: { listed },
    holds({ listed: { answer } }) {
      expect(answer).toNameRequest();
    },
  }),
  stated('periods.list.before_buy', 'The days before the purchase add up from the purchase day outwards.', {
    operation,
    source: ['periods.change: days before the purchase add up', 'periods.list: example of an answer'],
    readings: ['beforeBuy'],
    given: { listed },
    holds({ listed: { longest } }, { observe }) {
      const reach = reachOf(longest);
      requireBefore(reach);

      expect(shownReachOf(longest), 'Days before the purchase, by id').toBe(reach);
      observe('beforeBuy', 'present');
    },
  }),
  stated('periods.list.after_buy', 'The days after the purchase are the length of that period.', {
    operation,
    source: ['periods.list: response items/after_buy', 'periods.list: example of an answer'],
    given: { listed },
    holds({ listed: { longest } }) {
      const [first, ...others] = afterPurchase(longest);
      const after = [unlessWithoutAfter(first ?? null), ...others];

      expect(after.map(({ after_buy }) => after_buy).join(', '), 'Days after the purchase').toBe(
        after.map(({ period }) => period).join(', '),
      );
    },
  }),
  stated('periods.rights.read', 'The periods are for administrators to read: a member is refused.', {
    operation,
    source: ['periods.intro: for administrators only', 'periods.change: status 403'],
    async holds(_, { member }) {
      const answer = await member.get(operations[operation].path);

      expect(answer).toHaveStatus(403);
      expect(answer).toGiveNothingAway();
    },
  }),
];

/** @throws CannotJudge where there is nothing before the purchase, as in an account that is only read */
function requireBefore(reach: string): void {
  if (reach !== '') return;
  throw untestable('It takes a period before the purchase in the account, and it has none that can be told.');
}
