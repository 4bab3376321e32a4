import { operations } from '../../spec/operations.ts';
import { queryString } from '../../target/caller.ts';
import { shown, stated } from '../support/claims.ts';
import { allByDate, byDate, noonOf, rangeAround } from './date-ranges.ts';
import { expect } from './expect.ts';
import { edges, listedAtEdges, listedBy, listedByUser } from './listed.scenario.ts';
import { reservedDays } from './reserved-days.ts';
import { updated } from './updated.scenario.ts';

const operation = 'customers.list';
const { path } = operations[operation];

const rescheduled = updated.customer('to be listed by another day', ({ calendar }) => ({
  change: { next_date: calendar.next(reservedDays.updated).plus(6).noon },
}));
const punctual = updated.customer('to be listed by its day', { change: { next_price: 61 } });

/** Filters in another spelling, at the ends of the calendar, by nobody, and after an update. */
export const customersFilterEdges = [
  stated('customers.list.filter.main_user.unknown', 'Of a user whom nobody knows there are no customers.', {
    operation,
    source: 'customers.list: parameter filter/main_user',
    given: { listed: listedByUser(2) },
    async holds({ listed: { nobody, ofFirst, ofSecond, home } }, { administrator }) {
      const answer = await administrator.get(path, { 'filter[main_user]': [nobody], ...home });

      expect(answer).toBeTakenOrRefused();
      expect(answer).toHide(...ofFirst, ...ofSecond);
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
    'customers.list.filter.next_date.updated',
    'A list is narrowed by the next purchase as it is after an update.',
    {
      operation,
      source: ['customers.list: parameter filter/next_date', 'customers.change: parameter update'],
      given: { rescheduled, punctual },
      async holds({ rescheduled: customer, punctual: other }, { administrator }) {
        expect(customer).toBeStoredAsSent('next_date');
        const day = noonOf(Number(customer.sent?.next_date));

        const answer = await administrator.get(path, allByDate('next_date', rangeAround(day)));

        expect(answer).toShow(customer.added);
        expect(answer).toHide(other.added);
      },
    },
  ),
];
