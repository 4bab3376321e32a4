import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OperationId } from '../../../spec/operations.ts';
import { answered, charges, contract, ok } from './contract-examples.ts';

const items = '/_embedded/items';

/** By the name of what differs, or its value. */
const told = (value: unknown): string =>
  value === undefined ? 'absent' : JSON.stringify(value).slice(0, 60);

describe('a customer', () => {
  const listed = (name: string, value: unknown) => answered('customers.list', `${items}/0/${name}`, value);
  const owner = (name: string): string => `customers.list.response.items.${name}`;

  for (const relation of ['main_contact', 'tags', 'custom_fields', 'contacts', 'company']) {
    for (const empty of [undefined, null, {}, []]) {
      test(`may have ${relation} empty: ${told(empty)}`, () => {
        const { violations, observed } = contract.judge(listed(relation, empty));
        assert.deepEqual(violations, []);
        assert.equal(observed.includes(owner(relation)), empty !== undefined);
        assert.ok(!observed.includes(owner(`${relation}.id`)));
      });
    }
  }

  const misshapen: readonly (readonly [string, unknown, string])[] = [
    ['main_contact', [1099181], 'main_contact'],
    ['main_contact', { name: 'Ann' }, 'main_contact.id'],
    ['main_contact', { id: [1099181] }, 'main_contact.id'],
    ['contacts', [1099181], 'contacts'],
    ['contacts', [{ id: 1099181 }], 'contacts'],
    ['contacts', { id: 1099181 }, 'contacts.id'],
    ['contacts', { id: ['1099181'] }, 'contacts.id'],
    ['company', { id: 1099180 }, 'company.name'],
    ['company', { id: '1099180', name: 'A' }, 'company.id'],
    ['company', [{ id: 1099180, name: 'A' }], 'company'],
    ['tags', { 0: { id: 1, name: 'A' } }, 'tags'],
    ['tags', ['Sales'], 'tags'],
    ['tags', [{ id: 1 }], 'tags.name'],
    ['custom_fields', { id: 1 }, 'custom_fields'],
  ];
  for (const [relation, value, charged] of misshapen) {
    test(`with ${relation} ${told(value)} is charged to ${charged}`, () => {
      assert.deepEqual(charges(listed(relation, value)), [owner(charged)]);
    });
  }

  for (const name of ['next_price', 'closest_task_at', 'period_id', 'periodicity']) {
    test(`may have null as ${name}, but not leave it out`, () => {
      assert.deepEqual(charges(listed(name, null)), []);
      assert.deepEqual(charges(listed(name, undefined)), [owner(name)]);
    });
  }
});

describe('a period', () => {
  const before = { id: 112815, type: 'before', period: 5, color: '#e6e8ea', sort: 1, before_buy: 5 };
  const after = { id: 112805, type: 'after', period: 60, color: '#FD5598', sort: 0, after_buy: 60 };
  const self = { href: '/api/v2/customers_periods', method: 'get' };
  const bare = (period: object) => ({ ...period, before_buy: undefined, after_buy: undefined });
  const listed = (period: object) => answered('periods.list', items, [period]);

  /** A period, and what of it is wrong. */
  const periods: readonly (readonly [object, string?])[] = [
    [before],
    [after],
    [{ ...after, period: 0, after_buy: 0 }],
    [{ ...before, _links: { self } }],
    [bare(before), 'before_buy'],
    [bare(after), 'after_buy'],
    [{ ...bare(before), after_buy: 5 }, 'before_buy'],
    [{ ...bare(after), before_buy: 60 }, 'after_buy'],
    ...['during', 'Before', '', 'AFTER'].map((type) => [{ ...before, type }, 'type'] as const),
    ...['fd5598', '#fd559', '#fd55980', '#fg5598', '#fd5598 ', 'red', ''].map(
      (color) => [{ ...before, color }, 'color'] as const,
    ),
    [{ ...before, period: -1 }, 'period'],
    [{ ...before, before_buy: -1 }, 'before_buy'],
    [{ ...after, after_buy: -1 }, 'after_buy'],
    [{ ...before, _links: {} }, 'links'],
  ];
  for (const [period, charged] of periods) {
    test(`${charged === undefined ? 'may be' : 'is never'} ${JSON.stringify(period)}`, () => {
      const expected = charged === undefined ? [] : [`periods.list.response.items.${charged}`];
      assert.deepEqual(charges(listed(period)), expected);
    });
  }

  test('gives no evidence on what it does not carry', () => {
    const { observed } = contract.judge(listed(before));
    assert.ok(observed.includes('periods.list.response.items.before_buy'));
    assert.ok(!observed.includes('periods.list.response.items.after_buy'));
    assert.ok(!observed.includes('periods.list.response.items.links'));
  });
});

describe('items of a change', () => {
  const _links = { self: { href: '/api/v2/customers?id=7', method: 'get' } };
  const acknowledgement = { id: 7, request_id: 'mine', _links };
  const deleted = [{ id: 8, name: 'Eight' }];

  /** An operation, the items of its answer, and what of them is wrong. */
  const cases: readonly (readonly [OperationId, unknown, string?])[] = [
    ['customers.change', []],
    ['customers.change', { deleted: [] }],
    ['customers.change', { deleted }],
    ['customers.change', { 0: acknowledgement, 1: acknowledgement, deleted }],
    ['transactions.change', []],
    ['transactions.change', { deleted: [4589] }],
    ['transactions.change', { deleted: [{ id: 4589 }] }],
    ['transactions.list', []],
    ['periods.change', []],
    ['customers.change', [7], 'embedded.items'],
    ['customers.change', {}, 'items.deleted'],
    ['customers.change', { removed: deleted }, 'items.deleted'],
    ['customers.change', { 0: acknowledgement }, 'items.deleted'],
    ['customers.change', { 0: { ...acknowledgement, id: '7' }, deleted }, 'items.id'],
    ['customers.change', { deleted: [8] }, 'items.deleted'],
    ['customers.change', { deleted: [{ id: 8 }] }, 'items.deleted.name'],
    ['customers.change', { deleted: [{ id: '8', name: 'Eight' }] }, 'items.deleted.id'],
    ['customers.change', [{ ...acknowledgement, request_id: null }], 'items.request_id'],
    ['transactions.change', [5396], 'embedded.items'],
    ['transactions.change', { deleted: 4589 }, 'embedded.items'],
    ['transactions.list', {}],
    ['transactions.list', { 0: {} }, 'embedded.items'],
    ['periods.list', { 0: {} }, 'embedded.items'],
  ];
  for (const [operation, value, charged] of cases) {
    test(`${operation}: ${told(value)} is ${charged === undefined ? 'right' : `charged to ${charged}`}`, () => {
      const expected = charged === undefined ? [] : [`${operation}.response.${charged}`];
      assert.deepEqual(charges(answered(operation, items, value)), expected);
    });
  }

  const deletions: readonly (readonly [unknown, string?])[] = [
    [[5396, 5397]],
    [[{ id: 5396 }]],
    [{ 0: { id: 5396 }, deleted: [5397] }],
    [['5396'], 'embedded.items'],
    [[0], 'embedded.items'],
    [[{ name: 'Five' }], 'items.id'],
    [[{ id: 5396, _links: { self: { href: '/api/v2/transactions?id=1', method: 'get' } } }], 'items.links'],
  ];
  for (const [value, charged] of deletions) {
    test(`a deletion of transactions may ${charged === undefined ? '' : 'not '}be answered with ${told(value)}`, () => {
      const { body } = answered('transactions.change', items, value);
      const expected = charged === undefined ? [] : [`transactions.change.response.${charged}`];
      const { asked: _, ...message } = ok('transactions.change', null);

      assert.deepEqual(charges({ ...message, body, asked: '{"delete":[5396]}' }), expected);
      assert.deepEqual(charges({ ...message, body }), expected, 'whatever was asked');
    });
  }

  const anyErrors = [{ update: { 7: 'too old' } }, { add: [{ code: 1, message: 'no name' }] }, [], null, 'x'];
  for (const errors of anyErrors) {
    test(`may have errors of single elements beside them: ${told(errors)}`, () => {
      assert.deepEqual(charges(answered('customers.change', '/_embedded', { items: [], errors })), []);
    });
  }
});
