import { createHash } from 'node:crypto';
import { bodyOf } from './body.ts';
import { parseBrackets } from './brackets.ts';
import type { CoreRequest, Reply } from './handler.ts';
import { Refusal, refusedCredentials, responseError } from './refusal.ts';
import type { Credentials, State, User } from './state.ts';
import type { JsonObject } from './values.ts';

export const loginPath = '/private/api/auth.php';

/** How long a session lives after its login, seconds. */
export const sessionSeconds = 15 * 60;

/**
 * Who sent a request: by bearer token, by session cookie, or by login and hash in the query. The first of
 * these that a request carries decides.
 * @throws Refusal (401)
 */
export function callerOf(state: State, request: CoreRequest): User {
  const user = state.users.get(userIdOf(state, request) ?? 0);
  if (user === undefined) throw unauthorized('Credentials are missing or wrong');
  return user;
}

function userIdOf(state: State, request: CoreRequest): number | undefined {
  const { authorization, cookie = '' } = request.headers;
  if (authorization !== undefined) {
    const token = /^bearer +(.+)$/i.exec(authorization)?.[1];
    return state.credentials.find(({ bearer }) => bearer === token)?.user;
  }
  const sessionId = /(?:^|[;,] *)session_id=([^;,]*)/.exec(cookie)?.[1];
  if (sessionId !== undefined) {
    const session = state.sessions.get(sessionId);
    return session !== undefined && (session.endsAt ?? Infinity) > request.now ? session.user : undefined;
  }
  // Read with care: nobody without credentials is told that a query is malformed.
  return request.query.includes('USER_LOGIN') ? credentialsIn(state, queryOf(request))?.user : undefined;
}

function queryOf(request: CoreRequest): JsonObject {
  try {
    return parseBrackets(request.query);
  } catch {
    return {};
  }
}

function credentialsIn(
  { credentials }: State,
  { USER_LOGIN, USER_HASH }: JsonObject,
): Credentials | undefined {
  return credentials.find(({ login }) => login.user === USER_LOGIN && login.hash === USER_HASH);
}

function unauthorized(says: string): Refusal {
  return new Refusal(says, 401, { code: refusedCredentials });
}

/** Logs in: opens a session of 15 minutes and sets its cookie, or answers 401. */
export function login(state: State, request: CoreRequest): Reply {
  const { now } = request;
  const credentials = credentialsIn(state, { ...queryOf(request), ...formOf(request) });
  if (credentials === undefined) {
    const body = responseError('Wrong login or hash', refusedCredentials, now);
    return { state, response: { status: 401, headers: { 'content-type': 'application/json' }, body } };
  }
  const count = state.next.session;
  const sessionId = createHash('sha256')
    .update(`${credentials.login.hash} ${count} ${now}`)
    .digest('hex')
    .slice(0, 32);
  const living = [...state.sessions].filter(([, { endsAt }]) => endsAt === null || endsAt > now);
  const session = { user: credentials.user, endsAt: now + sessionSeconds };
  const { id, name, subdomain, timezone } = state.account;
  return {
    state: {
      ...state,
      sessions: new Map([...living, [sessionId, session]]),
      next: { ...state.next, session: count + 1 },
    },
    response: {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'set-cookie': `session_id=${sessionId}; Path=/; Max-Age=${sessionSeconds}; HttpOnly`,
      },
      body: {
        response: { auth: true, accounts: [{ id: String(id), name, subdomain, timezone }], server_time: now },
      },
    },
  };
}

function formOf(request: CoreRequest): JsonObject {
  try {
    return bodyOf(request);
  } catch {
    return {};
  }
}
