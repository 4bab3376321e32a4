import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Contract } from '../spec/contract/contract.ts';
import { plain } from '../spec/run/plain.ts';
import { several } from '../spec/run/plain.ts';
import { masked, maskWith } from '../spec/run/secrecy.ts';
import { Client } from '../target/client.ts';
import { wrongAccount } from '../target/account-check.ts';
import { refusal } from '../target/consent.ts';
import { isAtWork, journalFile, journalFolder, readJournal, type JournalFacts } from '../target/journal.ts';
import { readTargetFile } from '../target/target-file.ts';
import { Caller } from '../target/caller.ts';
import { carryOut, planSweep, type SweepPlan } from './sweep/plan.ts';
import { UsageError } from './usage-error.ts';

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
 * @returns the exit status: 0 when nothing is left, 3 when something is or the account can't be read
 * @throws TargetFileError, UsageError
 */
export async function sweep({ config, yes = false, force = false }: SweepOptions): Promise<number> {
  const target = readTargetFile(config, process.env);
  if (!target.writable) throw new UsageError(`Nothing was swept. ${refusal(target.baseUrl)}`);
  const journal = readJournal(journalFile(journalFolder(process.env), target.baseUrl));
  if (journal && isAtWork(journal) && !force) throw new UsageError(stillAtWork(journal));
  const client = new Client({ target, judge: Contract.load(), record: () => undefined });
  maskWith((text) => client.redaction.text(text));
  try {
    const obstacle = await client.preflight();
    if (obstacle) return told(LEFT, obstacle.says);
    const wrong = await wrongAccount(client, target);
    if (wrong !== null) return told(LEFT, `Nothing was swept. ${wrong}`);
    const administrator = new Caller('administrator', (message) =>
      client.send({ ...message, purpose: 'sweep' }),
    );
    const plan = await planSweep(administrator, journal);
    console.log(plain(masked(inWords(plan, journal))));
    if (isEmpty(plan)) return finished(journal);
    if (!yes && !(await isAgreed()))
      return told(LEFT, 'Nothing was changed. With --yes it is done without asking.');
    const left = await carryOut(administrator, plan);
    if (left.length > 0) return told(LEFT, left.join('\n'));
    console.log('The account is swept.');
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

function inWords(
  { customers, transactions, periods, spared }: SweepPlan,
  journal: JournalFacts | null,
): string {
  const of = journal
    ? `the run of ${journal.begun.at} (marker ${journal.marker ?? 'not yet drawn'})`
    : 'earlier runs, told by their markers; no journal of them is on this machine, so the periods are left as they are';
  const steps = [
    ...(transactions.length > 0 ? [`  delete ${several(transactions.length, 'transaction')}`] : []),
    ...(customers.length > 0 ? [`  delete ${several(customers.length, 'customer')}:`] : []),
    ...customers.slice(0, 5).map(({ id, name }) => `    ${String(id)} ${String(name)}`),
    ...(customers.length > 5 ? [`    and ${String(customers.length - 5)} more`] : []),
    ...(periods ? ['  put the periods back:', ...periods.changes().map((change) => `    ${change}`)] : []),
    ...spared.map((sentence) => `  ${sentence}`),
  ];
  return steps.length > 0 ? [`Left by ${of}:`, ...steps].join('\n') : `Nothing is left by ${of}.`;
}

function isEmpty({ customers, transactions, periods }: SweepPlan): boolean {
  return customers.length + transactions.length === 0 && periods === null;
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
  if (journal) rmSync(journal.file, { force: true });
  return DONE;
}

function told(status: number, says: string): number {
  console.log(plain(masked(says)));
  return status;
}
