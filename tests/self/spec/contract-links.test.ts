import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OperationId } from '../../../spec/operations.ts';
import { answered, answerOf, charges, contract, ok, withValue } from './contract-examples.ts';

const item = '/_embedded/items/0';

/** An operation, what has a link in its answers, and where that leads. */
const links: readonly (readonly [OperationId, string, string, string])[] = [
  ['customers.change', '', '/api/v2/customers', '466812'],
  ['customers.list', '', '/api/v2/customers', '466791'],
  ['customers.list', '/main_contact', '/api/v2/contacts', '1099181'],
  ['customers.list', '/contacts', '/api/v2/contacts', '1099181'],
  ['customers.list', '/company', '/api/v2/companies', '1099180'],
  ['transactions.change', '', '/api/v2/transactions', '5396'],
  ['transactions.list', '', '/api/v2/transactions', '5400'],
  ['transactions.list', '/customer', '/api/v2/customers', '466791'],
];

for (const [operation, owner, path, id] of links) {
  describe(`a link of ${operation}${owner}`, () => {
    const linked = (part: 'href' | 'method', value: string, place = item) =>
      charges(answered(operation, `${place}${owner}/_links/self/${part}`, value));
    const charged = [`${operation}.response.items${owner.replace('/', '.')}.links`];

    for (const href of [
      `${path}?id=${id}`,
      `${path}/?id=${id}`,
      `${path}?id[]=${id}`,
      `${path}?with=x&id=${id}`,
      `${path}/${id}`,
      `/prefix${path}?id=${id}`,
      `https://example.test${path}?id=${id}`,
    ]) {
      test(`may be ${href}`, () => assert.deepEqual(linked('href', href), []));
    }
    for (const href of [
      path,
      `${path}?id=1`,
      `${path}?id=${id},1`,
      `${path}?ids=${id}`,
      `${path.slice(1)}?id=${id}`,
      `/api/v2/leads?id=${id}`,
      `${path}?id=x`,
    ]) {
      test(`is never ${href}`, () => assert.deepEqual(linked('href', href), charged));
    }
    test('has the method get', () => {
      assert.deepEqual(linked('method', 'GET'), []);
      assert.deepEqual(linked('method', 'post'), charged);
    });
  });
}

test('the link of several contacts names all of them', () => {
  const body = withValue(answerOf('customers.list'), `${item}/contacts/id`, [1, 2]);
  const to = (ids: string) =>
    charges(
      ok(
        'customers.list',
        withValue(body, `${item}/contacts/_links/self/href`, `/api/v2/contacts?id=${ids}`),
      ),
    );

  assert.deepEqual(to('1,2'), []);
  assert.deepEqual(to('2,1'), []);
  assert.deepEqual(to('1'), ['customers.list.response.items.contacts.links']);
});

test('the second of several is judged like the first', () => {
  const { violations } = contract.judge(
    answered('transactions.list', '/_embedded/items/1/_links/self/href', '/api/v2/transactions?id=5400'),
  );

  assert.deepEqual(
    violations.map(({ requirement, pointer, expected, actual }) => [requirement, pointer, expected, actual]),
    [
      [
        'transactions.list.response.items.links',
        '/_embedded/items/1/_links/self/href',
        'a link to /api/v2/transactions?id=5399',
        'the string "/api/v2/transactions?id=5400"',
      ],
    ],
  );
});

describe('the link of an answer to itself', () => {
  const self = (operation: OperationId, part: string, value: string) =>
    charges(answered(operation, `/_links/self/${part}`, value));

  test('names the path, bare or with any query', () => {
    for (const href of ['', '?id=466791&entity=customers', '/'].map((end) => `/api/v2/customers${end}`)) {
      assert.deepEqual(self('customers.list', 'href', href), []);
    }
    for (const href of ['/api/v2/transactions', 'api/v2/customers', '/api/v2/customers_periods']) {
      assert.deepEqual(self('customers.list', 'href', href), ['customers.list.response.links.self.href']);
    }
  });

  test('names the method', () => {
    assert.deepEqual(self('periods.change', 'method', 'POST'), []);
    assert.deepEqual(self('periods.change', 'method', 'get'), ['periods.change.response.links.self.method']);
  });
});
