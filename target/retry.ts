/** What to do with the outcome of an attempt: pure, so that every rule can be tried without a wire. */
import type { TransportFailure, Sender } from '../spec/run/exchange.ts';
import type { WireResponse } from './http.ts';

/** What came of one attempt. */
export type Attempt =
  | { readonly response: WireResponse }
  | { readonly response?: never; readonly transportFailure: TransportFailure };

/** What is known when an attempt has ended. */
export interface Situation {
  readonly sender: Sender;
  /** Whether sending it again does no harm even if it was carried out. */
  readonly repeatable: boolean;
  /** How often this request was sent again because of the rate limit. */
  readonly timesLimited: number;
  /** For how long the run has waited since it heard anything but a limit, or that the target is down. */
  readonly waitedSeconds: number;
  /** For how long it may, in a row. */
  readonly patienceSeconds: number;
  /** How often this request was sent again because the target or the line was down. */
  readonly timesDown: number;
  /** What is known of how the target writes letters beyond ASCII. */
  readonly letters: 'unknown' | 'UTF-8' | 'otherwise';
  /** Whether a 429 was the last that was heard, of whatever request, before this one. */
  readonly afterLimit: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type Step =
  | { readonly do: 'accept' }
  | { readonly do: 'repeat'; readonly because: 'limited' | 'down'; readonly afterSeconds: number }
  /** `final`: nothing more may be sent in this run. */
  | { readonly do: 'give-up'; readonly transportFailure: TransportFailure; readonly final: boolean };

const mostTimesLimited = 3;
const mostTimesDown = 2;
const longestWaitSeconds = 60;

const down: ReadonlySet<number> = new Set([502, 503, 504]);

/** Whether a status says that the target, or what stands before it, is down for the moment. */
export function isDown(status: number): boolean {
  return down.has(status);
}
const repeatableBreakdowns: ReadonlySet<TransportFailure['kind']> = new Set(['reset', 'truncated']);

/** Decides what follows from an attempt. */
export function nextStep(attempt: Attempt, situation: Situation): Step {
  if (attempt.response === undefined) return afterBreakdown(attempt.transportFailure, situation);
  const { status } = attempt.response;
  if (status === 429) return afterLimit(attempt.response, situation);
  // Others than the administrator may be refused for want of rights.
  if (status === 403 && situation.afterLimit && situation.sender === 'administrator')
    return giveUp(ban, true);
  if (isDown(status)) return afterDown(attempt.response, situation);
  return attempt.response.isGarbled === true ? afterGarbled(situation) : { do: 'accept' };
}

const ban: TransportFailure = {
  kind: 'rate-limited',
  says: 'The target first limited the rate (429) and now refuses everything (403): it has banned the account for a while. Wait, lower pace.requestsPerSecond in the target file, and run again.',
};

function afterBreakdown(transportFailure: TransportFailure, { repeatable, timesDown }: Situation): Step {
  const again = repeatable && timesDown < mostTimesDown && repeatableBreakdowns.has(transportFailure.kind);
  return again ? repeatDown(pauseSeconds(timesDown)) : giveUp(transportFailure);
}

/** A target that has written UTF-8 is garbled by what is between; one that never has writes so itself. */
function afterGarbled({ repeatable, timesDown, letters }: Situation): Step {
  if (letters === 'otherwise') return { do: 'accept' };
  if (repeatable && timesDown < mostTimesDown) return repeatDown(pauseSeconds(timesDown));
  return repeatable && letters === 'unknown' ? { do: 'accept' } : giveUp(garbled);
}

const garbled: TransportFailure = {
  kind: 'truncated',
  says: 'The JSON of an answer is not UTF-8. Look for a proxy that recodes answers, or for a server that writes another encoding, then run again.',
};

function afterLimit(response: WireResponse, situation: Situation): Step {
  const { timesLimited, now } = situation;
  // A limit that is said to be over at once, and is not, would be asked for ever.
  const afterSeconds = Math.max(retryAfterSeconds(response, now) ?? 1, 1);
  if (isTooLong(afterSeconds, situation)) {
    return giveUp(
      {
        kind: 'rate-limited',
        says: `The target limits the rate (429), and ${sinceWhen(situation)}. Lower pace.requestsPerSecond, or wait, and run again.`,
      },
      true,
    );
  }
  if (timesLimited < mostTimesLimited) return { do: 'repeat', because: 'limited', afterSeconds };
  return giveUp({
    kind: 'rate-limited',
    says: `The target limits the rate (429) and still did after ${mostTimesLimited} waits. Lower pace.requestsPerSecond in the target file, or wait, and run again.`,
  });
}

function isTooLong(afterSeconds: number, { waitedSeconds, patienceSeconds }: Situation): boolean {
  return waitedSeconds + afterSeconds > patienceSeconds;
}

function sinceWhen({ waitedSeconds, patienceSeconds }: Situation): string {
  return `nothing else was heard for ${Math.round(waitedSeconds)} s of waiting; ${patienceSeconds} are allowed (pace.limitSeconds of the target file, and no longer than one request once the run is interrupted)`;
}

function afterDown(response: WireResponse, situation: Situation): Step {
  const { repeatable, timesDown, now } = situation;
  if (repeatable && timesDown < mostTimesDown) {
    const afterSeconds = retryAfterSeconds(response, now) ?? pauseSeconds(timesDown);
    if (!isTooLong(afterSeconds, situation)) return repeatDown(afterSeconds);
    return giveUp(
      {
        kind: 'unavailable',
        says: `The target answered ${response.status}, and ${sinceWhen(situation)}. See its log, then run again.`,
      },
      true,
    );
  }
  const tried = repeatable
    ? `${mostTimesDown + 1} times in a row`
    : 'to a request that changes things, which is not sent twice';
  return giveUp({
    kind: 'unavailable',
    says: `The target answered ${response.status} ${tried}: it, or what stands behind its proxy, is down or overloaded. See its log, then run again.`,
  });
}

/** @returns seconds, between 0 and 60; null when the header is missing or makes no sense */
export function retryAfterSeconds({ headers }: Pick<WireResponse, 'headers'>, now: number): number | null {
  const text = headers['retry-after']?.trim() ?? '';
  // A date is meant on the target's clock, which may be off.
  const theirNow = Date.parse(headers['date'] ?? '');
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : (Date.parse(text) - (Number.isNaN(theirNow) ? now : theirNow)) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), longestWaitSeconds);
}

function pauseSeconds(timesDown: number): number {
  return 0.5 * 2 ** timesDown;
}

function repeatDown(afterSeconds: number): Step {
  return { do: 'repeat', because: 'down', afterSeconds };
}

function giveUp(transportFailure: TransportFailure, final = false): Step {
  return { do: 'give-up', transportFailure, final };
}
