import type { CoreRequest } from '../core/handler.ts';
import type { TransactionRecord } from '../core/state.ts';
import { isObject, type JsonObject } from '../core/values.ts';
import {
  type Modifier,
  at,
  forItems,
  forSent,
  forSentField,
  onItems,
  onState,
  onWrittenTransactions,
  readableBody,
  refusing,
  when,
} from '../modifiers.ts';
import type { Fault } from './fault.ts';
import { forSelf, withHref } from './lists.ts';

const operation = 'transactions.change';

/** Changes each transaction that a request adds; `undefined` keeps it from being stored. */
function onAdded(
  change: (transaction: TransactionRecord, index: number) => TransactionRecord | undefined,
): Modifier {
  return onWrittenTransactions((transaction, before, moment) =>
    before === undefined ? change(transaction, transaction.id - moment.before.next.transaction) : transaction,
  );
}

/** Refuses requests that add so many transactions. */
function refusingAdded(count: (added: number) => boolean): Modifier {
  return at(
    operation,
    when((request) => count(addedIn(request).length), refusing),
  );
}

function addedIn(request: CoreRequest): readonly unknown[] {
  const { add } = readableBody(request);
  return Array.isArray(add) ? add : [];
}

/** Gives each transaction of a batch a field of another one in it. */
function withFieldOf(neighbour: (index: number) => number, field: string): Modifier {
  return forSent(operation, 'add', (elements) =>
    elements.map((element, index) => {
      const other = elements[neighbour(index)];
      const has = isObject(element) && isObject(other) && other[field] !== undefined;
      return has ? { ...element, [field]: other[field] } : element;
    }),
  );
}

/** Only where an answer acknowledges added transactions. */
function forAcknowledged(change: (item: JsonObject, index: number, first: JsonObject) => unknown): Modifier {
  return when(
    (request) => addedIn(request).length > 0,
    forItems(operation, (item, index, { response }) => change(item, index, firstItem(response.body) ?? item)),
  );
}

function firstItem(body: unknown): JsonObject | undefined {
  const embedded = isObject(body) ? body._embedded : undefined;
  const items: unknown = isObject(embedded) ? embedded.items : undefined;
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  return isObject(first) ? first : undefined;
}

/** Defects of adding as such: what is kept, counted, acknowledged and linked. */
export const transactionAddFaults: readonly Fault[] = [
  {
    name: 'purchases-acknowledged-only',
    breaks: 'transactions.add.single',
    also: ['transactions.add', 'transactions.list.links'],
    describe: 'Added transactions are acknowledged and not stored.',
    apply: onAdded(() => undefined),
  },
  {
    name: 'purchase-alone-refused',
    breaks: 'transactions.add.single',
    also: ['transactions.add.comment.escapes', 'transactions.add.next_date', 'transactions.add.next_price'],
    describe: 'A transaction that is added alone is refused.',
    apply: refusingAdded((added) => added === 1),
  },
  {
    name: 'purchase-alone-acknowledged-twice',
    breaks: 'transactions.add.single',
    also: ['transactions.add.id'],
    describe: 'The answer to one added transaction names it twice.',
    apply: when(
      (request) => addedIn(request).length === 1,
      onItems(operation, (items) => [...items, ...items]),
    ),
  },
  {
    name: 'batch-of-purchases-refused',
    breaks: 'transactions.add.batch',
    describe: 'More than one transaction in a request is refused.',
    apply: refusingAdded((added) => added > 1),
  },
  {
    name: 'second-purchase-of-batch-lost',
    breaks: 'transactions.add.batch',
    also: ['transactions.add.next_date', 'transactions.add.next_price'],
    describe: 'Of several added transactions the second is neither stored nor acknowledged.',
    apply: forSent(operation, 'add', (elements) => elements.filter((_, index) => index !== 1)),
  },
  {
    name: 'second-purchase-of-batch-acknowledged-only',
    breaks: 'transactions.add.batch',
    also: ['transactions.add.lasting'],
    describe: 'Of several added transactions the second is acknowledged and not stored.',
    apply: onAdded((transaction, index) => (index === 1 ? undefined : transaction)),
  },
  {
    name: 'last-purchase-of-batch-stored-twice',
    breaks: 'transactions.add.batch',
    describe: 'Of several added transactions the last is stored a second time.',
    apply: at(
      operation,
      onState((after, { before, request }) => {
        const last = after.transactions.get(after.next.transaction - 1);
        if (after.next.transaction - before.next.transaction < 2 || last === undefined) return after;
        const id = after.next.transaction;
        return {
          ...after,
          transactions: new Map([...after.transactions, [id, { ...last, id, updated_at: request.now }]]),
          next: { ...after.next, transaction: id + 1 },
        };
      }),
    ),
  },
  {
    name: 'purchases-beyond-two-hundred-lost',
    breaks: 'transactions.add.batch',
    also: ['transactions.add.lasting'],
    describe: 'Of a large batch all are acknowledged and the first two hundred stored.',
    apply: onAdded((transaction, index) => (index < 200 ? transaction : undefined)),
  },
  {
    name: 'purchases-beyond-hundred-ignored',
    breaks: 'transactions.add.batch',
    describe: 'Of a large batch the first hundred are stored and acknowledged.',
    apply: forSent(operation, 'add', (elements) => elements.slice(0, 100)),
  },
  {
    name: 'purchase-id-is-place',
    breaks: 'transactions.add.id',
    also: ['transactions.change.response.items.links', 'transactions.add.lasting'],
    describe: 'An added transaction is acknowledged by its place in the request.',
    apply: forAcknowledged((item, index) => ({ ...item, id: index + 1 })),
  },
  {
    name: 'purchases-of-batch-all-acknowledged-as-first',
    breaks: 'transactions.add.id',
    describe: 'Every transaction of a batch is acknowledged as the first.',
    apply: forAcknowledged((_, __, first) => first),
  },
  {
    name: 'purchase-link-to-customers',
    breaks: 'transactions.add.link',
    also: ['transactions.change.response.items.links'],
    describe: 'The link of an added transaction leads to the customers.',
    apply: forAcknowledged((item) => withHref(item, () => `/api/v2/customers?id=${String(item.id)}`)),
  },
  {
    name: 'purchase-link-without-id',
    breaks: 'transactions.add.link',
    also: ['transactions.change.response.items.links'],
    describe: 'The link of an added transaction leads to all transactions.',
    apply: forAcknowledged((item) => withHref(item, () => '/api/v2/transactions')),
  },
  {
    name: 'purchase-links-of-batch-all-first',
    breaks: 'transactions.add.link',
    also: ['transactions.change.response.items.links'],
    describe: 'Every transaction of a batch has the link of the first.',
    apply: forAcknowledged((item, _, { _links }) => ({ ...item, _links })),
  },
  {
    name: 'purchases-of-batch-all-of-first-customer',
    breaks: 'transactions.add.customer_id',
    also: [
      'transactions.comment.changed.digits',
      'transactions.comment.changed.long',
      'transactions.add.next_date',
      'transactions.add.next_price',
      'transactions.comment.others',
      'transactions.add.batch.partlyBad',
      'transactions.comment.changed.shape',
      'transactions.comment.changed.length',
      'transactions.add.unplanned',
      'transactions.comment.emptied',
    ],
    describe: 'Every transaction of a batch belongs to the customer of the first.',
    apply: withFieldOf(() => 0, 'customer_id'),
  },
  {
    name: 'customer-of-purchase-as-text-refused',
    breaks: 'transactions.add.customer_id',
    describe: 'The customer of a transaction is taken as a number only.',
    apply: forSentField(operation, 'add', 'customer_id', (id) => (typeof id === 'string' ? null : id)),
  },
  {
    name: 'change-of-transactions-self-names-customers',
    breaks: 'transactions.change.self',
    also: ['transactions.change.response.links.self'],
    describe: 'The self link of the answer to added transactions names the customers.',
    apply: forSelf(operation, (self) => ({ ...self, href: '/api/v2/customers' })),
  },
  {
    name: 'change-of-transactions-self-names-get',
    breaks: 'transactions.change.self',
    also: ['transactions.change.response.links.self'],
    describe: 'The self link of the answer to added transactions names the method GET.',
    apply: forSelf(operation, (self) => ({ ...self, method: 'get' })),
  },
];
