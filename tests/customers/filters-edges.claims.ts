import { Day } from '../../generators/calendar.ts';
import { operations } from '../../spec/operations.ts';
import { idOf, idsOf, itemsOf, type Answer } from '../../target/answer.ts';
import { queryString } from '../../target/caller.ts';
import { transactions } from '../support/account.ts';
import { restsOn, shown, stated } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { dayOfMoved, ofSomeDay as bought, plans } from '../transactions/purchases.scenario.ts';
import { rowsOf } from './adding.ts';
import { allByDate, byDate, rangeAround, within, type DateRange } from './date-ranges.ts';
import { expect } from './expect.ts';
import { edges, listedAtEdges, listedBy, listedByUser } from './listed.scenario.ts';
import { updated } from './updated.scenario.ts';

const operation = 'customers.list';
const { path } = operations[operation];

const rescheduled = updated.customer('to be listed by another day and user', (setting) => {
  const {
    users: [first, second],
  } = setting.fixtures;
  const next_date = dayOfMoved(setting).noon;
  if (first === undefined || second === undefined) return { change: { next_date } };
  return { add: { responsible_user_id: first }, change: { next_date, responsible_user_id: second } };
});
const punctual = updated.customer('to be listed by its day', { change: { next_price: 61 } });

/** The list of a day, and of a user where there are two, to which customers came by an update, and by a purchase. */
const moved = {
  name: 'customers: listed where changes put them',
  async play(setting) {
    const { caller, fixtures, play, target } = setting;
    const { added: came } = await play(rescheduled);
    if (target.features.transactions) await setting.after([plans]);
    const [, user] = fixtures.users;
    const range = rangeAround(dayOfMoved(setting));
    const query = {
      ...allByDate('next_date', range),
      ...(user !== undefined && { 'filter[main_user]': [user] }),
    };
    const shows = rowsOf([came]);
    const answer = await caller('administrator').get(path, query, { shows });
    const today = rangeAround(new Day(setting.now()));
    const changed = { ...byDate('updated_at', today), ...allByDate('next_date', range) };
    const ofToday = await caller('administrator').get(path, changed, { shows });
    return { answer, ofToday, user, range, today };
  },
} satisfies Scenario<{
  readonly answer: Answer;
  /** Of those of the day who were changed today. */
  readonly ofToday: Answer;
  readonly user: number | undefined;
  readonly range: DateRange;
  readonly today: DateRange;
}>;

/** An id without its last digit; 0 where nothing is left of it. */
function beginningOf(id: number): number {
  return Math.floor(id / 10);
}

/** Filters in another spelling, at the ends of the calendar, by nobody, and after an update. */
export const customersFilterEdges = [
  stated('customers.list.filter.main_user.unknown', 'Of a user whom nobody knows there are no customers.', {
    operation,
    source: 'customers.list: parameter filter/main_user',
    given: { listed: listedByUser(2) },
    async holds({ listed: { nobody, first, second, ofFirst, ofSecond, home } }, { administrator }) {
      // The beginning of an id finds whoever is looked for by a pattern.
      const users = [nobody, beginningOf(first)].filter((user) => user > 0 && user !== second);

      const answer = await administrator.get(path, { 'filter[main_user]': users, ...home });

      expect(answer).toBeTakenOrRefused();
      expect(answer).toHide(...ofFirst, ...ofSecond);
      expect(answer).toShowOnly('responsible_user_id', (user) => users.includes(user));
    },
  }),
  stated(
    'customers.list.filter.date.edges',
    'A filter takes the last days of a month, of a year and of February in a leap year.',
    {
      operation,
      source: ['customers.list: parameter filter/date/from', 'customers.list: parameter filter/date/to'],
      readings: ['dateFormat'],
      given: { listed: listedAtEdges },
      async holds({ listed: { inside, outside, home } }, { administrator }) {
        const answer = await administrator.get(path, {
          'filter[date][type]': 'create',
          'filter[date][from]': edges.from,
          'filter[date][to]': edges.to,
          ...home,
        });

        expect(answer).toShow(...inside);
        expect(answer).toHide(...outside);
      },
    },
  ),
  shown('customers.list.filter.brackets', 'Brackets in the name of a parameter may stand as they are.', {
    operation,
    source: 'customers.list: example of a date filter',
    given: { listed: listedBy.created_at },
    async holds(
      {
        listed: {
          even: { early, on, late, range },
          home,
        },
      },
      { administrator },
    ) {
      const query = decodeURIComponent(queryString({ ...byDate('created_at', range), ...home }));

      const answer = await administrator.send({ method: 'GET', path: `${path}${query}` });

      expect(answer).toShow(on);
      expect(answer).toHide(early, late);
    },
  }),
  stated(
    'customers.list.filter.updated',
    'A list is narrowed by the next purchase, the responsible user and the last change as they are after an update.',
    {
      operation,
      source: [
        'customers.list: parameter filter/next_date',
        'customers.list: parameter filter/main_user',
        'customers.list: parameter filter/date/type',
        'customers.change: parameter update',
      ],
      given: { rescheduled, punctual, moved },
      holds({
        rescheduled: customer,
        punctual: other,
        moved: { answer: list, ofToday, user, range, today },
      }) {
        expect(customer).toBeStoredAsSent('next_date');
        if (customer.sent?.responsible_user_id !== undefined) {
          expect(customer).toBeStoredAsSent('responsible_user_id');
        }

        expect(list).toShow(customer.added);
        restsOn(
          'customers.update.updated_at',
          within(today)(Number(customer.stored?.['updated_at'])),
          'The update has not moved the date of the last change to today.',
        );
        expect(ofToday).toShow(customer.added);
        expect(list).toHide(other.added);
        expect(list).toShowOnly('next_date', within(range));
        expect(list).toShowOnly('responsible_user_id', (one) => one === (user ?? one));
      },
    },
  ),
  stated(
    'customers.list.filter.next_date.bought',
    'A list is narrowed by the next purchase as it is after a purchase that moved it.',
    {
      operation,
      source: ['customers.list: parameter filter/next_date', 'transactions.change: parameter add/next_date'],
      given: { transactions, bought, moved },
      holds({ bought: { sent, stored }, moved: { answer: list, user } }) {
        restsOn(
          'transactions.add.next_date',
          stored !== null && Number(stored['next_date']) === Number(sent.next_date),
          'The purchase has not moved the next one of its customer.',
        );
        restsOn(
          ['customers.add.responsible_user_id', 'transactions.add.customerKept'],
          user === undefined || stored['responsible_user_id'] === user,
          'Another user than the one who was sent is responsible for the customer.',
        );

        expect(idsOf(itemsOf(list))).toContain(idOf(stored));
      },
    },
  ),
];
