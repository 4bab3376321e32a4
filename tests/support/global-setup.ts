import { Contract } from '../../spec/contract/contract.ts';
import type { RunFacts } from '../../spec/run/results.ts';
import { maskWith } from '../../spec/run/secrecy.ts';
import { Client } from '../../target/client.ts';
import { consented } from '../../target/consent.ts';
import { targetDigest } from '../../target/description.ts';
import { earlierPart } from '../../target/earlier-part.ts';
import { Journal, journalFolder, JournalHeldError } from '../../target/journal.ts';
import { Ledger } from '../../target/ledger.ts';
import { Recorder, writeRunFacts } from '../../target/recorder.ts';
import type { Target } from '../../target/target.ts';
import { readTargetFile } from '../../target/target-file.ts';
import { scenarios } from '../scenarios.ts';
import { runSettings } from './run-settings.ts';
import { SessionServer } from './session-server.ts';
import { Session } from './session.ts';

/**
 * Opens the session of a run, in the runner's own process, and tells the workers where it is.
 * @returns what closes it: the account is put back as it was, and the run's facts are written
 */
export default async function openSession(): Promise<() => Promise<void>> {
  const { targetFile, runDir, seed, profile: asked, filters, resumed } = runSettings(process.env);
  const target = readTargetFile(targetFile, process.env);
  const { profile, profileReason } = consented(target, asked);
  const earlier = resumed ? earlierPart(runDir) : null;
  const recorder = new Recorder(runDir, earlier ? 'further' : 'new');
  const client = new Client({
    target,
    judge: Contract.load(),
    record: recorder.record,
    ...(earlier && { lastExchange: earlier.lastExchange }),
  });
  maskWith((text) => client.redaction.text(text));
  const { journal, obstacle } = profile === 'full' ? journalOf(target, seed) : {};
  const ledger = new Ledger(journal);
  const session = new Session({
    target,
    client,
    ledger,
    seed,
    profile,
    ...(obstacle !== undefined && { obstacle }),
  });
  const now = new Date().toISOString();
  const { requestsPerSecond, concurrency } = target.pace;
  const facts = (): RunFacts => ({
    seed,
    profile,
    ...(profileReason !== undefined && { profileReason }),
    target: { name: target.name, baseUrl: target.baseUrl, digest: targetDigest(target) },
    pace: { requestsPerSecond, concurrency },
    startedAt: earlier?.startedAt ?? now,
    ...(earlier && { resumedAt: [...earlier.resumedAt, now], spentMs: earlier.spentMs }),
    filters,
    requests: (earlier?.requests ?? 0) + client.requests,
    leftBehind: session.leftBehind,
    features: target.features,
    ...(session.obstacle !== undefined && { obstacle: session.obstacle }),
  });
  writeRunFacts(runDir, facts());
  await session.open();

  const server = new SessionServer(session, scenarios);
  process.env['AMOCRM_STAGE'] = await server.listen();
  process.env['AMOCRM_PROGRAM'] = JSON.stringify(session.program);

  return async () => {
    await session.close();
    journal?.end(session.leftBehind);
    writeRunFacts(runDir, facts());
    server.close();
    client.close();
    recorder.close();
  };
}

/** The run's journal, which keeps other runs out of the account until everything is put back. */
function journalOf(target: Target, seed: number): { journal?: Journal; obstacle?: string } {
  try {
    return { journal: Journal.begin(journalFolder(process.env), { target, seed }) };
  } catch (error) {
    if (error instanceof JournalHeldError) return { obstacle: error.message };
    throw error;
  }
}
