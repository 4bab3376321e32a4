import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { deletions, deletionSide } from './deletions.scene.ts';
import { expect } from './expect.ts';

test(...requirement('transactions.delete.one'), async ({ scene, observe }) => {
  const { one } = await scene(deletions);

  expect(one.answer).toHaveStatus(200, 204);
  expect(one.trace).toBeGone();
  observe('transactionsDeleted', deletionSide(one.answer));
  observe('deletedRecords', one.trace.inList);
});

test(...requirement('transactions.delete.several'), async ({ scene }) => {
  const { several } = await scene(deletions);

  expect(several.answer).toHaveStatus(200, 204);
  expect(several.first).toBeGone();
  expect(several.second).toBeGone();
});

test(...requirement('transactions.delete.others'), async ({ scene }) => {
  const { kept } = await scene(deletions);

  expect(kept).toBeUntouched();
});

test(...requirement('transactions.delete.customer'), async ({ scene }) => {
  const { customer } = await scene(deletions);

  expect(customer).toBeStoredWith({ is_deleted: false });
});

test(...requirement('transactions.delete.unknown'), async ({ scene }) => {
  const { unknown } = await scene(deletions);

  expect(unknown.answer).toHaveStatus(200, 204, 400, 404);
  expect(unknown.left).toHoldExactly(unknown.known);
});
