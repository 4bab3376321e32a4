import type { Customer } from '../../../spec/messages.ts';
import type { Call } from '../call.ts';
import { linkedTo, paths } from '../envelope.ts';
import type { Policy } from '../policy.ts';
import type { CustomerRecord } from '../state.ts';
import { customFieldsView } from './custom-fields.ts';

type RelationName = 'main_contact' | 'tags' | 'custom_fields' | 'contacts' | 'company';
type Nothing = null | Record<string, never> | readonly never[];

/** A customer as a list shows it. */
export function customerView(customer: CustomerRecord, { state, policy }: Call): Customer {
  const { id, contacts, tags } = customer;
  const company = customer.company === null ? undefined : state.companies.get(customer.company);
  const fields = customFieldsView(customer.custom_fields, state.customFields);
  const [main] = contacts;
  const empty = (name: RelationName): Partial<Record<RelationName, Nothing>> => emptyRelation(name, policy);
  return {
    id,
    name: customer.name,
    responsible_user_id: customer.responsible_user_id,
    created_by: customer.created_by,
    created_at: customer.created_at,
    updated_at: customer.updated_at,
    account_id: state.account.id,
    updated_by: customer.updated_by,
    is_deleted: customer.is_deleted,
    ...(main === undefined
      ? empty('main_contact')
      : { main_contact: { id: main, ...linkedTo(paths.contacts, main) } }),
    ...(tags.length === 0 ? empty('tags') : { tags }),
    ...(fields.length === 0 ? empty('custom_fields') : { custom_fields: fields }),
    ...(contacts.length === 0
      ? empty('contacts')
      : { contacts: { id: contacts, ...linkedTo(paths.contacts, ...contacts) } }),
    ...(company === undefined
      ? empty('company')
      : { company: { ...company, ...linkedTo(paths.companies, company.id) } }),
    next_price: customer.next_price ?? policy.unsetNumber,
    closest_task_at: customer.closest_task_at ?? policy.unsetNumber,
    period_id: customer.period_id,
    periodicity: customer.periodicity ?? policy.unsetNumber,
    next_date: customer.next_date,
    ...linkedTo(paths.customers, id),
  };
}

/** What stands for a relation without an element (reading 16). */
function emptyRelation(name: RelationName, policy: Policy): Partial<Record<RelationName, Nothing>> {
  switch (policy.emptyRelation) {
    case 'object':
      return { [name]: {} };
    case 'list':
      return { [name]: [] };
    case 'null':
      return { [name]: null };
    case 'absent':
      return {};
  }
}
