import type { CustomerAdd } from '../../spec/messages.ts';
import type { Item } from '../../target/answer.ts';
import { companyOf, contactsOf, tagsOf, valuesOf } from './customer.ts';

/** The scalar fields of a customer as they have to read back. */
export function expectedOf(sent: CustomerAdd): Readonly<Record<string, unknown>> {
  const { name, next_date, created_at, responsible_user_id, created_by, next_price, periodicity, period_id } =
    sent;
  const numbers = {
    next_date,
    created_at,
    responsible_user_id,
    created_by,
    next_price,
    periodicity,
    period_id,
  };
  const given = Object.entries(numbers).filter(([, value]) => value !== undefined);
  return { name, ...Object.fromEntries(given.map(([field, value]) => [field, Number(value)])) };
}

/** What a customer is connected with, of a sent one and of a stored one alike, so that the two can be compared. */
export interface Connections {
  readonly contacts: readonly number[];
  readonly company: number | undefined;
  readonly tags: readonly unknown[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** The connections that were sent. */
export function connectionsSent({
  contacts_id = [],
  company_id,
  tags = '',
  custom_fields = [],
}: CustomerAdd): Connections {
  return {
    contacts: contacts_id.map(Number).sort((a, b) => a - b),
    company: company_id === undefined ? undefined : Number(company_id),
    tags: tags
      .split(',')
      .map((tag) => tag.trim().toLowerCase())
      .filter((tag) => tag !== '')
      .sort(),
    fields: Object.fromEntries(
      custom_fields.map(({ id, values }) => [
        String(id),
        values
          .map((value) =>
            typeof value === 'object' ? `${value.subtype ?? ''} ${value.enum ?? value.value}` : ` ${value}`,
          )
          .sort(),
      ]),
    ),
  };
}

/** The connections that are stored, as far as the sent custom fields go. */
export function connectionsStored(customer: Item | null, { custom_fields = [] }: CustomerAdd): Connections {
  return {
    contacts: contactsOf(customer),
    company: companyOf(customer),
    tags: tagsOf(customer),
    fields: Object.fromEntries(
      custom_fields.map(({ id }) => [
        String(id),
        valuesOf(customer, Number(id))
          .map(({ subtype, enum: option, value }) => `${text(subtype ?? '')} ${text(option ?? value)}`)
          .sort(),
      ]),
    ),
  };
}

/** A value as text; anything but a string shows as JSON, so that it can't pass for one. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a customer has of the fields that a plain one is sent without, and that do not depend on those sent. */
export function unsentOf(customer: Item | null): Readonly<Record<string, unknown>> {
  return {
    next_price: customer?.['next_price'],
    periodicity: customer?.['periodicity'],
    created_by: customer?.['created_by'],
    tags: tagsOf(customer),
    contacts: contactsOf(customer),
    company: companyOf(customer),
  };
}

const relations = ['main_contact', 'contacts', 'company', 'tags', 'custom_fields'] as const;

/** The shape in which a customer's empty relations come (reading `emptyRelations`). */
export function emptySideOf(customer: Item | null): 'absent' | 'null' | 'object' | 'list' | 'mixed' {
  const [side, ...others] = new Set(
    relations
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
