/** A certification in this process, of the reference behind a troubled line. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { collectTests, type RequirementTest } from '../../../cli/proof/collected.ts';
import { hurriedClock, recordOf } from '../../../cli/proof/examine.ts';
import { startReference, type Reference } from '../../../reference/server.ts';
import { foldRun } from '../../../reports/fold.ts';
import type { TestRecord } from '../../../reports/test-record.ts';
import { Contract } from '../../../spec/contract/contract.ts';
import { requirements } from '../../../spec/requirements/index.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import type { Results } from '../../../spec/run/results.ts';
import { wordsOf } from '../../../spec/source-rows.ts';
import { Client } from '../../../target/client.ts';
import { Journal, journalFile } from '../../../target/journal.ts';
import { Ledger } from '../../../target/ledger.ts';
import type { Target } from '../../../target/target.ts';
import { parseTarget } from '../../../target/target-file.ts';
import { Stage } from '../../support/stage.ts';
import { seenOf } from '../sweep/killing.ts';
import { startProxy, type Proxy, type ProxyOptions } from './proxy.ts';
import type { Trouble } from './troubles.ts';

/** Seconds that the suite waits for an answer here. */
const TIMEOUT = 1;

const contract = Contract.load();
const all = await collectTests();

/** Every test of a certification. */
export const everyTest: readonly string[] = all.map(({ id }) => id);

/** Some of every area: what creates, changes, deletes, lists and is refused. */
export const aDozen: readonly string[] = [
  'customers.add.single',
  'customers.add.batch.two',
  'customers.list.id.array',
  'customers.list.filter.next_date.range',
  'customers.update.name',
  'customers.delete.several',
  'transactions.add.single',
  'transactions.list.customer_id',
  'transactions.delete.one',
  'periods.change.add',
  'periods.list.all',
  'periods.rights.read',
  'protocol.credentials.wrong.customers.change',
  'protocol.body.malformed.transactions.change',
];

export interface TrialOptions extends Pick<ProxyOptions, 'tls'> {
  /** How many tests run at once; one by default, so that the requests come in the same order every time. */
  readonly atOnce?: number;
  /** Ids of the tests; a dozen by default. */
  readonly tests?: readonly string[];
  /** The scheme of the base URL, where it is not the one that the line speaks. */
  readonly scheme?: 'http' | 'https';
  /** Parts of the target file in the place of those of the reference. */
  readonly targetFile?: object;
}

/** What came of a run. */
export interface Trial {
  readonly results: Results;
  readonly exchanges: readonly Exchange[];
  readonly proxy: Proxy;
  readonly reference: Reference;
  /** The account before and after the run, as people see it. */
  readonly before: object;
  readonly after: object;
  readonly targetFile: object;
  /** Where the journal lies. */
  readonly stateDir: string;
  readonly journalIsKept: boolean;
}

/** Certifies the reference behind a line with a trouble, and looks at the run with the line still there. */
export async function tried(
  trouble: Trouble,
  judge: (trial: Trial) => Promise<void> | void,
  { tests: ids = aDozen, atOnce = 1, scheme, targetFile: parts = {}, tls }: TrialOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-network-'));
  const clock = hurriedClock();
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000) });
  const proxy = await startProxy({ baseUrl: reference.baseUrl, trouble, ...(tls && { tls }) });
  try {
    const targetFile = {
      ...reference.targetFile,
      baseUrl: scheme === undefined ? proxy.baseUrl : proxy.baseUrl.replace(/^https?/, scheme),
      pace: { timeoutSeconds: TIMEOUT, concurrency: 2 },
      ...parts,
    };
    const target = parseTarget(stringify(targetFile), 'the reference behind a proxy', {});
    const stateDir = join(folder, 'state');
    const before = seenOf({ reference });
    const tests = all.filter(({ id }) => ids.includes(id));
    assert.equal(tests.length, ids.length, 'every test that is named exists');
    const run = await certified({ target, tests, atOnce, stateDir, proxy, clock });
    await judge({
      ...run,
      proxy,
      reference,
      before,
      after: seenOf({ reference }),
      targetFile,
      stateDir,
      journalIsKept: existsSync(journalFile(stateDir, target.baseUrl)),
    });
  } finally {
    await proxy.close();
    await reference.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Certification {
  readonly target: Target;
  readonly tests: readonly RequirementTest[];
  readonly atOnce: number;
  readonly stateDir: string;
  readonly proxy: Proxy;
  readonly clock: ReturnType<typeof hurriedClock>;
}

/** As the set-up of a run does it, without the runner. */
async function certified({ target, tests, atOnce, stateDir, proxy, clock }: Certification) {
  const seed = 7;
  const ids = tests.map(({ id }) => id);
  const exchanges: Exchange[] = [];
  const client = new Client({
    target,
    judge: contract,
    record: (exchange) => exchanges.push(exchange),
    clock,
  });
  const journal = Journal.begin(stateDir, { target, seed });
  const stage = new Stage({ target, client, ledger: new Ledger(journal), seed, profile: 'full', clock });
  const startedAt = new Date().toISOString();
  try {
    await stage.open();
    const records: TestRecord[] = [];
    const waiting = [...tests];
    const lane = async (): Promise<void> => {
      for (let test = waiting.shift(); test; test = waiting.shift())
        records.push(await recordOf(test, stage));
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    proxy.ending();
    await stage.close();
    journal.end(stage.leftBehind);
    const results = foldRun({
      catalogue: requirements,
      wordsOf,
      tests: records,
      exchanges,
      suite: { name: 'amocrm-conformance', version: '0', digest: '' },
      selected: ids,
      durationMs: 0,
      facts: {
        seed,
        profile: 'full',
        target: { name: target.name, baseUrl: target.baseUrl },
        startedAt,
        // All that the contract judges, and the tests that were run.
        filters: ['only customers', 'only transactions', 'only periods', 'only protocol'],
        requests: client.requests,
        leftBehind: stage.leftBehind,
        features: target.features,
        ...(stage.obstacle !== undefined && { obstacle: stage.obstacle }),
      },
    });
    return { results, exchanges };
  } finally {
    client.close();
  }
}
