import { isDeepStrictEqual } from 'node:util';
import { expect as base, lackOf, type RoundTrip } from '../support/expect.ts';
import type { Trace } from './deletions.scenario.ts';
import type { Followed } from './links.scenario.ts';
import { customerOf, type Change } from './transaction.ts';

/** The matchers of all tests, and some that speak of rows, links and moments. */
export const expect = base.extend({
  /** The record was taken and reads back, with whatever fields. */
  toBeStored(kept: RoundTrip) {
    const found = lackOf(kept);
    return {
      name: 'toBeStored',
      pass: found === undefined,
      actual: kept.stored,
      message: () => (found === undefined ? 'It reads back.' : `${found}.`),
    };
  },

  /** The transaction was taken, and names the customer. */
  toBelongTo(kept: RoundTrip, customer: number) {
    const found = lackOf(kept);
    const named = customerOf(kept.stored);
    const pass = found === undefined && named === customer;
    return {
      name: 'toBelongTo',
      pass,
      expected: customer,
      actual: named,
      message: () => `${found ?? `It names the customer ${named ?? 'nobody'}, expected ${customer}`}.`,
    };
  },

  /** The transaction was taken, and its comment is empty. */
  toBeStoredWithoutComment(kept: RoundTrip) {
    const found = lackOf(kept);
    const comment = kept.stored?.['comment'] ?? '';
    return {
      name: 'toBeStoredWithoutComment',
      pass: found === undefined && comment === '',
      expected: 'no comment',
      actual: comment,
      message: () =>
        `${found ?? `It was sent without a comment and reads back with ${JSON.stringify(comment)}`}.`,
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
      name: 'toHoldExactly',
      pass: clauses.length === 0,
      expected,
      actual: listed,
      message: () =>
        clauses.length > 0 ? `The list is another one: ${clauses.join('; ')}.` : 'The list holds just these.',
    };
  },

  /** The link leads to the record it was found on, and to nothing else. */
  toLeadHome({ href, id, found }: Followed) {
    const pass = isDeepStrictEqual(found, [id]);
    return {
      name: 'toLeadHome',
      pass,
      expected: [id],
      actual: found,
      message: () => `The link ${String(href)} finds ${namesOf(found)}, expected ${pass ? 'another' : id}.`,
    };
  },

  /** Every record is as it was before, and there is at least one. */
  toBeUntouched(changes: readonly Change[]) {
    const differences =
      changes.length === 0 ? ['there is nothing to compare'] : changes.flatMap(differencesOf);
    return {
      name: 'toBeUntouched',
      pass: differences.length === 0,
      message: () => (differences.length > 0 ? `Changed: ${differences.join('; ')}.` : 'Nothing changed.'),
    };
  },

  /** The record is found neither by id nor in its list, but for flagged ones (reading 15). */
  toBeGone({ byId, inList }: Trace) {
    const places = [
      ...(byId === 'present' ? ['by id'] : []),
      ...(inList === 'present' ? ["in its customer's list"] : []),
    ];
    return {
      name: 'toBeGone',
      pass: places.length === 0,
      expected: 'absent, or flagged as deleted',
      actual: { byId, inList },
      message: () => (places.length > 0 ? `It is still found ${places.join(' and ')}.` : 'It is gone.'),
    };
  },
});

function clauseOf(ids: readonly number[], what: string): string[] {
  return ids.length === 0 ? [] : [`${ids.length} ${what} (${namesOf(ids)})`];
}

function namesOf(ids: readonly number[]): string {
  if (ids.length === 0) return 'nothing';
  return ids.length > 5 ? `${ids.slice(0, 5).join(', ')}, …` : ids.join(', ');
}

function differencesOf({ before, after }: Change): string[] {
  if (after === null) return [`${String(before['id'])} is gone`];
  return Object.keys(before)
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map(
      (field) =>
        `${field} of ${String(before['id'])} was ${JSON.stringify(before[field])} and is ${JSON.stringify(after[field])}`,
    );
}
