import type { Call } from '../call.ts';
import { Refusal, StaleUpdate } from '../refusal.ts';
import { type CustomerRecord, livingCustomer } from '../state.ts';
import { type JsonObject, idsOf, integerOf, objectOf, requireFields } from '../values.ts';
import { type CustomerDraft, attachedFields, simpleFields, tagNames, tagsNamed } from './sent-fields.ts';

/**
 * Updates one customer of the draft: only what is sent changes.
 * @throws Refusal, before anything is written
 */
export function updateCustomer(draft: CustomerDraft, item: JsonObject, call: Call): CustomerRecord {
  const { state, caller, request, policy } = call;
  requireFields(item, ['id', 'updated_at']);
  const id = integerOf(item.id, 'id');
  const stored = livingCustomer(draft.customers, id);
  if (stored === undefined) throw new Refusal(`there is no customer ${id}`);

  const simple = simpleFields(item, state);
  refuseStale(simple.updated_at ?? 0, stored.updated_at, call);
  const attached = attachedFields(item, withoutUnlinked(stored, item.unlink), state);
  const names = tagNames(item);

  const customer: CustomerRecord = {
    ...stored,
    ...attached,
    ...simple,
    ...(policy.updatedAt === 'serverClock' ? { updated_at: request.now } : {}),
    ...(names === undefined ? {} : { tags: tagsNamed(names, draft) }),
    updated_by: caller.id,
  };
  draft.customers.set(id, customer);
  return customer;
}

/** Reading 19. */
function refuseStale(sent: number, stored: number, { policy }: Call): void {
  if (policy.staleUpdate !== 'accepted' && sent < stored) throw new StaleUpdate();
  if (policy.staleUpdate === 'equalRefused' && sent === stored) throw new StaleUpdate();
}

/** The customer without what is taken away; what is not attached is passed over. @throws Refusal */
function withoutUnlinked(customer: CustomerRecord, sent: unknown): CustomerRecord {
  if (sent === undefined) return customer;
  const unlink = objectOf(sent, 'unlink');
  const contacts = unlink.contacts_id === undefined ? [] : idsOf(unlink.contacts_id, 'unlink contacts_id');
  const company = unlink.company_id === undefined ? null : integerOf(unlink.company_id, 'unlink company_id');
  return {
    ...customer,
    contacts: customer.contacts.filter((id) => !contacts.includes(id)),
    company: customer.company === company ? null : customer.company,
  };
}
