import { listOf, member, namesIn } from '../../spec/contract/json.ts';
import { placeOf } from '../../spec/openapi.ts';
import { at, idOf, idsOf, isItem, type Item } from '../answer.ts';

export const ascending = (a: number, b: number): number => a - b;

/** How a deleted record shows: no longer, or flagged; `present` means that it was not deleted. */
export type Presence = 'absent' | 'flagged' | 'present';

export function presenceOf(item: Item | null | undefined): Presence {
  if (!item) return 'absent';
  return item['is_deleted'] === true ? 'flagged' : 'present';
}

/** The attached contacts, in ascending order. */
export function contactsOf(customer: Item | null): readonly number[] {
  const ids = at(customer, 'contacts', 'id');
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number').sort(ascending) : [];
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

/** The names of the tags as they are. */
export function tagNamesOf(customer: Item | null): readonly unknown[] {
  return listOf(at(customer, 'tags')).map((tag) => at(tag, 'name'));
}

/** The ids of the tags. */
export function tagIdsOf(customer: Item | null): readonly number[] {
  return idsOf(listOf(at(customer, 'tags')));
}

/** The ids of the tags by their names, in lower case. */
export function tagIdsByName(customer: Item | null): ReadonlyMap<string, number> {
  return new Map(
    listOf(at(customer, 'tags')).flatMap((tag): readonly (readonly [string, number])[] => {
      const id = idOf(tag);
      return id === undefined ? [] : [[String(at(tag, 'name')).toLowerCase(), id]];
    }),
  );
}

/** The custom fields, as they came. */
export function customFieldsIn(customer: Item | null): readonly unknown[] {
  return listOf(at(customer, 'custom_fields'));
}

/** The values of a custom field, as they came; empty when the customer has none. */
export function valuesOf(customer: Item | null, field: number): readonly Item[] {
  const found = customFieldsIn(customer).find((candidate) => idOf(candidate) === field);
  return listOf(at(found, 'values')).filter(isItem);
}

/** The options of a multi-select, in ascending order. */
export function optionsOf(customer: Item | null, field: number): readonly unknown[] {
  return valuesOf(customer, field)
    .map((value) => value['enum'])
    .sort();
}

/** The relations of a customer, each in a form in which two can be compared: the rest is compared as it comes. */
const relations: Readonly<Record<string, (customer: Item | null) => unknown>> = {
  main_contact: mainContactOf,
  contacts: contactsOf,
  company: companyOf,
  tags: tagsOf,
  custom_fields: customFieldsOf,
};

/** Every field that the contract gives a customer: one that is added there is compared from then on. */
const fields = namesIn(member(placeOf('#/components/schemas/Customer').node, 'properties')).filter(
  (name) => name !== '_links',
);

/**
 * A customer as the document describes it, for comparing two moments: whatever the document leaves open
 * (further properties, the order of lists, the shape of empty relations) is left out.
 */
export function snapshotOf(customer: Item | null): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.map((field) => [field, relations[field] ? relations[field](customer) : customer?.[field]]),
  );
}

/** A snapshot without what every update moves: the date and the user of the last change. */
export function lastingSnapshotOf(customer: Item | null): Readonly<Record<string, unknown>> {
  return without(snapshotOf(customer), 'updated_at', 'updated_by');
}

/** A snapshot without what a plain customer is sent with, and what a target may derive from that or draw in turn. */
export function unsentOf(customer: Item | null): Readonly<Record<string, unknown>> {
  return without(
    snapshotOf(customer),
    ...['id', 'name', 'next_date', 'created_at', 'updated_at'],
    ...['period_id', 'closest_task_at', 'responsible_user_id'],
  );
}

function without(
  snapshot: Readonly<Record<string, unknown>>,
  ...left: readonly string[]
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(snapshot).filter(([field]) => !left.includes(field)));
}

/** The shape in which a customer's empty relations come (reading `emptyRelations`). */
export function emptySideOf(customer: Item | null): 'absent' | 'null' | 'object' | 'list' | 'mixed' {
  const [side, ...others] = new Set(
    Object.keys(relations)
      .map((relation) => customer?.[relation])
      .filter((value) => Object.keys(value ?? {}).length === 0)
      .map(shapeOf),
  );
  return side === undefined || others.length > 0 ? 'mixed' : side;
}

function shapeOf(value: unknown): 'absent' | 'null' | 'object' | 'list' {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : 'object';
}

/**
 * Whether the date of the last change is the one sent, or lies at the moment of the answer (reading `updatedAt`);
 * null when neither.
 * @param moment the target's clock when it answered, Unix seconds
 * @param before the date before the change, where there was one
 */
export function dateSideOf(
  stored: Item | null,
  sent: unknown,
  moment: number,
  before = 0,
): 'sent' | 'clock' | null {
  const date = Number(stored?.['updated_at']);
  if (date === Number(sent)) return 'sent';
  return date > before && Math.abs(date - moment) <= 120 ? 'clock' : null;
}

function customFieldsOf(customer: Item | null): Readonly<Record<string, readonly string[]>> {
  const filled = customFieldsIn(customer).map((field): [string, readonly string[]] => [
    String(idOf(field)),
    listOf(at(field, 'values'))
      .map((value) => JSON.stringify([at(value, 'enum'), at(value, 'subtype'), at(value, 'value')]))
      .sort(),
  ]);
  return Object.fromEntries(filled.filter(([, values]) => values.length > 0));
}
