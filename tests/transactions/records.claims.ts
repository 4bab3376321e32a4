import { idOf } from '../../target/answer.ts';
import { users } from '../support/account.ts';
import { inferred, restsOn, stated } from '../support/claims.ts';
import { expect, movedByPurchases } from './expect.ts';
import {
  byTheOther,
  forMore,
  inNumbers,
  ofSomeDay,
  plans,
  purchases,
  quiet,
  single,
} from './purchases.scenario.ts';
import { keptOrRefused, texts } from './texts.scenario.ts';

const operation = 'transactions.change';

/** Seconds that clocks may differ by, and a batch may take: dates of purchases are years apart. */
const AN_HOUR = 3600;

/** What a purchase shows beside what was sent, and what it leaves of its customer. */
export const transactionsRecords = [
  stated(
    'transactions.add.comment.escapes',
    'A comment that the body spells in escapes of JSON is stored like any other.',
    {
      operation,
      source: 'transactions.change: parameter add/comment',
      given: { single },
      holds({ single: { purchases: sent } }) {
        expect(sent.single).toBeStoredAsSent('comment');
      },
    },
  ),
  stated('transactions.add.date.future', 'A purchase of some days ahead keeps its date, or is refused.', {
    operation,
    source: 'transactions.change: parameter add/date',
    given: { texts },
    holds({ texts: { future } }) {
      expect(future).toBeStoredAsSentOrRefused('date');
    },
  }),
  keptOrRefused(
    'transactions.add.date.late',
    'A date of a purchase beyond 31 bits of seconds is stored as sent, or refused.',
    'date',
    ({ late }) => late,
  ),
  stated(
    'transactions.add.created_at',
    'A purchase is created when it is added, whatever date it was made on.',
    {
      operation,
      source: 'transactions.list: response items/created_at',
      given: { purchases },
      holds({ purchases: { items, stored, answeredAt } }) {
        restsOn('transactions.add.batch', stored.length > 1, 'No purchases were found again.');
        const ages = items.map(({ created_at }) => answeredAt - Number(created_at));

        expect(
          ages.filter((age) => !(Math.abs(age) < AN_HOUR)),
          'Seconds since purchases were created, where they were added just now',
        ).toEqual([]);
      },
    },
  ),
  stated(
    'transactions.add.created_by',
    'Purchases are created by the user who adds them, whoever is responsible for the customer.',
    {
      operation,
      source: 'transactions.list: response items/created_by',
      given: { users: users(2), inNumbers, byTheOther, quiet },
      holds({ users: known, inNumbers: one, byTheOther: other, quiet: customer }) {
        const adder = known.find((id) => id === customer.stored?.['created_by']);

        expect(one).toBeStoredWith(adder === undefined ? {} : { created_by: adder });
        expect(other).toBeStoredWith({ created_by: one.stored?.['created_by'] });
      },
    },
  ),
  stated(
    'transactions.add.lasting',
    'A purchase that was added stays until somebody asks to delete it or its customer.',
    {
      operation,
      source: ['transactions.change: parameter add', 'transactions.change: parameter delete'],
      given: { purchases },
      holds({ purchases: { stored } }) {
        restsOn(
          'transactions.add.batch',
          stored.length > 1,
          'No purchases were found again that could stay.',
        );

        expect([...new Set(stored)]).toEqual(stored);
      },
    },
  ),
  stated(
    'transactions.change.untouched',
    'A purchase keeps its customer, date, amount and creator in whatever answer, and its comment until a request changes it.',
    {
      operation,
      source: ['transactions.change: parameter add', 'transactions.list: response items/customer/id'],
      given: { purchases },
      holds({ purchases: { stored } }) {
        restsOn(
          'transactions.add.batch',
          stored.length > 1,
          'No purchases were found again that could differ.',
        );

        expect([...new Set(stored)]).toEqual(stored);
      },
    },
  ),
  inferred('transactions.add.id.new', 'A new transaction has an id that no transaction has had before.', {
    operation,
    source: 'transactions.list: response items/id',
    given: { purchases },
    holds({ purchases: { acknowledged } }) {
      restsOn('transactions.add.batch', acknowledged.length > 1, 'No purchases are known to be stored.');

      expect([...new Set(acknowledged)]).toEqual(acknowledged);
    },
  }),
  inferred('transactions.add.price.unsent', 'A purchase without an amount has none, or is refused.', {
    operation,
    source: 'transactions.change: parameter add/price',
    given: { texts },
    holds({ texts: { unpriced } }) {
      if (unpriced.isRefused) return;
      expect(unpriced).toBeStoredWith({});
      expect(Number(unpriced.stored?.['price'] ?? 0), 'the amount').toBe(0);
    },
  }),
  inferred(
    'transactions.add.unplanned',
    'A purchase that says nothing of when, or for how much, the customer will buy again leaves that.',
    {
      operation,
      source: [
        'transactions.change: parameter add/next_date',
        'transactions.change: parameter add/next_price',
      ],
      given: { plans, ofSomeDay, forMore },
      holds({ plans: { buyers, noted, answeredAt }, ofSomeDay: dated, forMore: priced }) {
        const before = buyers.find((buyer) => idOf(buyer.before) === idOf(dated.stored))?.before;
        restsOn('customers.add.single', before !== undefined, 'No customer with a purchase was found.');

        expect(dated.stored?.['next_price'], 'the expected amount').toBe(before['next_price']);
        expect(
          Number(priced.stored?.['next_date']),
          'the next date, which may follow from the last one',
        ).toBeGreaterThan(Number(priced.sent.date));
        for (const customer of [priced.stored, noted].filter((one) => one !== null)) {
          expect(
            Math.abs(Number(customer['next_date']) - answeredAt),
            'seconds from the addition to the next date, of a customer who buys once in two weeks',
          ).toBeGreaterThan(AN_HOUR);
        }
      },
    },
  ),
  stated(
    'transactions.add.customerKept',
    'A purchase with a plan leaves everything else of its customer as it was.',
    {
      operation,
      source: [
        'transactions.change: parameter add/next_date',
        'transactions.change: parameter add/next_price',
      ],
      given: { plans },
      holds({ plans: { buyers } }) {
        restsOn('customers.add.single', buyers.length > 0, 'No customer with a plan was found.');

        expect(buyers).toBeUntouched({ apartFrom: ['next_price', ...movedByPurchases] });
      },
    },
  ),
];
