import { stringify } from 'yaml';
import { startReference } from '../../reference/server.ts';
import type { TestRecord } from '../../reports/test-record.ts';
import { Contract } from '../../spec/contract/contract.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import type { Profile } from '../../spec/run/results.ts';
import { Client } from '../../target/client.ts';
import { Ledger } from '../../target/ledger.ts';
import { parseTarget } from '../../target/target-file.ts';
import type { Target } from '../../target/target.ts';
import { Stage } from '../../tests/support/stage.ts';
import { hurriedClock, recordOf } from '../proof/examine.ts';
import type { RequirementTest } from '../proof/collected.ts';
import { furnished } from './furnished.ts';

/** What a run did where it was tried out. */
export interface Rehearsal {
  readonly exchanges: readonly Exchange[];
  readonly requests: number;
  readonly created: { readonly customers: number; readonly transactions: number };
  /** The most customers and transactions that were in the account at once. */
  readonly liveAtOnce: number;
  readonly records: readonly TestRecord[];
}

/** Runs the tests against the reference, furnished like the target; the target itself hears nothing of it. */
export async function rehearse(
  target: Target,
  { tests, seed, profile }: { tests: readonly RequirementTest[]; seed: number; profile: Profile },
): Promise<Rehearsal> {
  const clock = hurriedClock();
  const state = furnished(target);
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000), state });
  const exchanges: Exchange[] = [];
  const ledger = new Ledger();
  let liveAtOnce = 0;
  const stand = standFor(target, parseTarget(stringify(reference.targetFile), 'the reference', {}));
  const client = new Client({
    target: stand,
    judge: Contract.load(),
    clock,
    record: (exchange) => exchanges.push(exchange),
  });
  const stage = new Stage({ target: stand, client, ledger, seed, profile, clock });
  try {
    await stage.open();
    const records: TestRecord[] = [];
    for (const test of tests) {
      records.push(await recordOf(test, stage));
      liveAtOnce = Math.max(liveAtOnce, ledger.living);
    }
    await stage.close();
    const after = reference.snapshot();
    return {
      exchanges,
      requests: client.requests,
      created: {
        customers: after.customers.size - state.customers.size,
        transactions: after.transactions.size - state.transactions.size,
      },
      liveAtOnce,
      records,
    };
  } finally {
    client.close();
    await reference.close();
  }
}

/** A target as its file describes it, but for where it is and who asks. */
function standFor(target: Target, { baseUrl, auth, pace }: Target): Target {
  const { member } = auth;
  const { id: _, ...account } = target.account;
  return {
    ...target,
    account,
    baseUrl,
    pace,
    auth: {
      administrator: auth.administrator,
      ...(target.auth.member !== undefined && member !== undefined && { member }),
    },
  };
}
