import { isDeepStrictEqual } from 'node:util';
import { idOf, idsOf, inWords, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import type { CustomerAdd } from '../../spec/messages.ts';
import { expect as base, lackOf, shown as valueShown, type RoundTrip } from '../support/expect.ts';
import type { Added } from './adding.ts';
import { differencesIn, fieldsOf, type Difference, type SentField } from './sent.ts';

/** What became of a customer, and what was sent for it. */
export interface Sent extends RoundTrip {
  readonly sent: Partial<CustomerAdd> | null;
}

/** The suite's `expect` with matchers that speak of customers and lists of them. */
export const expect = base.extend({
  /** The customer was taken, and these fields read back as they were sent; without any, all that were sent. */
  toBeStoredAsSent(customer: Sent, ...fields: SentField[]) {
    const sent = customer.sent ?? {};
    const lack = lackOf(customer);
    const differences = lack
      ? [lack]
      : differencesIn(sent, customer.stored, fields.length > 0 ? fields : fieldsOf(sent)).map(inWordsOf);
    return {
      pass: differences.length === 0,
      message: () => `${differences.join('; ')}.`,
    };
  },

  /** The fields read back as they were sent, or the customer was refused in so many words. */
  toBeStoredAsSentOrRefused(customer: Sent & { readonly isRefused: boolean }, ...fields: SentField[]) {
    const sent = customer.sent ?? {};
    const lack = lackOf(customer);
    const differences = lack ? [lack] : differencesIn(sent, customer.stored, fields).map(inWordsOf);
    return {
      pass: customer.isRefused || differences.length === 0,
      message: () => `${differences.join('; ')}.`,
    };
  },

  /** The list shows these customers; others may be there. */
  toShow(answer: Answer, ...customers: Added[]) {
    const shown = idsOf(itemsOf(answer));
    const missing = customers.filter(({ id }) => id === null || !shown.includes(id));
    return {
      pass: missing.length === 0,
      message: () => `Not listed, but matching: ${missing.map(inShort).join('; ')}. ${briefly(answer)}`,
    };
  },

  /** The list shows none of these customers. */
  toHide(answer: Answer, ...customers: Added[]) {
    const shown = idsOf(itemsOf(answer));
    const extra = customers.filter(({ id }) => id !== null && shown.includes(id));
    return {
      pass: extra.length === 0,
      message: () => `Listed, but not matching: ${extra.map(inShort).join('; ')}. ${briefly(answer)}`,
    };
  },

  /** The list shows the customers with these ids, each once and in any order, and nobody else. */
  toShowExactly(answer: Answer, ...ids: number[]) {
    const shown = idsOf(itemsOf(answer));
    return {
      pass: isDeepStrictEqual([...shown].sort(), [...ids].sort()),
      message: () => `Listed are ${inList(shown)}, and not ${inList(ids)}. ${briefly(answer)}`,
    };
  },

  /** Every customer of the list, whosever it is, has a value of the field within these bounds. */
  toShowOnly(answer: Answer, field: string, matches: (value: number) => boolean) {
    const wrong = itemsOf(answer).filter((item) => !matches(Number(item[field])));
    return {
      pass: wrong.length === 0,
      message: () =>
        `Listed, but not matching: ${wrong
          .slice(0, 5)
          .map((item) => inFew(item, field))
          .join('; ')}.`,
    };
  },

  /** The list is empty: status 204 without a body, or 200 without items. */
  toBeEmptyList(answer: Answer) {
    return {
      pass: (answer.status === 204 || answer.status === 200) && itemsOf(answer).length === 0,
      message: () => `An empty list expected, and the answer was ${inWords(answer)}`,
    };
  },
});

function inWordsOf({ field, shows, wanted }: Difference): string {
  return `${field} reads back as ${valueShown(shows)}, expected ${valueShown(wanted)}`;
}

function inShort({ id, sent }: Added): string {
  return `${id ?? 'none'} (${JSON.stringify({ ...sent, name: undefined })})`;
}

function inFew(item: Item, field: string): string {
  return `${idOf(item) ?? 'no id'} with ${field} ${JSON.stringify(item[field])}`;
}

function inList(ids: readonly number[]): string {
  return ids.length > 0 ? `the ids ${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''}` : 'no ids';
}

function briefly(answer: Answer): string {
  return `The answer has status ${answer.status} and ${itemsOf(answer).length} customers.`;
}
