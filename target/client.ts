/** The one way to the target: sends, paces, retries, judges, redacts and records. */
import type { TransportFailure, Exchange, Headers, Sender } from '../spec/run/exchange.ts';
import type { Entrance, Login } from './api.ts';
import { Breaker } from './breaker.ts';
import { realClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { TargetError } from './errors.ts';
import { Http, isRead } from './http.ts';
import type { HttpLimits, WireResponse } from './http.ts';
import { transportFailureOf, judgedExchange, unsendable } from './judged.ts';
import type { Judge } from './judged.ts';
import type { Line } from './line.ts';
import { draftOf, headersOf, replacesCredentials, wireRequestOf } from './outgoing.ts';
import type { Draft, Outgoing } from './outgoing.ts';
import { Pace, type Turn } from './pace.ts';
import { proxySecrets } from './proxies.ts';
import { Redaction } from './redaction.ts';
import { Authenticator } from './authenticator.ts';
import type { AuthenticatorWays } from './authenticator.ts';
import { isRole, type Role, type Target } from './target.ts';
import { tlsSecrets } from './tls.ts';
import { Tracing } from './tracing.ts';
import { tokenFrom } from './token-command.ts';
import type { TokenCommand } from './token-command.ts';
import { Transport } from './transport.ts';
import type { Delivery } from './transport.ts';
import { wayTo } from './way.ts';

export type { Outgoing } from './outgoing.ts';

export interface ClientOptions {
  readonly target: Target;
  readonly entrance: Entrance;
  readonly judge: Judge;
  /** Gets every exchange once it has ended, without a secret in it. */
  readonly record: (exchange: Exchange) => void;
  readonly clock?: Clock;
  readonly limits?: Partial<HttpLimits>;
  /** Whether the target is in this very process, so that nothing stands between that could break. */
  readonly isInProcess?: boolean;
  /** The number of the last exchange of an earlier part of the run. */
  readonly lastExchange?: number;
}

/** How long whoever is there may take to show it. */
const lookSeconds = 5;

export class Client {
  /** For any text that leaves the suite by another way than the record. */
  readonly redaction: Redaction;
  readonly #target: Target;
  readonly #entrance: Entrance;
  readonly #judge: Judge;
  readonly #record: (exchange: Exchange) => void;
  readonly #clock: Clock;
  readonly #http: Http;
  readonly #transport: Transport;
  readonly #authenticator: Authenticator;
  readonly #tracing: Tracing;
  readonly #breaker = new Breaker();
  #lastId: number;
  /** The connections of exchanges that may have had to share theirs. */
  readonly #lines = new Map<number, Line>();
  #looking: Promise<boolean> | undefined;

  constructor({
    target,
    entrance,
    judge,
    record,
    clock = realClock,
    limits = {},
    lastExchange = 0,
    ...options
  }: ClientOptions) {
    this.#target = target;
    this.#entrance = entrance;
    this.#judge = judge;
    this.#record = record;
    this.#clock = clock;
    this.redaction = new Redaction(
      target.auth,
      [...tlsSecrets(target.tls), ...proxySecrets(process.env)],
      target.variables,
    );
    this.#lastId = lastExchange;
    this.#tracing = new Tracing(target.trace);
    this.#http = new Http(
      { timeoutSeconds: target.pace.timeoutSeconds, ...limits },
      { ...wayTo(target, process.env), isInProcess: options.isInProcess ?? false },
    );
    this.#transport = new Transport(
      this.#http,
      new Pace(target.pace, clock),
      clock,
      target.pace.limitSeconds,
    );
    const ways: AuthenticatorWays = {
      logIn: (role, login) => this.#logIn(role, login),
      loginRefusal: entrance.loginRefusal,
      runTokenCommand: (role, command) => this.#runTokenCommand(role, command),
    };
    this.#authenticator = new Authenticator(target.auth, ways, clock);
  }

  /** Requests put on the wire so far: logins and repetitions included, refused ones not. */
  get requests(): number {
    return this.#transport.requests;
  }

  /**
   * Sends a request and judges the answer. Trouble with the network, the credentials or the suite's own request
   * comes as `transportFailure` of the exchange. Bodies come as they were, but for long secrets, which are masked.
   */
  async send(outgoing: Outgoing): Promise<Exchange> {
    const draft = this.#draft(outgoing);
    const obstacle = this.#breaker.tripped ?? unsendable(draft, this.#judge);
    if (obstacle !== null) return this.#finish(draft, headersOf(draft), this.#unsent(obstacle));

    const { headers, delivery } = await this.#deliver(draft);
    if (this.#breaker.note(delivery) && !(await this.#isThere()) && delivery.transportFailure) {
      this.#breaker.trip(delivery.transportFailure);
    }
    const transportFailure =
      delivery.doubtful === true ? await this.#ban(draft.as) : await this.#withdrawn(draft, delivery);
    return this.#finish(
      draft,
      headers,
      transportFailure === null ? delivery : { ...delivery, transportFailure },
    );
  }

  /**
   * Asks for one record, to see whether a run makes sense.
   * @returns why it doesn't, with what to do; null when all is well
   */
  async preflight(role: Role = 'administrator'): Promise<TransportFailure | null> {
    const { path } = this.#entrance;
    const exchange = await this.send({ as: role, method: 'GET', path, purpose: 'preflight' });
    return this.#entrance.obstacleIn(exchange, role, this.#target);
  }

  /** Whether nothing is sent any more, though it might be later. */
  get isWaiting(): boolean {
    return this.#breaker.tripped !== null && this.#breaker.mayLift;
  }

  /** After the target was given up as dead: lets cleaning up try once more, where anybody is there. */
  async tryAgain(): Promise<void> {
    if (this.#breaker.tripped === null || !this.#breaker.mayLift) return;
    if (await this.#isThere()) this.#breaker.reset();
  }

  /** Whether nobody knows if an exchange has the answer to its own request: its connection repeated answers. */
  isInDoubt(exchange: number): boolean {
    return this.#lines.get(exchange)?.isMixedUp === true;
  }

  /**
   * The run is interrupted: what waits for a target that limits the rate, or is down, is broken off, and what is sent
   * from now on waits no longer than one request may take.
   */
  hurry(): void {
    this.#transport.hurry(this.#target.pace.timeoutSeconds);
  }

  /** Ends every connection. */
  close(): void {
    this.#http.close();
  }

  /** Whether a refusal means everybody: asks as the one who has every right. */
  async #ban(refused: Sender): Promise<TransportFailure | null> {
    if (refused === 'administrator') return null;
    const purpose = 'look whether the account is banned';
    const { transportFailure } = await this.send({
      as: 'administrator',
      method: 'GET',
      path: this.#entrance.path,
      purpose,
    });
    return transportFailure?.kind === 'rate-limited' ? transportFailure : null;
  }

  /** Why a role that is answered with 401 is known no more; null where it still is, and the answer the target's own. */
  async #withdrawn({ as, path }: Draft, { response }: Delivery): Promise<TransportFailure | null> {
    if (response?.status !== 401 || path === this.#entrance.path) return null;
    if (!isRole(as)) return null;
    const obstacle = await this.preflight(as);
    if (obstacle?.kind !== 'refused-credentials') return null;
    if (as === 'administrator') this.#breaker.trip(obstacle);
    return obstacle;
  }

  /** Whether anything at all answers, were it a refusal. Those who want to know at the same time share one look. */
  #isThere(): Promise<boolean> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #look(): Promise<boolean> {
    const draft = this.#draft({
      as: 'nobody',
      method: 'GET',
      path: this.#entrance.path,
      purpose: 'look who is there',
    });
    const headers = headersOf(draft);
    draft.number();
    const delivery = await this.#transport.deliver(
      { ...wireRequestOf(draft, () => headers), timeoutSeconds: lookSeconds },
      { sender: draft.as, repeatable: false, beforeSending: () => undefined },
    );
    this.#finish(draft, headers, delivery);
    return delivery.response !== undefined;
  }

  #draft(outgoing: Outgoing): Draft {
    return draftOf(
      outgoing,
      this.#target.baseUrl,
      () => (this.#lastId += 1),
      (exchange) => this.#tracing.headersOf(exchange),
    );
  }

  /**
   * With the sender's credentials; again when a login session turns out to have ended, and when one that another
   * request has got since is used up by the time.
   */
  async #deliver(draft: Draft): Promise<{ headers: Headers; delivery: Delivery }> {
    let credentials: Headers = {};
    // Until its turn comes, another request may have got newer ones.
    const atItsTurn = (): Headers => {
      credentials = this.#authenticator.liveOf(draft.as) ?? credentials;
      return headersOf(draft, credentials);
    };
    const delivered = (delivery: Delivery) => ({ headers: headersOf(draft, credentials), delivery });
    try {
      credentials = await this.#credentialsFor(draft);
      let delivery = await this.#transmit(draft, atItsTurn);
      // Each may use up a session before the turn of this one comes.
      const sessions = this.#target.pace.concurrency;
      let renewals = 0;
      while (delivery.response?.status === 401 && renewals <= sessions) {
        if (replacesCredentials(draft, credentials)) break;
        const renewed = await this.#authenticator.renew(draft.as, credentials);
        if (renewed === null) break;
        if (renewed === 'own') renewals += 1;
        credentials = await this.#authenticator.headersFor(draft.as);
        const again = await this.#transmit(draft, atItsTurn, { turn: 'again' });
        delivery = { ...again, retries: delivery.retries + 1 + again.retries };
      }
      if (delivery.response && delivery.response.status !== 401) {
        this.#authenticator.served(draft.as, credentials);
      }
      return delivered(delivery);
    } catch (error) {
      return delivered(this.#unsent(transportFailureOf(error)));
    }
  }

  async #credentialsFor({ as, forgery }: Draft): Promise<Headers> {
    if (as !== 'stranger' || forgery === undefined) return this.#authenticator.headersFor(as);
    const { headers, secrets } = await this.#authenticator.forge(forgery);
    this.redaction.learnForged('administrator', secrets);
    return headers;
  }

  #transmit(
    draft: Draft,
    headers: () => Headers,
    { repeatable = isRead(draft.method), turn = 'new' }: { repeatable?: boolean; turn?: Turn } = {},
  ): Promise<Delivery> {
    const beforeSending = (): void => {
      const { tripped } = this.#breaker;
      if (tripped !== null) throw new TargetError(tripped.kind, tripped.says);
      draft.number();
    };
    return this.#transport.deliver(wireRequestOf(draft, headers), {
      sender: draft.as,
      repeatable,
      turn,
      beforeSending,
    });
  }

  /** A login is an exchange like any other, and harmless to repeat; others wait for it. */
  async #logIn(role: Role, login: Login): Promise<WireResponse> {
    const draft = this.#draft(this.#entrance.loginRequest(role, login));
    const headers = headersOf(draft);
    const delivery = await this.#transmit(draft, () => headers, { repeatable: true, turn: 'login' });
    this.redaction.learnCookies(role, delivery.response?.setCookies ?? []);
    const { transportFailure } = this.#finish(draft, headers, delivery);
    if (transportFailure !== undefined) throw new TargetError(transportFailure.kind, transportFailure.says);
    if (delivery.response === undefined) throw new Error('A delivery has a response or a transportFailure.');
    return delivery.response;
  }

  async #runTokenCommand(role: Role, command: TokenCommand): Promise<string> {
    const token = await tokenFrom(role, command);
    this.redaction.learnToken(role, token);
    return token;
  }

  #finish(draft: Draft, headers: Headers, delivery: Delivery): Exchange {
    const exchange = judgedExchange(draft, headers, delivery, {
      judge: this.#judge,
      redaction: this.redaction,
    });
    const line = delivery.response?.line;
    if (line) this.#lines.set(exchange.id, line);
    const log = this.#tracing.linkOf(exchange.id, exchange);
    const recorded = {
      ...this.redaction.recorded(exchange),
      ...(log !== undefined && { log: this.redaction.text(log) }),
    };
    this.#record(recorded);
    return this.redaction.seen(exchange, recorded);
  }

  #unsent(transportFailure: TransportFailure): Delivery {
    return {
      transportFailure,
      final: false,
      sentAt: Math.round(this.#clock.now()),
      durationMs: 0,
      retries: 0,
    };
  }
}
