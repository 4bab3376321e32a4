import type { TransactionAcknowledgement } from '../../../spec/messages.ts';
import { errorsOf, idsToDelete, mixedItems, requireWork, workThrough } from '../batch.ts';
import { bodyOf } from '../body.ts';
import type { Call, Operation } from '../call.ts';
import { changeReply, linkedTo, noContent, paths } from '../envelope.ts';
import { Refusal } from '../refusal.ts';
import {
  type CustomerRecord,
  type OpenCounters,
  type TransactionRecord,
  isGone,
  livingCustomer,
} from '../state.ts';
import {
  type Bounds,
  type JsonObject,
  boundedOf,
  integerOf,
  integers,
  moments,
  requireFields,
  textOf,
} from '../values.ts';

interface TransactionDraft {
  readonly customers: Map<number, CustomerRecord>;
  readonly transactions: Map<number, TransactionRecord>;
  readonly next: OpenCounters;
}

/** `POST /api/v2/transactions`: adds, changes comments and deletes, in this order. */
export const changeTransactions: Operation = (call) => {
  const { state, request, policy } = call;
  const body = bodyOf(request);
  requireWork(body, ['add', 'update', 'delete']);
  const draft: TransactionDraft = {
    customers: new Map(state.customers),
    transactions: new Map(state.transactions),
    next: { ...state.next },
  };

  const added = workThrough(body, 'add', policy, null, (item) => addTransaction(draft, item, call));
  const updated = workThrough(body, 'update', policy, 'transaction_id', (item) =>
    changeComment(draft, item, call),
  );
  const deleted = idsToDelete(body, policy).filter((id) => deleteTransaction(draft, id, call));

  const changed = { ...state, ...draft };
  const onlyDeletes = [body.add, body.update].every((list) => list === undefined);
  if (onlyDeletes && policy.transactionDelete === 'noContent') return { state: changed, response: noContent };
  const acknowledged = [...added.done, ...updated.done].map(acknowledgement);
  const errors = errorsOf({ add: added.errors, update: updated.errors }, policy.itemErrors);
  return changeReply(call, changed, itemsOf(acknowledged, deleted, body, call), errors);
};

/** Reading 4: deletions are answered in the list, or apart under `deleted`. */
function itemsOf(
  acknowledged: readonly unknown[],
  deleted: readonly number[],
  body: JsonObject,
  { policy }: Call,
) {
  if (body.delete === undefined || policy.transactionDelete === 'noContent') return acknowledged;
  switch (policy.transactionDelete) {
    case 'list':
      return [...acknowledged, ...deleted.map(acknowledgement)];
    case 'ids':
      return [...acknowledged, ...deleted];
    case 'objects':
      return [...acknowledged, ...deleted.map((id) => ({ id }))];
    case 'deletedObject':
      return mixedItems(
        acknowledged,
        deleted.map((id) => ({ id })),
      );
  }
}

function acknowledgement(id: number): TransactionAcknowledgement {
  return { id, ...linkedTo(paths.transactions, id) };
}

/** Adds one purchase; its `next_date` and `next_price` become the customer's. @throws Refusal */
function addTransaction(draft: TransactionDraft, item: JsonObject, { caller, request }: Call): number {
  const { now } = request;
  requireFields(item, ['customer_id']);
  const customerId = integerOf(item.customer_id, 'customer_id');
  const customer = livingCustomer(draft.customers, customerId);
  if (customer === undefined) throw new Refusal(`there is no customer ${customerId}`);
  const number = (field: string, bounds: Bounds): number | undefined =>
    item[field] === undefined ? undefined : boundedOf(item[field], field, bounds);
  const date = number('date', moments) ?? now;
  const price = number('price', integers) ?? null;
  const next_date = number('next_date', moments) ?? customer.next_date;
  const next_price = number('next_price', integers) ?? customer.next_price;
  const comment = item.comment === undefined ? '' : textOf(item.comment, 'comment');

  const id = draft.next.transaction++;
  const stamps = { created_by: caller.id, created_at: now, updated_at: now, updated_by: caller.id };
  draft.transactions.set(id, {
    id,
    customer: customerId,
    date,
    price,
    comment,
    ...stamps,
    is_deleted: false,
  });
  draft.customers.set(customerId, { ...customer, next_date, next_price });
  return id;
}

/** Changes a comment and nothing else of the transaction. @throws Refusal */
function changeComment(
  { transactions, customers }: TransactionDraft,
  item: JsonObject,
  { policy, request }: Call,
): number {
  const url = request.path.endsWith('/') ? 'slash' : 'bare';
  if (policy.commentUrl !== 'either' && policy.commentUrl !== url) {
    throw new Refusal('comments are not changed at this address');
  }
  requireFields(item, ['transaction_id']);
  const id = integerOf(item.transaction_id, 'transaction_id');
  const comment = textOf(sentComment(item, policy), 'comments');
  const transaction = transactions.get(id);
  if (transaction === undefined || isGone(transaction, customers)) {
    throw new Refusal(`there is no transaction ${id}`);
  }
  transactions.set(id, { ...transaction, comment });
  return id;
}

/** Under whichever key is known (reading 1). */
function sentComment(item: JsonObject, { commentKey }: Call['policy']): unknown {
  return commentKey === 'either' ? (item.comments ?? item.comment) : item[commentKey];
}

/** Whether something was deleted: an unknown or already deleted id is passed over. */
function deleteTransaction(draft: TransactionDraft, id: number, { caller, request }: Call): boolean {
  const transaction = draft.transactions.get(id);
  if (transaction === undefined || isGone(transaction, draft.customers)) return false;
  draft.transactions.set(id, {
    ...transaction,
    is_deleted: true,
    updated_by: caller.id,
    updated_at: request.now,
  });
  return true;
}
