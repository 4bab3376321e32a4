import { Refusal } from '../refusal.ts';
import type { CustomerRecord, Named, OpenCounters, State } from '../state.ts';
import {
  type Bounds,
  type JsonObject,
  boundedOf,
  counts,
  ids,
  idsOf,
  integerOf,
  integers,
  moments,
  textOf,
} from '../values.ts';
import { withSentFields } from './custom-fields.ts';

/** Customers and what hangs on them while a change is under way: copies that the change writes to. */
export interface CustomerDraft {
  readonly customers: Map<number, CustomerRecord>;
  readonly tags: Map<string, number>;
  readonly next: OpenCounters;
}

const numberFields = {
  next_date: moments,
  created_at: moments,
  updated_at: moments,
  responsible_user_id: ids,
  created_by: ids,
  next_price: integers,
  periodicity: counts,
  period_id: ids,
} as const satisfies Record<string, Bounds>;

type NumberField = keyof typeof numberFields;

interface SimpleFields extends Partial<Record<NumberField, number>> {
  name?: string;
}

/**
 * The name and the numbers that an element carries, in their own types.
 * @throws Refusal for a malformed one and for an unknown period
 */
export function simpleFields(item: JsonObject, state: State): Readonly<SimpleFields> {
  const fields: SimpleFields = {};
  for (const [field, bounds] of Object.entries<Bounds>(numberFields)) {
    if (item[field] !== undefined) fields[field as NumberField] = boundedOf(item[field], field, bounds);
  }
  if (item.name !== undefined) fields.name = textOf(item.name, 'name');
  if (fields.name?.trim() === '') throw new Refusal('name is empty');
  if (fields.period_id !== undefined && !state.periods.has(fields.period_id)) {
    throw new Refusal(`there is no period ${fields.period_id}`);
  }
  return fields;
}

/** What an element attaches: contacts in addition, the company in place of another. @throws Refusal */
export function attachedFields(
  item: JsonObject,
  stored: Pick<CustomerRecord, 'contacts' | 'company' | 'custom_fields'>,
  state: State,
): Pick<CustomerRecord, 'contacts' | 'company' | 'custom_fields'> {
  const contacts = item.contacts_id === undefined ? [] : idsOf(item.contacts_id, 'contacts_id');
  const unknown = contacts.find((id) => !state.contacts.has(id));
  if (unknown !== undefined) throw new Refusal(`there is no contact ${unknown}`);
  const company = item.company_id === undefined ? stored.company : integerOf(item.company_id, 'company_id');
  if (company !== null && !state.companies.has(company)) throw new Refusal(`there is no company ${company}`);
  return {
    contacts: [...new Set([...stored.contacts, ...contacts])],
    company,
    custom_fields: withSentFields(stored.custom_fields, item.custom_fields, state.customFields),
  };
}

/** Names of a `tags` string: split on commas, without spaces around them, each once. @throws Refusal */
export function tagNames(item: JsonObject): readonly string[] | undefined {
  if (item.tags === undefined) return undefined;
  const names = textOf(item.tags, 'tags').split(',');
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}

/** Tags by their names, new ones with new ids. Comes last, after everything that may refuse. */
export function tagsNamed(names: readonly string[], draft: CustomerDraft): readonly Named[] {
  return names.map((name) => {
    const id = draft.tags.get(name) ?? draft.next.tag++;
    draft.tags.set(name, id);
    return { id, name };
  });
}
