import { isDeepStrictEqual } from 'node:util';
import type { CustomerAdd } from '../../spec/messages.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import type { Item } from '../../target/answer.ts';
import type { Added } from './adding.ts';
import { ascending, companyOf, contactsOf, tagsOf, valuesOf } from '../../target/amocrm/customer.ts';

/** Fields that are stored as they are sent; the date of the last change may be the target's own. */
export type SentField = Exclude<keyof CustomerAdd, 'updated_at' | 'request_id'>;

type Sent<F extends SentField> = NonNullable<CustomerAdd[F]>;

/** What of a stored customer a field is compared with, and what that has to be where it was sent. */
interface Comparison<V> {
  readonly shows: (stored: Item | null, sent: V) => unknown;
  readonly wanted: (sent: V) => unknown;
}

const comparisons: { readonly [F in SentField]: Comparison<Sent<F>> } = {
  name: { shows: (stored) => stored?.['name'], wanted: (sent) => sent },
  next_date: number('next_date'),
  created_at: number('created_at'),
  responsible_user_id: number('responsible_user_id'),
  created_by: number('created_by'),
  next_price: number('next_price'),
  // Without one it is 0 or null.
  periodicity: { shows: (stored) => stored?.['periodicity'] ?? 0, wanted: Number },
  period_id: number('period_id'),
  tags: {
    shows: tagsOf,
    wanted: (sent) =>
      [...new Set(sent.split(',').map((tag) => tag.trim().toLowerCase()))].filter((tag) => tag !== '').sort(),
  },
  contacts_id: { shows: contactsOf, wanted: (sent) => sent.map(Number).sort(ascending) },
  company_id: { shows: companyOf, wanted: Number },
  // As far as the fields go that were sent; of an option its id counts, whatever it is called.
  custom_fields: {
    shows: (stored, sent) =>
      Object.fromEntries(
        sent.map(({ id }) => [
          String(id),
          valuesOf(stored, Number(id))
            .map(({ subtype, enum: option, value }) => valueAs(subtype, option ?? value))
            .sort(),
        ]),
      ),
    wanted: (sent) =>
      Object.fromEntries(
        sent.map(({ id, values }) => [
          String(id),
          values
            .map((one) =>
              typeof one === 'object'
                ? valueAs(one.subtype, one.enum ?? one.value)
                : valueAs(undefined, String(one)),
            )
            .sort(),
        ]),
      ),
  },
};

function number(field: SentField): Comparison<unknown> {
  return { shows: (stored) => stored?.[field], wanted: Number };
}

/** A value as JSON, so that a number can't pass for its digits. */
function valueAs(subtype: unknown, value: unknown): string {
  return JSON.stringify(subtype === undefined ? [value] : [subtype, value]);
}

/** A field that does not read back as it was sent. */
export interface Difference<F extends SentField = SentField> {
  readonly field: F;
  readonly shows: unknown;
  readonly wanted: unknown;
}

/** Those fields of what was sent that do not read back so. @throws Error where one was not sent */
export function differencesIn(
  sent: Partial<CustomerAdd>,
  stored: Item | null,
  fields: readonly SentField[],
): readonly Difference[] {
  return fields
    .map((field) => compared(field, sent, stored))
    .filter(({ shows, wanted }) => !isDeepStrictEqual(shows, wanted));
}

/** The fields that were sent, of those that are stored as sent. */
export function fieldsOf(sent: Partial<CustomerAdd>): readonly SentField[] {
  return Object.keys(sent).filter((field): field is SentField => Object.hasOwn(comparisons, field));
}

function compared<F extends SentField>(
  field: F,
  sent: Partial<CustomerAdd>,
  stored: Item | null,
): Difference<F> {
  const { shows, wanted } = comparisons[field];
  const value = sent[field];
  if (value === undefined) throw new Error(`No ${field} was sent.`);
  return { field, shows: shows(stored, value), wanted: wanted(value) };
}

/**
 * What rests on an added customer can be told only where it is stored, with these fields as they were sent.
 * @throws CannotJudge
 */
export function requireAsSent({ sent, stored, refusal }: Added, fields: readonly SentField[]): void {
  if (stored === null) {
    throw prerequisiteFailed(
      'customers.add.single',
      `A customer that this rests upon is not stored: ${refusal ?? 'it was acknowledged, and not found'}.`,
    );
  }
  const [wrong] = differencesIn(
    sent,
    stored,
    fields.filter((field) => sent[field] !== undefined),
  );
  if (!wrong) return;
  throw prerequisiteFailed(
    wrong.field === 'custom_fields'
      ? 'customers.add.complete'
      : [`customers.add.${wrong.field}`, 'customers.add.complete'],
    `A customer that this rests upon is not stored with the ${wrong.field} that was sent.`,
  );
}
