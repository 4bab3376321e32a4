import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordId } from '../../../target/api.ts';
import { unaskedIn } from '../../../target/amocrm/unasked.ts';
import { exchanged } from '../support/answers.ts';

const customers = '/api/v2/customers';
const transactions = '/api/v2/transactions';
const [five, fifteen] = [{ id: 5 }, { id: 15 }];
const of = (customer: number, id: number) => ({ id, customer: { id: customer } });

/** The run has created what has the id 5, and nothing else. */
const wasCreated = ({ id }: RecordId): boolean => id === 5;

/** What is asked, what comes, and the requirement that it speaks against. */
const lists: Readonly<Record<string, readonly [path: string, items: unknown, against: string | null]>> = {
  'another customer beside the one': [`${customers}?id=5`, [five, fifteen], 'customers.list.id'],
  'another transaction beside the one': [`${transactions}?id=5`, [fifteen, five], 'transactions.list.id'],
  'the transactions of others beside those of the customer': [
    `${transactions}?customer_id=5&limit_rows=500`,
    [of(5, 1), of(15, 2)],
    'transactions.list.customer_id',
  ],
  'the customer that was asked for': [`${customers}?id=5`, [five], null],
  'another one alone, as where nothing is found': [`${customers}?id=5`, [fifteen], null],
  'several others in the place of the customer': [
    `${customers}?id=5`,
    [fifteen, { id: 16 }],
    'customers.list.id',
  ],
  'several others in the place of the transaction': [
    `${transactions}?id=5`,
    [fifteen, { id: 16 }],
    'transactions.list.id',
  ],
  'the transactions of others in the place of those of the customer': [
    `${transactions}?customer_id=5`,
    [of(15, 1), of(15, 2)],
    'transactions.list.customer_id',
  ],
  'several others where nobody knows of the one': [`${customers}?id=7`, [five, fifteen], null],
  'transactions that name no customer': [`${transactions}?customer_id=5`, [five, fifteen], null],
  nothing: [`${customers}?id=5`, undefined, null],
  'several customers that were asked for together': [`${customers}?id=5,15`, [five, fifteen], null],
  'the same as a list': [`${customers}?id%5B%5D=5&id%5B%5D=15`, [five, fifteen], null],
  'a look-up by two parameters': [`${transactions}?id=5&customer_id=7`, [of(7, 5), of(7, 15)], null],
  'a list of all': [customers, [five, fifteen], null],
};

describe('what a look-up shows', () => {
  for (const [name, [path, items, against]] of Object.entries(lists)) {
    it(`${against === null ? 'may be' : 'may not be'} ${name}`, () => {
      const found = unaskedIn(exchanged('GET', { path, items }), wasCreated);

      assert.deepEqual(
        found.map(({ requirement }) => requirement),
        against === null ? [] : [against],
      );
    });
  }

  it('is told in a sentence', () => {
    const says = (...items: readonly object[]) =>
      unaskedIn(exchanged('GET', { path: `${customers}?id=5`, items }), wasCreated).map((one) => one.says);

    assert.deepEqual(says(five, fifteen), ['A list with id=5 shows customer 15, too']);
    assert.deepEqual(says(fifteen, { id: 16 }), ['A list with id=5 shows customer 15, 16']);
  });
});
