import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import type { Handler } from '../../../reference/core/handler.ts';
import type { Reference } from '../../../reference/server.ts';
import { assertClean, assertSweepable } from './claims.ts';
import { instead } from './harms.ts';
import { aDozen, tried, type Trial } from './trial.ts';
import { lost, none, type Harm, type Trouble } from './troubles.ts';
import { answered, json, type Asked } from './wire.ts';

const broken: Harm = instead(answered(500, json, '{"status":500}'));
const garbage: Harm = instead(answered(200, json, '"Down for a moment"'));
const refused: Harm = instead(answered(400, json, '{"status":400}'));
const unknown: Harm = instead(answered(404, json, '{"status":404}'));

const whoseTransactions = ({ method, path }: Asked): string | undefined =>
  method === 'GET' ? /^\/api\/v2\/transactions\?customer_id=(\d+)/.exec(path)?.[1] : undefined;

/** While the run cleans up, the transactions of the first living customer that it asks for are never listed. */
const onePurchaseUnread =
  (harm: Harm) =>
  (reference: Reference): Trouble => {
    let first: number | undefined;
    return lost((asked) => {
      const customer = Number(asked.ending > 0 ? whoseTransactions(asked) : NaN);
      if (reference.snapshot().customers.get(customer)?.is_deleted === false) first ??= customer;
      return customer === first;
    }, harm);
  };

describe('cleaning up', { timeout: 120_000 }, () => {
  for (const [what, harm, judge] of [
    ['an error', broken, assertSweepable],
    ['a refusal', refused, assertSweepable],
    // Which the contract holds against the target.
    ['no list at all', garbage, () => undefined],
  ] as const satisfies readonly (readonly [string, Harm, (trial: Trial) => Promise<void> | void])[]) {
    it(`where ${what} comes for one customer’s transactions leaves nothing else behind`, () =>
      tried(onePurchaseUnread(harm), async (trial) => {
        const left = trial.results.leftBehind;
        assert.match(left.join('\n'), /A list can't be read/);
        const kept = [...trial.reference.snapshot().customers.values()].filter(
          ({ name, is_deleted }) => name.startsWith('acf-') && !is_deleted,
        );
        assert.equal(kept.length, 1);
        await judge(trial);
      }));
  }

  it('where the transactions of customers that are gone are refused leaves nothing behind', () =>
    tried(
      (reference) =>
        lost((asked) => {
          const customer = Number(asked.ending > 0 ? whoseTransactions(asked) : NaN);
          return customer > 0 && reference.snapshot().customers.get(customer)?.is_deleted !== false;
        }, unknown),
      (trial) => {
        assertClean(trial);
        const gone = trial.exchanges.filter(({ response }) => response?.status === 404);
        assert.ok(gone.length > 0, 'some were refused');
      },
      { claims: [...aDozen, 'transactions.add.unknownCustomer'] },
    ));
});

/** Somebody else adds customers with a marker, `count` in all, one before each request. */
function withAnotherRun(count: number): Handler {
  const core = createCore();
  let added = 0;
  return (state, request) => {
    const [model] = state.customers.values();
    if (!model || added >= count) return core(state, request);
    added += 1;
    const id = 900_000 + added;
    const name = `acf-zz ${String(added)}`;
    const customers = new Map(state.customers);
    customers.set(id, {
      ...model,
      id,
      name,
      created_at: 946_684_800,
      updated_at: request.now,
      is_deleted: false,
    });
    return core({ ...state, customers }, request);
  };
}

describe('another run on the account, on another machine', { timeout: 60_000 }, () => {
  it('that is at work keeps this one from beginning', () =>
    tried(
      none,
      ({ results, proxy }) => {
        assert.match(
          results.obstacle ?? '',
          /^Another run is at work on this account: .* acf-zz, are changing/,
        );
        assert.equal(results.verdict, 'inconclusive');
        assert.ok(proxy.requests() < 12, String(proxy.requests()));
      },
      { core: withAnotherRun(Infinity) },
    ));

  it('that is dead keeps nobody from beginning, and what it left is not touched', () =>
    tried(
      none,
      (trial) => {
        assert.equal(trial.results.verdict, 'conformant', trial.results.obstacle);
        assert.deepEqual(trial.results.leftBehind, []);
        const { customers } = trial.reference.snapshot();
        assert.equal(customers.get(900_001)?.is_deleted, false);
      },
      { core: withAnotherRun(1) },
    ));
});
