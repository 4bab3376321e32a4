/**
 * The messages of the API as types: what `openapi.yaml` describes, for those who write or read bodies.
 * Requests take numbers and numeric strings alike, responses carry numbers.
 */

/** A number, or the same as decimal digits. */
export type Numeric = number | string;

/** A positive integer id, as a number or as digits; undefined for anything else. */
export function idFrom(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

export interface CustomFieldValue {
  readonly value: string;
  readonly enum?: string;
  /** Part of an address field: `address_line_1`, `address_line_2`, `city`, `state`, `zip`, `country`. */
  readonly subtype?: string;
}

export interface CustomFieldInput {
  readonly id: Numeric;
  /** Values of a text or address field, or the bare option ids of a list or multi-select. */
  readonly values: readonly (CustomFieldValue | Numeric)[];
}

/** What an added customer may carry; timestamps are whole Unix seconds. */
export interface CustomerFields {
  readonly name?: string;
  readonly next_date?: Numeric;
  readonly created_at?: Numeric;
  readonly updated_at?: Numeric;
  readonly responsible_user_id?: Numeric;
  readonly created_by?: Numeric;
  readonly next_price?: Numeric;
  readonly periodicity?: Numeric;
  /** Separated by commas. */
  readonly tags?: string;
  readonly period_id?: Numeric;
  readonly contacts_id?: readonly Numeric[];
  readonly company_id?: Numeric;
  readonly custom_fields?: readonly CustomFieldInput[];
  readonly request_id?: Numeric;
}

export interface CustomerAdd extends CustomerFields {
  readonly name: string;
  readonly next_date: Numeric;
}

export interface CustomerUpdate extends CustomerFields {
  readonly id: Numeric;
  readonly updated_at: Numeric;
  readonly unlink?: { readonly contacts_id?: readonly Numeric[]; readonly company_id?: Numeric };
}

export interface CustomersChange {
  readonly add?: readonly CustomerAdd[];
  readonly update?: readonly CustomerUpdate[];
  readonly delete?: readonly Numeric[];
}

export interface TransactionAdd {
  readonly customer_id: Numeric;
  readonly date?: Numeric;
  readonly price?: Numeric;
  readonly comment?: string;
  readonly next_date?: Numeric;
  readonly next_price?: Numeric;
  readonly request_id?: Numeric;
}

export interface CommentUpdate {
  readonly transaction_id: Numeric;
  readonly comment?: string;
  readonly comments?: string;
}

export interface PeriodInput {
  /** Left out, a new period is created. */
  readonly id?: Numeric;
  /** Length in days. */
  readonly period: Numeric;
  /** `#rrggbb` */
  readonly color: string;
  readonly sort: Numeric;
}

export interface PeriodsChange {
  readonly update: readonly PeriodInput[];
}

export interface Link {
  readonly href: string;
  readonly method: string;
}

export interface Linked {
  readonly _links: { readonly self: Link };
}

export interface Envelope<Items> extends Linked {
  readonly _embedded: { readonly items: Items; readonly errors?: unknown };
}

/** The answer to one added or updated element. */
export interface Acknowledgement extends Linked {
  readonly id: number;
  readonly request_id?: Numeric;
}

export interface Deleted {
  readonly id: number;
  readonly name: string;
}

/** An empty relation may be absent, null, `{}` or `[]`. */
export type Relation<T> = T | null | Record<string, never> | readonly never[];

export interface CustomField {
  readonly id: number;
  readonly name: string;
  readonly values: readonly CustomFieldValue[];
  readonly is_system: boolean;
}

export interface Customer extends Linked {
  readonly id: number;
  readonly name: string;
  readonly responsible_user_id: number;
  readonly created_by: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly account_id: number;
  readonly updated_by: number;
  readonly is_deleted: boolean;
  readonly main_contact?: Relation<Linked & { readonly id: number }>;
  readonly tags?: Relation<readonly { readonly id: number; readonly name: string }[]>;
  readonly custom_fields?: Relation<readonly CustomField[]>;
  readonly contacts?: Relation<Linked & { readonly id: readonly number[] }>;
  readonly company?: Relation<Linked & { readonly id: number; readonly name: string }>;
  readonly next_price: number | null;
  readonly closest_task_at: number | null;
  readonly period_id: number | null;
  readonly periodicity: number | null;
  readonly next_date: number;
}

export interface Transaction extends Linked {
  readonly id: number;
  readonly created_by: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly account_id: number;
  readonly updated_by: number;
  readonly is_deleted: boolean;
  readonly comment: string | null;
  readonly price: number | null;
  readonly date: number;
  readonly customer: Linked & { readonly id: number };
}

export interface Period {
  readonly id: number;
  readonly type: 'before' | 'after';
  /** Length in days. */
  readonly period: number;
  readonly color: string;
  readonly sort: number;
  /** Days before the purchase; on every `before` period. */
  readonly before_buy?: number;
  /** Days after the purchase; on every `after` period. */
  readonly after_buy?: number;
}
