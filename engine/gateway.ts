import type { Exchange, Sender } from '../spec/run/exchange.ts';
import type { Profile } from '../spec/run/results.ts';
import { transportFailed, untestable, withoutMember } from '../spec/run/signals.ts';
import type { Api } from '../target/api.ts';
import { Caller, type Message } from '../target/caller.ts';
import type { Client } from '../target/client.ts';
import type { Clock } from '../target/clock.ts';
import type { Ledger } from '../target/ledger.ts';
import type { Target } from '../target/target.ts';
import { INTERRUPTED } from './bounds.ts';
import { Lateness } from './lateness.ts';
import { requireOwn } from './ownership.ts';
import { pastCaches, Strays } from './strays.ts';
import { Turns } from './turns.ts';

/** What a gateway works with. */
export interface GatewayParts {
  readonly api: Pick<Api<object>, 'awaitedFrom' | 'fits' | 'records' | 'timeIn'>;
  readonly target: Target;
  readonly client: Pick<Client, 'send' | 'hurry'>;
  readonly ledger: Ledger;
  readonly profile: Profile;
  readonly clock: Clock;
  /** What keeps the run from beginning at all, in one sentence. */
  readonly obstacle?: string;
}

type Sent = Message & { readonly as: Sender };

/** What has to be done when a change was answered, and when it was refused. */
interface Consequences {
  readonly answered: () => void;
  readonly refused: () => void;
}

/**
 * The one way of a run to the target. It lets out nothing that would touch a record of somebody else, keeps the books
 * of what the run has in the account, lets changes out in turn, and reads again what is late or the answer to another
 * request.
 */
export class Gateway {
  /** What keeps the whole run from a verdict, in one sentence. */
  obstacle: string | undefined;
  /** Answers that went astray. */
  readonly strays: Strays;
  readonly #parts: GatewayParts;
  readonly #lateness: Lateness;
  readonly #turns = new Turns();
  readonly #interruption = new AbortController();
  #isClosed = false;
  /** How many seconds the target's clock is ahead of ours. */
  #skew = 0;
  /** Records that requests on their way ask to create. */
  #underway = 0;
  /** Ids that no record has, as far as is known. */
  readonly #madeUp = new Set<number>();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.obstacle = parts.obstacle;
    this.strays = new Strays(parts.api.fits);
    this.#lateness = new Lateness(parts.clock, parts.api);
  }

  /** The longest that was waited until a change was shown, in seconds; 0 where all are shown at once. */
  get lateness(): number {
    return this.#lateness.seconds;
  }

  get isInterrupted(): boolean {
    return this.#interruption.signal.aborted;
  }

  /** The target's time, in Unix seconds. */
  now(): number {
    return Math.floor(this.#parts.clock.now() / 1000) + this.#skew;
  }

  /** @throws CannotJudge as soon as the run is interrupted */
  async sleep(seconds: number): Promise<void> {
    await this.#parts.clock.sleep(seconds, this.#interruption.signal);
    if (this.isInterrupted) throw INTERRUPTED;
  }

  /** An id that no record has. */
  unknownId(index: number): number {
    const id = (this.#parts.ledger.largestId < 1e9 ? 2_000_000_000 : 9_007_199_254_700_000) + index;
    this.#madeUp.add(id);
    return id;
  }

  /** The run is interrupted: what waits is broken off, and nothing is let out until it is opened again. */
  interrupt(): void {
    this.close();
    this.#interruption.abort();
    this.#parts.client.hurry();
  }

  /** Lets nothing out any more; what is on its way comes to its end. */
  close(): void {
    this.#isClosed = true;
  }

  /** Lets out what puts the account back. */
  reopen(): void {
    this.#isClosed = false;
  }

  /** Looks after the account: over connections of its own, since what it reads decides about what is written. */
  keeper(purpose: string): Caller {
    return new Caller('administrator', (message) => this.send({ ...message, alone: true }, purpose));
  }

  /**
   * Sends one request.
   * @throws CannotJudge where it may not be sent
   */
  async send(message: Sent, purpose: string): Promise<Exchange> {
    this.#requireLeave(message);
    const { api, ledger } = this.#parts;
    const look = (path: string) => this.keeper('looking before a change').get(path);
    await requireOwn(message, { records: api.records, ledger, isMadeUp: (id) => this.#madeUp.has(id) }, look);
    const additions = api.records.additionsIn(message)?.count ?? 0;
    this.#requireRoomFor(additions);
    const answered = ledger.announce(message);
    const refused = this.#lateness.announce(message);
    this.#underway += additions;
    try {
      if (message.method !== 'GET') {
        return await this.#turns.change(() => this.#exchanged(message, purpose, { answered, refused }));
      }
      return await this.#lateness.read(message, () => this.#read(message, purpose));
    } finally {
      this.#underway -= additions;
    }
  }

  #requireLeave({ as, method }: Sent): void {
    const { profile, target } = this.#parts;
    if (this.obstacle !== undefined) throw transportFailed({ kind: 'unreachable', says: this.obstacle });
    if (this.#isClosed) throw INTERRUPTED;
    if (as === 'member' && !target.auth.member) throw withoutMember();
    if (profile === 'read-only' && method !== 'GET') {
      throw untestable('The read-only profile sends nothing but GET requests.');
    }
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

  /** Reads; again where the answer may be that to another request. */
  async #read(message: Sent, purpose: string): Promise<Exchange> {
    const exchange = await this.#exchanged(this.strays.seesCache ? pastCaches(message) : message, purpose);
    // What is asked over a certain connection is about that connection.
    if (message.connection !== undefined) return exchange;
    const own = await this.strays.ownAnswer(message, exchange, () =>
      this.#exchanged({ ...pastCaches(message), alone: true }, `${purpose}, asked again`),
    );
    this.#parts.ledger.lookedUp(own);
    return own;
  }

  async #exchanged(message: Sent, purpose: string, then?: Consequences): Promise<Exchange> {
    const { client, ledger } = this.#parts;
    const exchange = await client.send({ ...message, purpose });
    if (!exchange.transportFailure) then?.answered();
    ledger.note(exchange);
    ledger.see(exchange);
    const { status = 500 } = exchange.response ?? {};
    if (message.method !== 'GET' && status < 400) this.#lateness.changed(exchange);
    if (status >= 400 && status < 500) then?.refused();
    this.#skew = this.#skewIn(exchange) ?? this.#skew;
    return exchange;
  }

  /** How many seconds the target's clock is ahead of ours, where an answer tells it. */
  #skewIn({ response, sentAt, durationMs }: Exchange): number | undefined {
    const time = this.#parts.api.timeIn(response?.headers ?? {});
    return time === null ? undefined : time - Math.floor((sentAt + durationMs) / 1000);
  }
}
