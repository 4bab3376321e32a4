/** Generated from openapi.yaml by `npm run spec:types`: its operations, and its messages as types. */

/* eslint max-lines: off -- a program writes it whole */

export const operations = {
  'customers.change': { method: 'POST', path: '/api/v2/customers' },
  'customers.list': { method: 'GET', path: '/api/v2/customers' },
  'transactions.change': { method: 'POST', path: '/api/v2/transactions' },
  'transactions.list': { method: 'GET', path: '/api/v2/transactions' },
  'periods.change': { method: 'POST', path: '/api/v2/customers_periods' },
  'periods.list': { method: 'GET', path: '/api/v2/customers_periods' },
} as const;

/** A number, or the same as decimal digits. */
export type Numeric = number | string;

/** What the answer says about the request that it answers. */
export interface Links {
  readonly self: {
    /** The request's address without the host. */
    readonly href: string;
    /** The request's method. */
    readonly method: string;
  };
}

/** Where an entity can be read. Belongs to the requirement of the property that holds it. */
export interface EntityLinks {
  readonly self: { readonly href: string; readonly method: string };
}

export interface CustomersChange {
  /** Customers to create. */
  readonly add?: readonly CustomerAdd[];
  /** Changes to customers that exist. */
  readonly update?: readonly CustomerUpdate[];
  /** Ids of customers to delete. A string of ids with commas is permitted, but need not be understood. */
  readonly delete?: readonly Numeric[] | string;
}

export interface CustomerAdd {
  /** What the customer is called. */
  readonly name: string;
  /** When the next purchase is due. */
  readonly next_date: Numeric;
  /** When the customer came to be. */
  readonly created_at?: Numeric;
  /** When the customer last changed. */
  readonly updated_at?: Numeric;
  /** The user who answers for it. */
  readonly responsible_user_id?: Numeric;
  /** The user who made it. */
  readonly created_by?: Numeric;
  /** What the next purchase should bring. */
  readonly next_price?: Numeric;
  /** How often the customer buys. */
  readonly periodicity?: Numeric;
  /** Names of tags in one string, a comma between them. */
  readonly tags?: string;
  /** The period to put the customer in. */
  readonly period_id?: Numeric;
  /** Contacts to attach. */
  readonly contacts_id?: readonly Numeric[];
  /** The company to attach. */
  readonly company_id?: Numeric;
  /** Values of the account's own fields. */
  readonly custom_fields?: readonly CustomFieldInput[];
  readonly request_id?: Numeric;
}

export interface CustomerUpdate {
  /** The customer to change. */
  readonly id: Numeric;
  /** When the change was made. */
  readonly updated_at: Numeric;
  /** What the customer is called. */
  readonly name?: string;
  /** When the next purchase is due. */
  readonly next_date?: Numeric;
  /** When the customer came to be. */
  readonly created_at?: Numeric;
  /** The user who answers for it. */
  readonly responsible_user_id?: Numeric;
  /** The user who made it. */
  readonly created_by?: Numeric;
  /** What the next purchase should bring. */
  readonly next_price?: Numeric;
  /** How often the customer buys. */
  readonly periodicity?: Numeric;
  /** Names of tags in one string, a comma between them; replaces the set. */
  readonly tags?: string;
  /** The period to put the customer in. */
  readonly period_id?: Numeric;
  /** Contacts to attach. */
  readonly contacts_id?: readonly Numeric[];
  /** The company to attach. */
  readonly company_id?: Numeric;
  /** Values of the account's own fields. */
  readonly custom_fields?: readonly CustomFieldInput[];
  /** What to detach from the customer. */
  readonly unlink?: {
    /** Contacts to detach. */
    readonly contacts_id?: readonly Numeric[];
    /** The company to detach. */
    readonly company_id?: Numeric;
  };
  readonly request_id?: Numeric;
}

export interface CustomFieldInput {
  /** The field. */
  readonly id: Numeric;
  /** What the field is to hold; none empties it. */
  readonly values: readonly (
    | {
        /** The value itself. */
        readonly value: Numeric;
        /** The option of a list or multi-select that it stands for. */
        readonly enum?: Numeric;
        /** Which part of an address the value is. */
        readonly subtype?: 'address_line_1' | 'address_line_2' | 'city' | 'state' | 'zip' | 'country';
      }
    | Numeric
  )[];
}

export interface CustomersChanged {
  readonly _links: Links;
  readonly _embedded: {
    /**
     * A list of acknowledgements; after a deletion an object with the customers deleted, in which
     * acknowledgements of the same call stand under numbers.
     */
    readonly items:
      | readonly CustomerAcknowledgement[]
      | {
          /** The customers that this call deleted. */
          readonly deleted: readonly DeletedCustomer[];
          readonly [index: number]: CustomerAcknowledgement;
        };
    /** What went wrong with single elements; its form is left to the server. */
    readonly errors?: unknown;
  };
}

export interface DeletedCustomer {
  readonly id: number;
  readonly name: string;
}

export interface CustomerAcknowledgement {
  /** The customer added or updated. */
  readonly id: number;
  /** The client's own name for the element, or one that the server made up. */
  readonly request_id: Numeric;
  readonly _links: EntityLinks;
}

export interface CustomerList {
  readonly _links: Links;
  /** What was found; where that is nothing it may be left out, or be empty. */
  readonly _embedded?:
    | { readonly items: readonly Customer[] | Record<string, never> }
    | Record<string, never>
    | readonly never[];
}

export interface Customer {
  readonly id: number;
  /** What the customer is called. */
  readonly name: string;
  /** The user who answers for the customer. */
  readonly responsible_user_id: number;
  /** The user who made it. */
  readonly created_by: number;
  /** When it was made. */
  readonly created_at: number;
  /** When it last changed. */
  readonly updated_at: number;
  /** The account that it belongs to. */
  readonly account_id: number;
  /** The user of the last change. */
  readonly updated_by: number;
  /** Whether it has been deleted. */
  readonly is_deleted: boolean;
  /** The contact that matters most; without one it may be left out, null or empty. */
  readonly main_contact?:
    { readonly id: number; readonly _links?: EntityLinks } | Record<string, never> | readonly never[] | null;
  /** The attached tags; without any they may be left out, null or empty. */
  readonly tags?: readonly { readonly id: number; readonly name: string }[] | Record<string, never> | null;
  /** The account's own fields that hold something; without any they may be left out, null or empty. */
  readonly custom_fields?: readonly CustomField[] | Record<string, never> | null;
  /** The attached contacts; without any they may be left out, null or empty. */
  readonly contacts?:
    | {
        /** The ids of all attached contacts. */
        readonly id: readonly number[];
        readonly _links?: EntityLinks;
      }
    | Record<string, never>
    | readonly never[]
    | null;
  /** The attached company; without one it may be left out, null or empty. */
  readonly company?:
    | { readonly id: number; readonly name: string; readonly _links?: EntityLinks }
    | Record<string, never>
    | readonly never[]
    | null;
  /** What the next purchase should bring; null where nothing is set. */
  readonly next_price: number | null;
  /** When the nearest task is due; 0 or null without a task. */
  readonly closest_task_at: number | null;
  /** The period that the customer is in; 0 or null where it is in none. */
  readonly period_id: number | null;
  /** How often the customer buys; 0 or null where nothing is set. */
  readonly periodicity: number | null;
  /** When the next purchase is due. */
  readonly next_date: number;
  readonly _links: EntityLinks;
}

export interface CustomField {
  readonly id: number;
  readonly name: string;
  /** What the field holds. */
  readonly values: readonly CustomFieldValue[];
  /** Whether the field came with the system. */
  readonly is_system: boolean;
}

export interface CustomFieldValue {
  readonly value: string;
  /** The option of a list or multi-select that the value stands for. */
  readonly enum?: string;
  /** The part of an address that the value is. */
  readonly subtype?: string;
}

export interface TransactionsChange {
  /** Purchases to record. */
  readonly add?: readonly TransactionAdd[];
  /** Comments to write. */
  readonly update?: readonly CommentUpdate[];
  /** Ids of transactions to delete. */
  readonly delete?: readonly Numeric[];
}

export interface TransactionAdd {
  /** The customer who bought. */
  readonly customer_id: Numeric;
  /** When it was bought. */
  readonly date?: Numeric;
  /** What it brought. */
  readonly price?: Numeric;
  /** A remark on the purchase. */
  readonly comment?: string;
  /** When the customer should buy again. */
  readonly next_date?: Numeric;
  /** What that should bring. */
  readonly next_price?: Numeric;
  readonly request_id?: Numeric;
}

/** The source calls the text by two names, and either will do. */
export interface CommentUpdate {
  /** The transaction. */
  readonly transaction_id: Numeric;
  /** The text. */
  readonly comment?: string;
  /** The text. */
  readonly comments?: string;
}

export interface TransactionsChanged {
  readonly _links: Links;
  readonly _embedded: {
    /**
     * A list of acknowledgements. The source does not show the answer to a deletion: an object with a list of
     * what was deleted is permitted as well, in which acknowledgements stand under numbers.
     */
    readonly items:
      | readonly TransactionAcknowledgement[]
      | {
          /** The transactions that this call deleted, in whatever form. */
          readonly deleted: readonly unknown[];
          readonly [index: number]: TransactionAcknowledgement;
        };
    /** What went wrong with single elements; its form is left to the server. */
    readonly errors?: unknown;
  };
}

/**
 * The answer to a request that deletes. The source does not show it: in the list bare ids, or objects without
 * links, are permitted as well.
 */
export interface TransactionsDeleted {
  readonly _links: Links;
  readonly _embedded: {
    readonly items:
      | readonly TransactionMention[]
      | {
          /** The transactions that this call deleted, in whatever form. */
          readonly deleted: readonly unknown[];
          readonly [index: number]: TransactionMention;
        };
    /** What went wrong with single elements; its form is left to the server. */
    readonly errors?: unknown;
  };
}

/** A transaction that was deleted, or added or commented on by the same request. */
export interface TransactionMention {
  readonly id: number;
  readonly _links?: EntityLinks;
}

export interface TransactionAcknowledgement {
  /** The transaction added or commented on. */
  readonly id: number;
  readonly _links: EntityLinks;
}

export interface TransactionList {
  readonly _links: Links;
  /** What was found; where that is nothing it may be left out, or be empty. */
  readonly _embedded?:
    | { readonly items: readonly Transaction[] | Record<string, never> }
    | Record<string, never>
    | readonly never[];
}

export interface Transaction {
  readonly id: number;
  /** The user who recorded it. */
  readonly created_by: number;
  /** When it was recorded. */
  readonly created_at: number;
  /** When it last changed. */
  readonly updated_at: number;
  /** The account that it belongs to. */
  readonly account_id: number;
  /** The user of the last change. */
  readonly updated_by: number;
  /** Whether it has been deleted. */
  readonly is_deleted: boolean;
  /** The remark on the purchase; empty or null without one. */
  readonly comment: string | null;
  /** What the purchase brought; null where nothing is set. */
  readonly price: number | null;
  /** When it was bought. */
  readonly date: number;
  /** The customer who bought. */
  readonly customer: { readonly id: number; readonly _links?: EntityLinks };
  readonly _links: EntityLinks;
}

export interface PeriodsChange {
  /** The whole list as it is to be. */
  readonly update: readonly PeriodInput[];
}

export interface PeriodInput {
  /** The period to keep; without it a new one is made. */
  readonly id?: Numeric;
  /** Its own length in days. */
  readonly period: Numeric;
  /** Its colour; the vendor's palette is advice. */
  readonly color: string;
  /** Its place, counted from the day of purchase. */
  readonly sort: Numeric;
}

export interface PeriodList {
  readonly _links: Links;
  readonly _embedded: {
    readonly items: readonly Period[];
    /** What went wrong with single elements; its form is left to the server. */
    readonly errors?: unknown;
  };
}

export interface Period {
  readonly id: number;
  /** On which side of the purchase it lies; the one after it can be edited only. */
  readonly type: 'before' | 'after';
  /** Its own length in days. */
  readonly period: number;
  readonly color: string;
  /** Its place, counted from the day of purchase. */
  readonly sort: number;
  /** Days since the purchase; on a period after it. */
  readonly after_buy?: number;
  /** Days until the purchase; on a period before it. */
  readonly before_buy?: number;
  /** The source shows them in the answer to a change and not in the list; they may be left out. */
  readonly _links?: EntityLinks;
}

/** The ids of the requirements that nodes of the document own. */
export type ContractRequirementId =
  | 'customers.change.response.status'
  | 'customers.change.response.runtimeTimestamp'
  | 'customers.change.response.contentType'
  | 'customers.change.response.body'
  | 'customers.change.response.links'
  | 'customers.change.response.links.self'
  | 'customers.change.response.links.self.href'
  | 'customers.change.response.links.self.method'
  | 'customers.change.response.embedded'
  | 'customers.change.response.embedded.items'
  | 'customers.change.response.items.id'
  | 'customers.change.response.items.request_id'
  | 'customers.change.response.items.links'
  | 'customers.change.response.items.deleted'
  | 'customers.change.response.items.deleted.id'
  | 'customers.change.response.items.deleted.name'
  | 'customers.change.response.status.error'
  | 'customers.list.response.status'
  | 'customers.list.response.runtimeTimestamp'
  | 'customers.list.response.contentType'
  | 'customers.list.response.body'
  | 'customers.list.response.links'
  | 'customers.list.response.links.self'
  | 'customers.list.response.links.self.href'
  | 'customers.list.response.links.self.method'
  | 'customers.list.response.embedded'
  | 'customers.list.response.embedded.items'
  | 'customers.list.response.items.id'
  | 'customers.list.response.items.name'
  | 'customers.list.response.items.responsible_user_id'
  | 'customers.list.response.items.created_by'
  | 'customers.list.response.items.created_at'
  | 'customers.list.response.items.updated_at'
  | 'customers.list.response.items.account_id'
  | 'customers.list.response.items.updated_by'
  | 'customers.list.response.items.is_deleted'
  | 'customers.list.response.items.main_contact'
  | 'customers.list.response.items.main_contact.id'
  | 'customers.list.response.items.main_contact.links'
  | 'customers.list.response.items.tags'
  | 'customers.list.response.items.tags.id'
  | 'customers.list.response.items.tags.name'
  | 'customers.list.response.items.custom_fields'
  | 'customers.list.response.items.custom_fields.id'
  | 'customers.list.response.items.custom_fields.name'
  | 'customers.list.response.items.custom_fields.values'
  | 'customers.list.response.items.custom_fields.values.value'
  | 'customers.list.response.items.custom_fields.values.enum'
  | 'customers.list.response.items.custom_fields.values.subtype'
  | 'customers.list.response.items.custom_fields.is_system'
  | 'customers.list.response.items.contacts'
  | 'customers.list.response.items.contacts.id'
  | 'customers.list.response.items.contacts.links'
  | 'customers.list.response.items.company'
  | 'customers.list.response.items.company.id'
  | 'customers.list.response.items.company.name'
  | 'customers.list.response.items.company.links'
  | 'customers.list.response.items.next_price'
  | 'customers.list.response.items.closest_task_at'
  | 'customers.list.response.items.period_id'
  | 'customers.list.response.items.periodicity'
  | 'customers.list.response.items.next_date'
  | 'customers.list.response.items.links'
  | 'customers.list.response.status.error'
  | 'transactions.change.response.status'
  | 'transactions.change.response.runtimeTimestamp'
  | 'transactions.change.response.contentType'
  | 'transactions.change.response.body'
  | 'transactions.change.response.links'
  | 'transactions.change.response.links.self'
  | 'transactions.change.response.links.self.href'
  | 'transactions.change.response.links.self.method'
  | 'transactions.change.response.embedded'
  | 'transactions.change.response.embedded.items'
  | 'transactions.change.response.items.id'
  | 'transactions.change.response.items.links'
  | 'transactions.change.response.status.error'
  | 'transactions.list.response.status'
  | 'transactions.list.response.runtimeTimestamp'
  | 'transactions.list.response.contentType'
  | 'transactions.list.response.body'
  | 'transactions.list.response.links'
  | 'transactions.list.response.links.self'
  | 'transactions.list.response.links.self.href'
  | 'transactions.list.response.links.self.method'
  | 'transactions.list.response.embedded'
  | 'transactions.list.response.embedded.items'
  | 'transactions.list.response.items.id'
  | 'transactions.list.response.items.created_by'
  | 'transactions.list.response.items.created_at'
  | 'transactions.list.response.items.updated_at'
  | 'transactions.list.response.items.account_id'
  | 'transactions.list.response.items.updated_by'
  | 'transactions.list.response.items.is_deleted'
  | 'transactions.list.response.items.comment'
  | 'transactions.list.response.items.price'
  | 'transactions.list.response.items.date'
  | 'transactions.list.response.items.customer'
  | 'transactions.list.response.items.customer.id'
  | 'transactions.list.response.items.customer.links'
  | 'transactions.list.response.items.links'
  | 'transactions.list.response.status.error'
  | 'periods.change.response.status'
  | 'periods.change.response.runtimeTimestamp'
  | 'periods.change.response.contentType'
  | 'periods.change.response.body'
  | 'periods.change.response.links'
  | 'periods.change.response.links.self'
  | 'periods.change.response.links.self.href'
  | 'periods.change.response.links.self.method'
  | 'periods.change.response.embedded'
  | 'periods.change.response.embedded.items'
  | 'periods.change.response.items.id'
  | 'periods.change.response.items.type'
  | 'periods.change.response.items.period'
  | 'periods.change.response.items.color'
  | 'periods.change.response.items.sort'
  | 'periods.change.response.items.after_buy'
  | 'periods.change.response.items.before_buy'
  | 'periods.change.response.items.links'
  | 'periods.change.response.status.error'
  | 'periods.list.response.status'
  | 'periods.list.response.runtimeTimestamp'
  | 'periods.list.response.contentType'
  | 'periods.list.response.body'
  | 'periods.list.response.links'
  | 'periods.list.response.links.self'
  | 'periods.list.response.links.self.href'
  | 'periods.list.response.links.self.method'
  | 'periods.list.response.embedded'
  | 'periods.list.response.embedded.items'
  | 'periods.list.response.items.id'
  | 'periods.list.response.items.type'
  | 'periods.list.response.items.period'
  | 'periods.list.response.items.color'
  | 'periods.list.response.items.sort'
  | 'periods.list.response.items.after_buy'
  | 'periods.list.response.items.before_buy'
  | 'periods.list.response.items.links'
  | 'periods.list.response.status.error';
