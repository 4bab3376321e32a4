import { createState } from '../../../reference/core/seed.ts';
import type { CustomerRecord, State, TransactionRecord } from '../../../reference/core/state.ts';

const day = 86_400;
/** 20 October 2017. */
const firstDay = 1_508_500_193;

/**
 * An account that people have worked in for a while: customers of three users, created, changed and expected on
 * different days; one bought seven times, a few several times, some never.
 */
export function workedIn(state: State): State {
  const users = [...state.users.keys()];
  const user = (index: number): number => users[index % users.length] ?? 0;
  const customers = [...state.customers.values()].map((customer, index): CustomerRecord => {
    const createdAt = firstDay + index * 3 * day + (index % 5) * 3600;
    return {
      ...customer,
      responsible_user_id: user(index),
      created_by: user(index + 1),
      created_at: createdAt,
      updated_at: createdAt + (12 + ((index * 5) % 30)) * day,
      next_date: firstDay + 400 * day + ((index * 17) % state.customers.size) * 3 * day,
    };
  });
  const transactions = [...state.transactions.values()].map((transaction, index): TransactionRecord => ({
    ...transaction,
    customer:
      customers[index < 7 ? 3 : index - (index % 4 === 3 ? 2 : index % 4)]?.id ?? transaction.customer,
    comment: index % 2 === 0 ? `Bought <b>again</b> & again, ${index}` : '',
  }));
  return { ...state, customers: byId(customers), transactions: byId(transactions) };
}

/** Such an account with so many customers, and as many transactions. */
export function accountOf(customers: number): State {
  return workedIn(createState({ customers, beforePeriods: 10 }));
}

function byId<Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
