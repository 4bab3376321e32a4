import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCore } from '../../../reference/core/core.ts';
import type { Handler } from '../../../reference/core/handler.ts';
import type { CustomerRecord, State } from '../../../reference/core/state.ts';
import { tried } from '../network/trial.ts';
import { none } from '../network/troubles.ts';

const claims = ['customers.change.bystanders', 'customers.change.bystanders.kept', 'customers.update.name'];

/** Changes the first customer of the account as soon as something is updated. */
function changing(change: (first: CustomerRecord, state: State) => CustomerRecord | null): Handler {
  const core = createCore();
  return (state, request) => {
    const reply = core(state, request);
    if (!request.body.includes('"update"')) return reply;
    const customers = new Map(reply.state.customers);
    const [first] = customers.values();
    assert.ok(first);
    const changed = change(first, reply.state);
    if (changed) customers.set(first.id, changed);
    else customers.delete(first.id);
    return { ...reply, state: { ...reply.state, customers } };
  };
}

const now = ({ customers }: State): number =>
  Math.max(...[...customers.values()].map(({ updated_at }) => updated_at));

/** What happens to a customer of others while the run goes on, and which of the claims fail then. */
const happenings: Readonly<Record<string, readonly [core: Handler, failed: readonly string[]]>> = {
  'another user raises the price': [
    changing((first, state) => ({
      ...first,
      next_price: 777,
      updated_by: 504_142,
      updated_at: now(state) + 5,
    })),
    [],
  ],
  'somebody with the same credentials does': [
    changing((first, state) => ({
      ...first,
      next_price: 777,
      updated_by: 504_141,
      updated_at: now(state) + 5,
    })),
    ['customers.change.bystanders.kept'],
  ],
  'it is deleted': [changing(() => null), ['customers.change.bystanders.kept']],
  'the price changes, and the date of the change does not': [
    changing((first) => ({ ...first, next_price: 777 })),
    ['customers.change.bystanders'],
  ],
  'it gets the name of one of the run': [
    changing((first, state) => ({
      ...first,
      name: [...state.customers.values()].at(-1)?.name ?? '',
      updated_by: 504_141,
      updated_at: now(state) + 5,
    })),
    ['customers.change.bystanders'],
  ],
};

describe('a customer of others, while a run goes on', () => {
  for (const [what, [core, failed]] of Object.entries(happenings)) {
    it(what, () =>
      tried(
        none,
        ({ results }) => {
          const outcomes = results.requirements.filter(({ id }) => claims.includes(id));
          assert.deepEqual(
            outcomes.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id),
            failed,
          );
          assert.deepEqual(
            outcomes.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'passed'),
            [],
          );
        },
        { claims, core },
      ),
    );
  }
});
