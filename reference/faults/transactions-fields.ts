import type { TransactionRecord } from '../core/state.ts';
import { isObject } from '../core/values.ts';
import { type Modifier, forSent, forSentField, onWrittenTransactions } from '../modifiers.ts';
import {
  htmlEscaped,
  latinOnly,
  roundedDown,
  withoutAstral,
  withoutBackslashes,
  withoutTags,
} from './damage.ts';
import type { Fault } from './fault.ts';

const operation = 'transactions.change';

/** Seconds of a minute and of a day. */
const minute = 60;
const day = 86_400;

/** Changes each transaction that a request adds. */
function onAdded(change: (transaction: TransactionRecord) => TransactionRecord): Modifier {
  return onWrittenTransactions((transaction, before) =>
    before === undefined ? change(transaction) : transaction,
  );
}

/** Stores another date, price or comment than was sent. */
function stored<Field extends 'date' | 'price' | 'comment'>(
  field: Field,
  change: (value: NonNullable<TransactionRecord[Field]>) => TransactionRecord[Field],
): Modifier {
  return onAdded((transaction) => {
    const value = transaction[field];
    return value === null ? transaction : { ...transaction, [field]: change(value) };
  });
}

/** Passes over a field where it is sent as a number, or where it is sent as digits. */
function ignored(field: string, where: 'number' | 'string' | 'any'): Modifier {
  return forSentField(operation, 'add', field, (value) =>
    where === 'any' || typeof value === where ? undefined : value,
  );
}

/** Gives an added transaction without a field, or with it, what the one before it in the batch was sent with. */
function withPrevious(field: string, where: 'everywhere' | 'where missing'): Modifier {
  return forSent(operation, 'add', (elements) =>
    elements.map((element, index) => {
      const previous = elements[index - 1];
      if (!isObject(element) || !isObject(previous)) return element;
      const keeps = where === 'where missing' && element[field] !== undefined;
      return keeps ? element : { ...element, [field]: previous[field] ?? element[field] };
    }),
  );
}

/** Defects in what is kept of a single transaction, and of its customer's plans. */
export const transactionFieldFaults: readonly Fault[] = [
  {
    name: 'purchase-date-cut-to-day',
    breaks: 'transactions.add.date',
    also: ['transactions.change.together'],
    describe: 'The date of a purchase loses its time.',
    apply: stored('date', (date) => roundedDown(date, day)),
  },
  {
    name: 'purchase-date-cut-to-minute',
    breaks: 'transactions.add.date',
    also: ['transactions.change.together'],
    describe: 'The date of a purchase loses its seconds.',
    apply: stored('date', (date) => roundedDown(date, minute)),
  },
  {
    name: 'purchase-date-as-text-ignored',
    breaks: 'transactions.add.date',
    describe: 'The date of a purchase counts only when it is sent as a number.',
    apply: ignored('date', 'string'),
  },
  {
    name: 'purchase-date-as-number-ignored',
    breaks: 'transactions.add.date',
    also: ['transactions.change.together'],
    describe: 'The date of a purchase counts only when it is sent as a string.',
    apply: ignored('date', 'number'),
  },
  {
    name: 'purchase-date-of-last-century-lost',
    breaks: 'transactions.add.date',
    describe: 'A date of less than ten digits is taken for none.',
    apply: forSentField(operation, 'add', 'date', (date) => (String(date).length < 10 ? undefined : date)),
  },
  {
    name: 'price-cut-to-hundreds',
    breaks: 'transactions.add.price',
    describe: 'The amount loses its last two digits.',
    apply: stored('price', (price) => roundedDown(price, 100)),
  },
  {
    name: 'price-as-text-ignored',
    breaks: 'transactions.add.price',
    describe: 'The amount counts only when it is sent as a number.',
    apply: ignored('price', 'string'),
  },
  {
    name: 'price-as-number-ignored',
    breaks: 'transactions.add.price',
    also: ['transactions.add.price.bounds'],
    describe: 'The amount counts only when it is sent as a string.',
    apply: ignored('price', 'number'),
  },
  {
    name: 'price-of-previous-purchase',
    breaks: 'transactions.add.price',
    also: ['transactions.add.price.bounds'],
    describe: 'Every transaction of a batch has the amount of the one before it.',
    apply: withPrevious('price', 'everywhere'),
  },
  {
    name: 'price-of-zero-is-none',
    breaks: 'transactions.add.price.bounds',
    describe: 'An amount of zero is replaced by the one that was expected.',
    apply: onWrittenTransactions((transaction, _, { before: { customers } }) =>
      transaction.price === 0
        ? { ...transaction, price: customers.get(transaction.customer)?.next_price ?? null }
        : transaction,
    ),
  },
  {
    name: 'price-in-single-precision',
    breaks: 'transactions.add.price.bounds',
    describe: 'A large amount is kept in 24 bits of precision.',
    apply: stored('price', Math.fround),
  },
  {
    name: 'price-capped-at-a-million',
    breaks: 'transactions.add.price.bounds',
    also: ['transactions.add.price.wide'],
    describe: 'No amount is more than a million.',
    apply: stored('price', (price) => Math.min(price, 1_000_000)),
  },
  {
    name: 'purchase-comment-latin-only',
    breaks: 'transactions.add.comment',
    describe: 'The comment of a new transaction keeps letters of Western Europe only.',
    apply: stored('comment', latinOnly),
  },
  {
    name: 'purchase-comment-without-emoji',
    breaks: 'transactions.add.comment',
    describe: 'The comment of a new transaction loses its emoji.',
    apply: stored('comment', withoutAstral),
  },
  {
    name: 'purchase-comment-escaped',
    breaks: 'transactions.add.comment',
    describe: 'The comment of a new transaction is kept escaped for HTML.',
    apply: stored('comment', htmlEscaped),
  },
  {
    name: 'purchase-comment-without-tags',
    breaks: 'transactions.add.comment',
    describe: 'The comment of a new transaction loses what looks like markup.',
    apply: stored('comment', withoutTags),
  },
  {
    name: 'purchase-comment-without-backslashes',
    breaks: 'transactions.add.comment',
    describe: 'The comment of a new transaction loses its backslashes.',
    apply: stored('comment', withoutBackslashes),
  },
  {
    name: 'purchase-comment-of-zero-is-none',
    breaks: 'transactions.add.comment.digits',
    describe: 'The comment of a new transaction that is a zero is taken for none.',
    apply: stored('comment', (comment) => (comment === '0' ? '' : comment)),
  },
  {
    name: 'purchase-comment-of-digits-is-a-number',
    breaks: 'transactions.add.comment.digits',
    describe: 'The comment of a new transaction loses zeros at its beginning where it is of digits alone.',
    apply: stored('comment', (comment) => (/^\d+$/.test(comment) ? String(Number(comment)) : comment)),
  },
  {
    name: 'purchase-comment-cut',
    breaks: 'transactions.add.comment.long',
    also: ['transactions.add.comment.length'],
    describe: 'The comment of a new transaction is cut at a hundred characters.',
    apply: stored('comment', (comment) => comment.slice(0, 100)),
  },
  {
    name: 'purchase-comment-of-previous',
    breaks: 'transactions.add.comment',
    describe: 'A transaction without a comment gets that of the one before it.',
    apply: withPrevious('comment', 'where missing'),
  },
];
