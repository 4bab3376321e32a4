import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { comments, sideOf, workingKeys, workingUrls } from './comments.scene.ts';
import { expect } from './expect.ts';
import { refusedComments } from './refused-comments.scene.ts';
import { apartFromComments } from './transaction.ts';

test(...requirement('transactions.comment.added'), async ({ scene, observe }) => {
  const { attempts, best } = await scene(comments);

  expect(best.added).toBeStoredWith({ comment: best.added.text });
  observe('commentKey', sideOf(workingKeys(attempts)));
});

test(...requirement('transactions.comment.changed'), async ({ scene, observe }) => {
  const { attempts, best } = await scene(comments);

  expect(best.changed).toBeStoredWith({ comment: best.changed.text });
  observe('commentKey', sideOf(workingKeys(attempts)));
});

test(...requirement('transactions.comment.url'), async ({ scene, observe }) => {
  const { attempts } = await scene(comments);

  expect(workingUrls(attempts), 'A comment is taken neither with nor without a slash at the end').not.toEqual(
    [],
  );
  observe('commentUrl', sideOf(workingUrls(attempts)));
});

test(...requirement('transactions.comment.answer'), async ({ scene }) => {
  const { best } = await scene(comments);

  expect(best.acknowledged).toHoldExactly(best.ids);
});

test(...requirement('transactions.comment.untouched'), async ({ scene }) => {
  const { commented, newcomers } = await scene(comments);

  expect(apartFromComments(commented)).toBeUntouched();
  expect(newcomers, 'Transactions that came with the comments').toEqual([]);
});

test(...requirement('transactions.comment.others'), async ({ scene }) => {
  const { others } = await scene(comments);

  expect(others).toBeUntouched();
});

test(...requirement('transactions.comment.required.transaction_id'), async ({ scene }) => {
  const { withoutTransaction } = await scene(refusedComments);

  expect(withoutTransaction.answer).toBeRefused();
  expect(withoutTransaction.carriers, 'A transaction got the comment').toEqual([]);
});

test(...requirement('transactions.comment.required.comments'), async ({ scene }) => {
  const { withoutComment } = await scene(refusedComments);

  expect(withoutComment.answer).toBeRefused();
  expect(withoutComment.changes).toBeUntouched();
});

test(...requirement('transactions.comment.unknown'), async ({ scene }) => {
  const { unknown } = await scene(refusedComments);

  expect(unknown.answer).toBeRefused();
  expect(unknown.carriers, 'A transaction got the comment').toEqual([]);
});
