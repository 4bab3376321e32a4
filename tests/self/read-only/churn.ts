import type { Handler } from '../../../reference/core/handler.ts';
import type { CustomerRecord, State, TransactionRecord } from '../../../reference/core/state.ts';

/**
 * Lets somebody else work in the account: before every request a customer and a purchase are added, the ones before
 * them are deleted, a customer is edited, and now and then one that the account began with is deleted.
 */
export function withOthersAtWork(core: Handler): Handler {
  let turn = 0;
  return (state, request) => {
    turn += 1;
    return core(workedAt(state, turn, request.now), request);
  };
}

function workedAt(state: State, turn: number, now: number): State {
  const customers = new Map(state.customers);
  const transactions = new Map(state.transactions);
  const all = [...customers.values()];
  const [model] = all;
  const [purchase] = transactions.values();
  if (!model || !purchase) return state;
  const { customer: id, transaction } = state.next;

  const edited = all[(turn * 7) % all.length] ?? model;
  customers.set(edited.id, { ...edited, updated_at: now, responsible_user_id: model.responsible_user_id });
  remove(customers, id - 1, turn > 1);
  remove(transactions, transaction - 1, turn > 1);
  const old = all[(turn * 3) % 30];
  if (turn % 7 === 0 && old) remove(customers, old.id, true);

  const added: CustomerRecord = { ...model, id, name: `Added ${turn}`, created_at: now, updated_at: now };
  const bought: TransactionRecord = { ...purchase, id: transaction, customer: id, created_at: now };
  customers.set(id, added);
  transactions.set(transaction, bought);
  return {
    ...state,
    customers,
    transactions,
    next: { ...state.next, customer: id + 1, transaction: transaction + 1 },
  };
}

function remove<Row extends { readonly is_deleted: boolean }>(
  rows: Map<number, Row>,
  id: number,
  due: boolean,
): void {
  const row = rows.get(id);
  if (row && due) rows.set(id, { ...row, is_deleted: true });
}
