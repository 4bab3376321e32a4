import { test } from '../support/test.ts';
import { deletions, deletionSide } from './deletions.scenario.ts';
import { expect } from './expect.ts';

test('transactions.delete.one', async ({ scenario, observe }) => {
  const { one } = await scenario(deletions);

  expect(one.answer).toHaveStatus(200, 204);
  expect(one.trace).toBeGone();
  observe('transactionsDeleted', deletionSide(one.answer));
  observe('deletedRecords', one.trace.inList);
});

test('transactions.delete.several', async ({ scenario }) => {
  const { several } = await scenario(deletions);

  expect(several.answer).toHaveStatus(200, 204);
  expect(several.first).toBeGone();
  expect(several.second).toBeGone();
});

test('transactions.delete.others', async ({ scenario }) => {
  const { kept } = await scenario(deletions);

  expect(kept).toBeUntouched();
});

test('transactions.delete.customer', async ({ scenario }) => {
  const { customer } = await scenario(deletions);

  expect(customer).toBeStoredWith({ is_deleted: false });
});

test('transactions.delete.unknown', async ({ scenario }) => {
  const { unknown } = await scenario(deletions);

  expect(unknown.answer).toHaveStatus(200, 204, 400, 404);
  expect(unknown.left).toHoldExactly(unknown.known);
});
