import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { createState } from '../../../reference/core/seed.ts';
import type { CustomerRecord } from '../../../reference/core/state.ts';
import { startReference } from '../../../reference/server.ts';
import { seenOf, sweep } from './killing.ts';

const HOUR = 3600;

interface Swept {
  readonly status: number | null;
  readonly output: string;
  /** Names of the customers with a marker that are still there. */
  readonly left: readonly string[];
  readonly othersAreUntouched: boolean;
}

/** Sweeps an account without a journal, where runs of other machines left customers. @param ages in seconds, by name */
async function sweptWithout(ages: Readonly<Record<string, number>>, ...options: string[]): Promise<Swept> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-sweep-'));
  const now = Math.floor(Date.now() / 1000);
  const state = createState();
  const [model] = state.customers.values();
  assert.ok(model);
  const customers = new Map(state.customers);
  for (const [index, [name, age]] of Object.entries(ages).entries()) {
    const one: CustomerRecord = {
      ...model,
      id: 900_000 + index,
      name,
      created_at: 946_684_800,
      updated_at: now - age,
    };
    customers.set(one.id, one);
  }
  const reference = await startReference({ state: { ...state, customers } });
  const others = JSON.stringify(seenOf({ reference: { ...reference, snapshot: () => state } }));
  try {
    const config = join(folder, 'target.yaml');
    writeFileSync(config, stringify(reference.targetFile));
    const env = { ...process.env, AMOCRM_TARGET: config, AMOCRM_STATE_DIR: join(folder, 'state') };
    const ended = await sweep({ reference, folder, env }, '--yes', ...options);
    const after = reference.snapshot();
    const rest = [...after.customers].filter(([id]) => id < 900_000);
    const seen = seenOf({
      reference: { ...reference, snapshot: () => ({ ...after, customers: new Map(rest) }) },
    });
    return {
      ...ended,
      left: [...after.customers.values()]
        .filter(({ name, is_deleted }) => name in ages && !is_deleted)
        .map(({ name }) => name),
      othersAreUntouched: JSON.stringify(seen) === others,
    };
  } finally {
    await reference.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a sweep on a machine that has no journal', { timeout: 60_000 }, () => {
  const ages = {
    'acf-a old': 2 * HOUR,
    'acf-b old': 3 * HOUR,
    'acf-b young': 60,
    'acf-c from the future': -HOUR,
  };

  it('deletes what a dead run left, leaves what a living one may hold, and calls nothing swept', async () => {
    const { status, output, left, othersAreUntouched } = await sweptWithout(ages);

    assert.deepEqual(left, ['acf-b old', 'acf-b young', 'acf-c from the future']);
    assert.equal(status, 3, output);
    assert.match(output, /2 customers with the marker acf-b may be of a run that is at work/);
    assert.match(output, /1 customer with the marker acf-c may be/);
    assert.doesNotMatch(output, /account is swept/);
    assert.ok(othersAreUntouched);
  });

  it('deletes that, too, when it is told to, and says that nobody knows how the periods were', async () => {
    const { status, output, left, othersAreUntouched } = await sweptWithout(ages, '--force');

    assert.deepEqual(left, []);
    assert.equal(status, 3, output);
    assert.match(output, /The periods are left as they are: no journal on this machine/);
    assert.doesNotMatch(output, /account is swept/);
    assert.ok(othersAreUntouched);
  });
});
