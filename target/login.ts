import { member, parsedJson } from '../spec/contract/json.ts';
import type { WireResponse } from './http.ts';
import type { Outgoing } from './outgoing.ts';
import type { Role } from './target.ts';

export interface Login {
  readonly user: string;
  readonly hash: string;
}

const loginPath = '/private/api/auth.php?type=json';

/** The login as a request: a form. */
export function loginRequest(role: Role, { user, hash }: Login): Outgoing {
  return {
    as: role,
    method: 'POST',
    path: loginPath,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: new URLSearchParams({ USER_LOGIN: user, USER_HASH: hash }).toString(),
    purpose: `log in as the ${role}`,
  };
}

/**
 * Why an answer to a login gives no session, in plain sentences; null when it gives one.
 * @param cookies how many cookies the answer leaves behind
 */
export function loginRefusal(role: Role, { status, body }: WireResponse, cookies: number): string | null {
  if (status === 404) {
    return `The target has no login at ${loginPath} (404). Give auth.${role} as a bearer token or cookie, or correct baseUrl.`;
  }
  const { auth, error } = answerOf(body);
  if (status < 200 || status > 299 || auth !== true) {
    const reason = error === '' ? `status ${status}` : `status ${status}: ${error}`;
    return `The target refused the login of the ${role} (${reason}). Check auth.${role}.login in the target file.`;
  }
  if (cookies > 0) return null;
  return `The target accepted the login of the ${role} but set no session cookie. Give auth.${role} as a bearer token or cookie instead.`;
}

function answerOf(body: string): { auth?: unknown; error: string } {
  const response = member(parsedJson(body), 'response');
  const texts = [member(response, 'error_code'), member(response, 'error')];
  const error = texts.filter((text) => typeof text === 'string' || typeof text === 'number').join(' ');
  return { auth: member(response, 'auth'), error: error.slice(0, 200) };
}
