import { isDeepStrictEqual } from 'node:util';
import { expectWith } from '../../engine/expect.ts';
import { inWords, itemsOf, refusalOf, type Answer, type Item } from '../../target/answer.ts';
import { selfLinkDefects } from './self-link.ts';

/** What became of a record that was sent. */
export interface RoundTrip {
  /** As it reads back; null when it is not found. */
  readonly stored: Item | null;
  /** The answer that refused it, in words; null when it was acknowledged. */
  readonly refusal: string | null;
}

/** The suite's `expect`, with matchers that speak of records and answers. */
export const expect = expectWith({
  /** The record was taken and reads back with these fields; other fields may be anything. */
  toBeStoredWith(kept: RoundTrip, expected: Readonly<Record<string, unknown>>) {
    const found = lackOf(kept);
    const differences = found
      ? [found]
      : Object.entries(expected)
          .filter(([field, value]) => !isDeepStrictEqual(kept.stored?.[field], value))
          .map(
            ([field, value]) =>
              `${field} reads back as ${shown(kept.stored?.[field])}, expected ${shown(value)}`,
          );
    return {
      name: 'toBeStoredWith',
      pass: differences.length === 0,
      expected,
      actual: kept.stored,
      message: () =>
        differences.length > 0 ? `${differences.join('; ')}.` : `It reads back as ${shown(expected)}.`,
    };
  },

  /** The answer refuses what was sent: a 4xx status, or an error for the item. */
  toBeRefused(answer: Answer) {
    const pass = refusalOf(answer) !== null;
    return {
      name: 'toBeRefused',
      pass,
      expected: 'a 4xx status, or an error for the item',
      actual: answer.status,
      message: () => (pass ? 'It was refused.' : `Not refused: ${inWords(answer)}`),
    };
  },

  /** It is one of several values. */
  toBeOneOf(value: unknown, ...permitted: readonly unknown[]) {
    return {
      name: 'toBeOneOf',
      pass: permitted.includes(value),
      expected: permitted,
      actual: value,
      message: () => `expected one of ${permitted.map(shown).join(', ')}, received ${shown(value)}`,
    };
  },

  /** The answer takes what was sent, or refuses it with whatever 4xx status: it is no server error (reading 29). */
  toBeTakenOrRefused(answer: Answer) {
    const { status } = answer;
    return {
      name: 'toBeTakenOrRefused',
      pass: status === 200 || status === 204 || (status >= 400 && status < 500),
      expected: '200, 204 or a 4xx status',
      actual: status,
      message: () => `Status 200, 204 or 4xx expected, and the answer was ${inWords(answer)}`,
    };
  },

  /** Some rows come, and no more than so many, or the request is refused with a 4xx status (reading 30). */
  toKeepToRows(answer: Answer, most: number) {
    const count = itemsOf(answer).length;
    const isRefused = answer.status >= 400 && answer.status < 500;
    return {
      name: 'toKeepToRows',
      pass: isRefused || (answer.status === 200 && count > 0 && count <= most),
      expected: `1 to ${most} rows, or a 4xx status`,
      actual: count,
      message: () =>
        `1 to ${most} rows or a 4xx status expected, and ${count} rows came with status ${answer.status}`,
    };
  },

  /** The answer has the status; the message shows the body. */
  toHaveStatus(answer: Answer, ...statuses: number[]) {
    const wanted = statuses.join(' or ');
    return {
      name: 'toHaveStatus',
      pass: statuses.includes(answer.status),
      expected: wanted,
      actual: answer.status,
      message: () => `Status ${wanted} expected, and the answer was ${inWords(answer)}`,
    };
  },

  /** Every one of several answers has one of the statuses; the message names the first that has not. */
  toAllHaveStatus(answers: readonly Answer[], ...statuses: number[]) {
    const wanted = statuses.join(' or ');
    const wrong = answers.find(({ status }) => !statuses.includes(status));
    return {
      name: 'toAllHaveStatus',
      pass: answers.length > 0 && !wrong,
      expected: wanted,
      actual: answers.map(({ status }) => status),
      message: () =>
        wrong
          ? `Status ${wanted} expected, and ${wrong.exchange.request.method} was answered ${inWords(wrong)}`
          : `${answers.length} answers with status ${wanted}`,
    };
  },

  /** Nothing became of what was sent; the message tells what did. */
  toHaveChangedNothing(changes: readonly string[]) {
    return {
      name: 'toHaveChangedNothing',
      pass: changes.length === 0,
      expected: [],
      actual: changes,
      message: () =>
        changes.length > 0 ? `It changed something: ${changes.join('; ')}.` : 'It changed nothing.',
    };
  },

  /** The answer holds nothing of the account: no list, no field of a period, none of the words. */
  toGiveNothingAway(answer: Answer, ...words: string[]) {
    const body = answer.exchange.response?.body ?? '';
    const found = ['_embedded', '"before_buy"', '"after_buy"', ...words].filter((word) =>
      body.includes(word),
    );
    return {
      name: 'toGiveNothingAway',
      pass: found.length === 0,
      expected: 'nothing of the account',
      actual: found,
      message: () =>
        `The answer ${found.length > 0 ? `holds ${found.join(', ')}` : 'gives nothing away'}: ${inWords(answer)}`,
    };
  },

  /** The self link of the answer names the path and the method of the request (reading 13). */
  toNameRequest(answer: Answer) {
    const defects = selfLinkDefects(answer);
    return {
      name: 'toNameRequest',
      pass: defects.length === 0,
      expected: answer.exchange.request.url,
      actual: answer.body,
      message: () =>
        defects.length > 0
          ? `The self link does not name the request: ${defects.join('; ')}.`
          : 'The self link names the request.',
    };
  },
});

/** Why a record is not there, as one clause; undefined when it is. */
export function lackOf({ stored, refusal }: RoundTrip): string | undefined {
  if (refusal !== null) return `It was not taken: ${refusal}`;
  return stored === null ? 'It was acknowledged, and then not found' : undefined;
}

/** A value as JSON, as far as a message has room for it. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
