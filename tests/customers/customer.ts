import { at, idOf, idsOf, isItem, type Item } from '../../target/answer.ts';

/** How a deleted record shows: no longer, or flagged; `present` means that it was not deleted. */
export type Presence = 'absent' | 'flagged' | 'present';

export function presenceOf(item: Item | null | undefined): Presence {
  if (!item) return 'absent';
  return item['is_deleted'] === true ? 'flagged' : 'present';
}

/** The attached contacts, in ascending order. */
export function contactsOf(customer: Item | null): readonly number[] {
  const ids = at(customer, 'contacts', 'id');
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number').sort((a, b) => a - b) : [];
}

export function mainContactOf(customer: Item | null): number | undefined {
  return idOf(at(customer, 'main_contact'));
}

export function companyOf(customer: Item | null): number | undefined {
  return idOf(at(customer, 'company'));
}

/** The names of the tags in lower case, in alphabetical order: an account may know a tag in another case already. */
export function tagsOf(customer: Item | null): readonly string[] {
  return listOf(at(customer, 'tags'))
    .map((tag) => String(at(tag, 'name')).toLowerCase())
    .sort();
}

/** The ids of the tags. */
export function tagIdsOf(customer: Item | null): readonly number[] {
  return idsOf(listOf(at(customer, 'tags')));
}

/** The values of a custom field, as they came; empty when the customer has none. */
export function valuesOf(customer: Item | null, field: number): readonly Item[] {
  const found = listOf(at(customer, 'custom_fields')).find((candidate) => idOf(candidate) === field);
  return listOf(at(found, 'values')).filter(isItem);
}

/** The options of a multi-select, in ascending order. */
export function optionsOf(customer: Item | null, field: number): readonly unknown[] {
  return valuesOf(customer, field)
    .map((value) => value['enum'])
    .sort();
}

/** An address by subtype. */
export function addressOf(customer: Item | null, field: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    valuesOf(customer, field).map((value) => [String(value['subtype']), value['value']]),
  );
}

/**
 * A customer as the document describes it, for comparing two moments: whatever the document leaves open
 * (further properties, the order of lists, the shape of empty relations) is left out.
 */
export function snapshotOf(customer: Item | null): Readonly<Record<string, unknown>> {
  const scalars = Object.fromEntries(scalarFields.map((field) => [field, customer?.[field]]));
  return {
    ...scalars,
    main_contact: mainContactOf(customer),
    contacts: contactsOf(customer),
    company: companyOf(customer),
    tags: tagsOf(customer),
    custom_fields: customFieldsOf(customer),
  };
}

/** A snapshot without what every update moves: the date and the user of the last change. */
export function lastingSnapshotOf(customer: Item | null): Readonly<Record<string, unknown>> {
  const lasting = { ...snapshotOf(customer) };
  delete lasting['updated_at'];
  delete lasting['updated_by'];
  return lasting;
}

const scalarFields = [
  'id',
  'name',
  'responsible_user_id',
  'created_by',
  'created_at',
  'updated_at',
  'account_id',
  'updated_by',
  'is_deleted',
  'next_price',
  'closest_task_at',
  'period_id',
  'periodicity',
  'next_date',
] as const;

function customFieldsOf(customer: Item | null): Readonly<Record<string, readonly string[]>> {
  const filled = listOf(at(customer, 'custom_fields')).map((field): [string, readonly string[]] => [
    String(idOf(field)),
    listOf(at(field, 'values'))
      .map((value) => JSON.stringify([at(value, 'enum'), at(value, 'subtype'), at(value, 'value')]))
      .sort(),
  ]);
  return Object.fromEntries(filled.filter(([, values]) => values.length > 0));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
