import type { TransactionAdd } from '../../spec/messages.ts';
import type { SourceRowId } from '../../spec/source-rows.ts';
import { digitTexts, textKinds } from '../../generators/text-kinds.ts';
import { inWords, itemsOf } from '../../target/answer.ts';
import { inferred, restsOn, shown, stated } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { expect, type SentAndStored } from './expect.ts';
import { addedLink } from './lists.scenario.ts';
import { crowd, seven } from './pages.scenario.ts';
import {
  byTheOther,
  inNumbers,
  forMore,
  ofSomeDay,
  plans,
  purchaseOf,
  purchases,
  single,
  soon,
  unknownCustomer,
  withPlan,
} from './purchases.scenario.ts';

import { transactionsRecords } from './records.claims.ts';
import { keptOrRefused, sideOfBad, texts } from './texts.scenario.ts';

const operation = 'transactions.change';

/** A field that has to read back as it was sent, with one of its values in each of some transactions. */
function storedAsSent<const Id extends string>(
  id: Id,
  says: string,
  field: keyof TransactionAdd,
  {
    source,
    sent,
  }: { source: SourceRowId | readonly SourceRowId[]; sent: readonly Scenario<SentAndStored>[] },
) {
  return stated(id, says, {
    operation,
    source,
    given: Object.fromEntries(sent.entries()),
    holds(given) {
      for (const transaction of Object.values(given)) expect(transaction).toBeStoredAsSent(field);
    },
  });
}

/** Adding transactions. */
export const transactionsAdd = [
  stated('transactions.add.single', 'One transaction can be added to a customer.', {
    operation,
    source: [
      'transactions.change: parameter add',
      'transactions.change: one by one or in batch',
      'transactions.change: example of adding',
      'transactions.intro: date and amount of a purchase, belonging to a customer',
    ],
    readings: ['addedTransactionItems'],
    given: { single },
    holds({ single: { answer, purchases: sent } }, { observe }) {
      expect(sent.single).toBeStoredWith({});
      expect(itemsOf(answer), 'It is acknowledged by one object').toHaveLength(1);
      observe('addedTransactionItems', 'objects');
    },
  }),
  stated('transactions.add.batch', 'Several transactions can be added in one request.', {
    operation,
    source: [
      'transactions.change: one by one or in batch',
      'transactions.integration: sample request',
      'transactions.change: response items',
    ],
    given: { seven, crowd },
    holds({ seven: { answer, stored, surplus }, crowd: { batches } }) {
      expect(answer).toHaveStatus(200);
      expect(stored, 'Of seven transactions added at once so many read back').toBe(7);
      expect(surplus, 'Transactions of the customer that nobody added').toEqual([]);
      expect(
        batches.filter(({ size, acknowledged, lastIsStored }) => acknowledged !== size || !lastIsStored),
        'Large batches of which some transactions are not acknowledged or not stored',
      ).toEqual([]);
    },
  }),
  stated('transactions.add.id', 'Every added transaction gets an id of its own.', {
    operation,
    source: 'transactions.list: response items/id',
    given: { purchases },
    holds({ purchases: { acknowledged, stored } }) {
      expect(acknowledged).toHoldExactly(stored);
    },
  }),
  shown('transactions.add.link', 'The link of an added transaction leads to it.', {
    operation,
    source: 'transactions.change: example of an answer to adding',
    given: { addedLink },
    holds({ addedLink: link }) {
      expect(link).toLeadHome();
    },
  }),
  storedAsSent(
    'transactions.add.customer_id',
    'The transaction belongs to the customer sent.',
    'customer_id',
    {
      source: [
        'transactions.change: parameter add/customer_id',
        'transactions.list: response items/customer/id',
      ],
      sent: [
        inNumbers,
        byTheOther,
        purchaseOf('buyer', 'The customer in digits', {
          customer_id: String,
          date: 1_508_671_539,
          price: 9_501,
        }),
      ],
    },
  ),
  storedAsSent('transactions.add.date', 'The date of the purchase is stored as sent.', 'date', {
    source: 'transactions.change: parameter add/date',
    sent: [
      inNumbers,
      withPlan,
      purchaseOf('buyer', 'The date in digits', { date: '1509363727', price: 9_603 }),
      purchaseOf('buyer', 'In another century', { date: 827_150_407, price: 1 }),
    ],
  }),
  storedAsSent('transactions.add.price', 'The amount is stored as sent.', 'price', {
    source: 'transactions.change: parameter add/price',
    sent: [
      inNumbers,
      withPlan,
      purchaseOf('buyer', 'The amount in digits', { date: 1_510_141_531, price: '9705' }),
    ],
  }),
  storedAsSent(
    'transactions.add.price.bounds',
    'An amount of zero and a large one are stored as sent.',
    'price',
    {
      source: 'transactions.change: parameter add/price',
      sent: [
        purchaseOf('buyer', 'For nothing', { date: 1_401_019_261, price: 0 }),
        purchaseOf('buyer', 'For a lot', { date: 1_402_315_321, price: 2_147_483_647 }),
      ],
    },
  ),
  storedAsSent('transactions.add.comment', 'The comment is stored as sent, in any script.', 'comment', {
    source: 'transactions.change: parameter add/comment',
    sent: [
      inNumbers,
      purchaseOf('buyer', 'Всё прошло хорошо, «Ёлки» 重要客户 🎉', { date: 1_430_216_461, price: 201 }),
      purchaseOf('buyer', `<b>"Tom" & 'Jerry'</b> &amp; C:\\new <script>alert(1)</script> 100%`, {
        date: 1_440_584_521,
        price: 302,
      }),
      purchaseOf('buyer', null, { date: 1_461_320_647, price: 504 }),
      ...Object.values(textKinds).map((text, index) =>
        purchaseOf('buyer', text, { date: 1_471_020_707 + index * 90_061, price: 605 + index }),
      ),
    ],
  }),
  storedAsSent('transactions.add.comment.digits', 'A comment of digits alone is stored as sent.', 'comment', {
    source: 'transactions.change: parameter add/comment',
    sent: Object.values(digitTexts).map((text, index) =>
      purchaseOf(
        'buyer',
        text,
        { date: 1_481_720_353 + index * 90_061, price: 701 + index },
        { isBare: true },
      ),
    ),
  }),
  keptOrRefused(
    'transactions.add.comment.shape',
    'A comment with line breaks, tabs, decomposed letters, or blanks in a row or at its end is stored as sent, or refused.',
    'comment',
    ({ shaped }) => shaped.added,
  ),
  keptOrRefused(
    'transactions.add.comment.long',
    'A comment of 200 characters is stored whole, or refused.',
    'comment',
    ({ long }) => long.added,
    { promise: stated },
  ),
  keptOrRefused(
    'transactions.add.comment.length',
    'A comment beyond 255 characters is stored whole, or refused.',
    'comment',
    ({ overlong }) => overlong.added,
    { readings: ['textLength'] },
  ),
  keptOrRefused(
    'transactions.add.price.wide',
    'An amount beyond 31 bits is stored as sent, or refused.',
    'price',
    ({ wide }) => wide,
  ),
  inferred(
    'transactions.add.batch.partlyBad',
    'A batch with an invalid transaction is refused whole, or its good part is stored and the bad one listed as an error.',
    {
      operation,
      source: 'transactions.change: one by one or in batch',
      readings: ['partlyBadBatch'],
      given: { texts },
      holds({ texts: { partlyBad } }, { observe }) {
        for (const batch of partlyBad) {
          const side = sideOfBad(batch);

          expect(
            side,
            `refused whole, or its good part stored and its bad part listed; the answer was ${inWords(batch.answer)}`,
          ).not.toBeNull();
          observe('partlyBadBatch', String(side));
        }
      },
    },
  ),
  storedAsSent(
    'transactions.add.next_date',
    'The next purchase date sent with a purchase becomes that of the customer.',
    'next_date',
    {
      source: 'transactions.change: parameter add/next_date',
      sent: [soon, ofSomeDay],
    },
  ),
  storedAsSent(
    'transactions.add.next_price',
    'The expected amount sent with a purchase becomes that of the customer.',
    'next_price',
    {
      source: 'transactions.change: parameter add/next_price',
      sent: [soon, forMore],
    },
  ),
  stated('transactions.add.is_deleted', 'A new transaction is not marked as deleted.', {
    operation,
    source: 'transactions.list: response items/is_deleted',
    given: { inNumbers, byTheOther },
    holds(given) {
      expect(given.inNumbers).toBeStoredWith({ is_deleted: false });
      expect(given.byTheOther).toBeStoredWith({ is_deleted: false });
    },
  }),
  stated('transactions.add.otherCustomers', 'A purchase leaves other customers as they were.', {
    operation,
    source: 'transactions.change: parameter add/customer_id',
    given: { plans },
    holds({ plans: { bystanders } }) {
      restsOn(
        'customers.add.single',
        bystanders.length === 2,
        'A customer that was to stand by was not found.',
      );

      expect(bystanders).toBeUntouched();
    },
  }),
  inferred('transactions.add.unknownCustomer', 'A purchase of an unknown customer is refused.', {
    operation,
    source: 'transactions.change: parameter add/customer_id',
    given: { unknownCustomer, purchases },
    holds({ unknownCustomer: { answer, stored }, purchases: known }) {
      restsOn('transactions.add.single', known.stored.length > 0, 'No purchase of anybody is stored.');
      expect(answer).toBeRefused();
      expect(stored, 'A purchase of an unknown customer was stored').toEqual([]);
    },
  }),
  inferred(
    'transactions.change.together',
    'One request that adds, comments and deletes does all of it, or is refused and does nothing.',
    {
      operation,
      source: ['transactions.change: parameter add', 'transactions.change: parameter delete'],
      given: { texts },
      holds({ texts: { together } }) {
        expect(
          [together.done, together.undone].some((none) => none.length === 0),
          `Not done: ${together.undone.join(', ')}; done: ${together.done.join(', ')}; the answer was ${inWords(together.answer)}`,
        ).toBe(true);
        expect(together.isRefused, 'refused').toBe(together.done.length === 0);
      },
    },
  ),
  stated('transactions.change.self', 'The self link of the answer names this path and method.', {
    operation,
    source: [
      'transactions.change: response _links/self/href',
      'transactions.change: response _links/self/method',
    ],
    given: { purchases },
    holds({ purchases: { answers } }) {
      const answer = answers.find(({ status }) => status === 200);
      restsOn('transactions.add.single', answer !== undefined, 'No addition was carried out.');

      expect(answer).toNameRequest();
    },
  }),
  ...transactionsRecords,
];
