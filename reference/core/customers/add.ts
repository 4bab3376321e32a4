import type { Call } from '../call.ts';
import type { CustomerRecord } from '../state.ts';
import { type JsonObject, requireFields } from '../values.ts';
import { type CustomerDraft, attachedFields, simpleFields, tagNames, tagsNamed } from './sent-fields.ts';

/**
 * Adds one customer to the draft.
 * @throws Refusal, before anything is written
 */
export function addCustomer(
  draft: CustomerDraft,
  item: JsonObject,
  { state, caller, request }: Call,
): CustomerRecord {
  requireFields(item, ['name', 'next_date']);
  const { name = '', next_date = 0, ...simple } = simpleFields(item, state);
  const attached = attachedFields(item, { contacts: [], company: null, custom_fields: new Map() }, state);
  const names = tagNames(item) ?? [];

  const customer: CustomerRecord = {
    id: draft.next.customer++,
    name,
    responsible_user_id: caller.id,
    created_by: caller.id,
    created_at: request.now,
    updated_at: request.now,
    updated_by: caller.id,
    is_deleted: false,
    ...attached,
    next_date,
    next_price: null,
    periodicity: null,
    period_id: null,
    closest_task_at: null,
    ...simple,
    tags: tagsNamed(names, draft),
  };
  draft.customers.set(customer.id, customer);
  return customer;
}
