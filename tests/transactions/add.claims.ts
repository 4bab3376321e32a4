import { itemsOf } from '../../target/answer.ts';
import { test } from '../support/test.ts';
import { crowd } from './crowd.scenario.ts';
import { expect } from './expect.ts';
import { addedLinks } from './links.scenario.ts';
import { seven } from './pages.scenario.ts';
import { plans } from './plans.scenario.ts';
import { acknowledging, awkwardComments, purchases } from './purchases.scenario.ts';
import { unknownCustomer } from './unknown-customer.scenario.ts';

test('transactions.add.single', async ({ scenario, observe }) => {
  const { single, answer } = await scenario(purchases);

  expect(single).toBeStored();
  expect(itemsOf(answer), 'It is acknowledged by one object').toHaveLength(1);
  observe('addedTransactionItems', 'objects');
});

test('transactions.add.batch', async ({ scenario }) => {
  const { answer, stored, surplus } = await scenario(seven);
  const { batches } = await scenario(crowd);

  expect(answer).toHaveStatus(200);
  expect(stored, 'Of seven transactions added at once so many read back').toBe(7);
  expect(surplus, 'Transactions of the customer that nobody added').toEqual([]);
  expect(batches, 'Of large batches some transactions are not acknowledged or not stored').toEqual([
    { size: 250, acknowledged: 250, lastIsStored: true },
    { size: 250, acknowledged: 250, lastIsStored: true },
    { size: 5, acknowledged: 5, lastIsStored: true },
  ]);
});

test('transactions.add.id', async ({ scenario }) => {
  const { idsOfStored, storedIds } = await scenario(purchases);

  expect(idsOfStored).toHoldExactly(storedIds);
});

test('transactions.add.link', async ({ scenario }) => {
  const { first, last } = await scenario(addedLinks);

  expect(first).toLeadHome();
  expect(last).toLeadHome();
});

test('transactions.add.customer_id', async ({ scenario }) => {
  const { numbers, customerInDigits, otherBuyers, buyer, shopper } = await scenario(purchases);

  expect(numbers).toBelongTo(buyer.id);
  expect(customerInDigits).toBelongTo(buyer.id);
  expect(otherBuyers).toBelongTo(shopper.id);
});

test('transactions.add.date', async ({ scenario }) => {
  const { numbers, dateInDigits, longAgo } = await scenario(purchases);

  expect(numbers).toBeStoredWith({ date: 1_507_582_817 });
  expect(dateInDigits).toBeStoredWith({ date: 1_509_363_727 });
  expect(longAgo).toBeStoredWith({ date: 827_150_407 });
});

test('transactions.add.price', async ({ scenario }) => {
  const { numbers, priceInDigits } = await scenario(purchases);

  expect(numbers).toBeStoredWith({ price: 15_499 });
  expect(priceInDigits).toBeStoredWith({ price: 9_705 });
});

test('transactions.add.price.bounds', async ({ scenario }) => {
  const { zero, large } = await scenario(purchases);

  expect(zero).toBeStoredWith({ price: 0 });
  expect(large).toBeStoredWith({ price: 2_147_483_647 });
});

test('transactions.add.comment', async ({ scenario }) => {
  const { marker, numbers, script, markup, long, silent } = await scenario(purchases);

  expect(numbers).toBeStoredWith({ comment: `${marker} In numbers` });
  expect(script).toBeStoredWith({ comment: `${marker} ${awkwardComments.script}` });
  expect(markup).toBeStoredWith({ comment: `${marker} ${awkwardComments.markup}` });
  expect(long).toBeStoredWith({ comment: `${marker} ${awkwardComments.long}` });
  expect(silent).toBeStoredWithoutComment();
});

test('transactions.add.next_date', async ({ scenario }) => {
  const { inNumbers, dateInDigits } = await scenario(plans);

  expect(inNumbers).toBeStoredWith({ next_date: 1_950_012_347 });
  expect(dateInDigits).toBeStoredWith({ next_date: 1_981_634_461 });
});

test('transactions.add.next_price', async ({ scenario }) => {
  const { inNumbers, priceInDigits } = await scenario(plans);

  expect(inNumbers).toBeStoredWith({ next_price: 20_301 });
  expect(priceInDigits).toBeStoredWith({ next_price: 30_702 });
});

test('transactions.add.is_deleted', async ({ scenario }) => {
  const { numbers, otherBuyers } = await scenario(purchases);

  expect(numbers).toBeStoredWith({ is_deleted: false });
  expect(otherBuyers).toBeStoredWith({ is_deleted: false });
});

test('transactions.add.otherCustomers', async ({ scenario }) => {
  const { bystanders } = await scenario(plans);

  expect(bystanders).toBeUntouched();
});

test('transactions.add.unknownCustomer', async ({ scenario }) => {
  const { answer, stored } = await scenario(unknownCustomer);

  expect(answer).toBeRefused();
  expect(stored, 'A purchase of an unknown customer was stored').toEqual([]);
});

test('transactions.change.self', async ({ scenario }) => {
  const { answer } = await scenario(acknowledging);

  expect(answer).toNameRequest();
});
