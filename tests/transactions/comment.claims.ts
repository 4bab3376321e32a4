import { test } from '../support/test.ts';
import { comments, sideOf, workingKeys, workingUrls } from './comments.scenario.ts';
import { expect } from './expect.ts';
import { refusedComments } from './refused-comments.scenario.ts';
import { apartFromComments } from './transaction.ts';

test('transactions.comment.added', async ({ scenario, observe }) => {
  const { attempts, best } = await scenario(comments);

  expect(best.added).toBeStoredWith({ comment: best.added.text });
  observe('commentKey', sideOf(workingKeys(attempts)));
});

test('transactions.comment.changed', async ({ scenario, observe }) => {
  const { attempts, best } = await scenario(comments);

  expect(best.changed).toBeStoredWith({ comment: best.changed.text });
  observe('commentKey', sideOf(workingKeys(attempts)));
});

test('transactions.comment.url', async ({ scenario, observe }) => {
  const { attempts } = await scenario(comments);

  expect(workingUrls(attempts), 'A comment is taken neither with nor without a slash at the end').not.toEqual(
    [],
  );
  observe('commentUrl', sideOf(workingUrls(attempts)));
});

test('transactions.comment.answer', async ({ scenario }) => {
  const { best } = await scenario(comments);

  expect(best.acknowledged).toHoldExactly(best.ids);
});

test('transactions.comment.untouched', async ({ scenario }) => {
  const { commented, newcomers } = await scenario(comments);

  expect(apartFromComments(commented)).toBeUntouched();
  expect(newcomers, 'Transactions that came with the comments').toEqual([]);
});

test('transactions.comment.others', async ({ scenario }) => {
  const { others } = await scenario(comments);

  expect(others).toBeUntouched();
});

test('transactions.comment.required.transaction_id', async ({ scenario }) => {
  const { withoutTransaction } = await scenario(refusedComments);

  expect(withoutTransaction.answer).toBeRefused();
  expect(withoutTransaction.carriers, 'A transaction got the comment').toEqual([]);
});

test('transactions.comment.required.comments', async ({ scenario }) => {
  const { withoutComment } = await scenario(refusedComments);

  expect(withoutComment.answer).toBeRefused();
  expect(withoutComment.changes).toBeUntouched();
});

test('transactions.comment.unknown', async ({ scenario }) => {
  const { unknown } = await scenario(refusedComments);

  expect(unknown.answer).toBeRefused();
  expect(unknown.carriers, 'A transaction got the comment').toEqual([]);
});
