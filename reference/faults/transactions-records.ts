import type { CustomerRecord, TransactionRecord } from '../core/state.ts';
import { isObject } from '../core/values.ts';
import {
  type Modifier,
  at,
  forSent,
  onRequest,
  onState,
  onWrittenCustomers,
  onWrittenTransactions,
  seeing,
} from '../modifiers.ts';
import { alsoAt } from './comment-edits.ts';
import { deletedTransactions } from './deletion-edits.ts';
import type { Fault } from './fault.ts';

const operation = 'transactions.change';

/** Changes each transaction that a request adds. */
function onAdded(change: (added: TransactionRecord, buyer?: CustomerRecord) => TransactionRecord): Modifier {
  return onWrittenTransactions((transaction, before, { before: { customers } }) =>
    before === undefined ? change(transaction, customers.get(transaction.customer)) : transaction,
  );
}

/** Changes the customers whose plans a purchase moves. */
function onBuyers(change: (buyer: CustomerRecord) => CustomerRecord): Modifier {
  return at(
    operation,
    onWrittenCustomers((after, before) => (before === undefined ? after : change(after))),
  );
}

/** Changes the body of a request as it is spelled. */
function respelled(change: (body: string) => string): Modifier {
  return at(
    operation,
    onRequest((request) => ({ ...request, body: change(request.body) })),
  );
}

/** What two purchases of one customer may have in common. */
const features = [
  ['date', 'date'],
  ['amount', 'price'],
  ['comment', 'comment'],
] as const;

/** Deletes what is like a deleted transaction, too. */
function deletingTwins(isTwin: (other: TransactionRecord, deleted: TransactionRecord) => boolean): Modifier {
  return at(
    operation,
    onState((after, { before }) => {
      const deleted = deletedTransactions(before, after);
      const twins = [...after.transactions.values()]
        .filter((other) => deleted.some((one) => one.customer === other.customer && isTwin(other, one)))
        .map((twin) => [twin.id, { ...twin, is_deleted: true }] as const);
      return twins.length === 0
        ? after
        : { ...after, transactions: new Map([...after.transactions, ...twins]) };
    }),
  );
}

/** Lists one transaction alone of those of a customer that have something in common. */
function listedOnce(field: 'date' | 'price'): Modifier {
  return at(
    'transactions.list',
    seeing((state, { query }) => {
      if (!query.includes('customer_id')) return state;
      const groups = new Map(
        [...state.transactions.values()].map((row) => [
          row.is_deleted ? `deleted ${row.id}` : `${row.customer} ${row[field]}`,
          row,
        ]),
      );
      return { ...state, transactions: new Map([...groups.values()].map((row) => [row.id, row])) };
    }),
  );
}

/** Defects in what a purchase shows beside what was sent, leaves of its customer, and shares with others. */
export const transactionRecordFaults: readonly Fault[] = [
  {
    name: 'created-by-the-first-user',
    breaks: 'transactions.add.created_by',
    describe: 'Purchases are said to be created by one user, whoever adds them.',
    apply: onAdded((added) => ({ ...added, created_by: added.created_by + 1 })),
  },
  {
    name: 'unsaid-amount-of-the-last-purchase',
    breaks: 'transactions.add.price.unsent',
    describe: 'A purchase without an amount gets that of the purchase before.',
    apply: at(
      operation,
      onWrittenTransactions((transaction, before, { after }) =>
        before === undefined && transaction.price === null
          ? { ...transaction, price: after.transactions.get(transaction.id - 1)?.price ?? null }
          : transaction,
      ),
    ),
  },
  {
    name: 'escapes-in-body-read-as-letters',
    breaks: 'transactions.add.comment.escapes',
    describe: 'Characters that a body spells by their numbers are lost.',
    apply: respelled((body) => body.replace(/\\u([\da-f]{4})/gi, 'u$1')),
  },
  {
    name: 'escaped-slashes-keep-backslash',
    breaks: 'transactions.add.comment.escapes',
    describe: 'Slashes that a body escapes keep the backslash.',
    apply: respelled((body) => body.replaceAll('\\/', '\\\\/')),
  },
  {
    name: 'purchase-created-on-its-date',
    breaks: 'transactions.add.created_at',
    describe: 'A purchase shows its date as the moment when it was created.',
    apply: onAdded((transaction) => ({ ...transaction, created_at: transaction.date })),
  },
  {
    name: 'purchase-created-in-another-zone',
    breaks: 'transactions.add.created_at',
    describe: 'A purchase is created three hours from now.',
    apply: onAdded((transaction) => ({ ...transaction, created_at: transaction.created_at + 10_800 })),
  },
  {
    name: 'purchase-created-by-responsible',
    breaks: 'transactions.add.created_by',
    describe: 'A purchase is created by the user responsible for its customer.',
    apply: onAdded((transaction, buyer) => ({
      ...transaction,
      created_by: buyer?.responsible_user_id ?? transaction.created_by,
    })),
  },
  {
    name: 'buyer-handed-to-sender',
    breaks: 'transactions.add.customerKept',
    describe: 'Whoever sends a purchase becomes responsible for its customer.',
    apply: onBuyers((buyer) => ({ ...buyer, responsible_user_id: buyer.updated_by })),
  },
  {
    name: 'buyer-without-periodicity',
    breaks: 'transactions.add.customerKept',
    describe: 'A purchase with a plan takes the periodicity of its customer away.',
    apply: onBuyers((buyer) => ({ ...buyer, periodicity: 0 })),
  },
  {
    name: 'buyer-without-tags-and-contacts',
    breaks: 'transactions.add.customerKept',
    describe: 'A purchase with a plan takes the tags and the contacts of its customer away.',
    apply: onBuyers((buyer) => ({ ...buyer, tags: [], contacts: [] })),
  },
  {
    name: 'plan-of-first-purchase-only',
    breaks: 'transactions.add.next_date',
    also: ['transactions.add.next_price'],
    describe: 'Of several purchases in a request only the first changes the plans of its customer.',
    apply: forSent(operation, 'add', (elements) =>
      elements.map((element, index) => {
        if (!isObject(element) || index === 0) return element;
        const { next_date: _, next_price: __, ...rest } = element;
        return rest;
      }),
    ),
  },
  {
    name: 'future-purchase-dated-today',
    breaks: 'transactions.add.date.future',
    describe: 'A purchase of some days ahead becomes one of now.',
    apply: onAdded((transaction) => {
      const { date, created_at: now } = transaction;
      return date > now && date < now + 31_536_000 ? { ...transaction, date: now } : transaction;
    }),
  },
  {
    name: 'purchase-dates-of-31-bits',
    breaks: 'transactions.add.date.late',
    describe: 'The date of a purchase is no more than 31 bits hold.',
    apply: onAdded((transaction) => ({ ...transaction, date: Math.min(transaction.date, 2_147_483_647) })),
  },
  ...features.map(([noun, field]): Fault => ({
    name: `comment-to-same-${noun}-too`,
    breaks: 'transactions.comment.others',
    also: [
      'transactions.change.untouched',
      ...(field === 'comment' ? (['transactions.comment.added'] as const) : []),
    ],
    describe: `Every transaction of the customer that has the same ${noun} gets a new comment, too.`,
    apply: alsoBefore(field),
  })),
  ...features.map(([noun, field]): Fault => ({
    name: `deletion-takes-same-${noun}-too`,
    breaks: 'transactions.delete.others',
    also: ['transactions.add.lasting'],
    describe: `Every transaction of the customer that has the same ${noun} as a deleted one is deleted, too.`,
    apply: deletingTwins((other, deleted) => other[field] === deleted[field]),
  })),
  {
    name: 'purchases-of-equal-amounts-listed-once',
    breaks: 'transactions.list.limit_rows.maximum',
    describe: 'Of the transactions of a customer with the same amount one is listed.',
    apply: listedOnce('price'),
  },
  {
    name: 'purchases-of-equal-dates-listed-once',
    breaks: 'transactions.list.limit_rows.maximum',
    describe: 'Of the transactions of a customer with the same date one is listed.',
    apply: listedOnce('date'),
  },
  {
    name: 'deletion-takes-plan-of-customer',
    breaks: 'transactions.delete.customer',
    describe: 'With a deleted transaction its customer loses the expected amount.',
    apply: at(
      operation,
      onState((after, { before }) => {
        const owners = deletedTransactions(before, after)
          .flatMap(({ customer }) => after.customers.get(customer) ?? [])
          .map((owner) => [owner.id, { ...owner, next_price: 0 }] as const);
        return { ...after, customers: new Map([...after.customers, ...owners]) };
      }),
    ),
  },
];

/** A comment goes to those, too, that had something in common with the named one before. */
function alsoBefore(field: 'date' | 'price' | 'comment'): Modifier {
  return alsoAt(
    (other, named, before) =>
      other.customer === named.customer && other[field] === before.get(named.id)?.[field],
    (other, { comment }) => ({ ...other, comment }),
  );
}
