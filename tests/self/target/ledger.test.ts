import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { records } from '../../../target/amocrm/records.ts';
import { Ledger } from '../../../target/ledger.ts';
import { exchanged } from '../support/answers.ts';

function exchange(path: string, sent: object, status: number, items?: unknown): Exchange {
  return exchanged('POST', { path, sent, status, items });
}

const customers = '/api/v2/customers';
const transactions = '/api/v2/transactions/';

test('what was added is kept, what was updated is not, and what the target says it deleted is struck out', () => {
  const ledger = new Ledger(records);
  const kept = () => [ledger.of('customers'), ledger.of('transactions'), ledger.largestId];
  const added = { 0: { id: 12 }, 1: { id: 14 }, 2: { id: 7 } };

  ledger.note(exchange(customers, { add: [{}, {}], update: [{ id: '7' }] }, 200, added));
  ledger.note(exchange(transactions, { add: [{}, {}] }, 200, [{ id: '31' }, 32]));
  assert.deepEqual(kept(), [[12, 14], [31, 32], 32]);

  ledger.note(exchange(customers, { delete: [12, 14] }, 200, { deleted: [{ id: 12, name: 'x' }] }));
  ledger.note(exchange(transactions, { delete: ['31'] }, 204));
  assert.deepEqual(kept(), [[14], [32], 32]);
});

test('a change that was refused, an answer that is no JSON and a read that broke down say nothing', () => {
  const ledger = new Ledger(records);
  const transportFailure = { kind: 'reset', says: '' } as const;

  ledger.note(exchange(customers, { add: [{}] }, 400, [{ id: 1 }]));
  ledger.note({
    ...exchange(customers, { add: [{}] }, 200),
    response: { status: 200, headers: {}, body: '<html>' },
  });
  ledger.note({ ...exchange('/api/v2/customers_periods', {}, 200), transportFailure });

  assert.deepEqual(ledger.of('customers'), []);
});

test('a request touches the record that it names, and no other of the same number, unless that stands elsewhere', () => {
  const told = (body: object): number => {
    const ledger = new Ledger(records);
    ledger.marked('acf-1');
    ledger.note(exchange(customers, { add: [{}] }, 200, [{ id: 7 }]));
    const shown = (name: string) => {
      const items = [{ id: 7, name }];
      ledger.see({ ...exchanged('GET', { path: customers, items }), sentAt: Date.now() + 1000 });
    };
    shown('A');
    ledger.announce({ method: 'POST', path: transactions, body: JSON.stringify(body) })();
    shown('B');
    shown('B');
    ledger.untouched.settle();
    return ledger.untouched.differences.length;
  };

  assert.equal(told({ update: [{ transaction_id: 7, comment: 'B' }] }), 1);
  assert.equal(told({ update: [{ transaction_id: 7, comment: 'B of 7' }] }), 0);
  assert.equal(told({ add: [{ customer_id: '7' }] }), 0);
});

test('a change of which nobody knows what came of it is known when somebody has looked', () => {
  const { response: _, ...unanswered } = exchange(customers, { add: [{}] }, 200);
  const transportFailure = { kind: 'reset', says: 'The line broke.' } as const;
  const doubtful = [
    unanswered,
    { ...exchange(customers, { add: [{}] }, 200, [{ id: 1 }]), transportFailure },
    exchange(customers, { add: [{}] }, 500),
  ];

  for (const one of doubtful) {
    const ledger = new Ledger(records);
    ledger.note(one);
    assert.deepEqual(ledger.of('customers'), []);

    ledger.looked({ customers: [5], transactions: [] });
    assert.deepEqual(ledger.of('customers'), [5]);
  }
});
