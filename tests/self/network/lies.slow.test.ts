import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import type { Handler } from '../../../reference/core/handler.ts';
import type { State } from '../../../reference/core/state.ts';
import { lies } from './lies.ts';
import { everyClaim, tried } from './trial.ts';
import { none } from './troubles.ts';
import { assertUntouched } from './untouched.ts';

const claims = everyClaim;

describe(
  'with every claim, nobody else’s record is touched by a server, or a line, that',
  { timeout: 600_000 },
  () => {
    for (const [name, lie] of Object.entries(lies)) {
      it(name, () => assertUntouched(lie, { claims, atOnce: 4 }));
    }

    for (const name of [
      'answers every third request with the answer before',
      'keeps the first answer to every id',
    ] as const) {
      it(`${name}, by any seed`, async () => {
        const lie = lies[name];
        assert.ok(lie);
        for (let seed = 1; seed <= 20; seed += 1) await assertUntouched(lie, { seed });
      });
    }
  },
);

/** Gives every id of a customer that is deleted to somebody else's customer at once. */
function reusing(core: Handler, given: Set<number>): Handler {
  return (state, request) => {
    const reply = core(state, request);
    const customers = new Map(reply.state.customers);
    for (const [id, customer] of customers) {
      const isDeletedNow = customer.is_deleted && state.customers.get(id)?.is_deleted === false;
      if (!isDeletedNow) continue;
      customers.set(id, {
        ...customer,
        is_deleted: false,
        name: 'Somebody else',
        contacts: [],
        company: null,
      });
      given.add(id);
    }
    return { ...reply, state: { ...reply.state, customers } };
  };
}

describe('a server that gives the ids of deleted customers to others', () => {
  it('gets none of the others touched', async () => {
    const given = new Set<number>();
    await tried(
      none,
      ({ reference }) => {
        const { customers, transactions }: State = reference.snapshot();
        assert.ok(given.size > 5, 'ids were used again');
        for (const id of given) {
          assert.deepEqual(
            [customers.get(id)?.name, customers.get(id)?.is_deleted],
            ['Somebody else', false],
          );
        }
        assert.deepEqual(
          [...transactions.values()].filter(({ customer, is_deleted }) => given.has(customer) && !is_deleted),
          [],
        );
      },
      { claims, core: reusing(createCore(), given) },
    );
  });
});
