import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assembled } from '../../../reference/assembly.ts';
import type { Handler } from '../../../reference/core/handler.ts';
import { wireBody } from '../../../reference/core/handler.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { variants } from '../../../reference/variants/index.ts';
import { Contract } from '../../../spec/contract/contract.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import { operationOf } from '../../../spec/operations.ts';
import { customers, ids, idsOf, inProcess, periods, transactions } from './in-process.ts';

const contract = Contract.load();

/** A core that notes what the contract holds against its answers. */
function judged(core: Handler, violations: Violation[]): Handler {
  return (state, request) => {
    const reply = core(state, request);
    const operation = operationOf(request.method, request.path);
    if (operation === null) return reply;
    const { status, headers } = reply.response;
    const body = wireBody(reply.response) ?? '';
    violations.push(...contract.judge({ side: 'response', operation, status, headers, body }).violations);
    return reply;
  };
}

/** Uses everything once, and some of it wrongly. */
function exercise({ core, state }: ReturnType<typeof assembled>): readonly Violation[] {
  const violations: Violation[] = [];
  const account = inProcess({}, judged(core, violations));
  account.state = state;
  const [full = 0, bare = 0] = account.added(
    {
      tags: 'a, b',
      contacts_id: ids.contacts,
      company_id: ids.companies[0],
      period_id: [...state.periods.keys()][0],
      custom_fields: [
        { id: ids.text, values: [{ value: 'x' }] },
        { id: ids.multiselect, values: ['3692471'] },
        { id: ids.address, values: [{ value: '020', subtype: 'zip' }] },
      ],
    },
    {},
  );
  const both = { add: [{ name: 'C', next_date: 1 }, { name: 'D' }], update: [{ id: full, updated_at: 1 }] };
  account.post(customers, both);
  account.post(customers, { ...both, delete: [bare] });
  account.post(customers, { delete: [bare] });
  const [purchase = 0] = idsOf(
    account.post(transactions, { add: [{ customer_id: full }, { customer_id: full }] }),
  );
  account.post(transactions, { update: [{ transaction_id: purchase, comment: 'x' }] });
  account.post(transactions, { delete: [purchase] });
  for (const path of [customers, transactions]) {
    for (const query of [
      '',
      '?id=7',
      '?limit_rows=x',
      '?limit_rows=5',
      `?id=${full},${purchase},${purchase + 1}`,
    ]) {
      account.get(path + query);
    }
  }
  const list = [...state.periods.values()].map(({ id, color, sort }) => ({ id, period: 3, color, sort }));
  account.post(periods, { update: [...list.slice(1), { period: '4', color: '#000000', sort: '0' }] });
  account.post(periods, { update: list });
  account.post(periods, { update: [] });
  account.get(periods);
  account.send('GET', customers, { headers: {} });
  account.send('POST', customers, { body: '{' });
  return violations;
}

test('the contract has nothing against the reference', () => {
  assert.deepEqual(exercise(assembled()), []);
});

for (const variant of variants) {
  test(`the contract has nothing against ${variant.name}`, () => {
    assert.deepEqual(exercise(assembled([variant])), []);
  });
}

test('the contract does object to a planted fault', () => {
  const fault = faultNamed('customers-change-items-id-as-text') ?? assert.fail();
  const found = exercise(assembled([], [fault]));
  assert.ok(found.some(({ requirement }) => requirement === fault.breaks));
});
