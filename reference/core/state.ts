import type { CustomFieldValue } from '../../spec/messages.ts';

/**
 * The whole account as immutable data. Records carry the names of the API's own fields, so that a field has
 * one name from the request to the response and a fault can name it.
 */
export interface State {
  readonly account: Account;
  readonly users: ReadonlyMap<number, User>;
  readonly contacts: ReadonlyMap<number, Named>;
  readonly companies: ReadonlyMap<number, Named>;
  readonly customFields: ReadonlyMap<number, FieldDefinition>;
  /** Deleted ones stay, flagged. */
  readonly customers: ReadonlyMap<number, CustomerRecord>;
  /** Deleted ones stay, flagged. */
  readonly transactions: ReadonlyMap<number, TransactionRecord>;
  readonly periods: ReadonlyMap<number, PeriodRecord>;
  /** Tag ids by name: a name keeps its id for good. */
  readonly tags: ReadonlyMap<string, number>;
  readonly credentials: readonly Credentials[];
  /** Sessions by the value of their cookie. */
  readonly sessions: ReadonlyMap<string, Session>;
  readonly next: Counters;
}

export interface Account {
  readonly id: number;
  readonly name: string;
  readonly subdomain: string;
  /** IANA name; the days of date filters begin and end in it. */
  readonly timezone: string;
}

export interface Named {
  readonly id: number;
  readonly name: string;
}

export interface User extends Named {
  readonly role: 'administrator' | 'member';
}

export type FieldDefinition =
  | (Named & { readonly type: 'text' | 'address' })
  | (Named & {
      readonly type: 'multiselect';
      /** Labels by option id. */ readonly enums: ReadonlyMap<string, string>;
    });

export interface CustomerRecord extends Named {
  readonly responsible_user_id: number;
  readonly created_by: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly updated_by: number;
  readonly is_deleted: boolean;
  readonly tags: readonly Named[];
  /** Values by field id; a field without a value is not in it. */
  readonly custom_fields: ReadonlyMap<number, readonly CustomFieldValue[]>;
  /** Attached contacts; the first is the main one. */
  readonly contacts: readonly number[];
  readonly company: number | null;
  readonly next_date: number;
  readonly next_price: number | null;
  readonly periodicity: number | null;
  readonly period_id: number | null;
  readonly closest_task_at: number | null;
}

export interface TransactionRecord {
  readonly id: number;
  readonly customer: number;
  readonly date: number;
  readonly price: number | null;
  readonly comment: string;
  readonly created_by: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly updated_by: number;
  readonly is_deleted: boolean;
}

export interface PeriodRecord {
  readonly id: number;
  readonly type: 'before' | 'after';
  /** Length in days. */
  readonly period: number;
  /** `#rrggbb` */
  readonly color: string;
  readonly sort: number;
}

export interface Credentials {
  readonly user: number;
  readonly bearer: string;
  readonly login: { readonly user: string; readonly hash: string };
}

export interface Session {
  readonly user: number;
  /** Unix seconds from which on it is no longer taken; null for one that does not end. */
  readonly endsAt: number | null;
}

/** The next id of each kind. */
export interface Counters {
  readonly customer: number;
  readonly transaction: number;
  readonly period: number;
  readonly tag: number;
  readonly session: number;
}

/** Counters while a change is under way. */
export type OpenCounters = { -readonly [Kind in keyof Counters]: number };

/** The customer, unless it is unknown or deleted. */
export function livingCustomer(customers: State['customers'], id: number): CustomerRecord | undefined {
  const customer = customers.get(id);
  return customer?.is_deleted === false ? customer : undefined;
}

/** Whether a transaction is gone: deleted itself, or hidden with its customer. */
export function isGone(transaction: TransactionRecord, customers: State['customers']): boolean {
  return transaction.is_deleted || livingCustomer(customers, transaction.customer) === undefined;
}
