/** Modifiers of what a request wrote. */
import type { CustomerRecord, PeriodRecord, TransactionRecord } from '../core/state.ts';
import { type Modifier, type Moment, onState } from './modifier.ts';

type RecordChange<Row> = (row: Row, before: Row | undefined, moment: Moment) => Row | undefined;

/** Changes each customer that a request wrote; `before` is undefined for an added one, `undefined` takes it away. */
export function onWrittenCustomers(change: RecordChange<CustomerRecord>): Modifier {
  return onState((after, moment) => ({
    ...after,
    customers: rewritten(moment.before.customers, after.customers, change, moment),
  }));
}

/** Changes each transaction that a request wrote. */
export function onWrittenTransactions(change: RecordChange<TransactionRecord>): Modifier {
  return onState((after, moment) => ({
    ...after,
    transactions: rewritten(moment.before.transactions, after.transactions, change, moment),
  }));
}

/** Changes each period that a request wrote. */
export function onWrittenPeriods(change: RecordChange<PeriodRecord>): Modifier {
  return onState((after, moment) => ({
    ...after,
    periods: rewritten(moment.before.periods, after.periods, change, moment),
  }));
}

function rewritten<Row>(
  before: ReadonlyMap<number, Row>,
  after: ReadonlyMap<number, Row>,
  change: RecordChange<Row>,
  moment: Moment,
): ReadonlyMap<number, Row> {
  if (after === before) return after;
  const rows = new Map(after);
  for (const [id, row] of after) {
    const known = before.get(id);
    if (row === known) continue;
    const changed = change(row, known, moment);
    if (changed === undefined) rows.delete(id);
    else rows.set(id, changed);
  }
  return rows;
}
