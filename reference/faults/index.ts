import { forDeleted, forItems, forSent, onState, onWrittenTransactions } from '../modifiers.ts';
import type { Fault } from './fault.ts';

export type { Fault } from './fault.ts';

/** Every fault, in the order of the operations. */
export const faults: readonly Fault[] = [
  {
    name: 'added-customer-id-as-text',
    breaks: 'customers.change.response.items.id',
    describe: 'The ids of added and updated customers come as strings.',
    apply: forItems('customers.change', (item) => ({ ...item, id: String(item.id) })),
  },
  {
    name: 'second-of-a-batch-lost',
    breaks: 'customers.add.batch.two',
    describe: 'Of several added customers the second is neither stored nor acknowledged.',
    apply: forSent('customers.change', 'add', (elements) => elements.filter((_, index) => index !== 1)),
  },
  {
    name: 'deleted-customer-without-name',
    breaks: 'customers.change.response.items.deleted.name',
    describe: 'Deleted customers are named by id only.',
    apply: forDeleted('customers.change', ({ id }) => ({ id })),
  },
  {
    name: 'comment-touches-price',
    breaks: 'transactions.comment.untouched',
    describe: 'Changing the comment of a transaction sets its price to 0.',
    apply: onWrittenTransactions((transaction, before) =>
      before !== undefined && before.comment !== transaction.comment
        ? { ...transaction, price: 0 }
        : transaction,
    ),
  },
  {
    name: 'periods-not-stored',
    breaks: 'periods.change.period',
    describe: 'A change of the periods is answered as if done, and not stored.',
    apply: onState((after, { before }) => ({ ...after, periods: before.periods })),
  },
];

/** The fault of a name, undefined where there is none. */
export function faultNamed(name: string): Fault | undefined {
  return faults.find((fault) => fault.name === name);
}
