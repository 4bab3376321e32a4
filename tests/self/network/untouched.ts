import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import type { Handler } from '../../../reference/core/handler.ts';
import type { State } from '../../../reference/core/state.ts';
import type { Foreign } from './lies.ts';
import { tried, type TrialOptions } from './trial.ts';
import type { Trouble } from './troubles.ts';

/** What is somebody else's, and what hangs on it, to the byte. */
function partOf(state: State, { customers, transactions }: Foreign): string {
  const hanging = [...state.transactions.values()].filter(
    ({ id, customer }) => transactions.includes(id) || customers.includes(customer),
  );
  return stringify({
    customers: customers.map((id) => state.customers.get(id)),
    transactions: hanging,
    periods: [...state.periods.values()].sort((a, b) => a.id - b.id),
  });
}

/** Certifies the reference behind a lie: nothing of what is somebody else's may be another afterwards. */
export async function assertUntouched(
  lie: (foreign: Foreign) => Trouble,
  options: TrialOptions & { readonly core?: Handler } = {},
): Promise<void> {
  let foreign: Foreign = { customers: [], transactions: [] };
  let before = '';
  await tried(
    (reference) => {
      const state = reference.snapshot();
      foreign = { customers: [...state.customers.keys()], transactions: [...state.transactions.keys()] };
      before = partOf(state, foreign);
      return lie(foreign);
    },
    ({ reference, results }) => {
      assert.ok(
        foreign.customers.length >= 3 && foreign.transactions.length >= 3,
        'there is something to touch',
      );
      assert.ok(results.requests > 10, 'the run got somewhere');
      assert.equal(partOf(reference.snapshot(), foreign), before);
    },
    options,
  );
}
