import { operations } from '../../spec/operations.ts';
import { idsOf, itemsOf, refusalOf } from '../../target/answer.ts';
import { inferred, restsOn, shown, stated } from '../support/claims.ts';
import { emptyListSide, tooManySide } from '../support/list-sides.ts';
import { selfLinkSide } from '../support/self-link.ts';
import { tagged } from './added.scenario.ts';
import { readBack } from './adding.ts';
import { tagIdsByName } from '../../target/amocrm/customer.ts';
import { expect } from './expect.ts';
import { customersFilter } from './filter.claims.ts';
import { atLeast, crowd, foundBy, ofOneAccount, paged } from './found.scenario.ts';
import { follow } from './link.ts';
import { customersShown } from './shown.claims.ts';
import { retagged } from './updated.scenario.ts';

const operation = 'customers.list';
const { path } = operations[operation];

/** Listing customers: look-ups, pages and filters. */
export const customersList = [
  stated('customers.list.all', 'Without parameters customers are listed.', {
    operation,
    source: ['customers.list: URL', 'customers.list: filters and pages'],
    given: { some: atLeast(1) },
    async holds(_, { administrator }) {
      const answer = await administrator.get(path);

      expect(answer).toHaveStatus(200);
      expect(itemsOf(answer).length, 'customers listed').toBeGreaterThan(0);
    },
  }),
  stated(
    'customers.list.self',
    'The self link of a list names this path, bare or with the query, and the method.',
    {
      operation,
      source: ['customers.list: response _links/self/href', 'customers.list: response _links/self/method'],
      readings: ['selfLink'],
      given: { two: atLeast(2) },
      async holds(_, { administrator, observe }) {
        const answer = await administrator.get(path, { limit_rows: 1, limit_offset: 1 });

        expect(answer).toNameRequest();
        observe('selfLink', selfLinkSide(answer));
      },
    },
  ),
  shown('customers.list.links', 'The link of a listed customer leads to that customer.', {
    operation,
    source: 'customers.list: example of an answer',
    given: { foundBy },
    async holds({ foundBy: { first, day } }, { administrator, target }) {
      const listed = (await readBack(administrator, [first], day)).get(first) ?? null;
      const { href, found } = await follow(administrator, listed, target.baseUrl);

      expect(href, 'the listed customer has a link').not.toBeNull();
      expect(found, `found by ${href}`).toEqual([first]);
    },
  }),
  inferred('customers.list.account', 'All customers name the same account.', {
    operation,
    source: 'customers.list: response account_id',
    given: { ofOneAccount },
    holds({ ofOneAccount: { plain, tagged, complete } }) {
      expect(plain).toBeStoredWith({});
      expect(tagged).toBeStoredWith({ account_id: plain.stored?.['account_id'] });
      expect(complete).toBeStoredWith({ account_id: plain.stored?.['account_id'] });
    },
  }),
  inferred('customers.list.tags.id', 'A tag has one id, whoever carries it and whenever it is read.', {
    operation,
    source: 'customers.list: response tags/id',
    given: { tagged, retagged },
    holds({ tagged: { stored }, retagged: { before, stored: after } }) {
      const seen = [stored, before, after].map(tagIdsByName);
      const names = seen.flatMap((tags) => [...tags.keys()]);
      const shared = new Set(names.filter((name, index) => names.indexOf(name) < index));
      restsOn('customers.add.tags', shared.has('sales'), 'No tag is stored with two customers.');

      for (const name of shared) {
        const ids = seen.flatMap((tags) => tags.get(name) ?? []);
        expect(ids, `ids of the tag ${name}`).toEqual(ids.map(() => ids[0]));
      }
    },
  }),
  stated('customers.list.id', 'A customer can be looked up by id.', {
    operation,
    source: 'customers.list: parameter id',
    given: { foundBy },
    async holds({ foundBy: { first } }, { administrator }) {
      const answer = await administrator.get(path, { id: first });

      expect(answer).toHaveStatus(200);
      expect(answer).toShowExactly(first);
    },
  }),
  stated('customers.list.id.array', 'Several customers can be looked up by an array of ids.', {
    operation,
    source: 'customers.list: parameter id',
    given: { foundBy },
    async holds({ foundBy: { several } }, { administrator }) {
      const answer = await administrator.get(path, { id: several, limit_rows: 500 });

      expect(answer).toHaveStatus(200);
      expect(answer).toShowExactly(...several);
    },
  }),
  inferred(
    'customers.list.id.array.unknown',
    'An unknown id among others keeps none of those from being found.',
    {
      operation,
      source: 'customers.list: parameter id',
      given: { foundBy },
      async holds({ foundBy: { second, third, unknown } }, { administrator }) {
        const answer = await administrator.get(path, { id: [second, unknown, third] });

        expect(answer).toHaveStatus(200);
        expect(answer).toShowExactly(second, third);
      },
    },
  ),
  inferred(
    'customers.list.id.indexed',
    'Several customers can be looked up by ids with indexes in the brackets.',
    {
      operation,
      source: 'customers.list: parameter id',
      given: { foundBy },
      async holds({ foundBy: { second, third } }, { administrator }) {
        const answer = await administrator.get(path, { 'id[0]': third, 'id[1]': second });

        expect(answer).toHaveStatus(200);
        expect(answer).toShowExactly(second, third);
      },
    },
  ),
  inferred('customers.list.id.comma', 'Several customers can be looked up by ids separated by commas.', {
    operation,
    source: 'customers.list: parameter id',
    given: { foundBy },
    async holds({ foundBy: { first, third } }, { administrator }) {
      const answer = await administrator.get(path, { id: `${first},${third}` });

      expect(answer).toHaveStatus(200);
      expect(answer).toShowExactly(first, third);
    },
  }),
  stated('customers.list.id.alone', 'Beside an id all other parameters are ignored.', {
    operation,
    source: 'customers.list: parameter id',
    given: { foundBy },
    async holds({ foundBy: { first, second, third, elsewhere } }, { administrator }) {
      const ofTwo = await administrator.get(path, { id: [first, second], ...elsewhere.byCreation });
      const ofOne = await administrator.get(path, { id: third, ...elsewhere.byChange });

      expect(ofTwo).toHaveStatus(200);
      expect(ofTwo).toShowExactly(first, second);
      expect(ofOne).toHaveStatus(200);
      expect(ofOne).toShowExactly(third);
    },
  }),
  inferred('customers.list.id.unknown', 'An unknown id finds nothing.', {
    operation,
    source: 'customers.list: parameter id',
    readings: ['emptyList'],
    given: { foundBy },
    async holds({ foundBy: { unknown } }, { administrator, observe }) {
      const answer = await administrator.get(path, { id: unknown });

      expect(answer).toBeEmptyList();
      observe('emptyList', emptyListSide(answer));
    },
  }),
  stated('customers.list.limit_rows.one', 'One row can be asked for.', {
    operation,
    source: 'customers.list: parameter limit_rows',
    given: { two: atLeast(2) },
    async holds(_, { administrator }) {
      const answer = await administrator.get(path, { limit_rows: 1 });

      expect(answer).toHaveStatus(200);
      expect(itemsOf(answer)).toHaveLength(1);
    },
  }),
  stated('customers.list.limit_rows.several', 'As many rows come as are asked for, if there are as many.', {
    operation,
    source: 'customers.list: parameter limit_rows',
    given: { ten: atLeast(10) },
    async holds(_, { administrator }) {
      const answer = await administrator.get(path, { limit_rows: 7 });

      expect(answer).toHaveStatus(200);
      expect(new Set(idsOf(itemsOf(answer))).size, 'different customers').toBe(7);
    },
  }),
  stated('customers.list.limit_rows.maximum', 'Five hundred rows come at once when there are more.', {
    operation,
    source: 'customers.list: parameter limit_rows',
    given: { crowd },
    async holds(_, { administrator }) {
      const answer = await administrator.get(path, { limit_rows: 500 });

      expect(answer).toHaveStatus(200);
      expect(new Set(idsOf(itemsOf(answer))).size, 'different customers').toBe(500);
    },
  }),
  stated('customers.list.limit_rows.beyond', 'No more than five hundred rows come, whatever is asked for.', {
    operation,
    source: 'customers.list: parameter limit_rows',
    readings: ['tooManyRows'],
    given: { crowd },
    async holds(_, { administrator, observe }) {
      const answer = await administrator.get(path, { limit_rows: 501 });

      expect(answer).toKeepToRows(500);
      observe('tooManyRows', tooManySide(answer));
    },
  }),
  stated('customers.list.limit_offset', 'The offset says from which row on rows come.', {
    operation,
    source: 'customers.list: parameter limit_offset',
    given: { paged },
    async holds({ paged: { range, ids, rows, offset } }, { administrator }) {
      const answer = await administrator.get(path, { ...range, limit_rows: rows, limit_offset: offset });

      expect(answer).toHaveStatus(200);
      expect(
        new Set(idsOf(itemsOf(answer)).filter((id) => ids.includes(id))).size,
        `rows from number ${offset + 1} on`,
      ).toBe(ids.length - offset);
    },
  }),
  stated(
    'customers.list.limit_offset.alone',
    'An offset without a number of rows has no effect, or is refused.',
    {
      operation,
      source: 'customers.list: parameter limit_offset',
      given: { paged },
      async holds({ paged: { range, rows } }, { administrator }) {
        const bare = await administrator.get(path, range);
        const answer = await administrator.get(path, { ...range, limit_offset: Math.ceil(1.5 * rows) });
        if (refusalOf(answer) !== null) return;

        expect(answer).toHaveStatus(200);
        expect(answer).toShowExactly(...idsOf(itemsOf(bare)));
      },
    },
  ),
  stated('customers.list.limit_offset.behind', 'No rows come from behind the last one on.', {
    operation,
    source: 'customers.list: parameter limit_offset',
    given: { paged },
    async holds({ paged: { range, ids, rows } }, { administrator }) {
      const behind = ids.length + rows;

      const answer = await administrator.get(path, { ...range, limit_rows: rows, limit_offset: behind });

      expect(answer).toHaveStatus(200, 204, 400, 404);
      expect(itemsOf(answer), `rows from number ${behind + 1} of ${ids.length} on`).toEqual([]);
    },
  }),
  stated('customers.list.pages', 'Pages neither overlap nor miss a customer.', {
    operation,
    source: ['customers.list: parameter limit_rows', 'customers.list: parameter limit_offset'],
    given: { paged },
    async holds({ paged: { range, ids, rows } }, { administrator }) {
      const pages = [
        await administrator.get(path, { ...range, limit_rows: rows, limit_offset: 0 }),
        await administrator.get(path, { ...range, limit_rows: rows, limit_offset: rows }),
        await administrator.get(path, { ...range, limit_rows: rows, limit_offset: 2 * rows }),
      ];
      const listed = pages.map((page) => idsOf(itemsOf(page)));

      expect(listed.map((page) => page.length)).toEqual([rows, rows, ids.length - 2 * rows]);
      expect([...listed.flat()].sort()).toEqual([...ids].sort());
    },
  }),
  ...customersShown,
  ...customersFilter,
];
