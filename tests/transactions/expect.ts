import { isDeepStrictEqual } from 'node:util';
import type { TransactionAdd } from '../../spec/messages.ts';
import { customerOf } from '../../target/amocrm/transaction.ts';
import type { Item } from '../../target/answer.ts';
import type { Presence } from '../../target/amocrm/customer.ts';
import { expect as base, lackOf, shown as valueShown, type RoundTrip } from '../support/expect.ts';
import { type Change } from './transaction.ts';

/** What was sent of a purchase, and the record that is to show it: the purchase itself, or its customer. */
export interface SentAndStored extends RoundTrip {
  readonly sent: Partial<TransactionAdd>;
}

/** A link that was followed. */
export interface Followed {
  readonly href: unknown;
  /** The record that it has to lead to. */
  readonly id: number;
  /** The ids of what it led to. */
  readonly found: readonly number[];
}

/** What of a customer may move with the days, or with whatever is done around it. */
export const movedByDays = ['period_id', 'closest_task_at', 'updated_at', 'updated_by'] as const;

/**
 * What of a customer may move with a purchase that does not name it: when the next one is due may be derived from the
 * last one, and the stage from that.
 */
export const movedByPurchases = ['next_date', ...movedByDays] as const;

/** How a deleted transaction shows in the two ways to look for it. */
export interface Trace {
  /** Unknown where it was not looked up so. */
  readonly byId?: Presence;
  readonly inList: Presence;
}

/** The suite's `expect` with matchers that speak of transactions, links and moments. */
export const expect = base.extend({
  /** The field reads back as it was sent: text as text, all else as a number; without a comment there is none. */
  toBeStoredAsSent({ sent, ...kept }: SentAndStored, field: keyof TransactionAdd) {
    const lack = lackOf(kept);
    const expected = field === 'comment' ? (sent.comment ?? '') : Number(sent[field]);
    const received = kept.stored && valueOf(kept.stored, field);
    return {
      pass: lack === undefined && received === expected,
      message: () =>
        `${lack ?? `${field} reads back as ${JSON.stringify(received)}, expected ${JSON.stringify(expected)}`}.`,
    };
  },

  /** The field reads back as it was sent, or the transaction was refused in so many words. */
  toBeStoredAsSentOrRefused(
    purchase: SentAndStored & { readonly isRefused: boolean },
    field: keyof TransactionAdd,
  ) {
    if (purchase.isRefused) return { pass: true, message: () => 'It was refused.' };
    const lack = lackOf(purchase);
    const expected = field === 'comment' ? (purchase.sent.comment ?? '') : Number(purchase.sent[field]);
    const received = purchase.stored && valueOf(purchase.stored, field);
    return {
      pass: lack === undefined && received === expected,
      message: () =>
        `${lack ?? `${field} reads back as ${valueShown(received)}, expected ${valueShown(expected)}`}.`,
    };
  },

  /** The list holds each of these ids once and no other, in any order. */
  toHoldExactly(listed: readonly number[], expected: readonly number[]) {
    const missing = expected.filter((id) => !listed.includes(id));
    const strange = listed.filter((id) => !expected.includes(id));
    const repeated = listed.filter((id, index) => listed.indexOf(id) < index);
    const clauses = [
      ...clauseOf(missing, `of ${expected.length} missing`),
      ...clauseOf(strange, 'that do not belong there'),
      ...clauseOf(repeated, 'more than once'),
    ];
    return {
      pass: clauses.length === 0,
      message: () => `The list is another one: ${clauses.join('; ')}.`,
    };
  },

  /** The link leads to the record it was found on, and to nothing else. */
  toLeadHome({ href, id, found }: Followed) {
    return {
      pass: isDeepStrictEqual(found, [id]),
      message: () => `The link ${String(href)} finds ${namesOf(found)}, expected ${id}.`,
    };
  },

  /** Every record is as it was before, but for some fields, and there is at least one. */
  toBeUntouched(changes: readonly Change[], { apartFrom = [] }: { apartFrom?: readonly string[] } = {}) {
    const differences =
      changes.length === 0
        ? ['there is nothing to compare']
        : changes.flatMap((change) => differencesOf(change, apartFrom));
    return { pass: differences.length === 0, message: () => `Changed: ${differences.join('; ')}.` };
  },

  /** The record is found neither by id nor in its list, but for flagged ones (reading 15). */
  toBeGone({ byId, inList }: Trace) {
    const places = [
      ...(byId === 'present' ? ['by id'] : []),
      ...(inList === 'present' ? ["in its customer's list"] : []),
    ];
    return { pass: places.length === 0, message: () => `It is still found ${places.join(' and ')}.` };
  },
});

function valueOf(stored: Item, field: keyof TransactionAdd): unknown {
  if (field === 'customer_id') return customerOf(stored);
  return field === 'comment' ? (stored['comment'] ?? '') : stored[field];
}

function clauseOf(ids: readonly number[], what: string): string[] {
  return ids.length === 0 ? [] : [`${ids.length} ${what} (${namesOf(ids)})`];
}

function namesOf(ids: readonly number[]): string {
  if (ids.length === 0) return 'nothing';
  return ids.length > 5 ? `${ids.slice(0, 5).join(', ')}, …` : ids.join(', ');
}

function differencesOf({ before, after }: Change, apartFrom: readonly string[]): string[] {
  const name = String(before['id']);
  if (after === null) return [`${name} is gone`];
  return Object.keys(before)
    .filter((field) => !apartFrom.includes(field) && !isDeepStrictEqual(before[field], after[field]))
    .map(
      (field) =>
        `${field} of ${name} was ${JSON.stringify(before[field])} and is ${JSON.stringify(after[field])}`,
    );
}
