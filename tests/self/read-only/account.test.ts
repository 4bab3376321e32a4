import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import type { Handler } from '../../../reference/core/handler.ts';
import { createState } from '../../../reference/core/seed.ts';
import type { State } from '../../../reference/core/state.ts';
import { requirementIds, requirements } from '../../catalogue.ts';
import { accountOf } from './account.ts';
import { withOthersAtWork } from './churn.ts';
import { judgedByTests } from './judged.ts';
import { idsWith, lookAt, troubleIn } from './look.ts';

/** The most requests that a look at an account without faults sends, whatever its size. */
const MOST_REQUESTS = 106;

/** Parts of lists that the reference has no occasion to show. */
const unshown = ['periods.list.response.items.links'];

/** Notes the methods that reach a core, and the account as it leaves it. */
function watched(core: Handler) {
  const seen = { methods: new Set<string>(), last: undefined as State | undefined };
  const handler: Handler = (state, request) => {
    seen.methods.add(request.method);
    const reply = core(state, request);
    seen.last = reply.state;
    return reply;
  };
  return { seen, handler };
}

describe('the read-only profile', () => {
  it('judges whatever GET can judge, every part of a list that is shown included, and changes nothing', async () => {
    const state = accountOf(520);
    const { seen, handler } = watched(createCore());

    const results = await lookAt({ state, core: handler });

    assert.equal(results.verdict, 'inconclusive');
    assert.deepEqual(troubleIn(results), []);
    const parts = requirementIds.filter(
      (id) => requirements[id].proof === 'schema' && id.includes('.list.response.') && !unshown.includes(id),
    );
    assert.deepEqual(
      [...idsWith('passed', results)].sort(),
      [...judgedByTests, ...parts].sort(),
      'what is judged',
    );
    assert.deepEqual([...seen.methods], ['GET']);
    assert.deepEqual(seen.last, state, 'the account');
    assert.ok(results.requests <= MOST_REQUESTS, `${results.requests} requests`);
    assert.deepEqual(results.leftBehind, []);
  });

  it('says what an account lacks, and fails nothing for it', async () => {
    const results = await lookAt({ state: createState({ customers: 3 }) });

    assert.equal(results.verdict, 'inconclusive');
    assert.deepEqual(troubleIn(results), []);
    const reasonOf = (id: string) => results.requirements.find((one) => one.id === id)?.reason ?? '';
    assert.match(reasonOf('customers.list.limit_rows.several'), /takes 10 customers .* holds 3/);
    assert.match(reasonOf('customers.list.filter.date.create.from'), /created at least four days apart/);
    assert.match(reasonOf('transactions.list.pages'), /takes 5 transactions .* holds 3/);
    assert.match(reasonOf('customers.add.single'), /nothing but GET/);
  });

  it('judges next to nothing of an empty account, and fails nothing', async () => {
    const results = await lookAt({ state: createState({ customers: 0 }) });

    assert.equal(results.verdict, 'inconclusive');
    assert.deepEqual(troubleIn(results), []);
    assert.deepEqual(
      idsWith('passed', results).filter((id) => /^(customers|transactions)\.list\.(?!response)/.test(id)),
      [
        'customers.list.filter.empty',
        'customers.list.malformed.date',
        'customers.list.malformed.type',
        'customers.list.malformed.limit_rows',
        'customers.list.malformed.id',
      ],
    );
  });

  it('sends no more requests to a large account than to a small one', async () => {
    const results = await lookAt({ state: createState({ customers: 20_000 }) });

    assert.deepEqual(troubleIn(results), []);
    assert.ok(results.requests <= MOST_REQUESTS, `${results.requests} requests`);
  });

  for (const [kind, policy] of [
    ['at the end of lists', {}],
    ['at their beginning', { listOrder: 'newestFirst' }],
    ['and leaves what it deletes in them', { deletedRecords: 'flagged' }],
    ['on small pages', { pageSize: 50 }],
  ] as const) {
    it(`holds it against nobody that somebody else works ${kind}`, async () => {
      const results = await lookAt({ state: accountOf(60), core: withOthersAtWork(createCore(policy)) });

      assert.deepEqual(troubleIn(results), []);
      assert.ok(idsWith('passed', results).length > 120, 'most is judged all the same');
    });
  }
});
