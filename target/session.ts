/** Turns the target file's credentials into headers, and keeps logins alive. */
import type { Headers, Sender } from '../spec/run/exchange.ts';
import type { Clock } from './clock.ts';
import { cookieHeader, cookiesLeft, cookiesOf } from './cookies.ts';
import { TargetError } from './errors.ts';
import type { WireResponse } from './http.ts';
import { loginRefusal } from './login.ts';
import type { Login } from './login.ts';
import type { Credentials, Role, Target } from './target.ts';

/** Sends a login as one recorded exchange. Throws TargetError when no answer came. */
export type SendLogin = (role: Role, login: Login) => Promise<WireResponse>;

/** Sessions live 15 minutes; one that is nearly over is renewed before it is used. */
const renewAfterMs = 14 * 60 * 1000;

/** What strangers send in the place of a secret. */
export const wrongToken = 'not-the-token-of-anybody';

interface LiveSession {
  readonly cookie: string;
  readonly since: number;
}

export class Session {
  readonly #auth: Target['auth'];
  readonly #sendLogin: SendLogin;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #live = new Map<Role, LiveSession>();
  readonly #pending = new Map<Role, Promise<LiveSession>>();
  /** A refused login is final: trying again may lock the account. */
  readonly #refused = new Map<Role, TargetError>();

  constructor(auth: Target['auth'], sendLogin: SendLogin, clock: Pick<Clock, 'now'>) {
    this.#auth = auth;
    this.#sendLogin = sendLogin;
    this.#clock = clock;
  }

  /**
   * The headers that show who sends. Logs in where that is needed.
   * @throws TargetError when the login is refused or breaks down, or the target file has no such role
   */
  async headersFor(sender: Sender): Promise<Headers> {
    if (sender === 'nobody') return {};
    if (sender === 'stranger') return wrongHeaders(this.#auth.administrator);
    const credentials = this.#credentialsOf(sender);
    if (credentials.kind !== 'login') return headersOf(credentials);
    const live = this.#live.get(sender);
    const fresh = live !== undefined && this.#clock.now() - live.since < renewAfterMs;
    const { cookie } = fresh ? live : await this.#logIn(sender, credentials);
    return { Cookie: cookie };
  }

  /**
   * After a 401: gets a new session, unless another request has got one since.
   * @param refused the headers that were answered with 401
   * @returns whether there are other headers to try now
   * @throws TargetError when the login is refused or breaks down
   */
  async renew(sender: Sender, refused: Headers): Promise<boolean> {
    if (sender !== 'administrator' && sender !== 'member') return false;
    const credentials = this.#credentialsOf(sender);
    if (credentials.kind !== 'login') return false;
    if (this.#live.get(sender)?.cookie === refused['Cookie']) await this.#logIn(sender, credentials);
    return true;
  }

  #credentialsOf(role: Role): Credentials {
    const credentials = this.#auth[role];
    if (credentials !== undefined) return credentials;
    throw new TargetError(
      'refused-credentials',
      `The target file has no credentials of a ${role}. Add auth.${role} to it.`,
    );
  }

  /** Requests that need a session at the same time share one login. */
  #logIn(role: Role, login: Login): Promise<LiveSession> {
    const pending = this.#pending.get(role);
    if (pending !== undefined) return pending;
    const started = this.#newSession(role, login).finally(() => this.#pending.delete(role));
    this.#pending.set(role, started);
    return started;
  }

  async #newSession(role: Role, login: Login): Promise<LiveSession> {
    const earlier = this.#refused.get(role);
    if (earlier !== undefined) throw earlier;
    const since = this.#clock.now();
    const response = await this.#sendLogin(role, login);
    const cookies = cookiesLeft(response.setCookies, since);
    const refusal = loginRefusal(role, response, cookies.length);
    if (refusal !== null) {
      const error = new TargetError('refused-credentials', refusal);
      this.#refused.set(role, error);
      throw error;
    }
    const live = { cookie: cookieHeader(cookies), since };
    this.#live.set(role, live);
    return live;
  }
}

function headersOf(credentials: Exclude<Credentials, { kind: 'login' }>): Headers {
  switch (credentials.kind) {
    case 'bearer':
      return { Authorization: `Bearer ${credentials.token}` };
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
      return { Authorization: `Bearer ${wrongToken}` };
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
