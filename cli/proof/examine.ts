import { stringify } from 'yaml';
import { startReference, type ReferenceOptions } from '../../reference/server.ts';
import { foldRun } from '../../reports/fold.ts';
import type { TestRecord } from '../../reports/test-record.ts';
import { Contract } from '../../spec/contract/contract.ts';
import { requirements } from '../../spec/requirements/index.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import type { Profile, Results } from '../../spec/run/results.ts';
import { wordsOf } from '../../spec/source-rows.ts';
import { Client } from '../../target/client.ts';
import { realClock, type Clock } from '../../target/clock.ts';
import { Ledger } from '../../target/ledger.ts';
import { parseTarget } from '../../target/target-file.ts';
import { Bench, isAssertion } from '../../tests/support/bench.ts';
import { CannotJudge } from '../../tests/support/signals.ts';
import { Stage } from '../../tests/support/stage.ts';
import type { RequirementTest } from './collected.ts';

/** How an implementation is to be examined. */
export interface Examination {
  readonly tests: readonly RequirementTest[];
  readonly seed: number;
  readonly suite: Results['suite'];
  /** How many tests run at once; one by default. */
  readonly atOnce?: number;
  /** The full one by default. */
  readonly profile?: Profile;
}

const contract = Contract.load();

/**
 * Certifies an assembly of the reference over HTTP with the tests of a certification, in this process: the same
 * stage, client, contract and folding, without the runner's start-up.
 */
export async function examine(
  assembly: ReferenceOptions,
  { tests, seed, suite, atOnce = 1, profile = 'full' }: Examination,
): Promise<Results> {
  const clock = hurriedClock();
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000), ...assembly });
  const target = parseTarget(stringify(reference.targetFile), 'the reference', {});
  const exchanges: Exchange[] = [];
  const record = (exchange: Exchange) => exchanges.push(exchange);
  const client = new Client({ target, judge: contract, record, clock });
  const stage = new Stage({ target, client, ledger: new Ledger(), seed, profile, clock });
  const startedAt = new Date();
  try {
    await stage.open();
    const records: TestRecord[] = [];
    const waiting = [...tests];
    const lane = async (): Promise<void> => {
      for (let test = waiting.shift(); test; test = waiting.shift())
        records.push(await recordOf(test, stage));
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    await stage.close();
    return foldRun({
      catalogue: requirements,
      wordsOf,
      tests: records,
      exchanges,
      suite,
      selected: tests.map(({ id }) => id),
      durationMs: Date.now() - startedAt.getTime(),
      facts: {
        seed,
        profile,
        target: { name: target.name, baseUrl: target.baseUrl },
        startedAt: startedAt.toISOString(),
        filters: [],
        requests: client.requests,
        leftBehind: stage.leftBehind,
        features: target.features,
        ...(stage.obstacle !== undefined && { obstacle: stage.obstacle }),
      },
    });
  } finally {
    client.close();
    await reference.close();
  }
}

/** A clock by which nobody waits: it is put forward instead, for the suite and the reference alike. */
export function hurriedClock(): Clock {
  let ahead = 0;
  return {
    now: () => realClock.now() + ahead,
    sleep(seconds) {
      ahead += seconds * 1000;
      return Promise.resolve();
    },
  };
}

/** Runs one test on a stage. */
export async function recordOf({ id, body }: RequirementTest, stage: Stage): Promise<TestRecord> {
  const exchanges: number[] = [];
  const readings: Record<string, string> = {};
  const began = performance.now();
  const ended = (judgement: Pick<TestRecord, 'outcome' | 'reason' | 'detail'>): TestRecord => ({
    requirement: id,
    exchanges: [...new Set(exchanges)].sort((a, b) => a - b),
    readings,
    durationMs: Math.round(performance.now() - began),
    ...judgement,
  });
  const bench = new Bench(id, stage, stage.program, {
    note: (type, description) => {
      if (type === 'exchanges') exchanges.push(...description.split(',').map(Number));
      else Object.assign(readings, Object.fromEntries([description.split('=')]));
    },
    endWith: (signal) => {
      throw signal;
    },
  });
  try {
    bench.requireApplicable();
    await bench.rehearse(body);
    await body(bench.fixtures);
    return ended({ outcome: 'passed' });
  } catch (error) {
    if (error instanceof CannotJudge) return ended(error.signal);
    const reason = error instanceof Error ? error.message : String(error);
    return ended({ outcome: isAssertion(error) ? 'failed' : 'error', reason });
  }
}
