import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import { messageFaults } from '../../../reference/faults/messages.ts';
import { type Modifier, unchanged } from '../../../reference/modifiers.ts';
import { wireBody, type CoreResponse } from '../../../reference/core/handler.ts';
import { Contract } from '../../../spec/contract/contract.ts';
import { ownedRequirements } from '../../../spec/openapi.ts';
import { operationOf } from '../../../spec/operations.ts';
import { customers, inProcess, member, periods, transactions } from './in-process.ts';

const contract = Contract.load();

/** One of each kind of request: what an operation has to say, and what it says when there is nothing. */
function answersOf(modifier: Modifier): readonly (readonly [string, string, CoreResponse])[] {
  const account = inProcess({}, modifier(createCore()));
  const answers: [string, string, CoreResponse][] = [];
  const get = (url: string, headers?: Readonly<Record<string, string>>): void => {
    answers.push(['GET', url, account.send('GET', url, headers ? { headers } : {})]);
  };
  const post = (url: string, body: object): void => {
    answers.push(['POST', url, account.post(url, body)]);
  };
  const id = [...account.state.customers.keys()][0] ?? 0;
  const entry = { period: 7, color: '#fffeb2', sort: 8 };
  const kept = [...account.state.periods.values()].map(({ type: _, ...period }) => ({
    ...period,
    period: 9,
  }));

  get(customers);
  get(`${customers}?id=1`);
  get(`${customers}?limit_rows=none`);
  post(customers, { add: [{ name: 'Anna', next_date: 1 }] });
  post(customers, { add: [{ name: 'Anna' }] });
  post(customers, {});
  post(transactions, { add: [{ customer_id: id }] });
  post(transactions, { add: [{ customer_id: 1 }] });
  post(transactions, {});
  get(`${transactions}?limit_rows=5`);
  get(transactions);
  get(`${transactions}?id=1`);
  post(customers, { delete: [id] });
  get(periods);
  get(periods, member);
  post(periods, { update: [...kept, entry] });
  post(periods, { update: [...kept, { ...entry, id: 1 }] });
  post(periods, {});
  return answers;
}

/** Requirements that the answers are charged with. */
function chargesOn(modifier: Modifier): ReadonlySet<string> {
  const charges = answersOf(modifier).flatMap(([method, url, response]) => {
    const operation = operationOf(method, url);
    if (operation === null) return [];
    const body = wireBody(response) ?? '';
    return contract.judge({ operation, side: 'response', ...response, body }).violations;
  });
  return new Set(charges.map(({ requirement }) => requirement));
}

test('the reference is charged with nothing', () => {
  assert.deepEqual(chargesOn(unchanged), new Set());
});

test('every requirement that the document owns has a fault, and every fault a name of its own', () => {
  const broken = new Set<string>(messageFaults.map(({ breaks }) => breaks));
  assert.deepEqual(
    ownedRequirements().filter(({ requirement }) => !broken.has(requirement)),
    [],
  );
  assert.equal(new Set(messageFaults.map(({ name }) => name)).size, messageFaults.length);
});

for (const { name, breaks, apply } of messageFaults) {
  test(`${name} is charged to ${breaks} alone`, () => {
    assert.deepEqual([...chargesOn(apply)], [breaks]);
  });
}
