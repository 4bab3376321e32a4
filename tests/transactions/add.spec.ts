import { itemsOf } from '../support/answer.ts';
import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { crowd } from './crowd.scene.ts';
import { expect } from './expect.ts';
import { addedLinks } from './links.scene.ts';
import { seven } from './pages.scene.ts';
import { plans } from './plans.scene.ts';
import { acknowledging, awkwardComments, purchases } from './purchases.scene.ts';
import { unknownCustomer } from './unknown-customer.scene.ts';

test(...requirement('transactions.add.single'), async ({ scene, observe }) => {
  const { single, answer } = await scene(purchases);

  expect(single).toBeStored();
  expect(itemsOf(answer), 'It is acknowledged by one object').toHaveLength(1);
  observe('addedTransactionItems', 'objects');
});

test(...requirement('transactions.add.batch'), async ({ scene }) => {
  const { answer, stored, surplus } = await scene(seven);
  const { batches } = await scene(crowd);

  expect(answer).toHaveStatus(200);
  expect(stored, 'Of seven transactions added at once so many read back').toBe(7);
  expect(surplus, 'Transactions of the customer that nobody added').toEqual([]);
  expect(batches, 'Of large batches some transactions are not acknowledged or not stored').toEqual([
    { size: 250, acknowledged: 250, lastIsStored: true },
    { size: 250, acknowledged: 250, lastIsStored: true },
    { size: 5, acknowledged: 5, lastIsStored: true },
  ]);
});

test(...requirement('transactions.add.id'), async ({ scene }) => {
  const { idsOfStored, storedIds } = await scene(purchases);

  expect(idsOfStored).toHoldExactly(storedIds);
});

test(...requirement('transactions.add.link'), async ({ scene }) => {
  const { first, last } = await scene(addedLinks);

  expect(first).toLeadHome();
  expect(last).toLeadHome();
});

test(...requirement('transactions.add.customer_id'), async ({ scene }) => {
  const { numbers, customerInDigits, otherBuyers, buyer, shopper } = await scene(purchases);

  expect(numbers).toBelongTo(buyer.id);
  expect(customerInDigits).toBelongTo(buyer.id);
  expect(otherBuyers).toBelongTo(shopper.id);
});

test(...requirement('transactions.add.date'), async ({ scene }) => {
  const { numbers, dateInDigits, longAgo } = await scene(purchases);

  expect(numbers).toBeStoredWith({ date: 1_507_582_817 });
  expect(dateInDigits).toBeStoredWith({ date: 1_509_363_727 });
  expect(longAgo).toBeStoredWith({ date: 827_150_407 });
});

test(...requirement('transactions.add.price'), async ({ scene }) => {
  const { numbers, priceInDigits } = await scene(purchases);

  expect(numbers).toBeStoredWith({ price: 15_499 });
  expect(priceInDigits).toBeStoredWith({ price: 9_705 });
});

test(...requirement('transactions.add.price.bounds'), async ({ scene }) => {
  const { zero, large } = await scene(purchases);

  expect(zero).toBeStoredWith({ price: 0 });
  expect(large).toBeStoredWith({ price: 2_147_483_647 });
});

test(...requirement('transactions.add.comment'), async ({ scene }) => {
  const { marker, numbers, script, markup, long, silent } = await scene(purchases);

  expect(numbers).toBeStoredWith({ comment: `${marker} In numbers` });
  expect(script).toBeStoredWith({ comment: `${marker} ${awkwardComments.script}` });
  expect(markup).toBeStoredWith({ comment: `${marker} ${awkwardComments.markup}` });
  expect(long).toBeStoredWith({ comment: `${marker} ${awkwardComments.long}` });
  expect(silent).toBeStoredWithoutComment();
});

test(...requirement('transactions.add.next_date'), async ({ scene }) => {
  const { inNumbers, dateInDigits } = await scene(plans);

  expect(inNumbers).toBeStoredWith({ next_date: 1_950_012_347 });
  expect(dateInDigits).toBeStoredWith({ next_date: 1_981_634_461 });
});

test(...requirement('transactions.add.next_price'), async ({ scene }) => {
  const { inNumbers, priceInDigits } = await scene(plans);

  expect(inNumbers).toBeStoredWith({ next_price: 20_301 });
  expect(priceInDigits).toBeStoredWith({ next_price: 30_702 });
});

test(...requirement('transactions.add.is_deleted'), async ({ scene }) => {
  const { numbers, otherBuyers } = await scene(purchases);

  expect(numbers).toBeStoredWith({ is_deleted: false });
  expect(otherBuyers).toBeStoredWith({ is_deleted: false });
});

test(...requirement('transactions.add.otherCustomers'), async ({ scene }) => {
  const { bystanders } = await scene(plans);

  expect(bystanders).toBeUntouched();
});

test(...requirement('transactions.add.unknownCustomer'), async ({ scene }) => {
  const { answer, stored } = await scene(unknownCustomer);

  expect(answer).toBeRefused();
  expect(stored, 'A purchase of an unknown customer was stored').toEqual([]);
});

test(...requirement('transactions.change.self'), async ({ scene }) => {
  const { answer } = await scene(acknowledging);

  expect(answer).toNameRequest();
});
