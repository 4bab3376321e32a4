import type { Operation } from '../call.ts';
import { listReply } from '../envelope.ts';
import { idsIn, lookedUp, ordered, pageOf, pick } from '../selection.ts';
import { filterOf } from './filters.ts';
import { customerView } from './view.ts';

/** `GET /api/v2/customers`: by ids, which makes every other parameter count for nothing, or by filter and page. */
export const listCustomers: Operation = (call) => {
  const { state, query, policy } = call;
  const isShown = (customer: { is_deleted: boolean }): boolean =>
    !customer.is_deleted || policy.deletedRecords === 'flagged';

  const ids = idsIn(query, 'id');
  if (ids !== undefined) {
    const named = lookedUp(pick(state.customers, ids).filter(isShown), call);
    return listReply(
      call,
      named.map((customer) => customerView(customer, call)),
    );
  }
  const matches = filterOf(call);
  const found = ordered(state.customers.values(), call).filter(
    (customer) => isShown(customer) && matches(customer),
  );
  return listReply(
    call,
    pageOf(found, call).map((customer) => customerView(customer, call)),
  );
};
