import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fits } from '../../../target/amocrm/fitting.ts';

const customers = '/api/v2/customers';
const at = (href: string, method: string, items: unknown) =>
  JSON.stringify({ _links: { self: { href, method } }, _embedded: { items } });
const listed = (...items: readonly object[]) => at(customers, 'get', items);
const noon = Date.UTC(2020, 4, 20, 12) / 1000;

/** What is asked, what comes, and whether that may be its answer. */
const answers: Readonly<Record<string, readonly [path: string, body: string, fits: boolean]>> = {
  'a list at its own path': [customers, listed({ id: 1 }), true],
  'a list that repeats the query in its link': [
    `${customers}?id=1`,
    at(`${customers}?id=1`, 'get', [{ id: 1 }]),
    true,
  ],
  'a list whose link ends otherwise': [customers, at(`${customers}/`, 'get', [{ id: 1 }]), true],
  'a list whose link makes no sense': [customers, at('nowhere', 'get', [{ id: 1 }]), true],
  'a list of another path': [customers, at('/api/v2/transactions', 'get', [{ id: 1 }]), false],
  'an acknowledgement in the place of a list': [customers, at(customers, 'post', [{ id: 1 }]), false],
  'a page': [customers, '<!DOCTYPE html>', false],
  'the customer that was asked for': [`${customers}?id%5B%5D=1&id%5B%5D=2`, listed({ id: 2 }), true],
  'another customer': [`${customers}?id%5B%5D=1&id%5B%5D=2`, listed({ id: 3 }), false],
  'an id beside a filter that it makes idle': [
    `${customers}?id=1&limit_rows=1&filter%5Bmain_user%5D=5`,
    listed({ id: 1, responsible_user_id: 6 }),
    true,
  ],
  'more rows than were asked for': [`${customers}?limit_rows=1`, listed({ id: 1 }, { id: 2 }), false],
  'a customer of another user': [
    `${customers}?filter%5Bmain_user%5D%5B%5D=5`,
    listed({ responsible_user_id: 6 }),
    false,
  ],
  'a customer of the day before, by another time zone': [
    `${customers}?filter%5Bnext_date%5D%5Bfrom%5D=21.05.2020`,
    listed({ next_date: noon }),
    true,
  ],
  'a customer of the week before': [
    `${customers}?filter%5Bnext_date%5D%5Bfrom%5D=27.05.2020`,
    listed({ next_date: noon }),
    false,
  ],
  'a customer of the week after': [
    `${customers}?filter%5Bdate%5D%5Btype%5D=create&filter%5Bdate%5D%5Bto%5D=13.05.2020`,
    listed({ created_at: noon }),
    false,
  ],
  'a transaction of another customer': [
    '/api/v2/transactions?customer_id=5',
    at('/api/v2/transactions', 'get', [{ id: 1, customer: { id: 6 } }]),
    false,
  ],
};

describe('of answers to reads, fitting', () => {
  for (const [what, [path, body, expected]] of Object.entries(answers)) {
    it(`${expected ? 'is' : 'is not'} ${what}`, () => {
      assert.equal(fits({ method: 'GET', path }, { status: 200, headers: {}, body }), expected);
    });
  }

  it('is one that was refused, or without a body: that tells nothing', () => {
    assert.ok(fits({ method: 'GET', path: customers }, { status: 204, headers: {}, body: '' }));
    assert.ok(fits({ method: 'GET', path: customers }, { status: 500, headers: {}, body: '<html>' }));
  });
});
