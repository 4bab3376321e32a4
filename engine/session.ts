import type { Exchange, Sender } from '../spec/run/exchange.ts';
import type { Profile } from '../spec/run/results.ts';
import { transportFailed } from '../spec/run/signals.ts';
import { Caller, type Message } from '../target/caller.ts';
import type { Client } from '../target/client.ts';
import { realClock, type Clock } from '../target/clock.ts';
import { obstacleTo } from '../target/entry.ts';
import type { Ledger } from '../target/ledger.ts';
import type { Target } from '../target/target.ts';
import type { Api, Opened, RecordId } from '../target/api.ts';
import type { CommonSetting, Played, Scenario, Setting } from './scenario.ts';
import { FULL, MOST_KEPT } from './bounds.ts';
import { Gateway } from './gateway.ts';
import { Performance } from './performance.ts';
import { Slots } from './slots.ts';
import { unaccountedFor } from './stock.ts';
import type { Strays } from './strays.ts';

/** What a session works with. */
export interface SessionParts<F extends object> {
  readonly api: Api<F>;
  readonly target: Target;
  readonly client: Pick<Client, 'send' | 'preflight' | 'isWaiting' | 'isInDoubt' | 'tryAgain' | 'hurry'>;
  readonly ledger: Ledger;
  readonly seed: number;
  readonly profile: Profile;
  readonly clock?: Clock;
  /** What keeps the run from beginning at all, in one sentence. */
  readonly obstacle?: string;
  /** How many scenarios are at work at once; those that wait for others don't count. */
  readonly atOnce: number;
}

/** What comes of the exchanges of a caller. */
interface Calling {
  readonly exchanges: number[];
  /** Whether answers are kept; they are by default. */
  readonly keeps: boolean | undefined;
}

/** Seconds to wait before each try to put the account back: one is enough where the target is there. */
const pausesBeforeTidying = [0, 2, 5] as const;

/**
 * Plays every scenario of a run once, whoever asks first, and hands its record to all claims that rest upon it; at the
 * end it puts the account back as it was.
 */
export class Session<F extends object> {
  readonly #parts: SessionParts<F>;
  readonly #clock: Clock;
  readonly #slots: Slots;
  readonly #gateway: Gateway;
  readonly #asked: Promise<unknown>[] = [];
  readonly #performances = new Map<string, Map<Scenario<unknown, F>, Performance<unknown>>>();
  #leftBehind: readonly string[] = [];
  #unrestored: readonly string[] = [];
  readonly #watched = new Map<string, () => Promise<readonly string[]>>();
  readonly #belated = new Map<string, readonly string[]>();
  readonly #owed = new Map<string, () => Promise<readonly string[]>>();
  #opened: Opened<F> | undefined;
  /** Characters of answers. */
  #kept = 0;

  constructor(parts: SessionParts<F>) {
    this.#parts = parts;
    this.#clock = parts.clock ?? realClock;
    this.#slots = new Slots(parts.atOnce);
    this.#gateway = new Gateway({ ...parts, clock: this.#clock });
  }

  get target(): Target {
    return this.#parts.target;
  }

  get profile(): Profile {
    return this.#parts.profile;
  }

  /** What keeps the whole run from a verdict, in one sentence. */
  get obstacle(): string | undefined {
    return this.#gateway.obstacle;
  }

  /** The longest that was waited until a change was shown, in seconds; 0 where all are shown at once. */
  get lateness(): number {
    return this.#gateway.lateness;
  }

  /** Answers that went astray. */
  get strays(): Strays {
    return this.#gateway.strays;
  }

  /** What could not be put back. */
  get leftBehind(): readonly string[] {
    return this.#leftBehind;
  }

  /** What of the account the target did not take back as it had been, a sentence each. */
  get unrestored(): readonly string[] {
    return this.#unrestored;
  }

  /** What was found when the run was over to speak against requirements whose claims may have passed, a sentence each. */
  get belated(): ReadonlyMap<string, readonly string[]> {
    return this.#belated;
  }

  /** Looks whether the target can be reached at all, and learns what the account offers. */
  async open(): Promise<void> {
    const gateway = this.#gateway;
    if (gateway.obstacle !== undefined || gateway.isInterrupted) return;
    const { api, client, target, seed, ledger, profile } = this.#parts;
    gateway.obstacle = (await obstacleTo(client, api.account, target)) ?? undefined;
    if (gateway.obstacle !== undefined) return;
    try {
      this.#opened = await api.open(gateway.keeper('opening'), {
        target,
        seed,
        ledger,
        ...(profile !== 'read-only' && { pause: (seconds: number) => gateway.sleep(seconds) }),
      });
      ledger.marked(this.#opened.marker);
    } catch (error) {
      gateway.obstacle = error instanceof Error ? error.message : String(error);
    }
  }

  /** Lets nothing out any more that is sent for a claim; what is on its way comes to its end. */
  interrupt(): void {
    this.#gateway.interrupt();
  }

  /** Sends a request of a claim itself, which takes its place among the scenarios. */
  ask(message: Message & { readonly as: Sender }, purpose: string): Promise<Exchange> {
    return this.#slots.hold(() => this.#gateway.send(message, purpose));
  }

  /**
   * The record of a scenario, which is played when it is asked for the first time.
   * @param look names another look at an account that others may have changed: it is played anew for each
   */
  play<T>(scenario: Scenario<T, F>, look = ''): Promise<Played<T>> {
    const performance = this.#performance(scenario, look);
    // By its turn another scenario may have needed it.
    const turn = (): Promise<void> => (performance.hasBegun ? Promise.resolve() : performance.settled());
    const playing = performance.hasBegun
      ? performance.record()
      : this.#slots.hold(turn).then(() => performance.record());
    this.#asked.push(playing);
    return playing;
  }

  /** The same for a scenario that needs it to go on: what has not begun yet is played in the place of that one. */
  async #playWithin<T>(scenario: Scenario<T, F>, look: string): Promise<Played<T>> {
    const performance = this.#performance(scenario, look);
    if (performance.hasBegun && !performance.isOver) await this.#slots.without(() => performance.settled());
    return performance.record();
  }

  #performance<T>(scenario: Scenario<T, F>, look: string): Performance<Played<T>> {
    const performances =
      this.#performances.get(look) ?? new Map<Scenario<unknown, F>, Performance<unknown>>();
    this.#performances.set(look, performances);
    // What was played for a scenario is of that scenario's type.
    const known = performances.get(scenario) as Performance<Played<T>> | undefined;
    const performance = known ?? new Performance(() => this.#perform(scenario, look));
    performances.set(scenario, performance);
    return performance;
  }

  /** Puts the account back as it was. What is still being played, in a run that was interrupted, is broken off. */
  async close(kept: readonly RecordId[] = []): Promise<void> {
    this.#gateway.close();
    await Promise.allSettled(this.#asked);
    this.#gateway.reopen();
    await this.tidy(kept);
  }

  /** Puts the account back as it was; the run may go on. @param kept records that are left in it */
  async tidy(kept: readonly RecordId[] = []): Promise<void> {
    // What is read from now on is let go of, and a scenario may owe what its own callers have to send.
    this.#kept = 0;
    if (!this.#opened || this.#parts.profile === 'read-only') return;
    const { client } = this.#parts;
    for (const seconds of pausesBeforeTidying) {
      await this.#clock.sleep(seconds);
      await client.tryAgain();
      this.#leftBehind = await this.#putBack(this.#opened.marker, kept);
      if (!client.isWaiting) break;
    }
    // What can't be looked at tells nothing against the target.
    for (const [requirement, look] of this.#watched) {
      this.#belated.set(requirement, await look().catch(() => []));
    }
    const { api, ledger } = this.#parts;
    const unaccounted = unaccountedFor(api.records, ledger, (exchange) => client.isInDoubt(exchange));
    for (const [requirement, says] of unaccounted) this.#belated.set(requirement, says);
  }

  /** @returns what is still not as it was, a sentence each */
  async #putBack(marker: string, kept: readonly RecordId[]): Promise<readonly string[]> {
    const { api, ledger } = this.#parts;
    const [unrestored, brokenOff]: [string[], string[]] = [[], []];
    for (const putBack of this.#owed.values()) {
      await putBack().then(
        (sentences) => unrestored.push(...sentences),
        (error: unknown) => brokenOff.push(failureIn(error)),
      );
    }
    this.#unrestored = unrestored;
    const left = await api.tidyUp(this.#gateway.keeper('tidying up'), ledger, marker, kept);
    return [...unrestored, ...brokenOff, ...left];
  }

  async #perform<T>(scenario: Scenario<T, F>, look: string): Promise<Played<T>> {
    if (!this.#opened)
      throw transportFailed({ kind: 'unreachable', says: this.obstacle ?? 'The run has not begun.' });
    const { marker, furniture } = this.#opened;
    const { profile, target, seed } = this.#parts;
    const exchanges: number[] = [];
    const common: CommonSetting<F> = {
      profile,
      target,
      marker,
      seed,
      now: () => this.#gateway.now(),
      sleep: (seconds) => this.#slots.without(() => this.#gateway.sleep(seconds)),
      unknownId: (index) => this.#gateway.unknownId(index),
      lateness: () => this.lateness,
      exclusively: (play) => this.#slots.inTurn(play),
      owe: (name, putBack) => {
        if (!this.#owed.has(name)) this.#owed.set(name, putBack);
      },
      watch: (requirement, look) => void this.#watched.set(requirement, look),
      caller: (as) => this.#caller(as, `scenario: ${scenario.name}`, { exchanges, keeps: scenario.keeps }),
      play: async (other) => {
        const played = await this.#playWithin(other, look);
        exchanges.push(...played.exchanges);
        return played.value;
      },
      after: async (others) => {
        await Promise.allSettled(others.map((other) => this.#playWithin(other, look)));
      },
    };
    const setting: Setting<F> = { ...furniture, ...common };
    const existing = profile === 'read-only' ? scenario.fromExisting?.(setting) : undefined;
    const value = await (existing ?? scenario.play(setting));
    return { value, exchanges };
  }

  #caller(as: Sender, purpose: string, { exchanges, keeps = true }: Calling): Caller {
    return new Caller(as, async (message) => {
      if (this.#kept > MOST_KEPT) throw FULL;
      const exchange = await this.#gateway.send(message, purpose);
      if (keeps) this.#kept += exchange.response?.body.length ?? 0;
      exchanges.push(exchange.id);
      return exchange;
    });
  }
}

function failureIn(error: unknown): string {
  return `Putting something back broke off: ${error instanceof Error ? error.message : String(error)}`;
}
