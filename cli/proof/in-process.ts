import { foldRun } from '../../reports/fold.ts';
import type { TestRecord } from '../../reports/test-record.ts';
import { Contract } from '../../spec/contract/contract.ts';
import { requirements } from '../../spec/requirements/index.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import type { Profile, Results } from '../../spec/run/results.ts';
import { wordsOf } from '../../spec/source-rows.ts';
import { Client } from '../../target/client.ts';
import type { Clock } from '../../target/clock.ts';
import type { Journal } from '../../target/journal.ts';
import { Ledger } from '../../target/ledger.ts';
import type { Target } from '../../target/target.ts';
import { Bench, isAssertion } from '../../tests/support/bench.ts';
import { CannotJudge } from '../../tests/support/signals.ts';
import { Session } from '../../tests/support/session.ts';
import type { RequirementTest } from './collected.ts';

/** A certification without the runner, in this process: the same session, client, contract and folding. */
export interface InProcess {
  readonly target: Target;
  readonly tests: readonly RequirementTest[];
  readonly seed: number;
  readonly clock: Clock;
  readonly suite: Results['suite'];
  /** The full one by default. */
  readonly profile?: Profile;
  /** How many tests run at once; one by default. */
  readonly atOnce?: number;
  /** None by default, as of a whole run. */
  readonly filters?: readonly string[];
  /** Whether nothing stands between the suite and the target, so that connections may be used again. */
  readonly keepsConnections?: boolean;
  /** Without one nothing is written down. */
  readonly journal?: Journal;
  /** Called when every test has run, before the account is put back. */
  readonly onEnding?: () => void;
}

/** What came of it. */
export interface Ran {
  readonly results: Results;
  readonly exchanges: readonly Exchange[];
  /** The most customers and transactions of the run that were in the account at once. */
  readonly liveAtOnce: number;
}

const contract = Contract.load();

/** Runs tests against a target and folds what came of them. */
export async function ranInProcess(run: InProcess): Promise<Ran> {
  const {
    target,
    tests,
    seed,
    clock,
    suite,
    profile = 'full',
    filters = [],
    journal,
    keepsConnections = false,
  } = run;
  const ledger = new Ledger(journal);
  const exchanges: Exchange[] = [];
  let liveAtOnce = 0;
  const record = (exchange: Exchange): void => {
    exchanges.push(exchange);
    liveAtOnce = Math.max(liveAtOnce, ledger.living);
  };
  const client = new Client({ target, judge: contract, record, clock, keepsConnections });
  const session = new Session({ target, client, ledger, seed, profile, clock });
  const startedAt = new Date();
  try {
    await session.open();
    const records = await recordsOf(tests, session, run.atOnce ?? 1);
    run.onEnding?.();
    await session.close();
    journal?.end(session.leftBehind);
    const results = foldRun({
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
        filters,
        requests: client.requests,
        leftBehind: session.leftBehind,
        features: target.features,
        ...(session.obstacle !== undefined && { obstacle: session.obstacle }),
      },
    });
    return { results, exchanges, liveAtOnce };
  } finally {
    client.close();
  }
}

async function recordsOf(
  tests: readonly RequirementTest[],
  session: Session,
  atOnce: number,
): Promise<readonly TestRecord[]> {
  const records: TestRecord[] = [];
  const waiting = [...tests];
  const lane = async (): Promise<void> => {
    for (let test = waiting.shift(); test; test = waiting.shift())
      records.push(await recordOf(test, session));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return records;
}

async function recordOf({ id, body }: RequirementTest, session: Session): Promise<TestRecord> {
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
  const bench = new Bench(id, session, session.program, {
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
