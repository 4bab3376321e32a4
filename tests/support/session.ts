import { Payloads } from '../../generators/payloads.ts';
import { Calendar } from '../../generators/calendar.ts';
import type { Fixtures } from '../../generators/fixtures.ts';
import { operations } from '../../spec/operations.ts';
import type { Exchange, Sender } from '../../spec/run/exchange.ts';
import type { Profile } from '../../spec/run/results.ts';
import type { Client } from '../../target/client.ts';
import { wrongAccount } from '../../target/account-check.ts';
import { realClock, type Clock } from '../../target/clock.ts';
import { additionsOf, type Ledger } from '../../target/ledger.ts';
import type { Credentials, Target } from '../../target/target.ts';
import { at, idOf, itemsOf } from './answer.ts';
import { Caller, type Message } from './caller.ts';
import { markerOf } from './marker.ts';
import type { Played, Scenario, Setting } from './scenario.ts';
import { transportFailed, CannotJudge, untestable } from './signals.ts';
import { tidyUp } from './tidy.ts';

/** What a session works with. */
export interface SessionParts {
  readonly target: Target;
  readonly client: Pick<Client, 'send' | 'preflight' | 'isWaiting' | 'tryAgain'>;
  readonly ledger: Ledger;
  readonly seed: number;
  readonly profile: Profile;
  readonly clock?: Clock;
  /** What keeps the run from beginning at all, in one sentence. */
  readonly obstacle?: string;
}

/** What the workers are told of a run: the target without its secrets, and what the account offers. */
export interface Program {
  readonly profile: Profile;
  readonly target: Target;
  readonly fixtures: Fixtures;
  /** What keeps the whole run from a verdict. */
  readonly obstacle?: string;
}

/** Seconds to wait before each try to put the account back: one is enough where the target is there. */
const pausesBeforeTidying = [0, 2, 5] as const;

/** Stands for a role's credentials where none are to be seen: a worker learns only which roles there are. */
const withheld: Credentials = { kind: 'headers', headers: {} };

/**
 * The one place of a run that talks to the target. It plays every scenario once, whoever asks first, and hands its
 * record to all tests that rest upon it; at the end it puts the account back as it was.
 */
export class Session {
  readonly #parts: SessionParts;
  readonly #played = new Map<string, Promise<Played<unknown>>>();
  #leftBehind: readonly string[] = [];
  readonly #owed = new Map<string, () => Promise<readonly string[]>>();
  #setting: Omit<Setting, 'caller' | 'play' | 'after'> | undefined;
  #obstacle: string | undefined;
  #skew = 0;
  #closing = false;
  /** Records that requests on their way ask to create. */
  #underway = 0;
  #exclusive: Promise<unknown> = Promise.resolve();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** What keeps the whole run from a verdict, in one sentence. */
  get obstacle(): string | undefined {
    return this.#obstacle;
  }

  get program(): Program {
    const { target } = this.#parts;
    const auth = { administrator: withheld, ...(target.auth.member && { member: withheld }) };
    return {
      profile: this.#parts.profile,
      target: { ...target, auth },
      fixtures: this.#setting?.fixtures ?? { ...target.account, periods: [] },
      ...(this.#obstacle !== undefined && { obstacle: this.#obstacle }),
    };
  }

  /** What could not be put back. */
  get leftBehind(): readonly string[] {
    return this.#leftBehind;
  }

  /** Looks whether the target can be reached at all, and learns what the account offers. */
  async open(): Promise<void> {
    const { client, target, seed, ledger, clock = realClock } = this.#parts;
    this.#obstacle = this.#parts.obstacle;
    if (this.#obstacle !== undefined) return;
    const transportFailure =
      (await client.preflight()) ?? (target.auth.member ? await client.preflight('member') : null);
    this.#obstacle = transportFailure?.says ?? (await wrongAccount(client, target)) ?? undefined;
    if (this.#obstacle !== undefined) return;
    try {
      const administrator = this.#caller('administrator', 'opening');
      const fixtures: Fixtures = { ...target.account, periods: await this.#periods(administrator) };
      const marker = await markerOf(administrator, seed);
      ledger.marked(marker);
      this.#setting = {
        profile: this.#parts.profile,
        target,
        fixtures,
        marker,
        payloads: new Payloads({ seed, marker, fixtures }),
        calendar: new Calendar(seed),
        now: () => Math.floor(clock.now() / 1000) + this.#skew,
        sleep: (seconds) => clock.sleep(seconds),
        unknownId: (slot) =>
          (this.#parts.ledger.largestId < 1e9 ? 2_000_000_000 : 9_007_199_254_700_000) + slot,
        exclusively: (play) => this.#oneAtATime(play),
        owe: (name, putBack) => {
          if (!this.#owed.has(name)) this.#owed.set(name, putBack);
        },
      };
    } catch (error) {
      this.#obstacle = error instanceof Error ? error.message : String(error);
    }
  }

  /** Sends one request of a test. */
  async send(message: Message & { readonly as: Sender }, purpose: string): Promise<Exchange> {
    const { client, ledger, profile } = this.#parts;
    if (this.#obstacle !== undefined) throw transportFailed({ kind: 'unreachable', says: this.#obstacle });
    if (this.#closing) throw new CannotJudge({ outcome: 'error', reason: 'The run was interrupted.' });
    if (profile === 'read-only' && message.method !== 'GET') {
      throw untestable('The read-only profile sends nothing but GET requests.');
    }
    const additions = additionsOf(message);
    this.#requireRoomFor(additions);
    ledger.announce(message);
    this.#underway += additions;
    try {
      const exchange = await client.send({ ...message, purpose });
      ledger.note(exchange);
      this.#skew = skewOf(exchange) ?? this.#skew;
      return exchange;
    } finally {
      this.#underway -= additions;
    }
  }

  /**
   * The record of a scenario, which is played when it is asked for the first time.
   * @param look names another look at an account that others may have changed: it is played anew for each
   */
  play<T>(scenario: Scenario<T>, look = ''): Promise<Played<T>> {
    const key = `${scenario.name} ${look}`;
    const known = this.#played.get(key);
    // A name stands for one scenario, so what was played under it is of that scenario's type.
    if (known) return known as Promise<Played<T>>;
    const playing = this.#perform(scenario, look);
    this.#played.set(key, playing);
    return playing;
  }

  /** Puts the account back as it was. What is still being played, in a run that was interrupted, is broken off. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.allSettled(this.#played.values());
    this.#closing = false;
    if (!this.#setting || this.#parts.profile === 'read-only') return;
    const { client, clock = realClock } = this.#parts;
    for (const seconds of pausesBeforeTidying) {
      await clock.sleep(seconds);
      await client.tryAgain();
      this.#leftBehind = await this.#putBack(this.#setting.marker);
      if (!client.isWaiting) break;
    }
  }

  /** @returns what is still not as it was, a sentence each */
  async #putBack(marker: string): Promise<readonly string[]> {
    const left: string[] = [];
    for (const putBack of this.#owed.values()) left.push(...(await putBack().catch(failureIn)));
    const administrator = this.#caller('administrator', 'tidying up');
    return [...left, ...(await tidyUp(administrator, this.#parts.ledger, marker))];
  }

  /** @throws CannotJudge where the account would hold more of this run than the target file allows */
  #requireRoomFor(additions: number): void {
    const { ledger, target } = this.#parts;
    const { liveObjects } = target.quota;
    if (additions === 0 || ledger.living + this.#underway + additions <= liveObjects) return;
    throw untestable(
      `It takes ${additions} more records in the account, and quota.liveObjects of the target file allows a run ${liveObjects} at once: raise it.`,
    );
  }

  async #perform<T>(scenario: Scenario<T>, look: string): Promise<Played<T>> {
    if (!this.#setting)
      throw transportFailed({ kind: 'unreachable', says: this.#obstacle ?? 'The run has not begun.' });
    const exchanges: number[] = [];
    const setting: Setting = {
      ...this.#setting,
      caller: (as) => this.#caller(as, `scenario: ${scenario.name}`, exchanges),
      play: async (other) => {
        const played = await this.play(other, look);
        exchanges.push(...played.exchanges);
        return played.value;
      },
      after: async (others) => {
        await Promise.allSettled(others.map((other) => this.play(other, look)));
      },
    };
    const existing = setting.profile === 'read-only' ? scenario.fromExisting?.(setting) : undefined;
    const value = await (existing ?? scenario.play(setting));
    return { value, exchanges };
  }

  #caller(as: Sender, purpose: string, exchanges: number[] = []): Caller {
    return new Caller(as, async (message) => {
      const exchange = await this.send(message, purpose);
      exchanges.push(exchange.id);
      return exchange;
    });
  }

  async #periods(administrator: Caller): Promise<number[]> {
    if (!this.#parts.target.features.periods) return [];
    const periods = itemsOf(await administrator.get(operations['periods.list'].path));
    this.#parts.ledger.found(periods);
    const before = periods.filter((period) => at(period, 'type') === 'before');
    return before.map(idOf).filter((id) => id !== undefined);
  }

  /** Runs one after the other what must never run at the same time: the periods are one list for the account. */
  #oneAtATime<T>(play: () => Promise<T>): Promise<T> {
    const turn = this.#exclusive.then(play, play);
    this.#exclusive = turn.catch(() => undefined);
    return turn;
  }
}

function failureIn(error: unknown): readonly string[] {
  return [`Putting something back broke off: ${error instanceof Error ? error.message : String(error)}`];
}

/** How many seconds the target's clock is ahead of ours, where an answer tells it. */
function skewOf(exchange: Exchange): number | undefined {
  const stamp = exchange.response?.headers['runtime-timestamp'] ?? '';
  if (!/^\d{9,10}$/.test(stamp)) return undefined;
  return Number(stamp) - Math.floor((exchange.sentAt + exchange.durationMs) / 1000);
}
