import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import type { Handler } from '../../../reference/core/handler.ts';
import type { State } from '../../../reference/core/state.ts';
import type { Foreign } from './lies.ts';
import { tried, type TrialOptions } from './trial.ts';
import type { Trouble } from './troubles.ts';

/** What is somebody else's, and what hangs on it, and these periods, to the byte. */
function partOf(
  state: State,
  { customers, transactions }: Foreign,
  isAccounts: (period: number) => boolean,
): string {
  const hanging = [...state.transactions.values()].filter(
    ({ id, customer }) => transactions.includes(id) || customers.includes(customer),
  );
  return stringify({
    customers: customers.map((id) => state.customers.get(id)),
    transactions: hanging,
    periods: [...state.periods.values()].filter(({ id }) => isAccounts(id)).sort((a, b) => a.id - b.id),
  });
}

/**
 * Certifies the reference behind a lie: nothing of what is somebody else's may be another afterwards. Periods of the
 * run's own that it could not take away again are told.
 */
export async function assertUntouched(
  lie: (foreign: Foreign) => Trouble,
  options: TrialOptions & { readonly core?: Handler } = {},
): Promise<void> {
  let foreign: Foreign = { customers: [], transactions: [] };
  let before = '';
  let periods: ReadonlySet<number> = new Set();
  const isAccounts = (period: number): boolean => periods.has(period);
  await tried(
    (reference) => {
      const state = reference.snapshot();
      foreign = { customers: [...state.customers.keys()], transactions: [...state.transactions.keys()] };
      periods = new Set(state.periods.keys());
      before = partOf(state, foreign, isAccounts);
      return lie(foreign);
    },
    ({ reference, results }) => {
      assert.ok(
        foreign.customers.length >= 3 && foreign.transactions.length >= 3,
        'there is something to touch',
      );
      assert.ok(results.requests > 10, 'the run got somewhere');
      const after = reference.snapshot();
      assert.equal(partOf(after, foreign, isAccounts), before);
      assert.ok(after.periods.size === periods.size || results.leftBehind.length > 0, 'what is left is told');
    },
    options,
  );
}
