import { operations } from '../../spec/operations.ts';
import type { ReadingId } from '../../spec/readings.ts';
import type { SourceRowId } from '../../spec/source-rows.ts';
import { itemsOf } from '../../target/answer.ts';
import type { Query } from '../../target/caller.ts';
import { inferred, stated } from '../support/claims.ts';
import { rowsOf, type Added } from './adding.ts';
import { byDate, within, type Bounds } from './date-ranges.ts';
import { expect } from './expect.ts';
import { customersFilterEdges } from './filters-edges.claims.ts';
import { customersFilterTogether } from './filters-together.claims.ts';
import { listedOfDay } from './found.scenario.ts';
import { listedBy, listedByChange, listedByUser, nowhere } from './listed.scenario.ts';

const operation = 'customers.list';
const { path } = operations[operation];

/** A filter by a date: what it names of a range, and whom it hides of those who were put around that. */
interface Filter<Place extends string> {
  readonly bounds: Bounds;
  readonly hides: readonly Place[];
  readonly source: readonly SourceRowId[];
  readonly readings?: readonly ReadingId[];
}

interface FilterOfThree extends Filter<'early' | 'late'> {
  readonly date: keyof typeof listedBy;
  readonly shows: readonly ('early' | 'on' | 'late')[];
  readonly observes?: readonly (readonly [reading: ReadingId, side: string])[];
}

/** Of three customers, before a range, in it and behind it, those are listed whose date the filter asks for. */
function ofThree<const Id extends string>(
  id: Id,
  says: string,
  { date, bounds, shows, hides, observes = [], ...rest }: FilterOfThree,
) {
  return stated(id, says, {
    operation,
    ...rest,
    given: { listed: listedBy[date] },
    async holds({ listed: { even, odd, home } }, { administrator, observe }) {
      const { range, ...customers } = bounds === 'to' ? odd : even;

      const answer = await administrator.get(path, { ...byDate(date, range, bounds), ...home });

      expect(answer).toShow(...shows.map((place) => customers[place]));
      expect(answer).toHide(...hides.map((place) => customers[place]));
      expect(answer).toShowOnly(date, within(range, bounds));
      for (const [reading, side] of observes) observe(reading, side);
    },
  });
}

/** The target sets the date of a change: the same customer is listed by the days around that, and hidden by others. */
function ofChanged<const Id extends string>(
  id: Id,
  says: string,
  { bounds, hides, ...rest }: Filter<'earlier' | 'later'>,
) {
  return stated(id, says, {
    operation,
    ...rest,
    given: { listed: listedByChange },
    async holds({ listed: { even, odd, home } }, { administrator }) {
      const { customer, ...ranges } = bounds === 'to' ? odd : even;
      const ask = (when: keyof typeof ranges, expected: readonly Added[] = []) =>
        administrator.get(
          path,
          { ...byDate('updated_at', ranges[when], bounds), ...home },
          { shows: rowsOf(expected) },
        );

      const answer = await ask('on', [customer]);

      expect(answer).toShow(customer);
      expect(answer).toShowOnly('updated_at', within(ranges.on, bounds));
      for (const when of hides) expect(await ask(when)).toHide(customer);
    },
  });
}

/** What makes no sense is refused, or ignored. */
function malformed<const Id extends string>(id: Id, says: string, source: SourceRowId, query: Query) {
  return inferred(id, says, {
    operation,
    source,
    async holds(_, { administrator }) {
      const answer = await administrator.get(path, query, { invalid: true });

      expect(answer).toBeTakenOrRefused();
    },
  });
}

/** Lists of customers that are narrowed down, or would be if the filter made sense. */
export const customersFilter = [
  stated('customers.list.filter.main_user.one', 'A list can be narrowed to one responsible user.', {
    operation,
    source: 'customers.list: parameter filter/main_user',
    given: { listed: listedByUser(2) },
    async holds({ listed: { first, ofFirst, ofSecond, home, isAtHome } }, { administrator }) {
      const answer = await administrator.get(path, { 'filter[main_user]': [first], ...home });

      expect(answer).toShow(...ofFirst);
      expect(answer).toHide(...ofSecond);
      expect(answer).toShowOnly('responsible_user_id', (user) => user === first);
      expect(answer).toShowOnly('next_date', isAtHome);
    },
  }),
  stated('customers.list.filter.main_user.two', 'A list can be narrowed to two responsible users.', {
    operation,
    source: 'customers.list: parameter filter/main_user',
    given: { listed: listedByUser(3) },
    async holds({ listed: { first, second, ofFirst, ofSecond, home, isAtHome } }, { administrator }) {
      const answer = await administrator.get(path, { 'filter[main_user]': [first, second], ...home });

      expect(answer).toShow(...ofFirst, ...ofSecond);
      expect(answer).toShowOnly('responsible_user_id', (user) => user === first || user === second);
      expect(answer).toShowOnly('next_date', isAtHome);
    },
  }),
  ofThree(
    'customers.list.filter.date.create.from',
    'A list can be narrowed to customers created from a day on.',
    {
      date: 'created_at',
      bounds: 'from',
      shows: ['on', 'late'],
      hides: ['early'],
      source: [
        'customers.list: parameter filter/date',
        'customers.list: parameter filter/date/type',
        'customers.list: parameter filter/date/from',
        'customers.list: example of a date filter',
      ],
      readings: ['dateFormat'],
    },
  ),
  ofThree(
    'customers.list.filter.date.create.to',
    'A list can be narrowed to customers created up to a day.',
    {
      date: 'created_at',
      bounds: 'to',
      shows: ['early', 'on'],
      hides: ['late'],
      source: ['customers.list: parameter filter/date/type', 'customers.list: parameter filter/date/to'],
      readings: ['dateFormat'],
    },
  ),
  ofThree(
    'customers.list.filter.date.create.range',
    'A list can be narrowed to customers created between two days.',
    {
      date: 'created_at',
      bounds: 'range',
      shows: ['on'],
      hides: ['early', 'late'],
      source: ['customers.list: parameter filter/date/from', 'customers.list: parameter filter/date/to'],
      readings: ['dateFormat'],
      observes: [['dateFormat', 'dmy']],
    },
  ),
  stated(
    'customers.list.filter.date.create.everyone',
    'Every customer created on the days asked for is listed, whatever else it has.',
    {
      operation,
      source: ['customers.list: parameter filter/date/from', 'customers.list: parameter filter/date/to'],
      given: { listedOfDay },
      holds({ listedOfDay: { ids, shown } }) {
        expect(
          ids.filter((id) => !shown.includes(id)),
          'customers of the days that are not listed',
        ).toEqual([]);
      },
    },
  ),
  ofChanged(
    'customers.list.filter.date.modify.from',
    'A list can be narrowed to customers changed from a day on.',
    {
      bounds: 'from',
      hides: ['later'],
      source: ['customers.list: parameter filter/date/type', 'customers.list: parameter filter/date/from'],
      readings: ['dateFormat'],
    },
  ),
  ofChanged(
    'customers.list.filter.date.modify.to',
    'A list can be narrowed to customers changed up to a day.',
    {
      bounds: 'to',
      hides: ['earlier'],
      source: ['customers.list: parameter filter/date/type', 'customers.list: parameter filter/date/to'],
      readings: ['dateFormat'],
    },
  ),
  ofChanged(
    'customers.list.filter.date.modify.range',
    'A list can be narrowed to customers changed between two days.',
    {
      bounds: 'range',
      hides: ['earlier', 'later'],
      source: ['customers.list: parameter filter/date/from', 'customers.list: parameter filter/date/to'],
      readings: ['dateFormat'],
    },
  ),
  ofThree('customers.list.filter.next_date.from', 'A list can be narrowed to next purchases from a day on.', {
    date: 'next_date',
    bounds: 'from',
    shows: ['on', 'late'],
    hides: ['early'],
    source: ['customers.list: parameter filter/next_date', 'customers.list: parameter filter/next_date/from'],
  }),
  ofThree('customers.list.filter.next_date.to', 'A list can be narrowed to next purchases up to a day.', {
    date: 'next_date',
    bounds: 'to',
    shows: ['early', 'on'],
    hides: ['late'],
    source: ['customers.list: parameter filter/next_date', 'customers.list: parameter filter/next_date/to'],
  }),
  ofThree(
    'customers.list.filter.next_date.range',
    'A list can be narrowed to next purchases between two days.',
    {
      date: 'next_date',
      bounds: 'range',
      shows: ['on'],
      hides: ['early', 'late'],
      source: [
        'customers.list: parameter filter/next_date/from',
        'customers.list: parameter filter/next_date/to',
      ],
    },
  ),
  stated(
    'customers.list.filter.empty',
    'A filter without a match answers with status 204 or with no items.',
    {
      operation,
      source: 'customers.integration: status 200 or 204',
      readings: ['emptyList'],
      given: { nowhere },
      async holds({ nowhere: { created_at, next_date } }, { administrator, observe }) {
        const query = { ...byDate('created_at', created_at), ...byDate('next_date', next_date) };

        const answer = await administrator.get(path, query);

        expect(answer).toBeEmptyList();
        observe('emptyList', answer.status === 204 ? 'no-content' : 'empty');
      },
    },
  ),
  ...customersFilterTogether,
  ...customersFilterEdges,
  malformed(
    'customers.list.malformed.date',
    'A malformed date is refused or ignored, never a server error.',
    'customers.list: parameter filter/date/from',
    { 'filter[date][type]': 'create', 'filter[date][from]': 'yesterday' },
  ),
  malformed(
    'customers.list.malformed.type',
    'An unknown type of date is refused or ignored, never a server error.',
    'customers.list: parameter filter/date/type',
    { 'filter[date][type]': 'destroy', 'filter[date][from]': '10.10.2017' },
  ),
  malformed(
    'customers.list.malformed.limit_rows',
    'A malformed number of rows is refused or ignored, never a server error.',
    'customers.list: parameter limit_rows',
    { limit_rows: 'many' },
  ),
  inferred(
    'customers.list.malformed.id',
    'A malformed id is refused or finds nothing, never a server error.',
    {
      operation,
      source: 'customers.list: parameter id',
      async holds(_, { administrator }) {
        const answer = await administrator.get(path, { id: 'nobody' }, { invalid: true });

        expect(answer).toBeTakenOrRefused();
        expect(itemsOf(answer), 'customers that are found').toEqual([]);
      },
    },
  ),
];
