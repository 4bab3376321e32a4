/** What the target file and this machine say, before anything is sent. */
import { refusal } from '../../target/consent.ts';
import { isAtWork } from '../../target/journal.ts';
import type { Target } from '../../target/target.ts';
import { note, trouble, well, type Finding } from '../../target/finding.ts';
import { api } from '../api.ts';
import { journalAt, remediesFor } from '../journal.ts';

/** The pace that the vendor advises; who asks faster is banned. */
const advisedPerSecond = 7;

/** @param config how the target file is named on the command line */
export function localFindings(target: Target, config: string, env: NodeJS.ProcessEnv): readonly Finding[] {
  return [
    well('target file', `${config} can be read, and every variable that it names is set.`),
    consentFinding(target),
    paceFinding(target),
    journalFinding(target, config, env),
  ];
}

/** Which profile a run gets. */
export function profileOf({ writable }: Target): 'full' | 'read-only' {
  return writable ? 'full' : 'read-only';
}

function consentFinding(target: Target): Finding {
  const { baseUrl, loopback, writable, otherHost } = target;
  const { host } = new URL(baseUrl);
  if (loopback) return well('writes', 'The target is on this machine: a run gets the full profile.');
  if (writable) return well('writes', `allowWrites names ${host}: a run gets the full profile.`);
  if (otherHost !== undefined) {
    return trouble('writes', refusal(target), {
      advice: 'As it stands a run gets the read-only profile.',
      add: { allowWrites: host },
    });
  }
  return note('writes', `allowWrites doesn't name ${host}: a run gets the read-only profile.`, {
    advice: `Where ${api.records.all} may be created, changed and deleted, consent to it.`,
    add: { allowWrites: host },
  });
}

function paceFinding({ loopback, pace }: Target): Finding {
  const { requestsPerSecond, concurrency, timeoutSeconds } = pace;
  const rate =
    requestsPerSecond === null ? 'As fast as it answers' : `${String(requestsPerSecond)} requests a second`;
  const says = `${rate}, ${String(concurrency)} at once; an answer may take ${String(timeoutSeconds)} s.`;
  const fast = !loopback && (requestsPerSecond ?? Infinity) > advisedPerSecond;
  return fast
    ? note('pace', says, {
        advice: 'The vendor bans who asks faster than 7 times a second.',
        add: { pace: { requestsPerSecond: advisedPerSecond } },
      })
    : well('pace', says);
}

function journalFinding({ baseUrl }: Target, config: string, env: NodeJS.ProcessEnv): Finding {
  const journal = journalAt(baseUrl, env);
  if (!journal) return well('journal', 'No run of this machine is at work there, or left anything behind.');
  if ('unreadable' in journal) return trouble('journal', journal.unreadable);
  const { pid, host, at } = journal.begun;
  const who = `process ${String(pid)} on ${host}, begun at ${at}`;
  return isAtWork(journal)
    ? trouble('journal', `Another run is at work on this account (${who}).`, {
        advice: 'Wait for its end, or stop it.',
      })
    : trouble('journal', `An earlier run did not put everything back (${who}).`, {
        advice: 'Finish it:',
        commands: remediesFor(journal, config),
      });
}
