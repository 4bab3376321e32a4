import { snapshotOf } from '../../target/amocrm/customer.ts';
import { inWords, refusesSome } from '../../target/answer.ts';
import { inferred, restsOn, shown, stated } from '../support/claims.ts';
import { comments, refusedComments, sideOf } from './comments.scenario.ts';
import { deletions } from './deletions.scenario.ts';
import { expect, movedByDays } from './expect.ts';
import { plans } from './purchases.scenario.ts';
import { keptOrRefused, texts } from './texts.scenario.ts';

const operation = 'transactions.change';

/** Comments of transactions. */
export const transactionsComment = [
  stated('transactions.comment.added', 'A comment can be added to a transaction without one.', {
    operation,
    source: [
      'transactions.comments: parameter update',
      'transactions.comments: parameter update/transaction_id',
      'transactions.comments: parameter update/comments',
    ],
    readings: ['commentKey'],
    given: { comments },
    holds({ comments: { attempts, best } }, { observe }) {
      expect(best.added).toBeStoredAsSent('comment');
      observe(
        'commentKey',
        sideOf(attempts, ({ key }) => key),
      );
    },
  }),
  stated('transactions.comment.changed', 'The comment of a transaction can be changed, in any script.', {
    operation,
    source: [
      'transactions.comments: parameter update',
      'transactions.comments: parameter update/comments',
      'transactions.comments: example of changing a comment',
    ],
    readings: ['commentKey'],
    given: { comments },
    holds({ comments: { attempts, best } }, { observe }) {
      expect(best.changed).toBeStoredAsSent('comment');
      observe(
        'commentKey',
        sideOf(attempts, ({ key }) => key),
      );
    },
  }),
  stated(
    'transactions.comment.changed.kinds',
    'A new comment keeps scripts, markup, quotes and zeros as sent.',
    {
      operation,
      source: 'transactions.comments: parameter update/comments',
      given: { texts },
      holds({ texts: { commented } }) {
        for (const comment of commented) expect(comment).toBeStoredAsSent('comment');
      },
    },
  ),
  stated('transactions.comment.changed.digits', 'A new comment of digits alone is stored as sent.', {
    operation,
    source: 'transactions.comments: parameter update/comments',
    given: { texts },
    holds({ texts: { digits } }) {
      for (const comment of digits) expect(comment).toBeStoredAsSent('comment');
    },
  }),
  keptOrRefused(
    'transactions.comment.emptied',
    'A comment can be emptied, or that is refused.',
    'comment',
    ({ emptied }) => emptied,
  ),
  keptOrRefused(
    'transactions.comment.changed.shape',
    'A new comment with line breaks, tabs, decomposed letters, or blanks in a row or at its end is stored as sent, or refused.',
    'comment',
    ({ shaped }) => shaped.changed,
  ),
  keptOrRefused(
    'transactions.comment.changed.long',
    'A new comment of 200 characters is stored whole, or refused.',
    'comment',
    ({ long }) => long.changed,
    { promise: stated },
  ),
  keptOrRefused(
    'transactions.comment.changed.length',
    'A new comment beyond 255 characters is stored whole, or refused.',
    'comment',
    ({ overlong }) => overlong.changed,
    { readings: ['textLength'] },
  ),
  stated('transactions.comment.url', 'Comments can be changed at the documented address.', {
    operation,
    source: 'transactions.comments: URL',
    readings: ['commentUrl'],
    given: { comments },
    holds({ comments: { attempts } }, { observe }) {
      const side = sideOf(attempts, ({ url }) => url);

      expect(side, 'The address, with or without a slash at its end, that takes a comment').not.toBe('none');
      observe('commentUrl', side);
    },
  }),
  shown('transactions.comment.answer', 'The answer names the transaction whose comment changed.', {
    operation,
    source: [
      'transactions.comments: response items',
      'transactions.comments: response id',
      'transactions.comments: example of an answer',
    ],
    given: { comments },
    holds({ comments: { best } }) {
      expect(best.acknowledged).toHoldExactly(best.ids);
    },
  }),
  stated(
    'transactions.comment.untouched',
    'A changed comment leaves everything else of the transaction as it was.',
    {
      operation,
      source: 'transactions.comments: changing a comment leaves the transaction as it was',
      given: { comments },
      holds({ comments: { commented, newcomers } }) {
        expect(commented).toBeUntouched({ apartFrom: ['comment'] });
        expect(newcomers, 'Transactions that came with the comments').toEqual([]);
      },
    },
  ),
  stated('transactions.comment.customer', 'A changed comment leaves the customer as it was.', {
    operation,
    source: [
      'transactions.comments: changing a comment leaves the transaction as it was',
      'transactions.comments: parameter update/transaction_id',
    ],
    given: { comments, plans, deletions },
    holds({ comments: { best }, plans: { noted }, deletions: { commented } }) {
      restsOn('transactions.comment.changed', best.worked, 'No comment could be changed in any way.');
      restsOn('customers.list.id.array', noted !== null, 'The customer was not found before.');

      expect([{ before: snapshotOf(noted), after: commented && snapshotOf(commented) }]).toBeUntouched({
        apartFrom: movedByDays,
      });
    },
  }),
  stated('transactions.comment.others', 'Other transactions keep their comments.', {
    operation,
    source: 'transactions.comments: parameter update/transaction_id',
    given: { comments },
    holds({ comments: { others } }) {
      expect(others).toBeUntouched();
    },
  }),
  stated(
    'transactions.comment.newest',
    'Transactions that were added last keep their comments where others get new ones.',
    {
      operation,
      source: 'transactions.comments: parameter update/transaction_id',
      given: { texts },
      holds({ texts: { newest } }) {
        restsOn(
          'transactions.change.together',
          newest.length > 0,
          'What was to be added last is not stored.',
        );

        for (const transaction of newest) expect(transaction).toBeStoredAsSent('comment');
      },
    },
  ),
  stated('transactions.comment.required.transaction_id', 'A comment without a transaction id is refused.', {
    operation,
    source: 'transactions.comments: parameter update/transaction_id',
    given: { refusedComments },
    holds({ refusedComments: { withoutTransaction } }) {
      expect(withoutTransaction.answer).toBeRefused();
      expect(withoutTransaction.carriers, 'A transaction got the comment').toEqual([]);
    },
  }),
  stated(
    'transactions.comment.required.comments',
    'An update without a comment is refused and changes nothing.',
    {
      operation,
      source: 'transactions.comments: parameter update/comments',
      given: { refusedComments },
      holds({ refusedComments: { withoutComment } }) {
        expect(withoutComment.answer).toBeRefused();
        expect(withoutComment.changes).toBeUntouched();
      },
    },
  ),
  inferred('transactions.comment.unknown', 'A comment for an unknown transaction is refused.', {
    operation,
    source: 'transactions.comments: parameter update/transaction_id',
    given: { refusedComments },
    holds({ refusedComments: { unknown } }) {
      expect(refusesSome(unknown.answer), `refused; the answer was ${inWords(unknown.answer)}`).toBe(true);
      expect(unknown.carriers, 'A transaction got the comment').toEqual([]);
    },
  }),
  stated(
    'transactions.comment.besideUnknown',
    'A comment behind one for an unknown transaction is stored, unless the answer refuses.',
    {
      operation,
      source: [
        'transactions.comments: parameter update',
        'transactions.comments: parameter update/transaction_id',
      ],
      given: { refusedComments },
      holds({ refusedComments: { unknown } }) {
        if (unknown.answer.status >= 400 || refusesSome(unknown.answer)) return;
        expect(unknown.beside).toBeStoredAsSent('comment');
      },
    },
  ),
];
