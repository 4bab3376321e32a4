/** Turns the target file's credentials into headers, and keeps logins alive. */
import { isDeepStrictEqual } from 'node:util';
import type { Headers, Sender } from '../spec/run/exchange.ts';
import type { Entrance, Login } from './api.ts';
import type { Clock } from './clock.ts';
import { cookieHeader, cookiesLeft, cookiesOf } from './cookies.ts';
import { TargetError } from './errors.ts';
import { forged, wrongToken, type Forged, type Forgery } from './forgeries.ts';
import type { WireResponse } from './http.ts';
import { isRole, type Credentials, type Role, type Target } from './target.ts';
import type { TokenCommand } from './token-command.ts';

/** How a session gets what it needs from outside. */
export interface AuthenticatorWays {
  /** Sends a login as one recorded exchange. Throws TargetError when no answer came. */
  readonly logIn: (role: Role, login: Login) => Promise<WireResponse>;
  readonly loginRefusal: Entrance['loginRefusal'];
  /** Gets a token from a command. Throws TargetError when it prints none. */
  readonly runTokenCommand: (role: Role, command: TokenCommand) => Promise<string>;
}

/** Sessions live 15 minutes; one that is nearly over is renewed before it is used. */
const renewAfterMs = 14 * 60 * 1000;

/** Credentials that are got while the run goes on, and run out. */
type Renewable = Extract<Credentials, { kind: 'login' | 'tokenCommand' }>;

interface Live {
  /** One header. */
  readonly headers: Headers;
  readonly since: number;
  /** Whether it came in the place of another one that was refused. */
  readonly isRenewal: boolean;
  /** Whether a request was let in with it. */
  hasServed: boolean;
}

export class Authenticator {
  readonly #auth: Target['auth'];
  readonly #ways: AuthenticatorWays;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #live = new Map<Role, Live>();
  readonly #pending = new Map<Role, Promise<Live>>();
  /** A refused login is final: trying again may lock the account. So is a command that fails. */
  readonly #refused = new Map<Role, TargetError>();
  /** Tokens that were refused, and their commands had no other one. */
  readonly #spent = new Set<string>();

  constructor(auth: Target['auth'], ways: AuthenticatorWays, clock: Pick<Clock, 'now'>) {
    this.#auth = auth;
    this.#ways = ways;
    this.#clock = clock;
  }

  /**
   * The headers that show who sends. Logs in, or runs the command that prints a token, where that is needed.
   * @throws TargetError when no credentials can be got that way, or the target file has no such role
   */
  async headersFor(sender: Sender): Promise<Headers> {
    if (sender === 'nobody') return {};
    if (sender === 'stranger') return wrongHeaders(this.#auth.administrator);
    const credentials = this.#credentialsOf(sender);
    if (!isRenewable(credentials)) return headersOf(credentials);
    const live = this.#live.get(sender);
    const fresh = live !== undefined && this.#isFresh(live, credentials);
    const { headers } = fresh ? live : await this.#obtain(sender, credentials);
    return headers;
  }

  /** The newest headers that were got for a sender; undefined where none are got while the run goes on. */
  liveOf(sender: Sender): Headers | undefined {
    return this.#liveOf(sender)?.headers;
  }

  /** A request was let in with the headers. */
  served(sender: Sender, headers: Headers): void {
    const live = this.#liveOf(sender);
    if (live && isSame(live.headers, headers)) live.hasServed = true;
  }

  /**
   * The headers of a stranger whose credentials resemble those of the administrator; wrong ones of another look where
   * they can't be told from the right ones for sure.
   * @throws TargetError when there are none to resemble
   */
  async forge(forgery: Forgery): Promise<Forged> {
    const { administrator } = this.#auth;
    const own = await this.headersFor('administrator');
    return forged(forgery, administrator.kind, own) ?? { headers: wrongHeaders(administrator), secrets: [] };
  }

  /**
   * After a 401: gets a new session or token, unless another request has got one since. A new session that lets
   * nobody in is not replaced by yet another.
   * @param refused the headers that were answered with 401
   * @returns whose the headers are that are to be tried now; null where there are no others
   * @throws TargetError when the login or the command is refused or breaks down
   */
  async renew(sender: Sender, refused: Headers): Promise<'own' | 'of another request' | null> {
    if (!isRole(sender)) return null;
    const credentials = this.#credentialsOf(sender);
    if (!isRenewable(credentials)) return null;
    const old = this.#live.get(sender);
    if (old !== undefined && !isSame(old.headers, refused)) return 'of another request';
    if (credentials.kind === 'login') {
      if (old?.isRenewal === true && !old.hasServed) return null;
      await this.#obtain(sender, credentials);
      return 'own';
    }
    const spent = `${sender} ${JSON.stringify(refused)}`;
    if (this.#spent.has(spent)) return null;
    const { headers } = await this.#obtain(sender, credentials);
    if (!isSame(headers, refused)) return 'own';
    this.#spent.add(spent);
    return null;
  }

  #liveOf(sender: Sender): Live | undefined {
    return isRole(sender) ? this.#live.get(sender) : undefined;
  }

  #credentialsOf(role: Role): Credentials {
    const credentials = this.#auth[role];
    if (credentials !== undefined) return credentials;
    throw new TargetError(
      'refused-credentials',
      `The target file has no credentials of a ${role}. Add auth.${role} to it.`,
    );
  }

  /** How long a token lives only the target knows. */
  #isFresh({ since }: Live, { kind }: Renewable): boolean {
    return kind === 'tokenCommand' || this.#clock.now() - since < renewAfterMs;
  }

  /** Requests that need a session at the same time share one login, or one run of the command. */
  #obtain(role: Role, credentials: Renewable): Promise<Live> {
    const pending = this.#pending.get(role);
    if (pending !== undefined) return pending;
    const started = this.#start(role, credentials).finally(() => this.#pending.delete(role));
    this.#pending.set(role, started);
    return started;
  }

  async #start(role: Role, credentials: Renewable): Promise<Live> {
    const earlier = this.#refused.get(role);
    if (earlier !== undefined) throw earlier;
    const since = this.#clock.now();
    const headers =
      credentials.kind === 'login'
        ? { Cookie: await this.#logIn(role, credentials, since) }
        : bearerHeaders(await this.#runTokenCommand(role, credentials));
    const live = { headers, since, isRenewal: this.#live.has(role), hasServed: false };
    this.#live.set(role, live);
    return live;
  }

  async #logIn(role: Role, login: Login, since: number): Promise<string> {
    const response = await this.#ways.logIn(role, login);
    const cookies = cookiesLeft(response.setCookies, since);
    const refusal = this.#ways.loginRefusal(role, response, cookies.length);
    if (refusal !== null) throw this.#final(role, new TargetError('refused-credentials', refusal));
    return cookieHeader(cookies);
  }

  async #runTokenCommand(role: Role, command: TokenCommand): Promise<string> {
    try {
      return await this.#ways.runTokenCommand(role, command);
    } catch (error) {
      throw error instanceof TargetError ? this.#final(role, error) : error;
    }
  }

  #final(role: Role, error: TargetError): TargetError {
    this.#refused.set(role, error);
    return error;
  }
}

function isRenewable(credentials: Credentials): credentials is Renewable {
  return credentials.kind === 'login' || credentials.kind === 'tokenCommand';
}

function isSame(a: Headers, b: Headers): boolean {
  return isDeepStrictEqual(a, b);
}

function bearerHeaders(token: string): Headers {
  return { Authorization: `Bearer ${token}` };
}

function headersOf(credentials: Exclude<Credentials, Renewable>): Headers {
  switch (credentials.kind) {
    case 'bearer':
      return bearerHeaders(credentials.token);
    case 'cookie':
      return { Cookie: credentials.cookie };
    case 'headers':
      return credentials.headers;
  }
}

/** Wrong credentials of the same kind, so that only their being wrong can be the reason for a refusal. */
function wrongHeaders(credentials: Credentials): Headers {
  switch (credentials.kind) {
    case 'bearer':
    case 'tokenCommand':
      return bearerHeaders(wrongToken);
    case 'cookie':
      return {
        Cookie: cookieHeader(cookiesOf(credentials.cookie).map(({ name }) => ({ name, value: wrongToken }))),
      };
    case 'login':
      return { Cookie: `session_id=${wrongToken}` };
    case 'headers':
      return Object.fromEntries(
        Object.entries(credentials.headers).map(([name, value]) => [
          name,
          value.replace(
            /^([A-Za-z-]+ +)?.*$/s,
            (_, scheme: string | undefined) => `${scheme ?? ''}${wrongToken}`,
          ),
        ]),
      );
  }
}
