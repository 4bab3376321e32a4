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
  /** For how long the run has waited for the rate limit, since it last heard anything else. */
  readonly limitedSeconds: number;
  /** For how long it may, in a row. */
  readonly patienceSeconds: number;
  /** How often this request was sent again because the target or the line was down. */
  readonly timesDown: number;
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
const repeatableBreakdowns: ReadonlySet<TransportFailure['kind']> = new Set(['reset', 'truncated']);

/** Decides what follows from an attempt. */
export function nextStep(attempt: Attempt, situation: Situation): Step {
  if (attempt.response === undefined) return afterBreakdown(attempt.transportFailure, situation);
  const { status } = attempt.response;
  if (status === 429) return afterLimit(attempt.response, situation);
  // Others than the administrator may be refused for want of rights.
  if (status === 403 && situation.afterLimit && situation.sender === 'administrator')
    return giveUp(ban, true);
  if (down.has(status)) return afterDown(attempt.response, situation);
  return { do: 'accept' };
}

const ban: TransportFailure = {
  kind: 'rate-limited',
  says: 'The target first limited the rate (429) and now refuses everything (403): it has banned the account for a while. Wait, lower pace.requestsPerSecond in the target file, and run again.',
};

function afterBreakdown(transportFailure: TransportFailure, { repeatable, timesDown }: Situation): Step {
  const again = repeatable && timesDown < mostTimesDown && repeatableBreakdowns.has(transportFailure.kind);
  return again ? repeatDown(pauseSeconds(timesDown)) : giveUp(transportFailure);
}

function afterLimit(response: WireResponse, situation: Situation): Step {
  const { timesLimited, limitedSeconds, patienceSeconds, now } = situation;
  const afterSeconds = retryAfterSeconds(response, now) ?? 1;
  if (limitedSeconds + afterSeconds > patienceSeconds) {
    return giveUp(
      {
        kind: 'rate-limited',
        says: `The target limits the rate (429), and has given no other answer for ${Math.round(limitedSeconds)} s of waiting; pace.limitSeconds of the target file allows ${patienceSeconds}. Lower pace.requestsPerSecond, or wait, and run again.`,
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

function afterDown(response: WireResponse, { repeatable, timesDown, now }: Situation): Step {
  if (repeatable && timesDown < mostTimesDown) {
    return repeatDown(retryAfterSeconds(response, now) ?? pauseSeconds(timesDown));
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
