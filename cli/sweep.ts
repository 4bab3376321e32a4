import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { plain } from '../spec/run/plain.ts';
import { masked, maskWith } from '../spec/run/secrecy.ts';
import type { SweepPlan } from '../target/api.ts';
import { realClock } from '../target/clock.ts';
import { refusal } from '../target/consent.ts';
import { wrongAccount } from '../target/entry.ts';
import { isAtWork, type JournalFacts } from '../target/journal.ts';
import { readTargetFile } from '../target/target-file.ts';
import { Caller } from '../target/caller.ts';
import { api, clientOf } from './api.ts';
import { continuationOf, journalAt } from './journal.ts';
import { UsageError, WRONG_USAGE } from './usage-error.ts';

export interface SweepOptions {
  readonly config: string;
  /** Carries the plan out without asking. */
  readonly yes?: boolean;
  /** Sweeps although the run seems to go on. */
  readonly force?: boolean;
}

const DONE = 0;
const LEFT = 3;

/**
 * Finishes what a run left in the account: shows what it would do, asks, and does it.
 * @returns the exit status: 0 when nothing is left, 2 when nothing could be sent, 3 when something is left or the
 *   account can't be read
 * @throws TargetFileError, UsageError
 */
export async function sweep({ config, yes = false, force = false }: SweepOptions): Promise<number> {
  const target = readTargetFile(config, process.env);
  if (!target.writable) throw new UsageError(`Nothing was swept. ${refusal(target)}`);
  const journal = journalAt(target.baseUrl, process.env);
  if (journal && 'unreadable' in journal) return told(LEFT, `Nothing was swept. ${journal.unreadable}`);
  if (journal && isAtWork(journal) && !force) throw new UsageError(stillAtWork(journal));
  const client = clientOf(target);
  maskWith((text) => client.redaction.text(text));
  try {
    const obstacle = await client.preflight();
    if (obstacle) return told(client.requests === 0 ? WRONG_USAGE : LEFT, obstacle.says);
    const wrong = await wrongAccount(client, api.account, target);
    if (wrong !== null) return told(LEFT, `Nothing was swept. ${wrong}`);
    const administrator = new Caller('administrator', (message) =>
      client.send({ ...message, purpose: 'sweep' }),
    );
    const plan = await api.planSweep(administrator, journal, {
      target,
      force,
      pause: (seconds) => realClock.sleep(seconds),
    });
    console.log(plain(masked(inWords(plan, journal))));
    const { isEmpty, open, unknown } = plan;
    for (const sentence of [...open, ...unknown]) told(LEFT, sentence);
    if (!isEmpty) {
      if (!yes && !(await isAgreed()))
        return told(LEFT, 'Nothing was changed. With --yes it is done without asking.');
      const left = await plan.carryOut();
      if (left.length > 0) return told(LEFT, left.join('\n'));
    }
    if (open.length > 0) return told(LEFT, 'There is more to sweep when that is over.');
    if (unknown.length > 0) {
      finished(journal);
      return told(LEFT, 'All that is known of is swept.');
    }
    if (!isEmpty) console.log('The account is swept.');
    return finished(journal);
  } catch (error) {
    return told(LEFT, `The sweep broke off: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    client.close();
  }
}

function stillAtWork({ begun: { pid, host, at } }: JournalFacts): string {
  return `The run that this would sweep away still goes on, as far as can be told: process ${String(pid)} on ${host}, begun at ${at}. Stop it first; if it is gone, add --force.`;
}

function inWords({ says }: SweepPlan, journal: JournalFacts | null): string {
  const of = journal
    ? `the run of ${journal.begun.at} (marker ${journal.marker ?? 'not yet drawn'})`
    : `earlier runs, told by their markers; no journal of them is on this machine, so the ${api.records.whole.many} are left as they are`;
  return says.length > 0
    ? [`Left by ${of}:`, ...says.map((line) => `  ${line}`)].join('\n')
    : `Nothing is left by ${of}.`;
}

async function isAgreed(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question('Do it? (yes/no) ')).trim());
  } finally {
    terminal.close();
  }
}

/** The run is done with: its journal keeps nobody out any more. */
function finished(journal: JournalFacts | null): number {
  if (journal?.damage !== undefined) {
    return told(
      LEFT,
      `The journal ${journal.file} is kept, since it is damaged (${journal.damage}): look whether the ${api.records.whole.many} are as they were, then delete it.`,
    );
  }
  if (journal) {
    rmSync(journal.file, { force: true });
    for (const line of continuationOf(journal)) console.log(`To go on with the run: ${line}`);
  }
  return DONE;
}

function told(status: number, says: string): number {
  console.log(plain(masked(says)));
  return status;
}
