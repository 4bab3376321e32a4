import { untestable } from '../../spec/run/signals.ts';
import { customerOf } from '../../target/amocrm/transaction.ts';
import { idsOf, itemsOf, refusalOf } from '../../target/answer.ts';
import { inferred, restsOn, shown, stated } from '../support/claims.ts';
import { emptyListSide, tooManySide } from '../support/list-sides.ts';
import { selfLinkSide } from '../support/self-link.ts';
import { expect } from './expect.ts';
import {
  all,
  idle,
  listedLinks,
  lists,
  lookUpOfCustomer,
  lookups,
  queried,
  unknown,
} from './lists.scenario.ts';
import { fullPages, pages, rows } from './pages.scenario.ts';
import { unknownCustomer } from './purchases.scenario.ts';

const operation = 'transactions.list';

/** Listing transactions. */
export const transactionsList = [
  stated('transactions.list.all', 'Without parameters transactions are listed.', {
    operation,
    source: 'transactions.list: URL',
    given: { answer: all },
    holds({ answer }) {
      expect(answer).toHaveStatus(200);
      expect(itemsOf(answer), 'The account has transactions, and none is listed').not.toEqual([]);
    },
  }),
  stated(
    'transactions.list.self',
    'The self link of a list names this path, bare or with the query, and the method.',
    {
      operation,
      source: [
        'transactions.list: response _links/self/href',
        'transactions.list: response _links/self/method',
      ],
      readings: ['selfLink'],
      given: { bare: all, queried },
      holds({ bare, queried: answers }, { observe }) {
        const [narrowed] = answers.filter((answer) => itemsOf(answer).length > 0);
        restsOn('transactions.list.all', itemsOf(bare).length > 0, 'No transaction was listed.');
        restsOn('transactions.list.id', narrowed !== undefined, 'No transaction was found.');

        expect(bare).toNameRequest();
        expect(narrowed).toNameRequest();
        observe('selfLink', selfLinkSide(narrowed));
      },
    },
  ),
  shown('transactions.list.links', 'The links of a listed transaction lead to it and to its customer.', {
    operation,
    source: 'transactions.list: example of an answer',
    given: { listedLinks },
    holds({ listedLinks: { transaction, customer } }) {
      expect(transaction).toLeadHome();
      expect(customer).toLeadHome();
    },
  }),
  stated('transactions.list.id', 'A transaction can be looked up by id.', {
    operation,
    source: 'transactions.list: parameter id',
    given: { lookups },
    holds(given) {
      for (const { id, answer } of given.lookups) expect(idsOf(itemsOf(answer))).toHoldExactly([id]);
    },
  }),
  stated(
    'transactions.list.id.ofCustomer',
    'By its id and its customer a transaction is found alone, or both together are refused.',
    {
      operation,
      source: ['transactions.list: parameter id', 'transactions.list: parameter customer_id'],
      given: { lookUpOfCustomer },
      holds({ lookUpOfCustomer: { id, answer } }) {
        if (refusalOf(answer) !== null) return;
        expect(idsOf(itemsOf(answer))).toHoldExactly([id]);
      },
    },
  ),
  inferred('transactions.list.id.unknown', 'An unknown id finds nothing.', {
    operation,
    source: 'transactions.list: parameter id',
    readings: ['emptyList'],
    given: { answer: unknown, lookups },
    holds({ answer, lookups: found }, { observe }) {
      const isFound = found.some((one) => itemsOf(one.answer).length > 0);
      restsOn('transactions.list.id', isFound, 'No id finds anything.');
      expect(answer).toHaveStatus(200, 204);
      expect(idsOf(itemsOf(answer))).toHoldExactly([]);
      observe('emptyList', emptyListSide(answer));
    },
  }),
  stated(
    'transactions.list.customer_id',
    'The list can be narrowed to one customer: all of its transactions, no other.',
    {
      operation,
      source: [
        'transactions.list: parameter customer_id',
        'transactions.list: example of a page of one customer',
      ],
      given: { lists },
      holds(given) {
        for (const { listed, known } of given.lists) expect(listed).toHoldExactly(known);
      },
    },
  ),
  inferred('transactions.list.customer_id.empty', 'A customer without transactions has an empty list.', {
    operation,
    source: 'transactions.list: parameter customer_id',
    readings: ['emptyList'],
    given: { answer: idle },
    holds({ answer }, { observe }) {
      expect(answer).toHaveStatus(200, 204);
      expect(idsOf(itemsOf(answer))).toHoldExactly([]);
      observe('emptyList', emptyListSide(answer));
    },
  }),
  stated(
    'transactions.list.customer_id.unknown',
    'The list of a customer that does not exist has nobody else’s transactions.',
    {
      operation,
      source: 'transactions.list: parameter customer_id',
      given: { unknownCustomer, lists },
      holds({ unknownCustomer: { customer, list }, lists: known }) {
        const isListed = known.some(({ listed }) => listed.length > 0);
        restsOn('transactions.list.customer_id', isListed, 'The lists of customers are empty.');
        expect(list).toHaveStatus(200, 204, 400, 404, 422);
        expect(itemsOf(list).filter((item) => (customerOf(item) ?? customer) !== customer)).toEqual([]);
      },
    },
  ),
  stated('transactions.list.limit_rows.one', 'One row can be asked for.', {
    operation,
    source: 'transactions.list: parameter limit_rows',
    given: { rows },
    holds({ rows: { one } }) {
      expect(one.length, 'Rows where one was asked for').toBe(1);
    },
  }),
  stated(
    'transactions.list.limit_rows.several',
    'As many rows come as are asked for, if there are as many.',
    {
      operation,
      source: [
        'transactions.list: parameter limit_rows',
        'transactions.list: example of a page of one customer',
      ],
      given: { rows },
      holds({ rows: { size, first, known } }) {
        expect(first.length, `Rows where ${size} were asked for and ${known.length} are there`).toBe(size);
      },
    },
  ),
  stated('transactions.list.limit_rows.maximum', 'Five hundred rows come at once when there are more.', {
    operation,
    source: 'transactions.list: parameter limit_rows',
    given: { fullPages },
    holds({ fullPages: { maximum } }) {
      expect(maximum.length, 'Rows where 500 were asked for and more are there').toBe(500);
      expect(new Set(idsOf(maximum)).size, 'Different transactions among them').toBe(500);
    },
  }),
  stated(
    'transactions.list.limit_rows.beyond',
    'No more than five hundred rows come, whatever is asked for.',
    {
      operation,
      source: 'transactions.list: parameter limit_rows',
      readings: ['tooManyRows'],
      given: { fullPages },
      holds({ fullPages: { beyond } }, { observe }) {
        expect(beyond).toKeepToRows(500);
        observe('tooManyRows', tooManySide(beyond));
      },
    },
  ),
  stated('transactions.list.limit_offset', 'The offset says from which row on rows come.', {
    operation,
    source: 'transactions.list: parameter limit_offset',
    given: { pages },
    holds({ pages: { size, listed, afterFirst } }) {
      expect(afterFirst).toHoldExactly(listed.slice(size));
    },
  }),
  stated(
    'transactions.list.limit_offset.alone',
    'An offset without a number of rows has no effect, or is refused.',
    {
      operation,
      source: 'transactions.list: parameter limit_offset',
      given: { pages },
      holds({ pages: { whole, offsetAlone } }) {
        if (refusalOf(offsetAlone) !== null) return;
        expect(idsOf(itemsOf(offsetAlone))).toHoldExactly(whole);
      },
    },
  ),
  stated('transactions.list.limit_offset.behind', 'No transactions come from behind the last one on.', {
    operation,
    source: 'transactions.list: parameter limit_offset',
    given: { pages },
    holds({ pages: { behind, listed } }) {
      if (behind === null) throw untestable('There are more transactions than the list was read for.');
      expect(behind, `Transactions behind the last of ${listed.length}`).toEqual([]);
    },
  }),
  stated('transactions.list.pages', 'Pages neither overlap nor miss a transaction.', {
    operation,
    source: ['transactions.list: parameter limit_rows', 'transactions.list: parameter limit_offset'],
    given: { pages },
    holds({ pages: { known, first, next, last } }) {
      expect([...first, ...next, ...last]).toHoldExactly(known);
    },
  }),
];
