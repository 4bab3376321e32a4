import type {
  CommentUpdate,
  CustomerAdd,
  CustomersChange,
  CustomerUpdate,
  PeriodInput,
  TransactionAdd,
} from '../spec/messages.ts';
import { palette } from '../spec/source-rows.ts';
import type { Fixtures } from './fixtures.ts';
import { Stream } from './stream.ts';
import { customFields, type Form, LARGEST, moment, nextDate, periodicity, price, written } from './values.ts';
import { allNameKinds, awkwardName, awkwardText, type NameKind, tagLine } from './texts.ts';

/** A customer as the target knows it; `updated_at` is the moment that the update shall carry, in Unix seconds. */
export interface Known {
  readonly id: number;
  readonly updated_at: number;
}

/** What a batch shall hold; what is left out is left out of the message. */
export interface BatchParts {
  /** How many customers to add. */
  readonly add?: number;
  readonly update?: readonly Known[];
  /** Ids. */
  readonly delete?: readonly number[];
}

/**
 * Writes payloads: realistic, awkward, valid, and marked as this run's.
 *
 * Every method takes a label and draws from the stream of seed and label alone: the same seed and label give the same
 * payload, whatever else was drawn before, in whatever process. Nothing depends on the clock.
 * Dates lie on days 15 … 28 of a month, out of the way of `Calendar`.
 */
export class Payloads {
  readonly #seed: number;
  readonly #marker: string;
  readonly #fixtures: Fixtures;

  /** @param options.marker begins every name and comment; without blanks at its ends */
  constructor(options: { seed: number; marker: string; fixtures: Fixtures }) {
    this.#seed = options.seed;
    this.#marker = options.marker;
    this.#fixtures = options.fixtures;
  }

  /** @returns the marker and a drawn name, which is awkward in the given way or in a drawn one */
  name(label: string, kind?: NameKind): string {
    return this.#name(this.#stream(label, 'name'), kind);
  }

  /** @returns the least customer that can be added, with `fields` laid over */
  customer(label: string, fields: Partial<CustomerAdd> = {}): CustomerAdd {
    const stream = this.#stream(label, 'customer');
    // Drawing a name takes longer than all the rest: none is where there is one.
    return { name: fields.name ?? this.#name(stream), next_date: nextDate(stream), ...fields };
  }

  /** @returns a customer with every documented field that the account's fixtures allow */
  fullCustomer(label: string, form: Form = 'numbers'): CustomerAdd {
    return this.#everyField(this.#stream(label, 'full customer'), form);
  }

  /**
   * @returns `count` customers: bare and full ones, numbers and strings, every kind of awkward name in turn;
   *   `fields` are laid over each of them. Those with a `request_id` have one each.
   */
  customers(label: string, count: number, fields: Partial<CustomerAdd> = {}): CustomerAdd[] {
    const stream = this.#stream(label, 'customers');
    const firstKind = stream.integer(0, allNameKinds.length - 1);
    const firstRequest = stream.integer(1_000_000, 1_000_000_000);
    return Array.from({ length: count }, (_, index) => {
      const form = stream.pick(['numbers', 'strings'] as const);
      const name = this.#name(stream, allNameKinds[(firstKind + index) % allNameKinds.length]);
      const bare = { name, next_date: written(nextDate(stream), form) };
      const full = stream.oneIn(2) ? this.#everyField(stream, form) : {};
      const request = 'request_id' in full ? { request_id: written(firstRequest + index, form) } : {};
      return { ...full, ...bare, ...request, ...fields };
    });
  }

  /** @returns the least update, with `fields` laid over */
  update(known: Known, fields: Omit<Partial<CustomerUpdate>, 'id' | 'updated_at'> = {}): CustomerUpdate {
    return { id: known.id, updated_at: known.updated_at, ...fields };
  }

  /** @returns an update of every documented field that the account's fixtures allow; detaches nothing */
  fullUpdate(label: string, known: Known, form: Form = 'numbers'): CustomerUpdate {
    const fields = this.#everyField(this.#stream(label, 'full update'), form);
    return { ...fields, id: written(known.id, form), updated_at: written(known.updated_at, form) };
  }

  /** @returns one message that adds, updates and deletes */
  batch(label: string, parts: BatchParts): CustomersChange {
    return {
      ...(parts.add !== undefined && { add: this.customers(label, parts.add) }),
      ...(parts.update && {
        update: parts.update.map((known) => this.fullUpdate(`${label}/${known.id}`, known)),
      }),
      ...(parts.delete && { delete: parts.delete }),
    };
  }

  /** @returns a purchase with date, price and comment, with `fields` laid over */
  transaction(
    label: string,
    customerId: number,
    fields: Partial<Omit<TransactionAdd, 'customer_id'>> = {},
  ): TransactionAdd {
    const stream = this.#stream(label, 'transaction');
    return { ...this.#purchase(stream, customerId, 'numbers'), ...fields };
  }

  /** @returns a purchase with every documented field */
  fullTransaction(label: string, customerId: number, form: Form = 'numbers'): TransactionAdd {
    return this.#everyPurchaseField(this.#stream(label, 'full transaction'), customerId, form);
  }

  /** @returns `count` purchases of one customer, with and without next date and price, numbers and strings */
  transactions(label: string, customerId: number, count: number): TransactionAdd[] {
    const stream = this.#stream(label, 'transactions');
    return Array.from({ length: count }, () => {
      const form = stream.pick(['numbers', 'strings'] as const);
      return stream.oneIn(2)
        ? this.#everyPurchaseField(stream, customerId, form)
        : this.#purchase(stream, customerId, form);
    });
  }

  /** @returns the marker and a drawn text */
  comment(label: string): string {
    return this.#comment(this.#stream(label, 'comment'));
  }

  /** @returns a new comment for a transaction, under either of the keys that the document uses (reading 1) */
  commentUpdate(
    label: string,
    transactionId: number,
    key: 'comment' | 'comments' = 'comment',
  ): CommentUpdate {
    return { transaction_id: transactionId, [key]: this.#comment(this.#stream(label, 'comment update')) };
  }

  /**
   * @returns `count` new periods before the purchase, without ids, with positive days, colours of the palette
   *   (all different up to its 21) and sorts 1 … `count`, in the order of the sorts
   */
  periods(label: string, count: number, form: Form = 'numbers'): PeriodInput[] {
    const stream = this.#stream(label, 'periods');
    const colors = stream.shuffle(palette);
    return Array.from({ length: count }, (_, index) => ({
      period: written(stream.integer(1, 45), form),
      color: colors[index] ?? stream.pick(palette),
      sort: written(index + 1, form),
    }));
  }

  #stream(label: string, what: string): Stream {
    return new Stream(this.#seed, `${what}\n${label}`);
  }

  #name(stream: Stream, kind?: NameKind): string {
    return `${this.#marker} ${awkwardName(stream, kind)}`;
  }

  #comment(stream: Stream): string {
    return `${this.#marker} ${awkwardText(stream)}`;
  }

  #everyField(stream: Stream, form: Form): CustomerAdd {
    const { users, contacts, companies, periods } = this.#fixtures;
    const number = (value: number) => written(value, form);
    const created = moment(stream, 1996, 2024);
    const fields = customFields(stream, this.#fixtures, form);
    // Two different ones where there are two: neither may pass for the other.
    const [responsible, creator = responsible] = stream.sample(users, 2);
    return {
      name: this.#name(stream),
      next_date: number(nextDate(stream)),
      created_at: number(created),
      updated_at: number(created + stream.integer(0, 86_400)),
      ...(responsible !== undefined &&
        creator !== undefined && {
          responsible_user_id: number(responsible),
          created_by: number(creator),
        }),
      next_price: number(price(stream)),
      periodicity: number(periodicity(stream)),
      tags: tagLine(stream),
      ...(periods.length > 0 && { period_id: number(stream.pick(periods)) }),
      ...(contacts.length > 0 && {
        contacts_id: stream.sample(contacts, stream.integer(1, contacts.length)).map(number),
      }),
      ...(companies.length > 0 && { company_id: number(stream.pick(companies)) }),
      ...(fields.length > 0 && { custom_fields: fields }),
      request_id: number(stream.integer(1, LARGEST)),
    } satisfies Partial<CustomerAdd>;
  }

  #purchase(stream: Stream, customerId: number, form: Form): TransactionAdd {
    return {
      customer_id: written(customerId, form),
      date: written(moment(stream, 1996, 2025), form),
      price: written(price(stream), form),
      comment: this.#comment(stream),
    };
  }

  #everyPurchaseField(stream: Stream, customerId: number, form: Form): TransactionAdd {
    const purchase = this.#purchase(stream, customerId, form);
    const [next, another] = [price(stream), stream.integer(2_000_001, 3_000_000)];
    return {
      ...purchase,
      next_date: written(nextDate(stream), form),
      // Another one, lest the amount of the purchase passes for it.
      next_price: written(next === Number(purchase.price) ? another : next, form),
    };
  }
}
