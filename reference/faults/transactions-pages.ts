import { forQuery, onItems, seeing } from '../modifiers.ts';
import type { Fault } from './fault.ts';
import { asked, beyondLimit, forNumber, ignoring } from './lists.ts';

const operation = 'transactions.list';

/** The row from which on a request asks. */
function offsetIn(query: string): number {
  return Number(new URLSearchParams(query).get('limit_offset') ?? 0);
}

/** Defects in how the list of transactions is cut into pages. */
export const transactionPageFaults: readonly Fault[] = [
  {
    name: 'two-transactions-at-least',
    breaks: 'transactions.list.limit_rows.one',
    describe: 'A page has two transactions where one is asked for.',
    apply: forNumber(operation, 'limit_rows', (rows) => Math.max(rows, 2)),
  },
  {
    name: 'transaction-rows-ignored',
    breaks: 'transactions.list.limit_rows.several',
    also: ['transactions.list.limit_rows.one', 'transactions.list.pages'],
    describe: 'A page has as many transactions as there are, whatever is asked for.',
    apply: forNumber(operation, 'limit_rows', () => 500),
  },
  {
    name: 'transaction-rows-one-too-many',
    breaks: 'transactions.list.limit_rows.several',
    also: ['transactions.list.limit_rows.one', 'transactions.list.pages'],
    describe: 'A page has one transaction more than was asked for.',
    apply: forNumber(operation, 'limit_rows', (rows) => rows + 1),
  },
  {
    name: 'transaction-rows-one-too-few',
    breaks: 'transactions.list.limit_rows.several',
    also: ['transactions.list.limit_rows.maximum', 'transactions.list.pages'],
    describe: 'A page has one transaction less than was asked for.',
    apply: forNumber(operation, 'limit_rows', (rows) => Math.max(rows - 1, 1)),
  },
  {
    name: 'transaction-pages-of-ten-at-least',
    breaks: 'transactions.list.limit_rows.several',
    also: ['transactions.list.pages'],
    describe: 'A page of several transactions has ten of them.',
    apply: forNumber(operation, 'limit_rows', (rows) => (rows > 1 ? Math.max(rows, 10) : rows)),
  },
  {
    name: 'transactions-499-at-most',
    breaks: 'transactions.list.limit_rows.maximum',
    describe: 'A page has 499 transactions at most.',
    apply: forNumber(operation, 'limit_rows', (rows) => Math.min(rows, 499)),
  },
  {
    name: 'transactions-250-at-most',
    breaks: 'transactions.list.limit_rows.maximum',
    describe: 'A page has 250 transactions at most.',
    apply: forNumber(operation, 'limit_rows', (rows) => Math.min(rows, 250)),
  },
  {
    name: 'large-page-repeats-itself',
    breaks: 'transactions.list.limit_rows.maximum',
    describe: 'Beyond the first hundred a page of transactions begins anew.',
    apply: onItems(operation, (items) => items.map((_, index) => items[index % 100])),
  },
  {
    name: 'transactions-501-at-most',
    breaks: 'transactions.list.limit_rows.beyond',
    describe: 'A page has 501 transactions when more are asked for.',
    apply: beyondLimit(operation, 501),
  },
  {
    name: 'transactions-without-limit',
    breaks: 'transactions.list.limit_rows.beyond',
    describe: 'A page has as many transactions as are asked for.',
    apply: beyondLimit(operation, Infinity),
  },
  {
    name: 'transaction-offset-ignored',
    breaks: 'transactions.list.limit_offset',
    also: ['transactions.list.pages'],
    describe: 'Every page of transactions begins with the first.',
    apply: ignoring(operation, 'limit_offset'),
  },
  {
    name: 'transaction-offset-one-too-far',
    breaks: 'transactions.list.limit_offset',
    also: ['transactions.list.pages'],
    describe: 'A page after the first passes over one transaction too many.',
    apply: forNumber(operation, 'limit_offset', (offset) => (offset > 0 ? offset + 1 : 0)),
  },
  {
    name: 'transaction-offset-one-too-short',
    breaks: 'transactions.list.limit_offset',
    also: ['transactions.list.pages'],
    describe: 'A page after the first begins one transaction too early.',
    apply: forNumber(operation, 'limit_offset', (offset) => Math.max(offset - 1, 0)),
  },
  {
    name: 'transaction-offset-counts-pages',
    breaks: 'transactions.list.limit_offset',
    also: ['transactions.list.pages'],
    describe: 'The offset of transactions is taken for a number of pages.',
    apply: forNumber(
      operation,
      'limit_offset',
      (offset, parameters) => offset * Number(parameters.get('limit_rows') ?? 1),
    ),
  },
  {
    name: 'transaction-offset-behind-gives-the-last-page',
    breaks: 'transactions.list.limit_offset.behind',
    describe: 'An offset behind the last transaction of a customer gives the last page.',
    apply: forNumber(operation, 'limit_offset', (offset) => (offset > 7 && offset < 100 ? 6 : offset)),
  },
  {
    name: 'transaction-offset-alone-works',
    breaks: 'transactions.list.limit_offset.alone',
    describe: 'An offset passes over transactions although no number of rows is sent.',
    apply: asked(
      operation,
      { by: ['limit_offset'], not: ['limit_rows'] },
      forQuery(operation, (parameters) => parameters.set('limit_rows', '500')),
    ),
  },
  {
    name: 'transaction-pages-overlap-from-third-on',
    breaks: 'transactions.list.pages',
    describe: 'From the third page on pages begin one transaction too early.',
    apply: forNumber(operation, 'limit_offset', (offset) => (offset > 4 ? offset - 1 : offset)),
  },
  {
    name: 'transaction-pages-after-first-of-all-customers',
    breaks: 'transactions.list.pages',
    also: ['transactions.list.customer_id', 'transactions.list.limit_offset'],
    describe: 'Pages after the first are cut from the transactions of all customers.',
    apply: forQuery(operation, (parameters) => {
      if (parameters.has('limit_rows') && offsetIn(parameters.toString()) > 0)
        parameters.delete('customer_id');
    }),
  },
  {
    name: 'transaction-pages-after-first-backwards',
    breaks: 'transactions.list.pages',
    also: ['transactions.list.limit_offset'],
    describe: 'Pages after the first are counted from the other end.',
    apply: asked(
      operation,
      { by: ['limit_offset'] },
      seeing((state, { query }) =>
        offsetIn(query) > 0 ? { ...state, transactions: new Map([...state.transactions].reverse()) } : state,
      ),
    ),
  },
];
