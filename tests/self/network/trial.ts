/** A certification in this process, of the reference behind a troubled line. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { suite } from '../../../cli/suite.ts';
import { certify } from '../../../engine/certification.ts';
import type { Handler } from '../../../reference/core/handler.ts';
import { startReference, type Reference } from '../../../reference/server.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import type { Results } from '../../../spec/run/results.ts';
import { hurriedClock } from '../../../target/clock.ts';
import { Journal, journalFile } from '../../../target/journal.ts';
import { parseTarget } from '../../../target/target-file.ts';
import { seenOf } from '../sweep/killing.ts';
import { startProxy, type Proxy, type ProxyOptions } from './proxy.ts';
import type { Trouble } from './troubles.ts';

/** Seconds that the suite waits for an answer here. */
const TIMEOUT = 1;

/** Every claim of the suite. */
export const everyClaim: readonly string[] = suite.claims.map(({ id }) => id);

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
  /** How many claims are judged at once; one by default, so that the requests come in the same order every time. */
  readonly atOnce?: number;
  /** Ids of the claims; a dozen by default. */
  readonly claims?: readonly string[];
  /** The scheme of the base URL, where it is not the one that the line speaks. */
  readonly scheme?: 'http' | 'https';
  /** 7 by default. */
  readonly seed?: number;
  /** What the server makes of requests, where it is not the reference's own way. */
  readonly core?: Handler;
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

/** Certifies the reference behind a line with a trouble, which may depend on what the account holds, and looks at the run with the line still there. */
export async function tried(
  trouble: Trouble | ((reference: Reference) => Trouble),
  judge: (trial: Trial) => Promise<void> | void,
  {
    claims: ids = aDozen,
    atOnce = 1,
    core,
    scheme,
    seed = 7,
    targetFile: parts = {},
    tls,
  }: TrialOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-network-'));
  const clock = hurriedClock();
  const reference = await startReference({
    clock: () => Math.floor(clock.now() / 1000),
    ...(core && { core }),
  });
  const struck = typeof trouble === 'function' ? trouble(reference) : trouble;
  const proxy = await startProxy({ baseUrl: reference.baseUrl, trouble: struck, ...(tls && { tls }) });
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
    const claims = suite.claims.filter(({ id }) => ids.includes(id));
    assert.equal(claims.length, ids.length, 'every claim that is named exists');
    const run = await certify({
      ...suite,
      target,
      claims,
      atOnce,
      clock,
      seed,
      journal: Journal.begin(stateDir, { target, seed }),
      // All that the contract judges, and the claims that were judged.
      filters: ['only customers', 'only transactions', 'only periods', 'only protocol'],
      suite: { name: 'amocrm-conformance', version: '0', digest: '' },
      on: { ending: () => proxy.ending() },
    });
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
