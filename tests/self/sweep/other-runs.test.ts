import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { createState } from '../../../reference/core/seed.ts';
import type { State } from '../../../reference/core/state.ts';
import { startReference } from '../../../reference/server.ts';
import { api, clientOf } from '../../../cli/api.ts';
import type { SweepPlan } from '../../../target/api.ts';
import { Caller } from '../../../target/caller.ts';
import type { JournalFacts } from '../../../target/journal.ts';
import { parseTarget } from '../../../target/target-file.ts';
import { seenOf, sweptHere } from './killing.ts';

const HOUR = 3600;

/** Id of the first customer of a run. */
const FIRST = 900_000;

interface Swept {
  readonly status: number | null;
  readonly output: string;
  /** Names of the customers with a marker that are still there. */
  readonly left: readonly string[];
  readonly othersAreUntouched: boolean;
}

/** The account of the reference, with customers of runs in it. @param ages seconds since their last change, by name */
function accountWith(ages: Readonly<Record<string, number>>): {
  readonly state: State;
  readonly found: State;
} {
  const now = Math.floor(Date.now() / 1000);
  const found = createState();
  const [model] = found.customers.values();
  assert.ok(model);
  const customers = new Map(found.customers);
  for (const [index, [name, age]] of Object.entries(ages).entries()) {
    const id = FIRST + index;
    customers.set(id, { ...model, id, name, created_at: 946_684_800, updated_at: now - age });
  }
  return { found, state: { ...found, customers } };
}

/** Sweeps an account without a journal, where runs of other machines left customers. @param ages in seconds, by name */
async function sweptWithout(
  ages: Readonly<Record<string, number>>,
  options: { readonly force?: boolean } = {},
): Promise<Swept> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-sweep-'));
  const { found, state } = accountWith(ages);
  const reference = await startReference({ state });
  const others = JSON.stringify(seenOf({ reference: { ...reference, snapshot: () => found } }));
  try {
    const config = join(folder, 'target.yaml');
    writeFileSync(config, stringify(reference.targetFile));
    const ended = await sweptHere({ config, stateDir: join(folder, 'state') }, options);
    const after = reference.snapshot();
    const rest = [...after.customers].filter(([id]) => id < FIRST);
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
    const { status, output, left, othersAreUntouched } = await sweptWithout(ages, { force: true });

    assert.deepEqual(left, []);
    assert.equal(status, 3, output);
    assert.match(output, /The periods are left as they are: no journal on this machine/);
    assert.doesNotMatch(output, /account is swept/);
    assert.ok(othersAreUntouched);
  });
});

describe('a sweep by the journal of a dead run', () => {
  const ages = { 'acf-a told of': 60, 'acf-a not told of': 60 };

  /** What is planned while something goes on in the account. */
  async function planned(meanwhile: (administrator: Caller) => Promise<unknown>): Promise<SweepPlan> {
    const reference = await startReference({ state: accountWith(ages).state });
    const target = parseTarget(stringify(reference.targetFile), 'the reference', {});
    const client = clientOf(target);
    const administrator = new Caller('administrator', (message) =>
      client.send({ ...message, purpose: 'sweep' }),
    );
    const journal: JournalFacts = {
      file: 'journal.ndjson',
      begun: { event: 'begun', at: '2026-01-01T00:00:00.000Z', target, pid: 1, host: 'gone', seed: 1 },
      marker: 'acf-a',
      found: [],
      records: { customers: [FIRST] },
      owners: [],
    };
    try {
      return await api.planSweep(administrator, journal, {
        target,
        force: false,
        pause: async () => {
          await meanwhile(administrator);
        },
      });
    } finally {
      client.close();
      await reference.close();
    }
  }

  it('leaves what another run of its seed has drawn the marker of since, and is changing', async () => {
    const { says, open, isEmpty } = await planned((administrator) =>
      administrator.post('/api/v2/customers', {
        update: [{ id: FIRST + 1, next_price: 7, updated_at: Math.floor(Date.now() / 1000) }],
      }),
    );

    assert.match(open.join('\n'), /2 customers with the marker acf-a may be of a run that is at work/);
    assert.doesNotMatch(says.join('\n'), /delete/);
    assert.ok(isEmpty);
  });

  it('deletes what nobody changes while it watches', async () => {
    const { says, open } = await planned(() => Promise.resolve());

    assert.deepEqual(open, []);
    assert.match(says.join('\n'), /delete 2 customers/);
  });
});
