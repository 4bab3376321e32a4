import type { Transaction } from '../../../spec/messages.ts';
import type { Call, Operation } from '../call.ts';
import { linkedTo, listReply, paths } from '../envelope.ts';
import { idsIn, lookedUp, ordered, pageOf, pick } from '../selection.ts';
import { type TransactionRecord, isGone } from '../state.ts';

/** `GET /api/v2/transactions`: by ids, or by customer and page. */
export const listTransactions: Operation = (call) => {
  const { state, query, policy } = call;
  const isShown = (transaction: TransactionRecord): boolean =>
    policy.deletedRecords === 'flagged' || !isGone(transaction, state.customers);

  const ids = idsIn(query, 'id');
  if (ids !== undefined) {
    const named = lookedUp(pick(state.transactions, ids).filter(isShown), call);
    return listReply(
      call,
      named.map((transaction) => transactionView(transaction, call)),
    );
  }
  const customers = idsIn(query, 'customer_id');
  const found = ordered(state.transactions.values(), call)
    .filter(({ customer }) => customers === undefined || customers.includes(customer))
    .filter(isShown);
  return listReply(
    call,
    pageOf(found, call).map((transaction) => transactionView(transaction, call)),
  );
};

function transactionView(transaction: TransactionRecord, { state, policy }: Call): Transaction {
  const { id, customer } = transaction;
  return {
    id,
    created_by: transaction.created_by,
    created_at: transaction.created_at,
    updated_at: transaction.updated_at,
    account_id: state.account.id,
    updated_by: transaction.updated_by,
    is_deleted: isGone(transaction, state.customers),
    comment: transaction.comment,
    price: transaction.price ?? policy.unsetNumber,
    date: transaction.date,
    customer: { id: customer, ...linkedTo(paths.customers, customer) },
    ...linkedTo(paths.transactions, id),
  };
}
