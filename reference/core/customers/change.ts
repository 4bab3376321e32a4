import type { CustomerAcknowledgement, DeletedCustomer } from '../../../spec/messages.ts';
import { errorsOf, idsToDelete, mixedItems, requireWork, workThrough } from '../batch.ts';
import { bodyOf } from '../body.ts';
import type { Call, Operation } from '../call.ts';
import { changeReply, linkedTo, paths } from '../envelope.ts';
import { livingCustomer } from '../state.ts';
import type { JsonObject } from '../values.ts';
import { addCustomer } from './add.ts';
import type { CustomerDraft } from './sent-fields.ts';
import { updateCustomer } from './update.ts';

/** `POST /api/v2/customers`: adds, updates and deletes, in this order. */
export const changeCustomers: Operation = (call) => {
  const { state, request, policy } = call;
  const body = bodyOf(request);
  requireWork(body, ['add', 'update', 'delete']);
  const draft: CustomerDraft = {
    customers: new Map(state.customers),
    tags: new Map(state.tags),
    next: { ...state.next },
  };

  const added = workThrough(body, 'add', policy, null, (item, index) =>
    acknowledgement(addCustomer(draft, item, call).id, item, index),
  );
  const updated = workThrough(body, 'update', policy, 'id', (item) => {
    const { id } = updateCustomer(draft, item, call);
    return acknowledgement(id, item, id);
  });
  const deleted = idsToDelete(body, policy).flatMap((id) => deleteCustomer(draft, id, call));

  const acknowledged = [...added.done, ...updated.done];
  const items = body.delete === undefined ? acknowledged : mixedItems(acknowledged, deleted);
  const errors = errorsOf({ add: added.errors, update: updated.errors }, policy.itemErrors);
  return changeReply(call, { ...state, ...draft }, items, errors);
};

function acknowledgement(id: number, item: JsonObject, generated: number): CustomerAcknowledgement {
  const given = item.request_id;
  const isGiven = typeof given === 'string' || (typeof given === 'number' && Number.isInteger(given));
  return { id, request_id: isGiven ? given : generated, ...linkedTo(paths.customers, id) };
}

/** What was deleted: nothing for an unknown or already deleted id. */
function deleteCustomer(
  { customers }: CustomerDraft,
  id: number,
  { caller, request }: Call,
): readonly DeletedCustomer[] {
  const customer = livingCustomer(customers, id);
  if (customer === undefined) return [];
  customers.set(id, { ...customer, is_deleted: true, updated_by: caller.id, updated_at: request.now });
  return [{ id, name: customer.name }];
}
