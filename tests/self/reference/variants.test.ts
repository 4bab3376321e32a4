import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { variantNamed, variants } from '../../../reference/variants/index.ts';
import { bodyOf, customers, idsOf, inProcess, periods } from './in-process.ts';

/** An account of some variants at once. */
function of(...names: readonly string[]) {
  const { core, state } = assembled(
    names.map((name) => variantNamed(name) ?? assert.fail(`no variant ${name}`)),
  );
  const account = inProcess({}, core);
  account.state = state;
  return account;
}

test('extra properties stand in objects, not in maps or empty relations', () => {
  const account = of('extra-properties', 'bad-elements-listed');
  const [id = 0] = account.added({ tags: 'a' });
  const customer = account.customer(id);
  assert.equal('ltv' in customer, true);
  assert.deepEqual(customer.company, {});
  assert.equal(Array.isArray(customer.tags) && 'ltv' in (customer.tags[0] as object), true);
  const { errors } = bodyOf(account.post(customers, { add: [{}] }))._embedded;
  assert.deepEqual(errors, { add: { 0: 'name is required' } });
});

test('large ids, a full account, another time zone and another order of periods', () => {
  assert.ok((of('ids-above-2-31').added({})[0] ?? 0) > 2 ** 31);
  assert.ok((of('ids-near-2-53').added({})[0] ?? 0) > 2 ** 53 - 200_000);
  const full = of('full-account', 'other-time-zone');
  assert.equal(full.state.customers.size, 2000);
  assert.equal(full.state.account.timezone, 'America/New_York');
  assert.equal(idsOf(full.get(periods)).length, 8);
  assert.notDeepEqual(idsOf(of('periods-shuffled').get(periods)), idsOf(of('newest-first').get(periods)));
});

test('the clock of a variant is told and stamps what is added', () => {
  const account = of('clock-ahead');
  const [id = 0] = account.added({});
  assert.equal(account.customer(id).created_at, account.now + 300);
  assert.equal(account.get(customers).headers['runtime-timestamp'], String(account.now + 300));
});

test('charset and reversed keys', () => {
  assert.equal(
    of('charset-named').get(customers).headers['content-type'],
    'application/hal+json; charset=utf-8',
  );
  assert.deepEqual(Object.keys(of('keys-reversed').get(customers).body as object), ['_embedded', '_links']);
});

test('faults show in any variant', () => {
  const fault = faultNamed('second-of-a-batch-lost') ?? assert.fail();
  const { core } = assembled(variants, [fault]);
  assert.equal(inProcess({}, core).added({}, {}).length, 1);
});
