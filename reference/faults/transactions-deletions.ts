import type { State, TransactionRecord } from '../core/state.ts';
import {
  type Modifier,
  answering,
  at,
  forSent,
  onState,
  onWrittenTransactions,
  readableBody,
  refusing,
  seeing,
  when,
} from '../modifiers.ts';
import { deletedTransactions } from './deletion-edits.ts';
import type { Fault } from './fault.ts';
import { asked } from './lists.ts';

const operation = 'transactions.change';

/** Changes which ids a request deletes. */
function deleting(change: (ids: readonly unknown[], state: State) => readonly unknown[]): Modifier {
  return forSent(operation, 'delete', change);
}

/** A modifier in requests that delete, and to which a condition applies. */
function whereDeleting(
  modifier: Modifier,
  holds: (ids: readonly unknown[], state: State) => boolean = () => true,
): Modifier {
  return at(
    operation,
    when((request, state) => {
      const ids = readableBody(request).delete;
      return Array.isArray(ids) && holds(ids, state);
    }, modifier),
  );
}

const restored: Modifier = onWrittenTransactions((after, before) =>
  after.is_deleted ? (before ?? after) : after,
);

/** The state with deleted transactions as if they were not. */
function undeleted(state: State): State {
  const rows = [...state.transactions].map(([id, row]): [number, TransactionRecord] => [
    id,
    { ...row, is_deleted: false },
  ]);
  return { ...state, transactions: new Map(rows) };
}

const isUnknown = (id: unknown, { transactions }: State): boolean => !transactions.has(Number(id));

/** What is no longer true either where purchases that others rest upon go along with a deleted one. */
const withPurchases = [
  'transactions.add.comment.shape',
  'transactions.add.comment.long',
  'transactions.add.comment.length',
  'transactions.add.price.wide',
  'transactions.add.date.future',
  'transactions.add.date.late',
  'transactions.change.together',
  'transactions.comment.changed.kinds',
  'transactions.comment.changed.digits',
  'transactions.comment.required.comments',
] as const satisfies Fault['also'];

/** Defects of deleting transactions. */
export const transactionDeletionFaults: readonly Fault[] = [
  {
    name: 'transaction-deletion-answered-only',
    breaks: 'transactions.delete.one',
    also: [
      'transactions.delete.besideUnknown',
      'transactions.delete.several',
      'transactions.change.together',
    ],
    describe: 'A deletion of transactions is answered as if done.',
    apply: restored,
  },
  {
    name: 'deletion-takes-all-without-a-comment',
    breaks: 'transactions.delete.others',
    also: ['transactions.add.lasting'],
    describe: 'With a transaction that has no comment all others without one are deleted.',
    apply: at(
      operation,
      onState((after, { before }) => {
        const isBare = deletedTransactions(before, after).some(({ comment }) => comment === '');
        if (!isBare) return after;
        const rows = [...after.transactions].map(([id, row]): [number, TransactionRecord] => [
          id,
          row.comment === '' ? { ...row, is_deleted: true } : row,
        ]);
        return { ...after, transactions: new Map(rows) };
      }),
    ),
  },
  {
    name: 'deletion-of-one-refused',
    breaks: 'transactions.delete.one',
    describe: 'A single transaction can not be deleted.',
    apply: whereDeleting(refusing, (ids) => ids.length === 1),
  },
  {
    name: 'deleted-transaction-found-by-id',
    breaks: 'transactions.delete.one',
    also: ['transactions.delete.several'],
    describe: 'A deleted transaction is gone from lists and still found by id.',
    apply: asked('transactions.list', { by: ['id'] }, seeing(undeleted)),
  },
  {
    name: 'deleted-transaction-still-listed',
    breaks: 'transactions.delete.one',
    also: [
      'transactions.delete.besideUnknown',
      'transactions.delete.several',
      'transactions.change.together',
    ],
    describe: 'A deleted transaction is gone from look-ups and still listed.',
    apply: asked('transactions.list', { not: ['id'] }, seeing(undeleted)),
  },
  {
    name: 'deletion-by-number-ignored',
    breaks: 'transactions.delete.one',
    also: ['transactions.change.together'],
    describe: 'Ids to delete count only as strings.',
    apply: deleting((ids) => ids.filter((id) => typeof id === 'string')),
  },
  {
    name: 'deletion-by-text-ignored',
    breaks: 'transactions.delete.several',
    describe: 'Ids to delete count only as numbers.',
    apply: deleting((ids) => ids.filter((id) => typeof id === 'number')),
  },
  {
    name: 'first-of-several-deleted',
    breaks: 'transactions.delete.several',
    also: ['transactions.delete.besideUnknown'],
    describe: 'Of several transactions to delete the first is deleted.',
    apply: deleting((ids) => ids.slice(0, 1)),
  },
  {
    name: 'last-of-several-kept',
    breaks: 'transactions.delete.several',
    also: ['transactions.delete.besideUnknown'],
    describe: 'Of several transactions to delete the last is kept.',
    apply: deleting((ids) => (ids.length > 1 ? ids.slice(0, -1) : ids)),
  },
  {
    name: 'deletion-of-several-transactions-refused',
    breaks: 'transactions.delete.several',
    describe: 'More than one transaction in a request can not be deleted.',
    apply: whereDeleting(refusing, (ids) => ids.length > 1),
  },
  {
    name: 'deletion-takes-neighbour-too',
    breaks: 'transactions.delete.others',
    also: ['transactions.add.lasting'],
    describe: 'The transaction after a deleted one is deleted too.',
    apply: deleting((ids, { transactions }) =>
      ids.flatMap((id) => (transactions.has(Number(id)) ? [id, Number(id) + 1] : [id])),
    ),
  },
  {
    name: 'deletion-takes-whole-customer',
    breaks: 'transactions.delete.others',
    also: [...withPurchases, 'transactions.add.lasting', 'transactions.add.price.unsent'],
    describe: 'Every transaction of the customer is deleted.',
    apply: deleting((ids, { transactions }) => [
      ...ids,
      ...[...transactions.values()]
        .filter(({ customer }) => ids.some((id) => transactions.get(Number(id))?.customer === customer))
        .map(({ id }) => id),
    ]),
  },
  {
    name: 'deletion-touches-others',
    breaks: 'transactions.delete.others',
    also: ['transactions.comment.required.comments'],
    describe: "A deletion moves the date of change of the customer's other transactions.",
    apply: at(
      operation,
      onState((after, { before, request }) => {
        const owners = new Set(deletedTransactions(before, after).map(({ customer }) => customer));
        const rows = [...after.transactions].map(([id, row]): [number, TransactionRecord] => [
          id,
          owners.has(row.customer) ? { ...row, updated_at: request.now + 60 } : row,
        ]);
        return { ...after, transactions: new Map(rows) };
      }),
    ),
  },
  {
    name: 'deletion-takes-customer-too',
    breaks: 'transactions.delete.customer',
    also: [
      'transactions.delete.others',
      ...withPurchases,
      'customers.add.lasting',
      'transactions.add.price.unsent',
    ],
    describe: 'The customer of a deleted transaction is deleted too.',
    apply: at(
      operation,
      onState((after, { before }) => {
        const owners = deletedTransactions(before, after).flatMap(
          ({ customer }) => after.customers.get(customer) ?? [],
        );
        const gone = owners.map((owner) => [owner.id, { ...owner, is_deleted: true }] as const);
        return { ...after, customers: new Map([...after.customers, ...gone]) };
      }),
    ),
  },
  {
    name: 'deletion-of-unknown-takes-newest',
    breaks: 'transactions.add.lasting',
    also: [
      'transactions.delete',
      'transactions.change',
      'transactions.add',
      'transactions.comment',
      'transactions.list',
    ],
    describe: 'Where an id to delete is unknown the newest transaction is deleted.',
    apply: deleting((ids, state) => {
      const living = [...state.transactions.values()].filter(({ is_deleted }) => !is_deleted);
      return ids.map((id) => (isUnknown(id, state) ? (living.at(-1)?.id ?? id) : id));
    }),
  },
  {
    name: 'deletion-ends-at-an-unknown-id',
    breaks: 'transactions.delete.besideUnknown',
    describe: 'What stands behind an unknown id is not deleted.',
    apply: deleting((ids, state) => {
      const first = ids.findIndex((id) => isUnknown(id, state));
      return first < 0 ? ids : ids.slice(0, first + 1);
    }),
  },
  {
    name: 'deletion-of-unknown-breaks',
    breaks: 'transactions.delete.unknown',
    describe: 'Deleting an unknown transaction is a server error.',
    apply: whereDeleting(answering(500, 'Something went wrong'), (ids, state) =>
      ids.some((id) => isUnknown(id, state)),
    ),
  },
];
