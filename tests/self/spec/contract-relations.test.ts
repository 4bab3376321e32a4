import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Contract } from '../../../spec/contract/contract.ts';
import type { ResponseMessage } from '../../../spec/contract/message.ts';
import { answerOf, ok, withValue } from './contract-examples.ts';

const contract = Contract.load();

function charges(message: ResponseMessage): readonly string[] {
  return [...new Set(contract.judge(message).violations.map(({ requirement }) => requirement))];
}

describe('relations of a customer', () => {
  const customer = '/_embedded/items/0';
  const relations = ['main_contact', 'tags', 'custom_fields', 'contacts', 'company'];
  for (const relation of relations) {
    for (const empty of [undefined, null, {}, []]) {
      test(`${relation} may be empty as ${empty === undefined ? 'absent' : JSON.stringify(empty)}`, () => {
        const body = withValue(answerOf('customers.list'), `${customer}/${relation}`, empty);
        const { violations, observed } = contract.judge(ok('customers.list', body));
        assert.deepEqual(violations, []);
        assert.equal(observed.includes(`customers.list.response.items.${relation}`), empty !== undefined);
        assert.ok(!observed.includes(`customers.list.response.items.${relation}.id`));
      });
    }
    for (const wrong of ['', 'text', 0, 12, false, true]) {
      test(`${relation} is never ${JSON.stringify(wrong)}`, () => {
        const body = withValue(answerOf('customers.list'), `${customer}/${relation}`, wrong);
        assert.deepEqual(charges(ok('customers.list', body)), [`customers.list.response.items.${relation}`]);
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
  for (const [relation, value, owner] of misshapen) {
    test(`${relation} as ${JSON.stringify(value)} is charged to ${owner}`, () => {
      const body = withValue(answerOf('customers.list'), `${customer}/${relation}`, value);
      assert.deepEqual(charges(ok('customers.list', body)), [`customers.list.response.items.${owner}`]);
    });
  }

  for (const name of ['next_price', 'closest_task_at', 'period_id', 'periodicity']) {
    test(`${name} may be null, but not left out`, () => {
      const with_ = (value: unknown): unknown =>
        withValue(answerOf('customers.list'), `${customer}/${name}`, value);
      assert.deepEqual(charges(ok('customers.list', with_(null))), []);
      assert.deepEqual(charges(ok('customers.list', with_(undefined))), [
        `customers.list.response.items.${name}`,
      ]);
    });
  }
});
