import type { State } from '../core/state.ts';
import { all, answering, beforehand, forItems, forSent, onItems } from '../modifiers.ts';
import {
  alsoAt,
  alsoToNewest,
  copying,
  isKnown,
  keyOf,
  onCommented,
  toNewest,
  unchanging,
  untilUnknown,
  updating,
  whereCommenting,
  withCommented,
} from './comment-edits.ts';
import { htmlEscaped, latinOnly } from './damage.ts';
import type { Fault } from './fault.ts';

const operation = 'transactions.change';

/** An account that gives transactions the numbers of customers from the start. */
function numberedAlike(state: State): State {
  const { next } = state;
  return next.transaction >= next.customer
    ? state
    : { ...state, next: { ...next, transaction: next.customer } };
}

/** Defects of writing comments. */
export const transactionCommentFaults: readonly Fault[] = [
  {
    name: 'first-comment-lost',
    breaks: 'transactions.comment.added',
    describe: 'A comment for a transaction without one is acknowledged and not kept.',
    apply: onCommented((after, before) => (before.comment === '' ? before : after)),
  },
  {
    name: 'comment-never-emptied',
    breaks: 'transactions.comment.emptied',
    describe: 'An empty comment is acknowledged, and the earlier one stays.',
    apply: onCommented((after, before) => (after.comment === '' ? before : after)),
  },
  {
    name: 'later-comment-lost',
    breaks: 'transactions.comment.changed',
    also: ['transactions.change.together', 'transactions.comment.emptied'],
    describe: 'A comment for a transaction that has one is acknowledged and not kept.',
    apply: onCommented((after, before) => (before.comment === '' ? after : before)),
  },
  {
    name: 'later-comment-appended',
    breaks: 'transactions.comment.changed',
    also: ['transactions.change.together', 'transactions.comment.emptied'],
    describe: 'A changed comment stands behind the earlier one.',
    apply: onCommented((after, before) => ({
      ...after,
      comment: [before.comment, after.comment].filter((text) => text !== '').join(' '),
    })),
  },
  {
    name: 'changed-comment-latin-only',
    breaks: 'transactions.comment.changed',
    describe: 'A changed comment keeps letters of Western Europe only.',
    apply: onCommented((after) => ({ ...after, comment: latinOnly(after.comment) })),
  },
  {
    name: 'changed-comment-escaped',
    breaks: 'transactions.comment.changed',
    describe: 'A changed comment is kept escaped for HTML.',
    apply: onCommented((after) => ({ ...after, comment: htmlEscaped(after.comment) })),
  },
  {
    name: 'second-comment-of-request-lost',
    breaks: 'transactions.comment.changed',
    also: ['transactions.comment.answer', 'transactions.comment.emptied'],
    describe: 'Of several comments in a request the first is written.',
    apply: forSent(operation, 'update', (elements) => elements.slice(0, 1)),
  },
  {
    name: 'comments-at-no-address',
    breaks: 'transactions.comment.url',
    also: ['transactions.comment'],
    describe: 'Comments can be written nowhere.',
    apply: whereCommenting(answering(404, 'There is nothing here')),
  },
  {
    name: 'comment-answer-empty',
    breaks: 'transactions.comment.answer',
    describe: 'The answer to a written comment names nothing.',
    apply: whereCommenting(onItems(operation, () => [])),
  },
  {
    name: 'comment-answer-names-customer',
    breaks: 'transactions.comment.answer',
    also: ['transactions.change.response.items.links', 'transactions.add.id', 'transactions.add.lasting'],
    describe: 'The answer to a written comment names the customer.',
    apply: whereCommenting(
      forItems(operation, (item, _, { after }) => ({
        ...item,
        id: after.transactions.get(Number(item.id))?.customer ?? item.id,
      })),
    ),
  },
  {
    name: 'comment-touches-price',
    breaks: 'transactions.comment.untouched',
    also: ['transactions.change.untouched'],
    describe: 'Changing the comment of a transaction sets its price to 0.',
    apply: onCommented((after) => ({ ...after, price: 0 })),
  },
  {
    name: 'comment-touches-updated-at',
    breaks: 'transactions.comment.untouched',
    describe: 'Changing the comment of a transaction moves the date of its change.',
    apply: onCommented((after, _, now) => ({ ...after, updated_at: now })),
  },
  {
    name: 'comment-touches-date',
    breaks: 'transactions.comment.untouched',
    also: ['transactions.change.untouched'],
    describe: 'Changing the comment of a transaction makes it a purchase of today.',
    apply: onCommented((after, _, now) => ({ ...after, date: now })),
  },
  {
    name: 'comment-adds-transaction',
    breaks: 'transactions.comment.untouched',
    describe: 'Changing a comment adds a second transaction with the new one.',
    apply: copying,
  },
  {
    name: 'comment-moves-next-purchase',
    breaks: 'transactions.comment.customer',
    describe: 'With the comment of a transaction its customer is expected to buy now.',
    apply: withCommented((customer, now) => ({ ...customer, next_date: now })),
  },
  {
    name: 'comment-takes-expected-amount',
    breaks: 'transactions.comment.customer',
    describe: 'With the comment of a transaction its customer loses the expected amount.',
    apply: withCommented((customer) => ({ ...customer, next_price: 0 })),
  },
  {
    name: 'comment-to-customer-of-the-same-number',
    breaks: 'customers.change.untouched',
    also: ['periods.change.customers.removed'],
    describe: 'The comment of a transaction moves the next purchase of the customer who has its number.',
    apply: all(
      beforehand(numberedAlike),
      withCommented(
        (customer, now) => ({ ...customer, next_date: now }),
        ({ id }) => id,
      ),
    ),
  },
  {
    name: 'comment-to-newest-too',
    breaks: 'transactions.comment.newest',
    describe: 'The newest transaction gets every comment, too.',
    apply: alsoToNewest,
  },
  {
    name: 'comments-until-an-unknown-transaction',
    breaks: 'transactions.comment.besideUnknown',
    also: ['transactions.comment.unknown'],
    describe: 'Comments behind one for an unknown transaction are answered as if done.',
    apply: untilUnknown,
  },
  {
    name: 'changed-comment-of-zero-is-none',
    breaks: 'transactions.comment.changed.digits',
    describe: 'A new comment of a zero alone is kept as an empty one.',
    apply: onCommented((after) => (after.comment === '0' ? { ...after, comment: '' } : after)),
  },
  {
    name: 'comment-to-neighbour-too',
    breaks: 'transactions.comment.others',
    also: ['transactions.change.untouched'],
    describe: 'The transaction after the named one gets the comment too.',
    apply: alsoAt(
      (other, { id }) => other.id === id + 1,
      (other, { comment }) => ({ ...other, comment }),
    ),
  },
  {
    name: 'comment-to-whole-customer',
    breaks: 'transactions.comment.others',
    also: [
      'transactions.comment.added',
      'transactions.comment.changed',
      'transactions.comment.required.comments',
      'transactions.add.comment',
      'transactions.comment.newest',
      'transactions.change.untouched',
    ],
    describe: 'Every transaction of the customer gets the comment.',
    apply: alsoAt(
      (other, { customer }) => other.customer === customer,
      (other, { comment }) => ({ ...other, comment }),
    ),
  },
  {
    name: 'comment-clears-others',
    breaks: 'transactions.comment.others',
    also: [
      'transactions.comment.added',
      'transactions.comment.changed',
      'transactions.add.comment',
      'transactions.comment.newest',
      'transactions.change.untouched',
    ],
    describe: "The customer's other transactions lose their comments.",
    apply: alsoAt(
      (other, { customer }) => other.customer === customer,
      (other) => ({ ...other, comment: '' }),
    ),
  },
  {
    name: 'comment-without-transaction-acknowledged',
    breaks: 'transactions.comment.required.transaction_id',
    describe: 'A comment without a transaction is answered as if done.',
    apply: updating((item, state) =>
      item.transaction_id === undefined ? unchanging(toNewest(item, state), state) : item,
    ),
  },
  {
    name: 'comment-without-transaction-to-newest',
    breaks: 'transactions.comment.required.transaction_id',
    also: ['transactions.change.untouched'],
    describe: 'A comment without a transaction goes to the newest.',
    apply: updating((item, state) => (item.transaction_id === undefined ? toNewest(item, state) : item)),
  },
  {
    name: 'update-without-comment-acknowledged',
    breaks: 'transactions.comment.required.comments',
    describe: 'An update without a comment is answered as if done.',
    apply: updating((item, state) =>
      item[keyOf(item)] === undefined && isKnown(item, state) ? unchanging(item, state) : item,
    ),
  },
  {
    name: 'update-without-comment-clears-it',
    breaks: 'transactions.comment.required.comments',
    describe: 'An update without a comment takes the comment away.',
    apply: updating((item) => (item[keyOf(item)] === undefined ? { ...item, comment: '' } : item)),
  },
  {
    name: 'comment-of-unknown-acknowledged',
    breaks: 'transactions.comment.unknown',
    describe: 'A comment for an unknown transaction is answered as if done.',
    apply: updating((item, state) =>
      item.transaction_id === undefined || isKnown(item, state)
        ? item
        : unchanging(toNewest(item, state), state),
    ),
  },
  {
    name: 'comment-of-unknown-to-newest',
    breaks: 'transactions.comment.unknown',
    also: ['transactions.change.untouched', 'transactions.delete.others'],
    describe: 'A comment for an unknown transaction goes to the newest.',
    apply: updating((item, state) =>
      item.transaction_id === undefined || isKnown(item, state) ? item : toNewest(item, state),
    ),
  },
];
